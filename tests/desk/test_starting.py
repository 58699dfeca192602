"""What a copy of an incident starts with."""

from desktop.desk.desk import Desk
from desktop.desk.starting import copied
from tests.desk.entries import ministry


def test_a_copy_shares_speakers_and_windows_but_no_figures(desk: Desk) -> None:
    entry = ministry(desk)
    report = entry.reports[0]
    report.write("when", "17.07.2025 23:00-07:00", desk.context())
    copy = copied(entry, desk.context())
    around = copy.context_of(copy.reports[0], desk.context())
    assert copy.reports[0].text("when", around) == "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"
    assert copy.figures == {copy.reports[0].uid: []}
    assert copy.uid != entry.uid
    assert copy.incident.text("title", around) == ""
