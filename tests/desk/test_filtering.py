"""Filters written in words."""

import sqlite3
from collections.abc import Iterator

import pytest

from desktop.desk.filtering import in_words, read_filter
from desktop.desk.sample import make_sample
from desktop.records.errors import Invalid
from desktop.store import listing
from desktop.store.database import open_desk


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("filter") / "sample.desk"
    make_sample(path)
    file = open_desk(path, write=False)
    yield file.connection
    file.close()


def numbers(connection: sqlite3.Connection, wanted: listing.Filter) -> list[str]:
    ids = listing.all_ids(connection, wanted, listing.Sort("number", descending=False))
    return [str(row[-1]) for row in listing.page(connection, ids, ["number"]).values()]


EVENING, NIGHT = "2025-0001", "2025-0002"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [EVENING, NIGHT]),
        ("status=approved", [EVENING]),
        ("status=approved,submitted", [EVENING, NIGHT]),
        ('place="Kaluga Oblast"', [NIGHT]),
        ("place='Bryansk Oblast' status=submitted", [NIGHT]),
        ('kind="drone attack"', [EVENING, NIGHT]),
        ("kind=fire", []),
        ("text=shapsha", [EVENING, NIGHT]),
        ("disagree=yes", [NIGHT]),
        ("from=2025-07-01 to=2025-07-31", [EVENING, NIGHT]),
        ("from=2025-07-18", [NIGHT]),
        ("to=2025-07-16", []),
        ('from="17 Jul 2025 23:30"', [NIGHT]),
    ],
)
def test_what_an_expression_finds(
    connection: sqlite3.Connection, text: str, expected: list[str]
) -> None:
    wanted = read_filter(connection, text)
    assert numbers(connection, wanted) == expected
    again = read_filter(connection, in_words(connection, wanted))
    assert numbers(connection, again) == numbers(connection, wanted)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plce=x", "plce"),
        ("status", "status=approved"),
        ("status=done", "approved, draft"),
        ("kind=party", "party"),
        ("place=Atlantis", "Atlantis"),
        ("place=Zhukovsky", "Kaluga Oblast"),
        ("from=someday", "someday"),
        ('from="July 17"', "needs a year"),
        ("disagree=maybe", "maybe"),
    ],
)
def test_what_is_wrong_is_said(connection: sqlite3.Connection, text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_filter(connection, text)
