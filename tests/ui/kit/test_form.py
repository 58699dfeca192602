"""Fields with their labels, problems and hints."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.records.errors import Invalid
from desktop.records.models import content
from desktop.ui.kit.editors import editor
from desktop.ui.kit.form import Form, Row
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.widgets import button

INCIDENT, FIGURE, REPORT = content("incident"), content("figure"), content("report")


@pytest.fixture
def form(offers: Offers, qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.add("title", INCIDENT["title"], editor(INCIDENT["title"], offers))
    made.add_pair(
        ("count", FIGURE["count"], editor(FIGURE["count"], offers)),
        ("joint", FIGURE["joint"], editor(FIGURE["joint"], offers)),
    )
    made.add("where", INCIDENT["where"], editor(INCIDENT["where"], offers))
    made.add("speaker", REPORT["speaker"], editor(REPORT["speaker"], offers), label="Who & where")
    made.show()
    return made


def refused(form: Form, desk: Desk, name: str, text: str) -> Row:
    row = form.row(name)
    row.editor.set_text(text)
    with pytest.raises(Invalid) as found:
        row.kind.read(text, desk.context())
    row.set_error(found.value)
    return row


def test_a_problem_stands_under_its_field(form: Form, desk: Desk) -> None:
    row = refused(form, desk, "count", "3l")
    assert row.problem == row.note
    assert "3l" in row.note
    assert row.editor.property("state") == "error"
    assert row.note in row.editor.accessibleDescription()
    row.set_hint("three")
    assert row.problem == ""
    assert row.editor.property("state") == ""


def test_what_has_several_meanings_asks_which(form: Form, desk: Desk, qtbot: QtBot) -> None:
    row = refused(form, desk, "where", "Zhukovsky")
    assert sorted(one.text() for one in row.buttons) == [
        "Zhukovsky District, Bryansk Oblast",
        "Zhukovsky District, Kaluga Oblast",
    ]
    kaluga = next(one for one in row.buttons if "Kaluga" in one.text())
    with qtbot.waitSignal(row.editor.chosen) as told:
        qtbot.keyClick(kaluga, Qt.Key.Key_Space)
    assert told.args == ["Zhukovsky", "klu-zhu"]
    row.set_error(None)
    assert row.buttons == []


def test_what_is_unknown_can_be_added(form: Form, desk: Desk, qtbot: QtBot) -> None:
    row = refused(form, desk, "speaker", "Ivan Nobody")
    with qtbot.waitSignal(row.editor.wanted) as told:
        qtbot.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert told.args == ["speaker", "Ivan Nobody"]


def test_tab_order_is_reading_order_with_buttons_after_their_field(
    form: Form, desk: Desk, qtbot: QtBot
) -> None:
    row = refused(form, desk, "where", "Zhukovsky")
    form.row("title").editor.setFocus()
    qtbot.waitUntil(form.row("title").editor.hasFocus)
    visited = []
    for _step in range(6):
        at = form.focusWidget()
        visited.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    fields = [form.row(name).editor for name in ("title", "count", "joint", "where")]
    assert visited == [*fields, *row.buttons]
    assert form.focusWidget() is form.row("speaker").editor


def test_the_fields_below_do_not_move_for_one_line(form: Form) -> None:
    form.resize(600, 500)
    form.layout().activate()
    before = form.row("speaker").y()
    form.row("where").set_hint("Kaluga Oblast, Russia")
    form.layout().activate()
    assert form.row("speaker").y() == before


def test_labels_belong_to_their_fields_and_show_ampersands(form: Form) -> None:
    row = form.row("speaker")
    assert row.label.buddy() is row.editor
    assert row.label.text() == "Who & where"
    assert row.editor.accessibleName() == "Who & where"


def test_the_first_problem_gets_the_cursor(form: Form, qtbot: QtBot) -> None:
    form.show_errors([("where", Invalid("Where?")), ("count", Invalid("How many?"))])
    assert form.go_to_problem()
    qtbot.waitUntil(form.row("count").editor.hasFocus)
    form.show_errors([])
    assert not form.go_to_problem()


def test_a_button_of_ones_own_goes_with_the_next_word(form: Form) -> None:
    row = form.row("title")
    row.extra(button("Use the source's", lambda: None, "quiet"))
    assert len(row.buttons) == 1
    row.set_hint("")
    assert row.buttons == []
    assert isinstance(row.editor, QLineEdit)
