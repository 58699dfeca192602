"""What a check says, and what it is given beside the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.records.family import Family, Kept
from desktop.records.when import When


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful: the check's code, how grave it is, a sentence, and the records it names.

    `severity` is "error" for what can't be right, "warning" for what a person has to judge.
    `incident` is the uid of the incident that it was found in.
    """

    check: str
    severity: str
    sentence: str
    uids: tuple[str, ...]
    incident: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around some families.

    `names` gives what people call a term, place or speaker by uid, `regions` the region of each
    place, `texts` the text of each source; `now` is an aware time.
    """

    names: Mapping[str, str]
    regions: Mapping[str, str]
    texts: Mapping[str, str]
    now: datetime

    def name(self, uid: str | None) -> str:
        """Return what people call a record; "" for none."""
        return self.names.get(uid, uid) if uid else ""

    def speaker(self, report: Kept) -> str:
        """Return who makes a report."""
        return self.name(report["speaker"]) or "?"


def window(report: Kept) -> str:
    """Return the hours that a report speaks of."""
    when: When | None = report["when"]
    return when.show() if when else "?"


def figure_text(family: Family, figure: Kept, around: Surroundings) -> str:
    """Return a figure in a few words: who, what was counted, how many, where."""
    report = next(one for one in family.reports if one.uid == figure["report"])
    places = ", ".join(around.name(one.uid) for one in figure["places"])
    said = f"{around.name(figure['measure'])} {figure['count']}"
    return f"{around.speaker(report)}: {said}{f' ({places})' if places else ''}"
