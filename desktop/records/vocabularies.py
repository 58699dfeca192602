"""The terms that a new desk starts with."""

import csv
from dataclasses import dataclass
from pathlib import Path

from desktop.records.resources import shipped_uid


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of a vocabulary (kind, measure, munition, actor or tag).

    `code` is its key, the same in every language and on every desk; `meaning` is one sentence for
    the codebook.
    """

    vocabulary: str
    code: str
    name: str
    name_ru: str
    name_uk: str
    meaning: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names and aliases, in any language, each once, the English one first."""
        names = (self.name, self.name_ru, self.name_uk, *self.aliases)
        return tuple(dict.fromkeys(name for name in names if name))


def read_vocabularies(path: Path) -> list[TermEntry]:
    """Return the terms of a vocabularies file, in the order in which they are offered."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            TermEntry(
                vocabulary=row["vocabulary"],
                code=row["code"],
                name=row["name"],
                name_ru=row["name_ru"],
                name_uk=row["name_uk"],
                meaning=row["meaning"],
                aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def term_uid(vocabulary: str, code: str) -> str:
    """Return the uid of this term, the same on every desk: 32 hex digits."""
    return shipped_uid(f"term:{vocabulary}:{code}")
