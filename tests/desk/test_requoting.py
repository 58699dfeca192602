"""Quotes that were edited in a workbook: found anew in their source's text, or told."""

import shutil
from pathlib import Path

import pytest

from desktop.desk import importing
from desktop.desk.sample import make_sample
from desktop.records.merging import Take, all_for
from desktop.store import read
from desktop.store.database import DeskFile, open_desk
from tests.desk.booked import Edited
from tests.desk.tabled import ANNA, families
from tests.desk.test_importing import merging


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("requoting") / "sample.desk"
    make_sample(path)
    return path


def quoted(file: DeskFile) -> list[tuple[str, str, str]]:
    """Return each figure with a quote: its uid, the quote, what stands at its offsets."""
    found = []
    for family in families(file):
        for report, figure in family.all_figures():
            source = read.record(file.connection, "source", report["source"] or "")
            if figure["quote"] and source is not None:
                start, end = figure["quote_start"], figure["quote_end"]
                there = "" if start is None else source["text"][start:end]
                found.append((figure.uid, figure["quote"], there))
    return found


@pytest.mark.parametrize("invented", [False, True])
def test_offsets_follow_a_quote_that_was_edited(
    sample: Path, tmp_path: Path, *, invented: bool
) -> None:
    file = open_desk(Path(shutil.copy(sample, tmp_path / "mine.desk")))
    try:
        uid, before, _there = quoted(file)[0]
        quote = "nobody ever said this" if invented else before[1:-1]
        book = Edited.of(file.path, tmp_path / "book.xlsx")
        book.put("Figures", book.row("Figures", "uid", uid), "Quote", quote)
        with merging(file, book.save()) as (looked, plan):
            assert [one.lost for one in plan.records] == [invented]
            importing.accept_merge(file, ANNA, looked, plan, all_for(plan, Take()))
        now = {key: (said, there) for key, said, there in quoted(file)}
        assert now[uid] == (quote, "" if invented else quote)
    finally:
        file.close()
