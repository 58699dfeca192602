"""Who speaks, and who approved."""

from collections.abc import Iterator

from desktop.checks.finding import WARNING, Check, Found, Surroundings
from desktop.records.family import Family
from desktop.records.words import N_, _


def _own_approval(family: Family, around: Surroundings) -> Iterator[Found]:
    incident = family.incident
    if incident["status"] != "approved":
        return
    who = around.approved.get(incident.uid)
    if who and who == around.entered.get(incident.uid):
        yield Found(
            _("{number} was approved by {who}, who entered it.").format(
                number=incident["number"], who=who
            ),
            (incident.uid,),
            (who,),
            ("return",),
        )


def _without_role(family: Family, around: Surroundings) -> Iterator[Found]:
    told: set[str] = set()
    for report in family.reports:
        speaker = report["speaker"]
        if speaker and speaker not in told and around.roles.get(speaker) == "":
            told.add(speaker)
            yield Found(
                _("{who} has no role; say in what capacity they speak.").format(
                    who=around.name(speaker)
                ),
                (speaker, report.uid),
                (speaker,),
                ("speaker",),
            )


CHECKS = (
    Check(
        "own_approval",
        WARNING,
        N_("Approved by its own editor"),
        N_("Who approved an incident also entered it."),
        _own_approval,
    ),
    Check(
        "no_role",
        WARNING,
        N_("Speaker without role"),
        N_("A report's speaker has no role: it is not said in what capacity they speak."),
        _without_role,
    ),
)
