"""What the program remembers, and what a damaged file of it does: nothing."""

from pathlib import Path

from desktop.desk import settings


def test_a_first_start_knows_nobody(tmp_path: Path) -> None:
    found = settings.load(tmp_path)
    assert (found.name, found.recent, found.theme) == ("", [], "system")


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    kept = settings.load(tmp_path)
    kept.name, kept.role = "Ж. Редактор", "reviewer"
    kept.remember("incidents.columns", [["number", 80]])
    again = settings.load(tmp_path)
    assert again.person == kept.person
    assert again.places == {"incidents.columns": [["number", 80]]}


def test_the_last_opened_desk_stands_first_and_once(tmp_path: Path) -> None:
    kept = settings.load(tmp_path)
    for name in ("a", "b", "a"):
        kept.opened(tmp_path / name)
    assert settings.load(tmp_path).recent == [str(tmp_path / "a"), str(tmp_path / "b")]


def test_a_damaged_file_is_as_a_first_start(tmp_path: Path) -> None:
    for text in ("", "{", "[]", '{"name": 7, "recent": "x", "places": []}', "\x00"):
        (tmp_path / "settings.json").write_text(text)
        found = settings.load(tmp_path)
        assert (found.name, found.recent, found.places) == ("", [], {})


def test_a_folder_that_cant_be_made_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = settings.load(tmp_path / "file")
    kept.remember("window", "x")
    assert (tmp_path / "file").read_text() == ""
