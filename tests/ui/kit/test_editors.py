"""Every editor: what it shows, tells and bears."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.models import RECORDS, content
from desktop.ui.kit.editors import ChoiceEditor, CountEditor, FlagEditor, LongTextEditor, editor
from desktop.ui.kit.line import LONGEST, LineEditor
from desktop.ui.kit.offers import Offers

FIGURE, INCIDENT, REPORT = content("figure"), content("incident"), content("report")
FIELDS = [(record, name) for record in RECORDS for name in content(record)]


@pytest.mark.parametrize(("record", "name"), FIELDS)
def test_every_field_has_an_editor_that_a_screen_reader_can_name(
    qtbot: QtBot, offers: Offers, record: str, name: str
) -> None:
    kind = content(record)[name]
    made = editor(kind, offers)
    qtbot.addWidget(made)
    assert made.accessibleName() == kind.label
    assert made.accessibleDescription() == kind.description
    with qtbot.assertNotEmitted(made.edited):
        made.set_text("")
    made.set_problem(True)
    assert made.property("state") == "error"
    made.set_problem(False)
    assert made.property("state") == ""


def test_what_is_worked_out_has_no_editor(offers: Offers) -> None:
    with pytest.raises(TypeError):
        editor(RECORDS["incident"].downed, offers)


@pytest.mark.parametrize(
    ("key", "text"), [("0", "0"), ("1", "none reported"), ("2", "not stated"), ("3", "not checked")]
)
def test_four_keys_write_the_four_empties(
    qtbot: QtBot, offers: Offers, key: str, text: str
) -> None:
    made = editor(FIGURE["count"], offers)
    qtbot.addWidget(made)
    made.set_text("31")
    with qtbot.waitSignal(made.edited):
        qtbot.keyClick(made, key, Qt.KeyboardModifier.ControlModifier)
    assert made.text() == text
    qtbot.keyClicks(made, "7")
    assert made.text() == "7"


def test_fields_are_as_wide_as_what_stands_in_them(qtbot: QtBot, offers: Offers) -> None:
    count, when, title = (
        editor(kind, offers) for kind in (FIGURE["count"], INCIDENT["when"], INCIDENT["title"])
    )
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    for one in (count, when, title):
        layout.addWidget(one)
    page.resize(900, 200)
    page.show()
    assert count.width() < when.width() < title.width()
    assert isinstance(count, CountEditor)


def test_a_text_shown_keeps_the_cursor_where_it_was(qtbot: QtBot, offers: Offers) -> None:
    made = editor(INCIDENT["title"], offers)
    assert isinstance(made, LineEditor)
    qtbot.addWidget(made)
    qtbot.keyClicks(made, "Night over Kaluga")
    made.setCursorPosition(5)
    made.set_text("Night over Bryansk")
    assert made.cursorPosition() == 5


def test_a_pasted_megabyte_is_bounded_and_clean(qtbot: QtBot, offers: Offers) -> None:
    made = editor(INCIDENT["title"], offers)
    assert isinstance(made, LineEditor)
    qtbot.addWidget(made)
    QApplication.clipboard().setText("Ночь\u202e\u200b\x00\n" * 200_000)
    made.paste()
    assert 0 < len(made.text()) <= LONGEST
    assert "\x00" not in made.text()
    assert "\n" not in made.text()


@pytest.mark.parametrize("text", ["x" * 1_000_000, "слово " * 170_000, "a\nb\x00\n" * 200_000])
def test_a_long_text_takes_a_megabyte(qtbot: QtBot, offers: Offers, text: str) -> None:
    made = editor(INCIDENT["summary"], offers)
    assert isinstance(made, LongTextEditor)
    qtbot.addWidget(made)
    made.show()
    pasted = QMimeData()
    pasted.setText(text)
    made.insertFromMimeData(pasted)
    QApplication.processEvents()
    assert made.text() == text.replace("\x00", "")


def test_a_long_text_grows_with_its_lines_up_to_a_limit(qtbot: QtBot, offers: Offers) -> None:
    made = editor(INCIDENT["summary"], offers)
    assert isinstance(made, LongTextEditor)
    qtbot.addWidget(made)
    made.show()
    heights = []
    for lines in (1, 5, 10, 500):
        made.set_text("line\n" * (lines - 1) + "line")
        heights.append(made.sizeHint().height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_tab_leaves_a_long_text(qtbot: QtBot, offers: Offers) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    first, second = editor(INCIDENT["summary"], offers), editor(INCIDENT["title"], offers)
    layout.addWidget(first)
    layout.addWidget(second)
    page.show()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.text() == ""


def test_the_wheel_changes_no_choice(qtbot: QtBot, offers: Offers) -> None:
    made = editor(REPORT["reliability"], offers)
    assert isinstance(made, ChoiceEditor)
    qtbot.addWidget(made)
    made.show()
    made.set_text("B")
    none = Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(made, turn)
    assert made.text() == "B"
    assert not turn.isAccepted()


def test_a_choice_is_made_by_its_letter(qtbot: QtBot, offers: Offers) -> None:
    made = editor(REPORT["reliability"], offers)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.edited):
        qtbot.keyClick(made, Qt.Key.Key_C)
    assert made.text() == "C"


def test_a_text_that_is_no_choice_stands_until_one_is_made(qtbot: QtBot, offers: Offers) -> None:
    made = editor(REPORT["reliability"], offers)
    qtbot.addWidget(made)
    made.set_text("quite good")
    assert made.text() == "quite good"


def test_a_flag_says_yes_or_nothing(qtbot: QtBot, offers: Offers) -> None:
    made = editor(FIGURE["joint"], offers)
    assert isinstance(made, FlagEditor)
    qtbot.addWidget(made)
    made.set_text("yes")
    assert made.text() == "yes"
    with qtbot.waitSignal(made.edited):
        qtbot.keyClick(made, Qt.Key.Key_Space)
    assert made.text() == ""


def test_a_letter_of_the_admiralty_code_says_what_it_means(qtbot: QtBot, offers: Offers) -> None:
    made = editor(content("report")["reliability"], offers)
    qtbot.addWidget(made)
    assert "B: Usually reliable." in made.toolTip()
