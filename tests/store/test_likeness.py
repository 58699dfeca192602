"""Sources are found again by their URL, their text and the runs of words in it."""

from desktop.records.delta import created, removed
from desktop.store import changes, likeness, read, verify
from desktop.store.deskfile import DeskFile
from tests.records.test_alike import NEXT, NIGHT
from tests.store.night import EDITOR, edit


def add(desk: DeskFile, title: str, text: str, url: str = "") -> str:
    uid = changes.new_uid()
    values = {"title": title, "text": text, "url": url}
    changes.apply(desk, [created("source", uid, values)], EDITOR, "create")
    return uid


def test_a_source_is_found_by_its_url_and_its_text(desk_file: DeskFile) -> None:
    uid = add(desk_file, "Ministry", NIGHT, "https://t.me/mod_russia/1")
    connection = desk_file.connection
    assert [one.uid for one in likeness.same_url(connection, "t.me/s/mod_russia/1")] == [uid]
    assert [one.uid for one in likeness.same_text(connection, f"{NIGHT}\n")] == [uid]
    assert likeness.same_url(connection, "") == likeness.same_text(connection, " ") == []


def test_what_holds_the_text_is_near_it_and_what_was_corrected_no_more(desk_file: DeskFile) -> None:
    connection = desk_file.connection
    story = add(desk_file, "Story", f"Как пишет газета, {NIGHT} Так это было.")
    add(desk_file, "Weather", "Дождь и ветер, днём до двадцати градусов тепла, ночью прохладно.")
    assert [one.uid for one in likeness.near(connection, NIGHT)] == [story]
    assert verify_sound(desk_file)
    changes.apply(desk_file, [edit(desk_file, "source", story, {"text": "Nothing."})], EDITOR, "e")
    assert likeness.near(connection, NIGHT) == []
    assert verify_sound(desk_file)


def test_what_very_many_sources_say_tells_none_apart(desk_file: DeskFile) -> None:
    for number in range(45):
        add(desk_file, f"Night {number}", NEXT)
    assert likeness.near(desk_file.connection, NEXT) == []


def test_what_is_in_the_bin_is_not_found(desk_file: DeskFile) -> None:
    uid = add(desk_file, "Ministry", NIGHT)
    kept = read.record(desk_file.connection, "source", uid)
    assert kept is not None
    changes.apply(desk_file, [removed("source", uid, kept.values)], EDITOR, "remove")
    assert likeness.same_text(desk_file.connection, NIGHT) == []
    assert likeness.near(desk_file.connection, NIGHT) == []
    assert verify_sound(desk_file)


def verify_sound(desk: DeskFile) -> bool:
    return list(verify.faults(desk.connection)) == []
