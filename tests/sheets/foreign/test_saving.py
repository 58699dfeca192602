"""What rows become can be saved on a desk, by its own names and places."""

from datetime import date

from desktop.records.delta import Person
from desktop.records.finder import PlaceFinder
from desktop.sheets.foreign.converting import convert
from desktop.sheets.foreign.finding import find_table
from desktop.sheets.foreign.guessing import guess
from desktop.sheets.raw import Raw
from desktop.store import changes, read
from desktop.store.deskfile import DeskFile
from tests.sheets.foreign.making import Listed

ROWS: list[list[Raw]] = [
    ["Date", "Country", "Region", "Model", "Launched", "Downed", "destroyed_details", "Speaker",
     "URL"],
    [date(2025, 7, 17), "Ukraine", "Kyiv Oblast", "Shahed-136", 31, 30,
     "{'Odesa oblast': 2, 'south': 1}", "Air Force", "https://t.me/a/1; https://t.me/b/1"],
    [date(2025, 7, 18), "Sudan", "Khartoum State", "Kub", 1, "1?", None, "Air Force",
     "https://t.me/a/1"],
]  # fmt: skip


def test_a_table_is_saved_in_one_change_and_read_back(desk_file: DeskFile) -> None:
    connection = desk_file.connection
    context = read.context(connection, PlaceFinder(read.candidates(connection)), "Europe/Kyiv")
    sheet = Listed(ROWS)
    table = find_table(sheet)
    assert table is not None
    profile = guess(table, sheet, context)
    made = list(convert(table, sheet.rows(1), profile, context, changes.new_uid))
    deltas = [delta for one in made for delta in one.deltas]
    changes.apply(desk_file, deltas, Person("Tester"), "import", subject="table")
    families = read.families(connection, [one.uid for one in made])
    assert [len(family.reports) for family in families] == [1, 1]
    figures = [figure for _report, figure in families[0].all_figures()]
    assert [str(figure["count"]) for figure in figures] == ["31", "30", "2", "1"]
    khartoum = read.record(connection, "place", families[1].incident["where"][0].uid)
    assert khartoum is not None
    assert khartoum["name"] == "Khartoum State"
    assert read.names(connection, [khartoum["parent"]]) == {khartoum["parent"]: "Sudan"}
    speakers = {family.reports[0]["speaker"] for family in families}
    assert list(read.names(connection, speakers).values()) == ["Air Force"]
    assert families[0].incident["number"] == "2025-0001"
