"""Real tables, as people made them, come in without a human touching the mapping."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.converting import convert
from desktop.sheets.foreign.finding import best_sheet
from desktop.sheets.foreign.guessing import guess
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.profilefile import dumped, loaded
from desktop.sheets.foreign.table import Table
from desktop.sheets.reading.read import read_book
from tests import shared_data
from tests.sheets.foreign.making import context


@dataclass(frozen=True)
class Came:
    """What a file became."""

    table: Table
    profile: Profile
    made: list[Converted]

    def sums(self) -> dict[str, int]:
        """Return the sum of the exact counts of each measure, shares of others left out."""
        found: Counter[str] = Counter()
        for one in self.made:
            for figure in one.figures:
                values = figure.after or {}
                if not values["relation"]:
                    found[context().name(values["measure"])] += values["count"].low or 0
        return dict(found)

    def new(self, record: str) -> int:
        return sum(delta.type == record for one in self.made for delta in one.others)

    def refused(self) -> int:
        return sum(len(one.refused) for one in self.made)


@contextmanager
def path_of(name: str) -> Iterator[Path]:
    folder = shared_data()
    if folder is None:
        pytest.skip("the real tables are not beside this checkout")
    yield folder / "incidents" / name


def came(path: Path, group: tuple[str, ...] = ()) -> Came:
    with read_book(path) as book:
        chosen = best_sheet(book.sheets)
        assert chosen is not None
        sheet, table = chosen
        profile = replace(guess(table, sheet, context()), group=group)
        assert loaded(dumped(profile)) == profile
        uids = count(1)
        rows = sheet.rows(table.bounds.first)
        made = list(convert(table, rows, profile, context(), lambda: f"{next(uids):032}"))
    return Came(table, profile, made)


def column_sum(path: Path, column: str) -> int:
    with path.open(encoding="utf-8", newline="") as lines:
        return sum(int(float(row[column])) for row in csv.DictReader(lines) if row[column])


def test_the_nightly_table_of_the_air_force() -> None:
    with path_of("air-force-missile-attacks.csv") as path:
        found = came(path)
        assert len(found.made) == 3585
        assert all(one.incident for one in found.made)
        assert found.refused() == 0
        assert found.sums() == {
            "Launched": column_sum(path, "launched"),
            "Downed": column_sum(path, "destroyed"),
            "Did not reach": column_sum(path, "not_reach_goal"),
            "Still in the air": column_sum(path, "still_attacking"),
        }
        assert found.sums()["Launched"] == 99570
        assert found.new("source") == 1783
        assert found.new("place") == 12
        first = found.made[0]
        launched, downed, *_rest = [figure.after or {} for figure in first.figures]
        assert [context().name(place.uid) for place in launched["places"]] == [
            "Primorsko-Akhtarsk", "Kursk Oblast", "Bryansk Oblast", "Oryol Oblast", "Millerovo",
            "Hvardiiske",
        ]  # fmt: skip
        assert launched["joint"]
        assert context().name(launched["munition"]) == "Shahed-type drone"
        assert str(downed["count"]) == "76"
        shares = [f.after or {} for f in first.figures if (f.after or {})["relation"] == "part"]
        assert [(str(share["count"]), share["note"].split(";")[0]) for share in shares] == [
            ("30", "south"), ("85", "east"), ("not stated", "north"),
        ]  # fmt: skip


def test_the_nights_of_the_air_force_as_groups() -> None:
    with path_of("air-force-missile-attacks.csv") as path:
        found = came(path, group=("time_start", "time_end", "source"))
        assert sum(one.incident is not None for one in found.made) == 2034
        assert sum(len(one.rows) for one in found.made) == 3585
        assert found.sums()["Launched"] == column_sum(path, "launched")
        assert found.sums()["Downed"] == column_sum(path, "destroyed")


def test_the_launches_of_iran() -> None:
    with path_of("iran-missile-launches.xlsx") as path:
        found = came(path)
        assert (found.table.sheet, found.table.bounds.header) == ("Iran Database", 6)
        assert len(found.made) == 137
        assert found.refused() == 0
        assert found.sums() == {"Launched": 137}
        bases = [
            delta.after or {}
            for one in found.made
            for delta in one.others
            if delta.type == "place" and (delta.after or {})["name"] == "Kermanshah Air Base"
        ]
        assert [(base["lat"], base["lon"]) for base in bases] == [(34.3458, 47.1582)]
        salvo = came(path, group=("DateOccurred", "MissileName", "FacilityName"))
        largest = max(salvo.made, key=lambda one: len(one.rows))
        assert len(largest.rows) == 31
        assert [str((figure.after or {})["count"]) for figure in largest.figures] == ["31"]


def test_the_attacks_with_explosive_weapons() -> None:
    with path_of("explosive-weapons.xlsx") as path:
        found = came(path)
        assert found.table.bounds.headers == 2
        assert found.table.bounds.right == 17
        assert found.table.columns[0].tag == "#date"
        assert len(found.made) == 2083
        assert all(one.incident for one in found.made)
        assert found.refused() == 0
        assert found.sums() == {"Killed": 515}


def test_the_attacks_on_health_care() -> None:
    with path_of("health-care-attacks-2022.xlsx") as path:
        found = came(path)
        assert len(found.made) == 1989
        assert found.refused() == 0
        assert found.sums() == {"Killed": 232, "Injured": 370, "Damaged": 862}
        assert found.profile.columns["Health Workers Killed (2)"].to == ""
        assert found.new("place") == 25
