"""How many of what was counted were on their way to a place that the text names."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.measure_words import HEADED
from desktop.reading.thing_words import MUNITION
from desktop.reading.things import ATTACKS
from desktop.reading.tokens import Token


def with_headings(
    tokens: Sequence[Token], drafts: Sequence[Draft], doings: Sequence[Doing]
) -> list[Draft]:
    """Return the drafts, and after each that was headed for a place another of that measure."""
    made: list[Draft] = []
    for at, draft in enumerate(drafts):
        made.append(draft)
        if draft.sort != MUNITION or draft.measure == HEADED:
            continue
        stop = drafts[at + 1].first if at + 1 < len(drafts) else len(tokens)
        for doing in doings:
            if (
                doing.goal
                and draft.last < doing.first < stop
                and _same_clause(tokens, draft, doing)
            ):
                made.append(
                    replace(
                        draft,
                        measure=HEADED,
                        doing=doing,
                        places=(doing.goal,),
                        own_places=True,
                        parent=draft,
                        relation="subset",
                        share="",
                        out_of=None,
                        each=False,
                        doubts=[],
                        until=doing.last,
                    )
                )
                break
    return made


def _same_clause(tokens: Sequence[Token], draft: Draft, doing: Doing) -> bool:
    between = tokens[draft.last + 1 : doing.first]
    same = tokens[draft.first].sentence == tokens[doing.first].sentence
    return same and not any(one.text in ";:" or one.low in ATTACKS for one in between)
