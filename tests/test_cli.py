"""The command line, as a script sees it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop import cli

ENV = {
    name: value for name, value in os.environ.items()
    if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
}  # fmt: skip
NO_WIDGETS = """
import sys
from desktop.cli import main
code = main(sys.argv[1:])
loaded = sorted(name for name in sys.modules if "QtWidgets" in name or "QtGui" in name)
loaded += ["openpyxl"] * (sys.argv[1] != "export" and "openpyxl" in sys.modules)
sys.exit(f"loaded {loaded}" if loaded else code)
"""


def run(
    *arguments: str | Path, home: Path, code: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    start = ["-c", code] if code else ["-m", "desktop"]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**ENV, "INCIDENT_DESK_HOME": str(home / "home"), **environment},
    )


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    path = folder / "ночь.desk"
    assert run("sample", path, home=folder).returncode == 0
    return path


@pytest.mark.parametrize("verb", ["new", "sample"])
def test_a_desk_is_made_once(tmp_path: Path, verb: str) -> None:
    path = tmp_path / "a.desk"
    assert run(verb, path, home=tmp_path, code=NO_WIDGETS).returncode == 0
    assert "exists" in one_line(run(verb, path, home=tmp_path))


def test_check_finds_and_says_so_by_its_exit_code(desk: Path, tmp_path: Path) -> None:
    result = run("check", desk, home=tmp_path, code=NO_WIDGETS)
    assert result.returncode == 1
    assert "Kaluga Oblast" in result.stdout
    document = json.loads(run("check", desk, "--json", home=tmp_path).stdout)
    assert {one["check"] for one in document} == {"reports_disagree", "not_all_placed"}
    assert {one["number"] for one in document} == {"2025-0002"}


def test_an_empty_desk_has_no_findings(tmp_path: Path) -> None:
    run("new", tmp_path / "a.desk", home=tmp_path)
    result = run("check", tmp_path / "a.desk", home=tmp_path)
    assert (result.returncode, result.stdout) == (0, "0 findings.\n")


def test_history_tells_who_what_and_why(desk: Path, tmp_path: Path) -> None:
    result = run("history", desk, home=tmp_path, code=NO_WIDGETS)
    assert result.returncode == 0
    assert "B. Reviewer  return  2025-0001  (The evening statement" in result.stdout
    one = run("history", desk, "2025-0001", home=tmp_path).stdout
    assert "incident Status: submitted → returned" in one
    assert "figure Places: – → Crimea" in one
    changes = json.loads(run("history", desk, "2025-0001", "--json", home=tmp_path).stdout)
    assert changes[0]["action"] == "approve"
    assert changes[0]["deltas"][0]["after"] == {"status": "approved"}
    assert "2031-0001" in one_line(run("history", desk, "2031-0001", home=tmp_path))


def test_verify_finds_a_row_that_was_changed_behind_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "a.desk"
    run("sample", path, home=tmp_path)
    sound = run("verify", path, home=tmp_path, code=NO_WIDGETS)
    assert sound.returncode == 0
    assert "12 changes" in sound.stdout
    connection = sqlite3.connect(path)
    connection.execute("UPDATE speaker SET role='herald' WHERE name='Vladislav Shapsha'")
    connection.commit()
    connection.close()
    result = run("verify", path, "--json", home=tmp_path)
    assert result.returncode == 1
    assert "Vladislav Shapsha" in " ".join(json.loads(result.stdout)["faults"])


def test_export_writes_what_the_filter_shows(desk: Path, tmp_path: Path) -> None:
    book = tmp_path / "книга.xlsx"
    result = run("export", desk, book, "--where", "status=submitted", "--json",
                 home=tmp_path, code=NO_WIDGETS)  # fmt: skip
    assert result.returncode == 0, result.stderr
    document = json.loads(result.stdout)
    assert document["path"] == str(book)
    assert document["rows"] == {
        "Incidents": 1, "Reports": 3, "Figures": 22, "Sources": 3, "Places": 14, "Speakers": 3,
    }  # fmt: skip
    sheet = load_workbook(book)["Incidents"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["2025-0002"]


def test_an_export_for_somebody_is_noted_and_the_next_says_what_is_new(
    desk: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(desk, tmp_path / "noted.desk"))
    first = run("export", path, tmp_path / "a.xlsx", "--to", "Reuters", home=tmp_path)
    assert first.returncode == 0, first.stderr
    second = run("export", path, tmp_path / "b.xlsx", "--since", "reuters", "--no-sources",
                 home=tmp_path)  # fmt: skip
    assert second.returncode == 0, second.stderr
    book = load_workbook(tmp_path / "b.xlsx")
    assert book["Corrections"].max_row == 1
    assert "Sources" not in book.sheetnames
    assert "AFP" in one_line(run("export", path, tmp_path / "c.xlsx", "--since", "AFP",
                                 home=tmp_path))  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("book.doc",), ".xlsx"),
        (("book.csv",), "one table"),
        (("book.xlsx", "--where", "plce=1"), "plce"),
        (("none/book.xlsx",), "no folder"),
        (("book.xlsx", "--layout", "wide"), "--layout"),
    ],
)
def test_an_export_that_can_not_be_done_says_why_in_one_line(
    desk: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    name, *rest = arguments
    assert words in one_line(run("export", desk, tmp_path / name, *rest, home=tmp_path))
    assert not (tmp_path / name).exists()


def test_backup_and_restore(tmp_path: Path) -> None:
    desk, copy = tmp_path / "a.desk", tmp_path / "copy.desk"
    run("sample", desk, home=tmp_path)
    assert run("backup", desk, copy, home=tmp_path).returncode == 0
    result = run("restore", copy, desk, home=tmp_path, code=NO_WIDGETS)
    assert result.returncode == 0, result.stderr
    assert run("verify", desk, home=tmp_path).returncode == 0
    assert "test_cli.py is damaged" in one_line(run("restore", __file__, desk, home=tmp_path))


def test_tour_makes_desk_workbook_and_pictures_and_can_be_run_again(tmp_path: Path) -> None:
    for _time in range(2):
        result = run("tour", tmp_path / "tour", "--json", home=tmp_path)
        assert result.returncode == 0, result.stderr
    document = json.loads(result.stdout)
    assert len(document["findings"]) == 2
    assert load_workbook(document["workbook"]).sheetnames[0] == "Incidents"
    assert document["pictures"]
    for picture in document["pictures"]:
        assert Path(picture).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("verb", ["check", "history", "verify", "backup"])
def test_what_is_no_desk_is_refused_by_name(tmp_path: Path, verb: str) -> None:
    assert "no file" in one_line(run(verb, tmp_path / "none.desk", home=tmp_path))
    (tmp_path / "text.desk").write_text("hello")
    assert "text file" in one_line(run(verb, tmp_path / "text.desk", home=tmp_path))


def test_without_a_display_the_window_says_so(tmp_path: Path) -> None:
    assert "no display" in one_line(run(home=tmp_path))
    assert ":4711" in one_line(run(home=tmp_path, DISPLAY=":4711"))


@pytest.mark.parametrize("arguments", [("new",), ("--wrong",), ("a.desk", "b.desk")])
def test_a_wrong_command_is_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert "--help" in one_line(run(*arguments, home=tmp_path))


def test_help_names_every_verb_and_loads_neither_qt_nor_the_store(tmp_path: Path) -> None:
    code = """
import sys
from contextlib import suppress
from desktop.cli import main
with suppress(SystemExit):
    main(["--help"])
sys.exit(bool({"PySide6", "peewee", "openpyxl"} & set(sys.modules)))
"""
    result = run(home=tmp_path, code=code)
    assert result.returncode == 0
    for verb in cli.VERBS:
        assert verb in result.stdout


def test_no_source_is_read_by_imports_once_qt_is_loaded() -> None:
    code = (
        "import linecache\n"
        "from desktop import cli; cli.load_qt()\n"
        "from desktop.ui.kit.theme import apply\n"
        "assert not [one for one in linecache.cache if one.endswith('theme.py')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
