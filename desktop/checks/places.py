"""Places that a figure names, against one another and against the incident's."""

from collections import defaultdict
from collections.abc import Iterator

from desktop.checks.finding import WARNING, Check, Found, Surroundings, figure_inputs, figure_text
from desktop.records.family import Family, Kept
from desktop.records.words import N_, _


def _same_place_twice(family: Family, around: Surroundings) -> Iterator[Found]:
    for report in family.reports:
        said: dict[tuple[object, ...], list[Kept]] = defaultdict(list)
        for one in family.figures.get(report.uid, ()):
            if one["places"] and one["rank"] != "deprecated":
                places = frozenset(place.uid for place in one["places"])
                said[one["measure"], one["munition"], one["of"], one["relation"], places].append(
                    one
                )
        for same in said.values():
            if len(same) > 1:
                yield Found(
                    _("{who}: {place} stands {n} times with {measure}: {counts}.").format(
                        who=around.speaker(report),
                        place=", ".join(around.name(one.uid) for one in same[0]["places"]),
                        n=len(same),
                        measure=around.name(same[0]["measure"]),
                        counts=", ".join(str(one["count"]) for one in same),
                    ),
                    tuple(one.uid for one in same),
                    figure_inputs(*same),
                    ("deprecate",),
                )


def _outside_the_incident(family: Family, around: Surroundings) -> Iterator[Found]:
    named = {one.uid for one in family.incident["where"]}
    if not named:
        return
    wide = {above for uid in named for above in around.chain(uid)}
    for _report, figure in family.all_figures():
        outside = [
            place.uid
            for place in figure["places"]
            # A wider place holds what the incident names.
            if place.uid not in wide and named.isdisjoint(around.chain(place.uid))
        ]
        # What flies somewhere need not have come there.
        if outside and figure["relation"] != "subset":
            yield Found(
                _("{figure}: {place} is in none of the incident's places.").format(
                    figure=figure_text(family, figure, around),
                    place=", ".join(map(around.name, outside)),
                ),
                (figure.uid,),
                (*sorted(named), *figure_inputs(figure)),
            )


CHECKS = (
    Check(
        "same_place_twice",
        WARNING,
        N_("The same place twice"),
        N_("One report gives a place two numbers of the same measure and munition."),
        _same_place_twice,
    ),
    Check(
        "place_outside",
        WARNING,
        N_("Place outside the incident's"),
        N_("A figure names a place that lies in none of the places of its incident."),
        _outside_the_incident,
    ),
)
