"""Adding a record where its name was typed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.records.models import content
from desktop.store import read
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.quickadd import QuickAdd
from tests.ui.kit.conftest import write


def opened(qtbot: QtBot, desk: Desk, offers: Offers, record: str, name: str) -> QuickAdd:
    vocabulary = "tag" if record == "term" else ""
    dialog = QuickAdd(desk, offers, record, name, vocabulary=vocabulary)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_place_is_added_by_keys_and_found_at_once(
    desk: Desk, offers: Offers, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, desk, offers, "place", "Жуковка")
    parent = dialog.form.row("parent").editor
    parent.setFocus()
    write(parent, "bryan")
    qtbot.keyClick(parent, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.added) as told:
        qtbot.keyClick(dialog.form.row("aliases").editor, Qt.Key.Key_Return)
    uid, name = told.args
    kept = read.record(desk.file.connection, "place", uid)
    assert kept is not None
    assert (name, kept["name"], kept["parent"]) == ("Жуковка", "Жуковка", "bry")
    assert offers.meant(content("incident")["where"], "Жуковка") == (uid,)
    assert dialog.saved is not None


@pytest.mark.parametrize("record", ["speaker", "source", "term", "place"])
def test_every_type_can_be_added(desk: Desk, offers: Offers, qtbot: QtBot, record: str) -> None:
    dialog = opened(qtbot, desk, offers, record, "Андрей Клычков")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.saved is not None
    kept = read.record(desk.file.connection, record, dialog.saved.uid)
    assert kept is not None
    if record == "term":
        assert (kept["code"], kept["vocabulary"]) == ("andrei_klichkov", "tag")


def test_a_term_gets_a_code_that_no_other_has(desk: Desk, offers: Offers, qtbot: QtBot) -> None:
    codes = []
    for _time in range(2):
        dialog = opened(qtbot, desk, offers, "term", "Energy site")
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
        assert dialog.saved is not None
        kept = read.record(desk.file.connection, "term", dialog.saved.uid)
        assert kept is not None
        codes.append(kept["code"])
    assert codes == ["energy_site", "energy_site_2"]


def test_a_missing_name_is_asked_for_beside_its_field(
    desk: Desk, offers: Offers, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, desk, offers, "speaker", "")
    assert dialog.form.row("name").problem == ""
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form.row("name").problem
    assert dialog.isVisible()
    assert dialog.saved is None
    write(dialog.form.row("name").editor, "Klychkov")
    assert dialog.form.row("name").problem == ""


def test_a_namesake_is_pointed_out(desk: Desk, offers: Offers, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, offers, "speaker", "Vladislav Shapsha")
    assert dialog.form.row("name").note == "There is one of this name already."


def test_escape_adds_nothing(desk: Desk, offers: Offers, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, offers, "speaker", "Klychkov")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.saved is None
    assert read.found_by_name(desk.file.connection, "speaker", "", "Klychkov") == ()
