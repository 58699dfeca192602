"""Preferring one of rival figures, or letting one stand without being published."""

from desktop.desk.desk import Desk
from desktop.desk.requeue import requeued
from desktop.records.delta import Change, edited
from desktop.records.errors import Invalid
from desktop.records.family import Family
from desktop.records.words import _


def rank(desk: Desk, family: Family, figure: str, standing: str, why: str) -> Change:
    """Give a figure its standing: preferred, normal or deprecated; raise `Invalid` without why."""
    if not why.strip():
        raise Invalid(_("Say why; the reason stays with the figure's history."))
    kept = next(one for _report, one in family.all_figures() if one.uid == figure)
    delta = edited("figure", kept.uid, kept.values, {"rank": standing})
    if delta is None:
        raise Invalid(_("That is how it stands already."))
    return desk.save(
        requeued(family, [delta]), "rank", subject=family.incident["number"], why=why.strip()
    )
