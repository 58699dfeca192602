"""What a reviewer ticks, and whether a tick still holds: it belongs to the value it was for."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.records.family import Family, Kept
from desktop.records.models import content

# What a reviewer checks against the sources' words; a figure is ticked as a whole.
FIELDS = {
    "incident": ("title", "kind", "actor", "when", "where", "summary"),
    "report": ("speaker", "said_at", "when", "source"),
    "figure": ("",),
}
# Where a figure stands in its list, and how its quote lies in the text, is nothing to tick.
_FIGURE = (
    "measure", "munition", "count", "places", "joint", "of", "relation", "rank", "quote",
)  # fmt: skip
TICKED, FELL, OPEN = "ticked", "fell", "open"
Ticks = Mapping[tuple[str, str], Kept]


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing to tick: its record, the field ("" for a whole figure), and how it stands.

    `standing` is "ticked" while the value is what was ticked, "fell" once it is another one, and
    "open" where nobody ticked it.  `tick` is the record of the tick, if there is one.
    """

    record: Kept
    field: str
    standing: str
    tick: Kept | None

    @property
    def key(self) -> tuple[str, str]:
        """By what its tick is found: the record's uid and the field."""
        return self.record.uid, self.field


def digest_of(record: Kept, field: str) -> str:
    """Return a hash of the value that a tick is for."""
    declared = content(record.type)
    told = "\n".join(
        f"{name}={declared[name].to_json(record[name])}" for name in ([field] if field else _FIGURE)
    )
    return hashlib.blake2b(told.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def standings(family: Family, ticks: Ticks) -> Iterator[Standing]:
    """Yield what there is to tick in an incident, in reading order; empty fields need no tick."""
    for record in family.members():
        for field in FIELDS[record.type]:
            if field and record[field] == content(record.type)[field].empty:
                continue
            tick = ticks.get((record.uid, field))
            if tick is None or not tick["digest"]:
                standing = OPEN
            elif tick["digest"] == digest_of(record, field):
                standing = TICKED
            else:
                standing = FELL
            yield Standing(record, field, standing, tick)
