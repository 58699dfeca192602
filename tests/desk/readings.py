"""Statements of the sample night, read and proposed as the window does."""

from desktop.desk.along import Along, Asked, Reading, posted_at
from desktop.desk.desk import Desk
from desktop.desk.proposing import Proposal, Statement
from desktop.desk.tasks import Worker
from desktop.records.when import When

ZONE = "Europe/Moscow"
POSTED = When.read("18.07.2025 09:00")


def read(desk: Desk, text: str, posted: When | None = POSTED) -> Reading:
    return Along(desk, Worker()).read(Asked(text, posted_at(posted), ZONE))


def propose(desk: Desk, text: str, posted: When | None = POSTED, **more: str) -> Proposal:
    """Return what is proposed of a statement, all of it taken."""
    reading = read(desk, text, posted)
    ids = {one.id for report in reading.suggestion.reports for one in report.figures}
    return Proposal(Statement(text, posted, ZONE, **more), reading, frozenset(ids))
