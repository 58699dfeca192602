"""`incident-desk import`, as a script sees it."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.store import books, journal, listing, read, verify
from desktop.store.changes import invert
from desktop.store.database import connect_reader, open_desk
from tests.store.night import EDITOR
from tests.test_cli import ENV, run

NIGHTS = (
    ("Date", "Region", "Drones launched", "Shot down"),
    ("2025-07-17", "Bryansk Oblast", "40", "31"),
    ("2025-07-18", "Oryol Oblast", "20", "17"),
    ("2025-07-19", "Smolensk Oblast", "5", "2"),
)
SHARED = Path(__file__).parents[2] / "shared" / "data"
INCIDENTS = SHARED / "incidents"
ODD = SHARED / "odd-workbooks"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import")
    assert run("new", folder / "empty.desk", home=folder).returncode == 0
    return folder / "empty.desk"


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path / "ночь.desk"))


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sampled")
    assert run("sample", folder / "s.desk", home=folder).returncode == 0
    assert run("export", folder / "s.desk", folder / "s.xlsx", home=folder).returncode == 0
    return folder


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def imported(desk: Path, book: Path, *more: str | Path, code: int = 0) -> dict[str, Any]:
    result = run("import", desk, book, "--as", "A. Clerk", "--json", *more, home=desk.parent)
    assert result.returncode == code, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def count(desk: Path) -> int:
    with closing(connect_reader(desk)) as connection:
        return listing.count(connection)


def head(desk: Path) -> journal.Head:
    with closing(connect_reader(desk)) as connection:
        return journal.head(connection)


def edited(book: Path, target: Path, edit: Callable[[Any], None]) -> Path:
    opened = load_workbook(book)
    edit(opened)
    opened.save(target)
    return target


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def test_a_table_comes_in_as_one_change_that_one_undo_takes_back(desk: Path) -> None:
    before = head(desk)
    document = imported(desk, table(desk.with_suffix(".csv"), *NIGHTS))
    assert (document["added"], document["refused"], document["written"]) == (3, [], True)
    assert document["records"]["incident"] == 3
    with closing(open_desk(desk)) as file:
        assert journal.head(file.connection).count == before.count + 1
        (made,) = journal.headers(file.connection, limit=1)
        assert (made.by.name, made.subject) == ("A. Clerk", "ночь.csv")
        assert document["receipt"] == {"change": made.seq, "uid": made.uid}
        ids = listing.all_ids(file.connection, listing.Filter(text="bryansk"), listing.Sort())
        (uid,) = listing.uids(file.connection, ids).values()
        ((book, raw),) = books.raw_of(file.connection, uid)
        assert (book.name, raw.row, raw.cells["B"]) == ("ночь.csv", 2, "Bryansk Oblast")
        assert list(verify.faults(file.connection)) == []
        invert(file, made.seq, EDITOR, "undo")
        assert listing.count(file.connection) == 0


def test_a_plan_writes_nothing(desk: Path) -> None:
    before = desk.read_bytes()
    document = imported(desk, table(desk.with_suffix(".csv"), *NIGHTS), "--plan")
    assert (document["added"], document["written"]) == (3, False)
    assert desk.read_bytes() == before


def test_the_same_file_doubles_nothing_unless_it_was_undone(desk: Path) -> None:
    book = table(desk.with_suffix(".csv"), *NIGHTS)
    first = imported(desk, book)
    for side in ((), ("--theirs",), ("--ours",)):
        again = imported(desk, book, *side, code=1)
        assert (again["again"], again["written"]) == (first["receipt"]["change"], False)
    assert count(desk) == 3
    with closing(open_desk(desk)) as file:
        invert(file, first["receipt"]["change"], EDITOR, "undo")
    assert imported(desk, book)["written"]
    assert count(desk) == 3


def test_what_the_desk_seems_to_have_is_asked_and_the_answer_kept(desk: Path) -> None:
    imported(desk, table(desk.with_name("a.csv"), *NIGHTS))
    more = [
        *NIGHTS[:2],
        ("2025-07-18", "Oryol Oblast", "20", "16"),
        ("2025-07-20", "Crimea", "1", "1"),
    ]
    book = table(desk.with_name("b.csv"), *more)
    asked = imported(desk, book, code=1)
    assert [one["how"] for one in asked["duplicates"]] == ["same", "other counts"]
    assert not asked["written"]
    taken = imported(desk, book, "--theirs")
    # The same is left out, other counts become a further report, what is new comes in.
    assert (taken["same"], taken["changed"], taken["added"]) == (1, 1, 1)
    assert count(desk) == 4
    with closing(connect_reader(desk)) as connection:
        ids = listing.all_ids(connection, listing.Filter(text="oryol"), listing.Sort())
        (uid,) = listing.uids(connection, ids).values()
        family = read.family(connection, uid)
        assert family is not None
        assert len(family.reports) == 2
        assert list(verify.faults(connection)) == []
    table(book, *more, ("2025-07-21", "Crimea", "2", "2"))
    again = imported(desk, book, code=1)
    answers = {one["row"]: one["answer"] for one in again["duplicates"]}
    assert (answers[2], answers[3]) == ("leave", "merge")


def test_headings_without_a_row_are_said_and_nothing_is_written(desk: Path) -> None:
    book = table(desk.with_suffix(".csv"), NIGHTS[0])
    told = run("import", desk, book, home=desk.parent)
    assert told.returncode == 1
    assert "no row beneath them" in told.stdout
    assert not imported(desk, book, "--theirs", code=1)["written"]


def test_refused_rows_are_saved_mended_and_imported(desk: Path) -> None:
    rows = [*NIGHTS, ("2025-07-20", "Crimea", "3", "some"), ("no day", "Crimea", "=1+1", "1")]
    book = table(desk.with_suffix(".csv"), *rows)
    rejects = desk.with_name("rejects.xlsx")
    refused = imported(desk, book, "--rejects", rejects, code=1)
    assert not refused["written"]
    assert count(desk) == 0
    assert {(one["row"], one["column"]) for one in refused["refused"]} >= {(6, "A")}
    opened = load_workbook(rejects)
    sheet = opened.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(NIGHTS[0])
    lines = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    bad = lines["no day"]
    assert sheet.cell(bad, 1).comment is not None
    assert (sheet.cell(bad, 3).value, sheet.cell(bad, 3).data_type) == ("=1+1", "s")
    assert "2025-07-17" not in lines
    taken = imported(desk, book, "--theirs", code=1)
    assert taken["written"]
    sheet.cell(bad, 1).value = "2025-07-21"
    sheet.cell(bad, 3).value = 2
    if "2025-07-20" in lines:
        sheet.delete_rows(lines["2025-07-20"])
    opened.save(rejects)
    assert imported(desk, rejects)["added"] == 1


def test_a_profile_says_what_the_columns_become(desk: Path) -> None:
    book = table(desk.with_suffix(".csv"), *NIGHTS)
    profile = desk.with_name("profile.json")
    imported(desk, book, "--plan", "--save-profile", profile)
    kept = json.loads(profile.read_text())
    kept["columns"]["Drones launched"] = {"to": ""}
    profile.write_text(json.dumps(kept))
    document = imported(desk, book, "--profile", profile)
    assert document["records"]["figure"] == 3
    other = table(desk.with_name("other.csv"), ("Day", "Place"), ("2025-07-17", "Crimea"))
    lacking = run("import", desk, other, "--profile", profile, home=desk.parent)
    assert lacking.returncode == 2
    assert "Region" in lacking.stderr


def test_a_returned_workbook_is_merged(sampled: Path, tmp_path: Path) -> None:
    desk = Path(shutil.copy(sampled / "s.desk", tmp_path / "s.desk"))
    assert imported(desk, sampled / "s.xlsx")["added"] == 0

    def edit(book: Any) -> None:
        sheet = book["Incidents"]
        sheet.cell(2, column(sheet, "Title")).value = "A title from there"
        sheet.cell(3, column(sheet, "Title")).value = "Another from there"

    book = edited(sampled / "s.xlsx", tmp_path / "back.xlsx", edit)
    document = imported(desk, book)
    assert (document["changed"], document["conflicts"]) == (2, [])
    once_more = edited(
        sampled / "s.xlsx", tmp_path / "other.xlsx",
        lambda book: book["Incidents"].cell(2, column(book["Incidents"], "Title"))
        .__setattr__("value", "A third title"),
    )  # fmt: skip
    conflict = imported(desk, once_more, code=1)
    assert not conflict["written"]
    (one,) = conflict["conflicts"]
    assert (one["field"], one["ours"], one["theirs"]) == (
        "title", "A title from there", "A third title",
    )  # fmt: skip
    assert imported(desk, once_more, "--ours")["changed"] == 0
    assert imported(desk, once_more, "--theirs")["changed"] == 1


def test_refused_rows_of_a_returned_workbook_come_back_as_ours(
    sampled: Path, tmp_path: Path
) -> None:
    desk = Path(shutil.copy(sampled / "s.desk", tmp_path / "s.desk"))

    def edit(book: Any) -> None:
        sheet = book["Figures"]
        sheet.cell(2, column(sheet, "Count")).value = "many, perhaps"

    book = edited(sampled / "s.xlsx", tmp_path / "back.xlsx", edit)
    rejects = tmp_path / "rejects.xlsx"
    document = imported(desk, book, "--rejects", rejects, code=1)
    (refused,) = document["refused"]
    assert (refused["sheet"], refused["row"]) == ("Figures", 2)
    opened = load_workbook(rejects)
    assert opened["_desk"].sheet_state == "veryHidden"
    sheet = opened["Figures"]
    cell = sheet.cell(2, column(sheet, "Count"))
    assert sheet.max_row == 2
    assert cell.comment is not None
    cell.value = "74"
    opened.save(rejects)
    assert imported(desk, rejects)["changed"] == 1


def test_another_desk_is_merged(sampled: Path, tmp_path: Path) -> None:
    desk = Path(shutil.copy(sampled / "s.desk", tmp_path / "s.desk"))
    other = Path(shutil.copy(sampled / "s.desk", tmp_path / "colleague.desk"))
    imported(other, table(tmp_path / "a.csv", *NIGHTS))
    assert count(desk) == 2
    imported(desk, other)
    assert count(desk) == 5
    assert imported(desk, other)["added"] == 0


def test_what_can_not_be_imported_is_said_in_one_line(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    for book, words in (("a.pdf", "PDF"), ("none.xlsx", "none.xlsx")):
        result = run("import", desk, tmp_path / book, home=tmp_path)
        assert (result.returncode, result.stderr.count("\n")) == (2, 1)
        assert words in result.stderr
        assert "Traceback" not in result.stderr


def test_a_kill_in_the_middle_leaves_nothing(desk: Path) -> None:
    rows = [(f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}", "Crimea", str(n), "1") for n in range(4000)]
    book = table(desk.with_suffix(".csv"), NIGHTS[0], *rows)
    before = head(desk)
    work = subprocess.Popen(
        [sys.executable, "-m", "desktop", "import", str(desk), str(book)],
        env={**ENV, "INCIDENT_DESK_HOME": str(desk.parent / "home")},
    )
    wal = desk.with_name(f"{desk.name}-wal")
    # Once rows are being written they spill over into the log.
    while work.poll() is None and (not wal.exists() or wal.stat().st_size < 100_000):
        os.sched_yield()
    work.send_signal(signal.SIGKILL)
    work.wait()
    with closing(open_desk(desk)) as file:
        after = journal.head(file.connection)
        assert listing.count(file.connection) == (0 if after == before else 4000)
        assert list(verify.faults(file.connection)) == []


@pytest.mark.parametrize("path", sorted(INCIDENTS.glob("*")), ids=lambda path: path.name)
def test_real_tables_come_in(desk: Path, path: Path) -> None:
    document = imported(desk, path)
    assert document["written"]
    assert document["added"] == count(desk) > 100
    with closing(connect_reader(desk)) as connection:
        assert list(verify.faults(connection)) == []


@pytest.mark.parametrize("path", sorted(ODD.glob("*")), ids=lambda path: path.name)
def test_odd_workbooks_come_in_or_are_refused_in_words(
    desk: Path, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.cli import main  # noqa: PLC0415 - in this process: 95 starts would take minutes

    monkeypatch.setenv("INCIDENT_DESK_HOME", str(desk.parent / "home"))
    code = main(["import", str(desk), str(path), "--plan"])
    said = capsys.readouterr()
    assert code in {0, 1, 2}
    assert "mistake" not in said.err
    assert (code == 2) == bool(said.err)
