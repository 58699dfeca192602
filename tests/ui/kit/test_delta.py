"""The view of changes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.difference import DeltaLine, lines, names_of
from desktop.records.count import Count
from desktop.records.delta import Delta, created
from desktop.ui.kit.delta import DeltaModel, DeltaView, two_sided


def some(desk: Desk) -> list[DeltaLine]:
    deltas = [
        Delta(
            "incident", "i", {"title": "Night", "summary": "a"}, {"title": "N.", "summary": "b\nc"}
        ),
        created("figure", "f", {"measure": "downed", "count": Count.exact(31)}),
    ]
    return lines(deltas, desk.context(), names_of(desk, deltas) | {"i": "2025-0142"})


def shown(view: DeltaView, qtbot: QtBot, desk: Desk) -> DeltaView:
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show_lines(some(desk))
    view.show()
    return view


def test_the_model_is_sound(desk: Desk) -> None:
    model = DeltaModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.fill(two_sided(some(desk)))
    assert tester.model() is model
    assert model.rowCount() == 6


def test_records_stand_over_their_fields(desk: Desk, qtbot: QtBot) -> None:
    model = shown(DeltaView(), qtbot, desk).model()
    rows = [[model.index(row, c).data() for c in range(3)] for row in range(model.rowCount())]
    assert rows[:3] == [
        ["Incident 2025-0142", None, None], ["Title", "Night", "N."], ["Summary", "a", "b\nc"]
    ]  # fmt: skip
    assert rows[3] == ["Figure Downed 31", None, None]


def test_enter_picks_the_field_under_the_cursor(desk: Desk, qtbot: QtBot) -> None:
    view = shown(DeltaView(), qtbot, desk)
    assert view.current() == ("i", "")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current() == ("i", "title")
    with qtbot.waitSignal(view.picked) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["i", "title"]


def test_copy_gives_what_a_spreadsheet_pastes(desk: Desk, qtbot: QtBot) -> None:
    view = shown(DeltaView(), qtbot, desk)
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = QGuiApplication.clipboard().text().split("\n")
    assert rows[0] == "Record\tField\tBefore\tAfter"
    assert rows[1] == "Incident 2025-0142\tTitle\tNight\tN."
    assert rows[2] + "\n" + rows[3] == 'Incident 2025-0142\tSummary\ta\t"b\nc"'


def test_thousands_of_lines_and_odd_texts_are_drawn(desk: Desk, qtbot: QtBot) -> None:
    odd = "🛩 беспилотник\u202e\u200b " * 40
    deltas = [Delta("incident", f"i{n}", {"title": odd}, {"title": odd + "x"}) for n in range(2000)]
    view = DeltaView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show_lines(lines(deltas, desk.context(), {}))
    view.show()
    assert not view.grab().isNull()
    view.show_lines(lines(deltas[:3], desk.context(), {}))
    assert not view.grab().isNull()
