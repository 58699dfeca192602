"""What a record's fields must not say together, whoever writes them: the form, or a file."""

from collections.abc import Callable, Iterator

from desktop.records.errors import Invalid
from desktop.records.kinds import Values
from desktop.records.words import N_, _


def contradictions(
    record: str, values: Values, before: Values | None = None
) -> Iterator[tuple[str, Invalid]]:
    """Yield the name of each field that contradicts another, and why.

    What contradicted itself `before` already is not held against whoever changes something else.
    """
    known = dict(_all(record, before)) if before is not None else {}
    yield from ((name, why) for name, why in _all(record, values) if name not in known)


def _all(record: str, values: Values) -> Iterator[tuple[str, Invalid]]:
    if record != "figure":
        return
    if values["relation"] and not values["of"]:
        yield (
            "relation",
            Invalid(_("It belongs to no figure, so that it can't be a part of one; clear it.")),
        )
    if values["of"] and not values["relation"]:
        yield (
            "relation",
            Invalid(_("It belongs to another figure; say whether as a part or “of which”.")),
        )
    start, end = values["quote_start"], values["quote_end"]
    if start is not None and end is not None and end < start:
        yield "quote_end", Invalid(_("The quote ends before it begins; swap the two."))


_RINGS = {
    "place": N_("{name} lies within this place itself; choose a place around it."),
    "source": N_("{name} retells this source itself; choose where it was said first."),
}


def require_no_ring(
    record: tuple[str, str],
    owner: str,
    above: Callable[[str], str | None],
    name: Callable[[str], str],
) -> None:
    """Raise `Invalid` where a place would lie within itself, or a source retell itself.

    `record` is its type and uid, `above` gives what another lies in or retells, `name` what people
    call it.
    """
    kind, uid = record
    seen: set[str] = set()
    at: str | None = owner
    while at and at not in seen:
        if at == uid:
            raise Invalid(_(_RINGS[kind]).format(name=name(owner)))
        seen.add(at)
        at = above(at)
