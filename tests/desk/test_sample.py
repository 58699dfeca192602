"""The sample desk holds the whole night."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk.checking import findings
from desktop.desk.sample import make_sample
from desktop.records.family import Family, Kept
from desktop.store import journal, listing, read, verify
from desktop.store.database import open_desk
from desktop.store.errors import OpenRefused


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def connection(desk: Path) -> Iterator[sqlite3.Connection]:
    file = open_desk(desk, write=False)
    yield file.connection
    file.close()


def family(connection: sqlite3.Connection, number: str) -> Family:
    uid = listing.uid_of_number(connection, number)
    assert uid is not None
    found = read.family(connection, uid)
    assert found is not None
    return found


def said(connection: sqlite3.Connection, report: Kept, figures: list[Kept]) -> list[str]:
    uids = {one["measure"] for one in figures}
    uids |= {place.uid for one in figures for place in one["places"]}
    names = read.names(connection, uids)
    return [
        " ".join(
            filter(None, (
                names[one["measure"]],
                str(one["count"]),
                " & ".join(names[place.uid] for place in one["places"]),
                one["relation"],
            ))
        )
        for one in figures
    ]  # fmt: skip


def test_the_ministry_has_eleven_parts_and_three_headed_for_moscow(
    connection: sqlite3.Connection,
) -> None:
    night = family(connection, "2025-0002")
    report = night.reports[0]
    assert report["when"].show() == "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"
    figures = night.figures[report.uid]
    assert said(connection, report, figures) == [
        "Downed 73",
        "Downed 31 Bryansk Oblast part",
        "Downed 17 Oryol Oblast part",
        "Downed 10 Moscow Oblast part",
        "Headed for 3 Moscow subset",
        "Downed 4 Crimea part",
        "Downed 3 Sea of Azov part",
        "Downed 2 Smolensk Oblast part",
        "Downed 2 Nizhny Novgorod Oblast part",
        "Downed 1 Belgorod Oblast part",
        "Downed 1 Kaluga Oblast part",
        "Downed 1 Voronezh Oblast part",
        "Downed 1 Black Sea part",
    ]
    assert sum(one["count"].low for one in figures if one["relation"] == "part") == 73


def test_the_governor_has_three_over_two_districts_of_kaluga_together(
    connection: sqlite3.Connection,
) -> None:
    night = family(connection, "2025-0002")
    report = night.reports[1]
    assert report["when"].show() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    figures = night.figures[report.uid]
    assert said(connection, report, figures) == [
        "Downed 3 Zhukovsky District & Tarussky District",
        "Killed none reported",
        "Injured none reported",
        "Damaged none reported",
    ]
    assert figures[0]["joint"]
    uids = [place.uid for place in figures[0]["places"]]
    parents = {place["parent"] for place in read.records(connection, "place", uids).values()}
    assert list(read.names(connection, parents).values()) == ["Kaluga Oblast"]


def test_the_evening_has_twenty_two_and_the_news_story_runs_two_tens_together(
    connection: sqlite3.Connection,
) -> None:
    evening = family(connection, "2025-0001")
    ministry, story = evening.reports
    assert set(said(connection, ministry, evening.figures[ministry.uid])) == {
        "Downed 22",
        "Downed 10 Bryansk Oblast part",
        "Downed 10 Crimea part",
        "Downed 1 Moscow Oblast part",
        "Downed 1 Oryol Oblast part",
    }
    assert said(connection, story, evening.figures[story.uid]) == [
        "Downed 10 Bryansk Oblast & Crimea"
    ]
    assert ministry["carriers"] == (story["source"],)


@pytest.mark.parametrize("number", ["2025-0001", "2025-0002"])
def test_every_quote_stands_where_it_says(connection: sqlite3.Connection, number: str) -> None:
    for report, figure in family(connection, number).all_figures():
        source = read.record(connection, "source", report["source"])
        assert source is not None
        quote = source["text"][figure["quote_start"] : figure["quote_end"]]
        assert quote == figure["quote"] != ""


def test_findings_are_kaluga_and_what_the_story_left_out(connection: sqlite3.Connection) -> None:
    found = {one.check: one.sentence for one in findings(connection)}
    assert set(found) == {"reports_disagree", "not_all_placed"}
    assert "Kaluga Oblast" in found["reports_disagree"]
    assert "15 of 73" in found["not_all_placed"]


def test_history_and_queue_have_something_and_the_file_is_sound(
    connection: sqlite3.Connection,
) -> None:
    changes = journal.headers(connection)
    assert {one.by.name for one in changes} >= {"A. Editor", "B. Reviewer"}
    assert {"return", "approve", "submit", "edit"} <= {one.action for one in changes}
    assert [family(connection, "2025-0002").incident.uid] == read.waiting(connection)
    assert list(verify.faults(connection)) == []


def test_nothing_is_overwritten(desk: Path) -> None:
    before = desk.read_bytes()
    with pytest.raises(OpenRefused, match="exists"):
        make_sample(desk)
    assert desk.read_bytes() == before
