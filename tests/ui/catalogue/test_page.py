"""The rooms of sources, places, speakers and terms, worked by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Delta, created, edited
from desktop.store import read
from desktop.store.database import open_desk
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.kit.workplace import Workplace

Key, Plain = Qt.Key, Qt.KeyboardModifier.NoModifier
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Pages = Callable[[str], CataloguePage]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Plain) -> None:
    qtbot.keyClick(focused(), key, held)


def rewrite(qtbot: QtBot, text: str) -> None:
    field = focused()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    qtbot.keyClicks(field, text)


def go_to(qtbot: QtBot, page: CataloguePage, name: str) -> None:
    """Tab on to a field of the form."""
    wanted = page.fields.form.row(name).editor
    for _step in range(40):
        if focused() is wanted:
            return
        press(qtbot, Key.Key_Tab)
    pytest.fail(f"Tab does not come to {name}")


def names(page: CataloguePage) -> list[str]:
    model = page.panel.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def find(qtbot: QtBot, page: CataloguePage, name: str) -> None:
    """Put the cursor on the row of a name."""
    press(qtbot, Key.Key_Home)
    for _step in range(len(names(page))):
        if names(page)[page.panel.table.currentIndex().row()] == name:
            return
        press(qtbot, Key.Key_Down)
    pytest.fail(f"{name} is not in the list")


def show(qtbot: QtBot, page: CataloguePage, name: str) -> None:
    """Go to a row and from there into its form."""
    find(qtbot, page, name)
    press(qtbot, Key.Key_Return)


def value(desk: Desk, record: str, uid: str, name: str) -> object:
    kept = read.record(desk.file.connection, record, uid)
    assert kept is not None
    return kept[name]


def test_a_place_added_under_a_parent_is_found(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("place")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "Protva Bridge")
    go_to(qtbot, page, "parent")
    qtbot.keyClicks(focused(), "Zhukov")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_S, Ctrl)
    found = desk.finder.exact("Protva Bridge", ())
    assert [(one.name, one.detail.split(",")[0]) for one in found] == [
        ("Protva Bridge", "Zhukovsky District")
    ]
    qtbot.waitUntil(lambda: "Protva Bridge" in names(page))
    assert page.unsaved == {}
    assert page.use.text() == "Used by no incident"


def test_a_place_does_not_lie_within_itself(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("place")
    show(qtbot, page, "Kaluga Oblast")
    go_to(qtbot, page, "parent")
    rewrite(qtbot, "Zhukovsky District")
    press(qtbot, Key.Key_S, Ctrl)
    assert "lies within this place itself" in page.fields.form.row("parent").problem
    assert value(desk, "place", "klu", "parent") == "ru"


def test_a_term_is_retired_and_used_again(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("term")
    find(qtbot, page, "Missile strike")
    page.remove_button.setFocus()
    press(qtbot, Key.Key_Space)
    assert [one.uid for one in read.terms(desk.file.connection, "kind")] == ["drone"]
    assert page.remove_button.text() == "Use again"
    assert "no longer offered" in page.use.text()
    retired = page.panel.table.model().columnCount() - 1
    qtbot.waitUntil(lambda: page.panel.table.model().index(1, retired).data() == "yes")
    page.remove_button.setFocus()
    press(qtbot, Key.Key_Space)
    assert [one.uid for one in read.terms(desk.file.connection, "kind")] == ["drone", "strike"]


def test_a_new_term_gets_a_code_from_its_name_and_comes_last(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    pages("term")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "Rail sabotage")
    press(qtbot, Key.Key_S, Ctrl)
    last = read.terms(desk.file.connection, "kind")[-1]
    assert (last["name"], last["code"]) == ("Rail sabotage", "rail_sabotage")


def test_a_code_is_taken_only_once_in_a_vocabulary(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("term")
    show(qtbot, page, "Missile strike")
    go_to(qtbot, page, "code")
    rewrite(qtbot, "Drone_attack")
    press(qtbot, Key.Key_S, Ctrl)
    row = page.fields.form.row("code")
    assert row.problem == "“Drone_attack” is the code of Drone attack; choose another."
    assert focused() is row.editor
    rewrite(qtbot, "downed")
    press(qtbot, Key.Key_S, Ctrl)
    assert value(desk, "term", "strike", "code") == "downed"


def test_each_tab_has_its_own_vocabulary(qtbot: QtBot, pages: Pages) -> None:
    page = pages("term")
    page.panel.tabs.setFocus()
    press(qtbot, Key.Key_Right)
    qtbot.waitUntil(lambda: names(page) == ["Downed"])
    assert page.heading.text() == "Downed"


def test_a_speaker_is_edited_and_the_edit_undone(
    qtbot: QtBot, desk: Desk, pages: Pages, said: list[str]
) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "statements")
    press(qtbot, Key.Key_S, Ctrl)
    assert value(desk, "speaker", "mod", "role") == "statements"
    assert said == ["Saved Ministry of Defence"]
    desk.undo()
    assert value(desk, "speaker", "mod", "role") == ""
    assert page.fields.form.row("role").editor.text() == ""


def test_typed_text_waits_while_another_row_is_looked_at(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "half typ")
    press(qtbot, Key.Key_Escape)
    assert focused() is page.panel.table
    find(qtbot, page, "Vladislav Shapsha")
    assert page.fields.form.row("role").editor.text() == "governor"
    row = names(page).index("Ministry of Defence")
    tip = page.panel.table.model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Ministry of Defence – not saved yet"
    assert page.panel.count.text() == "2 speakers · 1 not saved"
    find(qtbot, page, "Ministry of Defence")
    assert page.fields.form.row("role").editor.text() == "half typ"
    assert value(desk, "speaker", "mod", "role") == ""


def test_a_new_record_half_typed_stays_in_the_list(qtbot: QtBot, pages: Pages) -> None:
    page = pages("speaker")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "A. Mayor")
    press(qtbot, Key.Key_Escape)
    assert names(page)[0] == "A. Mayor"
    find(qtbot, page, "Vladislav Shapsha")
    find(qtbot, page, "A. Mayor")
    assert page.fields.form.row("name").editor.text() == "A. Mayor"


def test_discarded_changes_can_be_brought_back(qtbot: QtBot, pages: Pages) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "statements")
    page.discard_button.setFocus()
    press(qtbot, Key.Key_Space)
    assert page.fields.form.row("role").editor.text() == ""
    page.notice.buttons[0].setFocus()
    press(qtbot, Key.Key_Space)
    assert page.fields.form.row("role").editor.text() == "statements"


@pytest.mark.parametrize(
    "refused",
    [
        ("speaker", "Vladislav Shapsha", "1 incident uses Vladislav Shapsha."),
        ("source", "Morning post", "1 incident uses Morning post."),
        ("place", "Zhukovsky District", "1 incident uses Zhukovsky District."),
        ("place", "Kaluga Oblast", "1 place lies within Kaluga Oblast."),
    ],
)
def test_what_is_in_use_is_not_removed(
    qtbot: QtBot, desk: Desk, pages: Pages, refused: tuple[str, str, str]
) -> None:
    record, name, sentence = refused
    page = pages(record)
    find(qtbot, page, name)
    press(qtbot, Key.Key_Delete)
    assert page.notice.isVisible()
    assert page.notice.words.text().startswith(sentence)
    main = "title" if record == "source" else "name"
    assert name in [one[main] for one in read.table(desk.file.connection, record)]


def test_what_nothing_uses_goes_to_the_bin(
    qtbot: QtBot, desk: Desk, pages: Pages, said: list[str]
) -> None:
    page = pages("speaker")
    find(qtbot, page, "Ministry of Defence")
    press(qtbot, Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["Vladislav Shapsha"])
    assert page.heading.text() == "Vladislav Shapsha"
    assert focused() is page.panel.table
    assert said == ["Ministry of Defence is in the bin"]
    kept = read.record(desk.file.connection, "speaker", "mod")
    assert kept is not None
    assert kept.removed


def test_a_name_that_is_there_already_is_warned_of_and_saved(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("speaker")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "Ministry of Defence")
    assert page.fields.form.row("name").note == "There is 1 other of this name already."
    press(qtbot, Key.Key_S, Ctrl)
    found = read.found_by_name(desk.file.connection, "speaker", "", "Ministry of Defence")
    assert len(found) == 2


def test_a_source_shows_what_was_understood_and_its_fingerprint(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("source")
    press(qtbot, Key.Key_Return)
    go_to(qtbot, page, "published")
    qtbot.keyClicks(focused(), "18 Jul 2025 13:40")
    assert page.fields.form.row("published").note.startswith("Fri 18 Jul")
    press(qtbot, Key.Key_S, Ctrl)
    shown = next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == "SHA-256")
    assert shown.isReadOnly()
    assert len(shown.text()) == 64
    rewritten = page.fields.form.row("published").editor
    rewritten.setFocus()
    rewrite(qtbot, "31 Feb 2025")
    press(qtbot, Key.Key_S, Ctrl)
    assert page.fields.form.row("published").problem
    assert page.fields.form.row("published").editor.text() == "31 Feb 2025"


def test_search_narrows_and_says_when_nothing_matches(qtbot: QtBot, pages: Pages) -> None:
    page = pages("place")
    page.panel.search.setFocus()
    qtbot.keyClicks(focused(), "kaluga")
    qtbot.waitUntil(lambda: names(page) == ["Kaluga Oblast"])
    qtbot.keyClicks(focused(), "zzz")
    qtbot.waitUntil(lambda: page.panel.stack.currentWidget() is page.panel.empty)
    assert page.panel.empty.sentence.text() == "Nothing matches the search"
    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(page)) == 3)


def test_a_letter_in_the_list_begins_a_search(qtbot: QtBot, pages: Pages) -> None:
    page = pages("place")
    qtbot.keyClicks(focused(), "K")
    assert focused() is page.panel.search
    qtbot.keyClicks(focused(), "aluga")
    qtbot.waitUntil(lambda: names(page) == ["Kaluga Oblast"])


def test_a_list_too_long_says_that_it_is_cut(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    desk.save(
        [created("speaker", f"s{at}", {"name": f"Speaker {at:04d}"}) for at in range(2001)],
        "import",
    )
    page = pages("speaker")
    assert len(names(page)) == 2000
    assert page.panel.count.text() == "The first 2,000 of more; narrow the search"


def test_a_field_changed_meanwhile_is_asked_about(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "mine")
    kept = read.record(desk.file.connection, "speaker", "mod")
    assert kept is not None
    delta = edited("speaker", "mod", kept.values, {"role": "theirs", "organisation": "Russia"})
    assert delta is not None
    desk.save([delta], "edit")
    assert page.fields.form.row("organisation").editor.text() == "Russia"
    assert page.fields.form.row("role").editor.text() == "mine"
    press(qtbot, Key.Key_S, Ctrl)
    assert "“” became “theirs”" in page.notice.words.text()
    assert value(desk, "speaker", "mod", "role") == "theirs"
    press(qtbot, Key.Key_Space)
    assert value(desk, "speaker", "mod", "role") == "mine"
    assert value(desk, "speaker", "mod", "organisation") == "Russia"


def test_a_save_that_fails_is_said_and_nothing_typed_is_lost(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "statements")
    moved = desk.path.with_name("moved.desk")
    desk.path.rename(moved)
    press(qtbot, Key.Key_S, Ctrl)
    assert "deleted, moved or replaced" in page.notice.words.text()
    moved.rename(desk.path)
    press(qtbot, Key.Key_S, Ctrl)
    assert value(desk, "speaker", "mod", "role") == "statements"


@pytest.mark.parametrize("record", ["source", "place", "speaker", "term"])
def test_every_control_has_a_name_and_tab_comes_to_every_field(
    qtbot: QtBot, pages: Pages, record: str
) -> None:
    page = pages(record)
    for name in page.fields.form.rows:
        go_to(qtbot, page, name)
        assert focused().accessibleName()
    assert page.panel.search.accessibleName()
    assert page.panel.table.accessibleName()


def test_a_desk_open_for_reading_only_shows_records_and_takes_nothing(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    locked = Desk(open_desk(desk.path, write=False), desk.person)
    said: list[str] = []
    settings = Settings(tmp_path / "settings.json")
    page = CataloguePage(Workplace(locked, Worker(), settings, said.append, said.append), "speaker")
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.heading.text() == "Ministry of Defence")
    name = page.fields.form.row("name").editor
    assert isinstance(name, QLineEdit)
    assert name.isReadOnly()
    assert not page.panel.new.isEnabled()
    assert not page.save_button.isEnabled()
    assert page.remove_button.isHidden()
    page.leave()
    locked.close()


def test_an_empty_list_says_what_to_do_first(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("term")
    page.panel.tabs.setFocus()
    for _step in range(2):
        press(qtbot, Key.Key_Right)
    qtbot.waitUntil(page.panel.empty.isVisible)
    assert page.panel.empty.sentence.text() == "No term in this vocabulary yet"
    button = page.panel.empty.button
    assert button is not None
    button.setFocus()
    press(qtbot, Key.Key_Space)
    qtbot.keyClicks(focused(), "Shahed-136")
    press(qtbot, Key.Key_S, Ctrl)
    assert [one["code"] for one in read.terms(desk.file.connection, "munition")] == ["shahed_136"]


def test_a_parent_is_found_by_its_alias_and_its_russian_name(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    names = {"aliases": "Kaluga Region|Kaluzhskaya", "name_ru": "Калужская область"}
    kept = read.record(desk.file.connection, "place", "klu")
    assert kept is not None
    delta = edited("place", "klu", kept.values, names)
    assert delta is not None
    desk.save([delta], "edit")
    page = pages("place")
    for name in ("kaluga region", "калужская область"):
        page.fields.entered.write("parent", name, desk.context())
        assert page.fields.entered.value("parent", desk.context()) == "klu"


def test_a_source_that_is_there_is_recognised_while_it_is_typed(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("source")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "Again")
    go_to(qtbot, page, "text")
    rewrite(qtbot, "three drones  downed")
    assert page.tools is not None
    strip = page.tools.known
    qtbot.waitUntil(lambda: bool(strip.found))
    assert strip.found[0].words == "You have this: “Morning post” has the same text."
    strip.buttons[0].setFocus()
    press(qtbot, Key.Key_Space)
    assert page.shown is not None
    assert page.shown.uid == "post"
    assert focused() is page.panel.table


def test_a_retelling_is_proposed_and_taken_by_a_key(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    statement = "Three drones were downed over two districts of the region last night"
    desk.save([edited_text(desk, statement)], "edit")
    page = pages("source")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "Story")
    go_to(qtbot, page, "text")
    rewrite(qtbot, f"The paper writes today: {statement}, and nobody was hurt.")
    assert page.tools is not None
    strip = page.tools.known
    qtbot.waitUntil(lambda: bool(strip.found))
    assert strip.found[0].relation == "retells"
    strip.buttons[0].setFocus()
    press(qtbot, Key.Key_Space)
    assert page.fields.form.row("origin").editor.text() == "Morning post"
    qtbot.waitUntil(lambda: not strip.found)
    press(qtbot, Key.Key_S, Ctrl)
    (kept,) = [one for one in read.table(desk.file.connection, "source") if one["title"] == "Story"]
    assert kept["origin"] == "post"


def test_a_correction_says_which_quotes_no_longer_stand(
    qtbot: QtBot, desk: Desk, pages: Pages, said: list[str]
) -> None:
    figure = {"report": "r", "measure": "downed", "quote": "Three drones", "quote_start": 0}
    desk.save([created("figure", "f", {**figure, "quote_end": 12})], "edit")
    page = pages("source")
    show(qtbot, page, "Morning post")
    go_to(qtbot, page, "text")
    rewrite(qtbot, "Four drones downed.")
    press(qtbot, Key.Key_S, Ctrl)
    assert "no longer stands in the text: “Three drones” (" in page.notice.words.text()
    assert (value(desk, "figure", "f", "quote_start"), said) == (None, ["Saved Morning post"])


def edited_text(desk: Desk, text: str) -> Delta:
    kept = read.record(desk.file.connection, "source", "post")
    assert kept is not None
    delta = edited("source", "post", kept.values, {"text": text})
    assert delta is not None
    return delta
