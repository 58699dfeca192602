"""What a check is, what it says, and what it is given beside the records."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop.checks.usual import Usual
from desktop.records.family import Family, Kept
from desktop.records.published import Ground
from desktop.records.when import When

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Found:
    """What one check has found: a sentence, the records it names, and what would end it.

    `inputs` are the values that it judged, as canonical texts: an accepted finding stays accepted
    while they stay.  `actions` are codes of what a person may do about it, the likeliest first.
    """

    sentence: str
    uids: tuple[str, ...]
    inputs: tuple[str, ...]
    actions: tuple[str, ...] = ()


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
    inputs: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is the same finding by, whatever the numbers in it become."""
        return f"{self.check}:{'+'.join(sorted(self.uids))}"

    @property
    def digest(self) -> str:
        """A hash of what was judged, which changes when any of it does."""
        told = "\n".join(self.inputs)
        return hashlib.blake2b(told.encode(errors="surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Brief:
    """Another incident, as far as it may be the same one told again.

    `start` and `end` are seconds of the epoch; `regions` are uids; `counts` holds the published
    text of each measure that a list shows.
    """

    uid: str
    number: str
    title: str
    start: int
    end: int
    regions: frozenset[str]
    counts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around some families.

    `names` gives what people call a term, place or speaker by uid, `regions` the region of each
    place, `parents` what each place lies in, `texts` the text of each source, `origins` the source
    that another only retells; `roles` the role of each speaker; `nearby` the incidents of the same
    nights and regions by incident; `usual` what a speaker mostly says by speaker, measure and
    region; `entered` and `approved` who did so with an incident, `officials` the
    place that each answers for.  `now` is an aware time,
    `longest` the hours that a window may last unremarked.
    """

    names: Mapping[str, str]
    regions: Mapping[str, str]
    texts: Mapping[str, str]
    now: datetime
    parents: Mapping[str, str | None] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    nearby: Mapping[str, Sequence[Brief]] = field(default_factory=dict)
    usual: Mapping[tuple[str, str, str], Usual] = field(default_factory=dict)
    entered: Mapping[str, str] = field(default_factory=dict)
    approved: Mapping[str, str] = field(default_factory=dict)
    officials: Mapping[str, str] = field(default_factory=dict)
    longest: int = 72

    @property
    def ground(self) -> Ground:
        """What the rule of publishing looks up."""
        return Ground(self.regions, self.parents, self.officials)

    def name(self, uid: str | None) -> str:
        """Return what people call a record; "" for none."""
        return self.names.get(uid, uid) if uid else ""

    def speaker(self, report: Kept) -> str:
        """Return who makes a report."""
        return self.name(report["speaker"]) or "?"

    def chain(self, place: str) -> Iterator[str]:
        """Yield a place and all that it lies in, the nearest first."""
        at: str | None = place
        seen: set[str] = set()
        while at and at not in seen:
            seen.add(at)
            yield at
            at = self.parents.get(at)

    def origin(self, source: str) -> str:
        """Return the source that a source only retells, through any number of carriers."""
        seen: set[str] = set()
        while source in self.origins and source not in seen:
            seen.add(source)
            source = self.origins[source]
        return source


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its code, how grave what it finds is unless the desk says otherwise, and its rule.

    `title` is what settings and lists call it, `meaning` the sentence of the guide.
    """

    code: str
    severity: str
    title: str
    meaning: str
    find: Callable[[Family, Surroundings], Iterator[Found]]


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


def figure_inputs(*figures: Kept) -> tuple[str, ...]:
    """Return what is judged of figures: what they count, how many and where."""
    return tuple(
        f"{one['measure']} {one['munition'] or ''} {one['count']} "
        f"{','.join(sorted(place.uid for place in one['places']))} {one['rank']}"
        for one in figures
    )


def hours(record: Kept, name: str = "when") -> str:
    """Return a time as it is kept, for inputs; "" for none."""
    when: When | None = record[name]
    return when.store() if when else ""
