from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.tasks import MANY
from desktop.store import read
from desktop.ui.incidents.bulk import BulkDialog
from desktop.ui.kit.workplace import Workplace
from tests.ui.incidents.conftest import Place, incident


def open_dialog(place: Place, uids: list[str], qtbot: QtBot) -> BulkDialog:
    workplace: Workplace = place.page._workplace
    made = BulkDialog(workplace, place.page._offers, uids)
    qtbot.addWidget(made)
    made.show()
    return made


def type_into(dialog: BulkDialog, name: str, text: str) -> None:
    dialog.rows[name].editor.set_text(text)
    dialog.rows[name].editor.edited.emit()


def statuses(place: Place) -> dict[str, object]:
    found = read.records(place.desk.file.connection, "incident", ["a", "b", "c", "d"])
    return {uid: one["status"] for uid, one in found.items()}


def test_many_change_as_one_step(place: Place, qtbot: QtBot) -> None:
    dialog = open_dialog(place, ["a", "c", "d"], qtbot)
    assert not dialog.apply_button.isEnabled()
    type_into(dialog, "kind", "Missile strike")
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert dialog.told.text() == "2 incidents change · 1 have it already"
    assert "Missile strike" in dialog.view.copied()
    dialog.apply_button.click()
    qtbot.waitUntil(
        lambda: [place.cell(row, "kind") for row in range(4)].count("Missile strike") == 3
    )
    assert "Undo" in place.said[-1]
    place.desk.undo()
    qtbot.waitUntil(
        lambda: [place.cell(row, "kind") for row in range(4)].count("Missile strike") == 1
    )


def test_an_approved_one_goes_back_to_the_queue(place: Place, qtbot: QtBot) -> None:
    dialog = open_dialog(place, ["c"], qtbot)
    type_into(dialog, "confidence", "low")
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    dialog.apply_button.click()
    assert statuses(place)["c"] == "submitted"


def test_a_text_that_cannot_be_read_stands_with_its_reason(place: Place, qtbot: QtBot) -> None:
    dialog = open_dialog(place, ["a"], qtbot)
    type_into(dialog, "when", "whenever")
    assert "whenever" in dialog.rows["when"].problem
    assert not dialog.apply_button.isEnabled()
    dialog.ticks["when"].setChecked(False)
    assert dialog.rows["when"].problem == ""


def test_thousands_go_through_the_worker(place: Place, qtbot: QtBot) -> None:
    n = MANY + 1
    uids = [f"m{number}" for number in range(n)]
    place.desk.save(
        [incident(uid, f"Many {uid}", "", "bry", "", "draft") for uid in uids], "import"
    )
    dialog = open_dialog(place, uids, qtbot)
    type_into(dialog, "tags", "Night")
    qtbot.waitUntil(dialog.apply_button.isEnabled, timeout=20_000)
    assert "2,001 incidents change" in dialog.told.text()
    dialog.apply_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    found = read.records(place.desk.file.connection, "incident", uids)
    assert all(one["tags"] == ("night",) for one in found.values())
    place.desk.undo()
    assert read.records(place.desk.file.connection, "incident", ["m7"])["m7"]["tags"] == ()


def test_the_list_opens_it_for_what_is_selected(place: Place, qtbot: QtBot) -> None:
    place.page.table.select_rows([0, 1], 0)
    place.page.change_selected()
    dialogs = [one for one in place.page.findChildren(QWidget) if isinstance(one, BulkDialog)]
    assert [one.windowTitle() for one in dialogs] == ["Change 2 incidents"]
    dialogs[0].reject()
