"""The desk's own rules of review and checking, read and kept together."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.checks import CHECKS
from desktop.desk.checking import LONGEST, LONGEST_HOURS, SEVERITIES
from desktop.desk.desk import Desk
from desktop.desk.review import ERRORS_BLOCK, FINDINGS_BLOCK, OWN_APPROVAL
from desktop.desk.ticking import REQUIRED
from desktop.records.delta import Change

_WORDS = {True: "yes", False: "no"}
_DECLARED = {one.code: one.severity for one in CHECKS}


@dataclass(frozen=True, slots=True)
class Rules:
    """What the desk's settings say of review and checks.

    `ticks` is what must be ticked before an approval: "", "figures" or "all".  `longest` are the
    hours that a window may last unremarked.  `severities` holds by check where the desk judges
    otherwise than the check itself: "error", "warning" or "off".
    """

    own_approval: bool = False
    errors_block: bool = True
    findings_block: bool = True
    ticks: str = ""
    longest: int = LONGEST_HOURS
    severities: Mapping[str, str] = field(default_factory=dict)


def rules_of(desk: Desk) -> Rules:
    """Return the rules of a desk; what was never set is as it is declared."""
    return Rules(
        desk.option(OWN_APPROVAL) == "yes",
        desk.option(ERRORS_BLOCK) != "no",
        desk.option(FINDINGS_BLOCK) != "no",
        desk.option(REQUIRED),
        int(desk.option(LONGEST) or LONGEST_HOURS),
        json.loads(desk.option(SEVERITIES) or "{}"),
    )


def keep(desk: Desk, rules: Rules) -> Change | None:
    """Keep rules as one change; return None where they are so already."""
    before = rules_of(desk)
    differing = {code: one for code, one in rules.severities.items() if one != _DECLARED.get(code)}
    told = {
        OWN_APPROVAL: (before.own_approval, rules.own_approval, _WORDS[rules.own_approval]),
        ERRORS_BLOCK: (before.errors_block, rules.errors_block, _WORDS[rules.errors_block]),
        FINDINGS_BLOCK: (before.findings_block, rules.findings_block, _WORDS[rules.findings_block]),
        REQUIRED: (before.ticks, rules.ticks, rules.ticks),
        LONGEST: (before.longest, rules.longest, str(rules.longest)),
        SEVERITIES: (before.severities, differing, json.dumps(differing, sort_keys=True)),
    }
    return desk.set_options({name: text for name, (old, new, text) in told.items() if old != new})
