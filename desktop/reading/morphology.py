"""The dictionary forms of words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.reading.language import Language

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer


@dataclass(frozen=True, slots=True)
class Forms:
    """What a word may be a form of.

    `lemmas` are dictionary forms in lower case, the likeliest first; `tags` are the grammemes of
    all its readings together (OpenCorpora's: NOUN, plur, gent, past, ...; none for English).
    `readings` are dictionary form and grammemes of each.
    """

    lemmas: tuple[str, ...]
    tags: frozenset[str]
    readings: tuple[tuple[str, frozenset[str]], ...] = ()


_ENDINGS: Final = (
    ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("ves", "f"),
    ("s", ""),    ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_IRREGULAR: Final = {
    "threw": "throw", "thrown": "throw", "sank": "sink", "sunk": "sink", "spent": "spend",
    "shot": "shoot", "hit": "hit", "struck": "strike", "stricken": "strike", "lost": "lose",
    "fell": "fall", "fallen": "fall", "flew": "fly", "flown": "fly", "sent": "send",
    "brought": "bring", "took": "take", "taken": "take", "hurt": "hurt", "died": "die",
    "dying": "die", "dead": "dead", "was": "be", "were": "be", "is": "be", "are": "be",
    "been": "be", "had": "have", "has": "have", "people": "person", "men": "man",
    "women": "woman", "children": "child", "said": "say", "told": "tell", "wrote": "write",
    "written": "write", "came": "come", "went": "go", "gone": "go", "made": "make", "put": "put",
    "rose": "rise", "risen": "rise", "blew": "blow", "left": "leave", "got": "get",
    "felt": "feel", "injuries": "injury", "casualties": "casualty", "lives": "life",
    "aircraft": "aircraft", "knocked": "knock", "downed": "down", "downing": "down",
}  # fmt: skip


class Morphology:
    """Looks words up, each distinct one once; the dictionaries are loaded when first asked."""

    def __init__(self) -> None:
        self._known: dict[tuple[Language, str], Forms] = {}
        self._analyzers: dict[Language, MorphAnalyzer] = {}

    def forms(self, word: str, language: Language) -> Forms:
        """Return what `word`, in lower case, is a form of in that language."""
        key = language, word
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look_up(word, language)
        return found

    def _look_up(self, word: str, language: Language) -> Forms:
        if language is Language.EN or word.isascii():
            return Forms(_english(word), frozenset())
        analyzer = self._analyzers.get(language)
        if analyzer is None:
            from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - many starts read no text

            analyzer = self._analyzers[language] = MorphAnalyzer(lang=str(language))
        readings = analyzer.parse(word)
        read = [(one.normal_form.replace("ё", "е"), one.tag.grammemes) for one in readings]
        lemmas = dict.fromkeys(lemma for lemma, _ in read)
        return Forms(tuple(lemmas), frozenset().union(*(tags for _, tags in read)), tuple(read))


def _english(word: str) -> tuple[str, ...]:
    """Return the word itself and what it may be an inflected form of."""
    word = word.removesuffix("'s").removesuffix("'")
    found = [_IRREGULAR[word]] if word in _IRREGULAR else []
    found.append(word)
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1 and not word.endswith("ss"):
            found.append(stem + instead)
            if len(stem) > 2 and stem[-1] == stem[-2] and ending in ("ed", "ing"):
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))
