"""The sample's workbook as a colleague returns it, and a desk that went on meanwhile."""

from pathlib import Path
from uuid import uuid4

from desktop.desk.desk import Desk
from desktop.records.count import Count
from desktop.records.delta import edited
from desktop.store import read
from tests.desk.booked import Edited

LONG = (
    "Массированная ночная атака беспилотных летательных аппаратов на Брянскую, Орловскую и "
    "Московскую области, Республику Крым и акваторию Азовского моря; по данным ведомства, "
    "уничтожены семьдесят три аппарата"
)


def returned(desk: Path, path: Path) -> Path:
    """Export a sample desk and edit the workbook: every standing that a record can have is there.

    Ten cells of it matter: two titles, a summary, two counts, a refused count, a note, a row
    that is new, one that is gone, and one whose uid nobody gave out.
    """
    book = Edited.of(desk, path)
    book.put("Incidents", 2, "Title", "Evening of 17 July 2025")
    book.put("Incidents", 3, "Summary", f"{book.get('Incidents', 3, 'Summary')} {LONG}.")
    book.put("Figures", 2, "Count", 23)
    book.put("Figures", 3, "Count", "about a dozen?")
    book.put("Figures", 4, "Note", "read again in the text")
    book.put("Reports", 3, "Note", "Тарусский район назван в одной сводке")
    row = book.copy("Figures", 7)
    for heading, value in (("uid", None), ("mark", None), ("version", None), ("Count", 5)):
        book.put("Figures", row, heading, value)
    row = book.copy("Sources", 2)
    for heading, value in (("uid", str(uuid4())), ("mark", None), ("Title", "Another statement")):
        book.put("Sources", row, heading, value)
    book.sheet("Figures").delete_rows(10)
    return book.save()


def gone_on(desk: Desk) -> None:
    """Change at the desk what the colleague changed too, and something else."""
    connection = desk.file.connection
    numbered = {one["number"]: one for one in _all(desk, "incident")}
    incident = numbered["2025-0001"]
    change = edited(
        "incident", incident.uid, incident.values,
        {"title": "The evening of the 22 drones", "confidence": "high"},
    )  # fmt: skip
    assert change is not None
    desk.save([change], "edit", subject="2025-0001")
    first = next(
        one for one in _all(desk, "figure") if str(one["count"]) == "22" and one["of"] is None
    )
    assert read.record(connection, "figure", first.uid) is not None
    change = edited("figure", first.uid, first.values, {"count": Count.exact(24)})
    assert change is not None
    desk.save([change], "edit", subject="2025-0001")


def _all(desk: Desk, record: str) -> list[read.Kept]:
    connection = desk.file.connection
    uids = [row[0] for row in connection.execute(f"SELECT uid FROM {record}")]
    return list(read.records(connection, record, uids).values())
