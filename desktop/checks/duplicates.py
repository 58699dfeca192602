"""Incidents that may be the same one entered twice."""

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from desktop.checks.finding import WARNING, Brief, Check, Found, Surroundings, hours
from desktop.records.family import Family
from desktop.records.fold import fold
from desktop.records.published import claims, headline_of
from desktop.records.words import N_, _

# As alike as this, in percent, two titles are of one thing, whatever the order of their words.
_ALIKE = 88.0


def _likely_duplicate(family: Family, around: Surroundings) -> Iterator[Found]:
    nearby = around.nearby.get(family.incident.uid, ())
    when = family.incident["when"]
    if not nearby or when is None or when.start_key is None or when.end_key is None:
        return
    start, end = when.start_key, when.end_key
    regions = {around.regions.get(one.uid, one.uid) for one in family.incident["where"]}
    said = _counts(family, around, nearby[0].counts)
    for one in nearby:
        if one.start >= max(end, start + 1) or start >= max(one.end, one.start + 1):
            continue
        if regions and one.regions and regions.isdisjoint(one.regions):
            continue
        why = _likeness(family, one, said, same_hours=(start, end) == (one.start, one.end))
        if why:
            yield Found(
                _("{number} may be {other} again: {why}.").format(
                    number=family.incident["number"], other=one.number, why=why
                ),
                (family.incident.uid, one.uid),
                (
                    *sorted((hours(family.incident), f"{one.start} {one.end}")),
                    *sorted(f"{measure} {text}" for measure, text in said.items()),
                ),
                ("merge", "not the same"),
            )


def _counts(family: Family, around: Surroundings, measures: Mapping[str, str]) -> Mapping[str, str]:
    given = claims(family, around.regions)
    return {uid: headline_of(given, uid, around.ground).text for uid in measures}


def _likeness(family: Family, one: Brief, said: Mapping[str, str], *, same_hours: bool) -> str:
    """Return in words what makes two incidents of a night alike; "" where nothing does."""
    shared = [uid for uid, text in one.counts.items() if text and text == said.get(uid)]
    differing = [uid for uid, text in one.counts.items() if text and said.get(uid, text) != text]
    if shared and not differing:
        return _("overlapping hours and places, and the same numbers")
    title, other = fold(family.incident["title"]), fold(one.title)
    if title and other and fuzz.token_set_ratio(title, other) >= _ALIKE:
        return _("overlapping hours and places, and nearly the same title")
    if same_hours and not differing:
        return _("the same hours and places")
    return ""


CHECKS = (
    Check(
        "likely_duplicate",
        WARNING,
        N_("Likely duplicate"),
        N_("Another incident of overlapping hours and places has the same numbers or title."),
        _likely_duplicate,
    ),
)
