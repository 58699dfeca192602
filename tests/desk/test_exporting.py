"""Exports of a desk: in one state of it, narrowed, stopped."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.desk.exporting import export
from desktop.desk.sample import make_sample
from desktop.desk.tasks import Progress, Stopped
from desktop.sheets.batch import ABOUT
from desktop.store import journal, listing, read
from desktop.store.database import open_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "sample.desk"
    make_sample(path)
    return path


def test_the_sample_night_is_all_there(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    told: list[tuple[int, int]] = []
    receipt = export(desk, path, progress=lambda done, total: told.append((done, total)))
    assert receipt.rows == {
        "Incidents": 2, "Reports": 5, "Figures": 28, "Sources": 4, "Places": 14, "Speakers": 3,
    }  # fmt: skip
    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)
    book = load_workbook(path)
    heading, *rows = book["Incidents"].iter_rows(values_only=True)
    night = dict(zip(heading, rows[1], strict=True))
    assert (night["No."], night["Downed"], night["Downed, least"]) == ("2025-0002", "73", 73)
    assert night["Sources disagree"] == "yes"
    assert "UA-43" in str(night["Where, codes"]).split("; ")
    heading, *rows = book["Figures"].iter_rows(values_only=True)
    figures = [dict(zip(heading, row, strict=True)) for row in rows]
    (headed,) = [
        one
        for one in figures
        if one["Measure"] == "Headed for" and "Ministry" in str(one["Speaker"])
    ]
    assert headed["Of"] == "Downed 10 Moscow Oblast"
    assert headed["Relation"] == "of which"
    joint = [one["Places"] for one in figures if one["Joint"] == "yes"]
    assert joint == ["Bryansk Oblast; Crimea", "Zhukovsky District; Tarussky District"]


def test_the_workbook_names_the_desk_and_its_journals_head(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    export(desk, path, wanted=listing.Filter(statuses=frozenset({"approved"})))
    told = dict(load_workbook(path)[ABOUT].iter_rows(min_row=2, values_only=True))
    file = open_desk(desk, write=False)
    head = journal.head(file.connection)
    assert told["desk"] == read.meta(file.connection, "desk")
    assert (told["journal count"], told["journal head"]) == (str(head.count), head.hash)
    assert told["filter"] == "status=approved"
    file.close()


def test_chosen_incidents_alone(desk: Path, tmp_path: Path) -> None:
    file = open_desk(desk, write=False)
    uid = listing.uid_of_number(file.connection, "2025-0001")
    file.close()
    assert uid is not None
    receipt = export(desk, tmp_path / "book.zip", uids=[uid], layout="incidents")
    assert receipt.rows == {"Incidents": 1}


@pytest.mark.parametrize("name", ["book.xlsx", "book.zip"])
def test_stopped_it_leaves_nothing(desk: Path, tmp_path: Path, name: str) -> None:
    progress = Progress(lambda _done, _total: progress.stop())
    with pytest.raises(Stopped):
        export(desk, tmp_path / name, progress=progress)
    assert list(tmp_path.iterdir()) == []
