"""Sentences as varied as those of real nights, from a seeded random."""

import re
from collections.abc import Sequence
from functools import cache
from random import Random

from desktop.desk import sample_texts
from desktop.records.gazetteer import read_gazetteer
from desktop.records.resources import resource


@cache
def _words() -> tuple[Sequence[str], Sequence[str]]:
    """Return the words of the sample night's texts, and the names of the gazetteer's places."""
    documents = vars(sample_texts).values()
    texts = " ".join(one.text for one in documents if isinstance(one, sample_texts.Document))
    words = sorted(set(re.findall(r"[^\W\d_]{2,}", texts)))
    places = read_gazetteer(resource("gazetteer.tsv"))
    names = [name for one in places for name in (one.name, one.name_ru) if name]
    return words, names


def sentences(random: Random, least: int, most: int) -> str:
    """Return some sentences: words, a place's name and numbers in each."""
    return " ".join(_sentence(random) for _at in range(random.randint(least, most)))


def _sentence(random: Random) -> str:
    words, names = _words()
    chosen = random.choices(words, k=random.randint(6, 16))
    chosen.insert(random.randrange(len(chosen)), random.choice(names))
    chosen.insert(random.randrange(len(chosen)), str(random.randint(1, 200)))
    return f"{' '.join(chosen).capitalize()}."
