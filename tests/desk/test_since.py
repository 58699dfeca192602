"""What changed since somebody's export: said in the workbook, and nothing else."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.desk.exporting import export, fingerprint, issue
from desktop.desk.sample import make_sample
from desktop.records.delta import Delta, Person, created, inverse, removed
from desktop.records.errors import Invalid
from desktop.sheets.reading.read import read_book
from desktop.store import changes, journal, listing, read
from desktop.store.changes import new_uid
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.desk.tabled import took, write_csv

EDITOR = Person("A. Editor", "editor")
Row = dict[str, str]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("since") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "night.desk"))


def given_to(desk: Path, name: str, folder: Path, **narrowed: listing.Filter) -> None:
    receipt = export(desk, folder / f"{name}.xlsx", **narrowed)  # type: ignore[arg-type]
    file = open_desk(desk)
    issue(file, EDITOR, receipt, name, fingerprint(receipt.path))
    file.close()


def incident(file: DeskFile, number: str = "2025-0002") -> str:
    uid = listing.uid_of_number(file.connection, number)
    assert uid is not None
    return uid


def edit(file: DeskFile, kind: str, uid: str, why: str = "", **values: object) -> None:
    kept = read.record(file.connection, kind, uid)
    assert kept is not None
    before = {name: kept[name] for name in values}
    changes.apply(file, [Delta(kind, uid, before, values)], EDITOR, "edit", why=why)


def told(desk: Path, folder: Path, since: str) -> tuple[list[Row], dict[str, int]]:
    path = folder / "since.xlsx"
    receipt = export(desk, path, since=since)
    heading, *rows = load_workbook(path)["Corrections"].iter_rows(values_only=True)
    words = [str(cell) for cell in heading]
    found = [dict(zip(words, ["" if c is None else str(c) for c in row], strict=True))
             for row in rows]  # fmt: skip
    return found, receipt.rows


def test_it_says_what_was_changed_withdrawn_added_and_removed_and_nothing_else(
    desk: Path, tmp_path: Path
) -> None:
    given_to(desk, "Reuters", tmp_path)
    file = open_desk(desk)
    night, first = incident(file), incident(file, "2025-0001")
    edit(file, "incident", night, "the ministry corrected itself", title="Another title")
    edit(file, "incident", first, "a hoax", status="withdrawn")
    edit(file, "incident", night, summary="for a moment")
    changes.apply(
        file, inverse(journal.change(file.connection, journal.head(file.connection).count).deltas),
        EDITOR, "undo",
    )  # fmt: skip
    family = read.family(file.connection, night)
    assert family is not None
    figures = family.figures[family.reports[0].uid]
    alone = next(one for one in figures if not any(o["of"] == one.uid for o in figures))
    changes.apply(file, [removed("figure", alone.uid, alone.values)], EDITOR, "remove", why="twice")
    report = new_uid()
    values = {"incident": night, "speaker": family.reports[0]["speaker"], "position": 9}
    changes.apply(file, [created("report", report, values)], EDITOR, "create")
    file.close()

    rows, counts = told(desk, tmp_path, "reuters")
    assert sorted((row["No."], row["What"], row["Field"], row["Reason"]) for row in rows) == [
        ("2025-0001", "withdrawn", "Status", "a hoax"),
        ("2025-0002", "added", "", ""),
        ("2025-0002", "changed", "Title", "the ministry corrected itself"),
        ("2025-0002", "removed", "", "twice"),
    ]
    changed = next(row for row in rows if row["What"] == "changed")
    assert changed["Is"] == "Another title"
    assert changed["Was"] not in {"", "Another title"}
    assert changed["By"] == "A. Editor"
    assert counts["Incidents"] == 2


def test_a_row_that_became_a_further_report_is_told_as_merged(desk: Path, tmp_path: Path) -> None:
    file = open_desk(desk)
    table = ("2025-07-18", "Bryansk Oblast", 31, 0, "https://example.org/1")
    took(file, write_csv(tmp_path / "first.csv", table))
    file.close()
    given_to(desk, "Reuters", tmp_path)
    file = open_desk(desk)
    joining = ("2025-07-18", "Bryansk Oblast", 30, 0, "https://example.org/2")
    own = ("2025-07-19", "Oryol Oblast", 17, 2, "https://example.org/3")
    took(file, write_csv(tmp_path / "second.csv", joining, own), {2: "merge"})
    file.close()
    rows, _counts = told(desk, tmp_path, "reuters")
    kinds = [(row["No."], row["What"], row["Record"].partition(" ")[0]) for row in rows]
    assert [one for one in kinds if one[0]] == [
        ("2025-0003", "merged", "Report"), ("2025-0004", "added", "Incident"),
    ]  # fmt: skip


def test_nothing_changed_says_nothing(desk: Path, tmp_path: Path) -> None:
    given_to(desk, "Reuters", tmp_path)
    rows, counts = told(desk, tmp_path, "Reuters")
    assert rows == []
    assert counts["Incidents"] == 0


def test_a_changed_figure_is_told_as_the_form_shows_it(desk: Path, tmp_path: Path) -> None:
    given_to(desk, "Reuters", tmp_path)
    file = open_desk(desk)
    family = read.family(file.connection, incident(file))
    assert family is not None
    figure = family.figures[family.reports[0].uid][0]
    kind = type(figure["count"])
    edit(file, "figure", figure.uid, "misread", count=kind.read("70-75"))
    file.close()
    rows, counts = told(desk, tmp_path, "Reuters")
    (row,) = rows
    assert (row["Field"], row["Was"], row["Is"]) == ("Count", str(figure["count"]), "70-75")
    assert row["Record"].startswith("Figure Downed")
    assert counts["Figures"] > 1


def test_who_got_a_part_is_told_of_that_part_alone(desk: Path, tmp_path: Path) -> None:
    file = open_desk(desk)
    edit(file, "incident", incident(file), status="approved")
    edit(file, "incident", incident(file, "2025-0001"), status="draft")
    file.close()
    given_to(desk, "Reuters", tmp_path, wanted=listing.Filter(statuses=frozenset({"approved"})))
    file = open_desk(desk)
    edit(file, "incident", incident(file, "2025-0001"), title="Nobody's business")
    edit(file, "incident", incident(file), "wrong", status="withdrawn")
    file.close()
    rows, _counts = told(desk, tmp_path, "Reuters")
    assert [(row["No."], row["What"]) for row in rows] == [("2025-0002", "withdrawn")]


def test_what_changed_since_may_itself_be_for_somebody(desk: Path, tmp_path: Path) -> None:
    given_to(desk, "Reuters", tmp_path)
    file = open_desk(desk)
    edit(file, "incident", incident(file), title="First")
    file.close()
    receipt = export(desk, tmp_path / "second.xlsx", since="Reuters")
    file = open_desk(desk)
    issue(file, EDITOR, receipt, "Reuters", fingerprint(receipt.path))
    edit(file, "incident", incident(file), summary="Second")
    file.close()
    rows, _counts = told(desk, tmp_path, "Reuters")
    assert [row["Field"] for row in rows] == ["Summary"]


def test_nobody_of_that_name_is_said(desk: Path, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Nothing was exported to “AFP”"):
        export(desk, tmp_path / "since.xlsx", since="AFP")
    assert not (tmp_path / "since.xlsx").exists()


@pytest.mark.parametrize("layout", ["full", "incidents", "figures"])
def test_without_sources_nothing_says_where_it_was_read(
    desk: Path, tmp_path: Path, layout: str
) -> None:
    path = tmp_path / "book.xlsx"
    export(desk, path, layout=layout, sources=False)
    book = load_workbook(path)
    assert "Sources" not in book.sheetnames
    file = open_desk(desk, write=False)
    hidden = read.table(file.connection, "source")
    quotes = [
        figure["quote"]
        for number in ("2025-0001", "2025-0002")
        for family in [read.family(file.connection, incident(file, number))]
        if family
        for _report, figure in family.all_figures()
    ]
    file.close()
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True)
             for cell in row}  # fmt: skip
    for one in hidden:
        assert not any(text in cells for text in (one.uid, one["title"], one["url"]) if text)
    assert cells.isdisjoint(quote for quote in quotes if quote)
    with read_book(path) as raw:
        assert raw.sheets
