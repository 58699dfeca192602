"""A workbook comes back: untouched it plans nothing; edited, each cell is taken, kept or asked."""

# ruff: noqa: DTZ001 - cells have no zone

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.desk.exporting import export
from desktop.desk.sample import make_sample
from desktop.records.count import Count
from desktop.records.delta import Person, created, edited, removed
from desktop.records.kinds_links import Placed
from desktop.records.merging import Plan, Take, Typed, all_for, deltas, undecided
from desktop.records.when import When
from desktop.sheets import workbook
from desktop.store import changes, journal, listing, read
from desktop.store.blobs import fingerprint
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.desk.booked import Edited, plan_book, resaved

ANNA = Person("Anna", "both")
RECORDS = 56
ODD_TEXTS = (
    "=1+1", "+7 495 000", "-5", "@SUM(A1)", "#N/A", "1E5", "007", "1234567890123456", "MARCH1",
    "10-12", "TRUE", "'quoted", "2025-07-17", "17.07.2025", "_x000D_", "тире – и ёлка",
    "\U0001f6e9", "<b>&amp;</b>", "a\u00a0b", "31", "1.0", "None",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("returning") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "mine.desk"))


@pytest.fixture
def book(desk: Path, tmp_path: Path) -> Edited:
    return Edited.of(desk, tmp_path / "book.xlsx")


def nothing(made: Plan, same: int = RECORDS) -> None:
    assert made.records == ()
    assert made.refused == ()
    assert deltas(made) == []
    assert made.same == same


def changed(made: Plan) -> dict[str, Any]:
    """Return the fields that would be written, by name."""
    found: dict[str, Any] = {}
    for delta in deltas(made):
        found |= delta.after or {}
    return found


def save(desk: Path, wanted: list[Any]) -> None:
    file = open_desk(desk)
    try:
        changes.apply(file, wanted, ANNA, "import")
    finally:
        file.close()


def found(desk: Path, record: str, column: str, value: str) -> Any:
    file: DeskFile = open_desk(desk, write=False)
    try:
        sql = f'SELECT uid FROM "{record}" WHERE "{column}"=?'
        uid = file.connection.execute(sql, (value,)).fetchone()[0]
        return read.record(file.connection, record, uid)
    finally:
        file.close()


def edit(desk: Path, record: str, column: str, value: str, **values: Any) -> None:
    """Change a record here, after the export."""
    kept = found(desk, record, column, value)
    delta = edited(record, kept.uid, kept.values, values)
    assert delta is not None
    save(desk, [delta])


def title(made: Plan) -> str:
    return str(changed(made).get("title"))


def test_an_unedited_export_plans_nothing(desk: Path, book: Edited) -> None:
    nothing(plan_book(desk, book.path))
    nothing(plan_book(desk, book.path, by_reader=True))
    # openpyxl writes it anew in its own way.
    nothing(plan_book(desk, book.save(), by_reader=True))


def test_nor_does_one_that_libreoffice_saved(desk: Path, book: Edited, tmp_path: Path) -> None:
    again = resaved(book.path, tmp_path)
    nothing(plan_book(desk, again))
    nothing(plan_book(desk, again, by_reader=True))


def odd_desk(desk: Path) -> int:
    """Save texts that spreadsheets like to change; return how many records there are then."""
    wanted = []
    for n, text in enumerate(ODD_TEXTS):
        uid, source = changes.new_uid(), changes.new_uid()
        report, figure = changes.new_uid(), changes.new_uid()
        wanted += [
            created("incident", uid, {"title": text, "summary": f"{text}\n\n{text}\n"}),
            created("source", source, {"title": text, "text": text * (40_000 if n < 2 else 1)}),
            created("report", report, {"incident": uid, "source": source, "note": f"  {text}  "}),
            created("figure", figure, {
                "report": report, "quote": text, "measure": _term(desk, "downed"),
                "count": Count.read(("12", "10-12", "60+", "~40", "dozens", "0", "none reported",
                                     "not stated", "")[n % 9])}),
        ]  # fmt: skip
    for n, text in enumerate(("25 Jan 1900 11:00 UTC", "July 17", "night of 17-18 July 2025",
                              "2025-07", "1999", "17.07.2025")):  # fmt: skip
        when = When.read(text, zone="Europe/Kyiv" if n == 5 else "UTC")
        wanted.append(created("incident", changes.new_uid(), {"title": str(n), "when": when}))
    save(desk, wanted)
    return RECORDS + len(wanted)


def _term(desk: Path, code: str) -> str:
    return str(found(desk, "term", "code", code).uid)


def test_texts_that_look_like_something_else_come_back_as_they_were(
    desk: Path, tmp_path: Path
) -> None:
    records = odd_desk(desk)
    book = Edited.of(desk, tmp_path / "odd.xlsx")
    nothing(plan_book(desk, book.path, by_reader=True), records)
    nothing(plan_book(desk, book.save(), by_reader=True), records)
    nothing(plan_book(desk, resaved(book.path, tmp_path), by_reader=True), records)


def test_every_row_reads_back_to_what_was_written_of_it(desk: Path, tmp_path: Path) -> None:
    """Without the marks each cell is compared, and with another zone's context still the same."""
    records = odd_desk(desk)
    book = Edited.of(desk, tmp_path / "odd.xlsx")
    for name in ("Incidents", "Reports", "Figures", "Sources"):
        book.sheet(name).delete_cols(book.column(name, "mark"))
    nothing(plan_book(desk, book.save(), by_reader=True), records)


def test_the_other_layouts_come_back_too(desk: Path, tmp_path: Path) -> None:
    nothing(plan_book(desk, Edited.of(desk, tmp_path / "i.xlsx", "incidents").path), 2)
    nothing(plan_book(desk, Edited.of(desk, tmp_path / "f.xlsx", "figures").path), 28)


def test_a_cell_changed_there_is_taken(desk: Path, book: Edited) -> None:
    row = book.row("Figures", "Count", "31")
    book.put("Figures", row, "Count", "30-32")
    book.put("Incidents", 2, "Title", "Better")
    made = plan_book(desk, book.save())
    assert made.counts["changed"] == 2
    assert made.same == RECORDS - 2
    assert made.refused == ()
    assert changed(made) == {"count": Count.read("30-32"), "title": "Better"}
    assert {one.at for one in made.records} == {f"Figures!A{row}", "Incidents!A2"}
    save(desk, deltas(made))
    assert found(desk, "incident", "number", "2025-0001")["title"] == "Better"
    again = plan_book(desk, book.path)
    assert deltas(again) == []
    assert undecided(again, {}) == []


def test_a_cell_changed_here_is_kept_and_one_changed_on_both_sides_asked(
    desk: Path, book: Edited
) -> None:
    book.put("Incidents", 2, "Title", "Theirs")
    book.put("Incidents", 2, "Confidence", "high")
    book.put("Incidents", 2, "Summary", "The same.")
    edit(desk, "incident", "number", "2025-0001", title="Ours", summary="The same.")
    edit(desk, "incident", "number", "2025-0002", title="Only here")
    made = plan_book(desk, book.save())
    (one,) = made.records
    assert {part.name: part.standing for part in one.fields} == {
        "title": "conflict", "summary": "both", "confidence": "theirs",
    }  # fmt: skip
    assert changed(made) == {"confidence": "high"}
    assert undecided(made, {}) == [(one.uid, "title")]
    both = deltas(made, all_for(made, Take()))
    assert both[0].after == {"title": "Theirs", "confidence": "high"}
    typed = deltas(made, {(one.uid, "title"): Typed("Third")})
    assert typed[0].after == {"title": "Third", "confidence": "high"}


def test_a_name_changed_here_since_the_export_is_no_edit_of_theirs(
    desk: Path, book: Edited
) -> None:
    edit(desk, "speaker", "name", "Vladislav Shapsha", name="V. V. Shapsha")
    edit(desk, "place", "code", "RU-BRY", name="Bryansk Province", code="RU-BRX")
    edit(desk, "figure", "count", "31", count=Count.read("32"))
    nothing(plan_book(desk, book.path))
    row = book.row("Reports", "Speaker", "Vladislav Shapsha")
    book.put("Reports", row, "Note", "Edited.")
    book.put("Incidents", 3, "Title", "Edited.")
    made = plan_book(desk, book.save())
    assert changed(made) == {"note": "Edited.", "title": "Edited."}
    assert made.refused == ()


def test_moved_sorted_inserted_deleted_and_renamed_columns_do_no_harm(
    desk: Path, book: Edited
) -> None:
    sheet = book.sheet("Figures")
    heading, *rows = [[cell.value for cell in row] for row in sheet.rows]
    order = list(range(len(heading)))[::-1]
    sheet.delete_rows(1, sheet.max_row)
    for row in [heading, *sorted(rows, key=str, reverse=True)]:
        sheet.append([row[at] for at in order])
    sheet.insert_cols(3, 2)
    sheet["C1"] = "My remarks"
    sheet["C5"] = "I wonder."
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Figures as of today"
    reports = book.sheet("Reports")
    reports.cell(1, book.column("Reports", "Note")).value = "Anmerkung"
    reports.title = "Berichte"
    sources = book.sheet("Sources")
    sources.delete_cols(book.column("Sources", "Publisher"))
    book.book.create_sheet("Scratch", 0).append(["No.", "Title", "x"])
    nothing(plan_book(desk, book.save(), by_reader=True))


def test_an_edit_is_found_in_a_sheet_that_was_turned_about(desk: Path, book: Edited) -> None:
    sheet = book.sheet("Reports")
    row = book.row("Reports", "Speaker", "A news site")
    note = book.column("Reports", "Note")
    sheet.cell(1, note).value = "Anmerkung"
    sheet.cell(row, note).value = "Edited."
    sheet.insert_rows(1, 2)
    sheet.insert_cols(1)
    assert changed(plan_book(desk, book.save())) == {"note": "Edited."}


def test_worked_out_cells_and_keys_are_refused_in_words(desk: Path, book: Edited) -> None:
    row = book.row("Figures", "Count", "31")
    book.put("Figures", row, "Count, least", 30)
    book.put("Figures", row, "Status", "approved")
    book.put("Incidents", 2, "Downed", "23")
    book.put("Incidents", 2, "No.", "2025-0099")
    book.put("Incidents", 2, "When, start", datetime(2025, 7, 17, 20, 0))
    book.put("Incidents", 3, "Status", "approved")
    book.put("Reports", 2, "Incident", "Another")
    made = plan_book(desk, book.save())
    assert deltas(made) == []
    key = "It tells which record the row is and can't be changed here. Put back what stood."
    status = "The status is changed in review, not in a workbook."
    context = "It is shown for reading here; change it on the sheet of its own record."
    assert [(one.heading, one.value, one.why) for one in made.refused] == [
        ("No.", "2025-0099", key),
        ("When, start", "2025-07-17 20:00", "Worked out from When; change that."),
        ("Downed", "23", "Worked out from other records; change those."),
        ("Status", "approved", status),
        ("Incident", "Another", context),
        ("Status", "approved", status),
        ("Count, least", "30", "Worked out from Count; change that."),
    ]


def test_what_cannot_be_read_is_refused_by_its_cell_and_the_rest_is_taken(
    desk: Path, book: Edited
) -> None:
    row = book.row("Figures", "Count", "31")
    book.put("Figures", row, "Count", datetime(2025, 12, 10))
    book.put("Figures", row, "Note", "Taken all the same.")
    book.put("Figures", row, "Places", "Nowhereville")
    book.put("Figures", row, "Measure", None)
    book.put("Incidents", 2, "Confidence", "very")
    book.put("Incidents", 2, "When", "the day after")
    made = plan_book(desk, book.save())
    assert changed(made) == {"note": "Taken all the same."}
    told = {one.heading: one.why for one in made.refused}
    assert told["Count"] == "The spreadsheet made a date of it; write Count as text."
    assert told["Places"].startswith("No place is called “Nowhereville”")
    assert told["Measure"] == "Measure is needed; fill it in."
    assert told["Confidence"].startswith("“very” is not one of: high, medium, low")
    assert set(told) == {"Count", "Places", "Measure", "Confidence", "When"}
    letters = {f"{one.sheet}!{one.column}{one.row}" for one in made.refused}
    assert f"Figures!I{row}" in letters


def test_the_four_empties_come_back_as_what_they_are(desk: Path, book: Edited) -> None:
    row = book.row("Figures", "Count", "none reported")
    for offset, text in enumerate(("not stated", "0", "not checked")):
        book.put("Figures", row + offset, "Count", text)
    made = plan_book(desk, book.save())
    counts = [str(one.fields[0].theirs) for one in made.records]
    assert counts == ["not stated", "0", "not checked"]


def test_namesakes_are_told_apart_by_the_uid_beside_the_name(desk: Path, tmp_path: Path) -> None:
    uids = [changes.new_uid() for _ in range(2)]
    save(desk, [created("speaker", uid, {"name": "The governor", "role": uid}) for uid in uids])
    book = Edited.of(desk, tmp_path / "book.xlsx")
    row = book.row("Reports", "Speaker", "A news site")
    book.put("Reports", row, "Speaker", "The governor")
    made = plan_book(desk, book.save())
    assert [one.why for one in made.refused] == [
        "“The governor” is the name of 2; choose one. Put its uid into the column Speaker, uid."
    ]
    book.put("Reports", row, "Speaker, uid", uids[1])
    assert changed(plan_book(desk, book.save())) == {"speaker": uids[1]}
    book.put("Reports", row, "Speaker, uid", "f" * 32)
    assert "No record of this desk has the uid" in plan_book(desk, book.save()).refused[0].why


def test_places_come_by_name_or_code_and_keep_the_words_of_those_that_stay(
    desk: Path, book: Edited
) -> None:
    row = book.row("Figures", "Places", "Zhukovsky District; Tarussky District")
    kept = found(desk, "figure", "uid", str(book.get("Figures", row, "uid")))
    book.put("Figures", row, "Places", "Tarussky District; Kaluga Oblast")
    (places,) = changed(plan_book(desk, book.save())).values()
    kaluga = found(desk, "place", "code", "RU-KLU").uid
    assert places == (kept["places"][1], Placed(kaluga, "Kaluga Oblast"))
    book.put("Figures", row, "Places", "Zhukovsky District; Tarussky District")
    book.put("Figures", row, "Places, codes", "RU-KLU")
    (places,) = changed(plan_book(desk, book.save())).values()
    assert places == (Placed(kaluga, "Kaluga Oblast"),)
    book.put("Figures", row, "Places, codes", "; ".join(_codes(desk, kept)))
    book.put("Figures", row, "Places, as written", "Жуковский; Тарусский")
    (places,) = changed(plan_book(desk, book.save())).values()
    assert [one.written for one in places] == ["Жуковский", "Тарусский"]
    assert [one.uid for one in places] == [one.uid for one in kept["places"]]


def _codes(desk: Path, kept: Any) -> list[str]:
    return [found(desk, "place", "uid", one.uid)["code"] for one in kept["places"]]


def test_a_date_that_the_spreadsheet_made_is_a_date_in_a_window(desk: Path, book: Edited) -> None:
    book.put("Incidents", 2, "When", datetime(2025, 7, 17, 21, 30))
    assert changed(plan_book(desk, book.save())) == {"when": When.read("17.07.2025 21:30")}


def test_new_rows_of_an_incident_with_its_report_and_figures(desk: Path, book: Edited) -> None:
    hours = "19.07.2025 1:00-5:00"
    row = book.add("Incidents", Title="A new night", Kind="Drone attack", When=hours)
    book.put("Incidents", row, "No.", "new one")
    row = book.add("Reports", Speaker="A news site", Window=hours)
    book.put("Reports", row, "No.", "new one")
    for count in ("5", "5"):
        row = book.add("Figures", Measure="Downed", Count=count, Places="Kaluga Oblast")
        book.put("Figures", row, "No.", "new one")
    made = plan_book(desk, book.save())
    assert made.refused == ()
    assert made.counts["new"] == 4
    save(desk, deltas(made))
    file = open_desk(desk, write=False)
    uid = listing.uid_of_number(file.connection, "2025-0003")
    assert uid is not None
    family = read.family(file.connection, uid)
    file.close()
    assert family is not None
    (report,) = family.reports
    assert [str(one["count"]) for one in family.figures[report.uid]] == ["5", "5"]
    assert [one["position"] for one in family.figures[report.uid]] == [0, 1]
    # The same book again adds nothing, and what was mended here meanwhile stays.
    edit(desk, "incident", "number", "2025-0003", title="Mended here")
    again = plan_book(desk, book.path)
    assert deltas(again) == []
    assert undecided(again, {}) == []


def test_new_rows_of_what_the_desk_has(desk: Path, book: Edited) -> None:
    row = book.add("Reports", Speaker="A news site", Note="A third report.")
    book.put("Reports", row, "No.", "2025-0001")
    row = book.add("Figures", Measure="Killed", Count="1", Speaker="Vladislav Shapsha")
    book.put("Figures", row, "No.", "2025-0002")
    row = book.add("Figures", Measure="Killed", Count="2")
    book.put("Figures", row, "Report's uid", book.get("Figures", 2, "Report's uid"))
    made = plan_book(desk, book.save())
    assert made.refused == ()
    wanted = {delta.after["note"] or str(delta.after["count"]): delta.after
              for delta in deltas(made) if delta.after and "note" in delta.after
              and (delta.after["note"] or "count" in delta.after)}  # fmt: skip
    evening = found(desk, "incident", "number", "2025-0001").uid
    assert wanted["A third report."]["incident"] == evening
    assert wanted["A third report."]["position"] == 2
    shapsha = found(desk, "report", "note", "Specialist teams work at the sites.").uid
    assert (wanted["1"]["report"], wanted["1"]["position"]) == (shapsha, 4)
    assert wanted["2"]["report"] == book.get("Figures", 2, "Report's uid")


def test_new_rows_that_point_at_nothing_clear_are_refused(desk: Path, book: Edited) -> None:
    cases = {
        "It may belong to 3 reports": {"No.": "2025-0002"},
        "No incident has the number 2031-0001": {"No.": "2031-0001"},
        "It names no incident": {},
        "No report of this desk has that uid": {"Report's uid": "e" * 32},
        "The report with that uid is not of 2025-0002": {
            "No.": "2025-0002", "Report's uid": book.get("Figures", 2, "Report's uid"),
        },
        "The number is 2025-0002, the uid is of 2025-0001": {
            "No.": "2025-0002", "Incident's uid": book.get("Figures", 2, "Incident's uid"),
        },
        "Measure is needed": {"No.": "2025-0001", "Speaker": "A news site", "Measure": None},
    }  # fmt: skip
    for cells in cases.values():
        row = book.add("Figures", Measure="Killed", Count="1")
        for heading, value in cells.items():
            book.put("Figures", row, heading, value)
    made = plan_book(desk, book.save())
    assert deltas(made) == []
    assert len(made.refused) == len(cases)
    for one, start in zip(sorted(made.refused, key=lambda one: one.row), cases, strict=True):
        assert one.why.startswith(start)


def test_new_shares_of_new_figures_are_called_by_what_they_belong_to(
    desk: Path, book: Edited
) -> None:
    report = book.get("Figures", 2, "Report's uid")
    for count, places, of, relation in (
        ("7", None, "Injured 20", "of which"),
        ("20", "Kaluga Oblast", "injured 50", "part"),
        ("50", None, None, None),
        ("4", None, book.get("Figures", 2, "Measure"), "part"),
        ("3", None, "Injured 51", "part"),
        ("2", None, "Injured 50", None),
        ("1", None, None, "part"),
    ):
        row = book.add("Figures", Measure="Injured", Count=count, Places=places, Of=of)
        book.put("Figures", row, "Relation", relation)
        book.put("Figures", row, "Report's uid", report)
    made = plan_book(desk, book.save())
    figures = {str(one.after["count"]): one for one in deltas(made) if one.after}
    assert set(figures) == {"7", "20", "50"}
    owners = {count: (one.after or {})["of"] for count, one in figures.items()}
    assert owners == {"7": figures["20"].uid, "20": figures["50"].uid, "50": None}
    whys = {one.row: (one.heading, one.why) for one in made.refused}
    heads = [whys[row][0] for row in sorted(whys)]
    assert heads == ["Of", "Of", "Relation", "Relation"]
    assert "“Injured 51”" in whys[sorted(whys)[1]][1]
    save(desk, deltas(made))
    assert deltas(plan_book(desk, book.path)) == []


def test_a_relation_without_a_total_is_refused_as_the_form_refuses_it(
    desk: Path, book: Edited
) -> None:
    row = next(row for row in range(2, 40) if not book.get("Figures", row, "Of (uid)"))
    book.put("Figures", row, "Relation", "part")
    (refusal,) = plan_book(desk, book.save()).refused
    assert (refusal.row, refusal.heading) == (row, "Relation")
    assert "belongs to no figure" in refusal.why


def test_hours_without_a_year_and_namesakes_are_read_inside_their_incident(
    desk: Path, book: Edited
) -> None:
    book.put("Reports", 2, "Window", "16 July 21:00-23:00")
    made = plan_book(desk, book.save())
    assert made.refused == ()
    assert changed(made)["when"].show() == When.read("16 July 2025 21:00-23:00").show()


def test_places_and_speakers_come_back_too(desk: Path, book: Edited) -> None:
    bryansk = book.row("Places", "Name", "Bryansk Oblast")
    book.put("Places", bryansk, "Also called", "Bryanshchyna")
    book.put("Places", bryansk, "Within", "Ukraine")
    speaker = book.row("Speakers", "Name", "Vladislav Shapsha")
    book.put("Speakers", speaker, "Note", "Since 2020.")
    row = book.add("Speakers", Name="An eyewitness")
    book.add("Places", Name="Old Quarry", Within="Kaluga Oblast", Kind="other")
    made = plan_book(desk, book.save())
    assert made.refused == ()
    assert made.counts["changed"] == made.counts["new"] == 2
    save(desk, deltas(made))
    assert found(desk, "speaker", "name", "Vladislav Shapsha")["note"] == "Since 2020."
    kaluga = found(desk, "place", "name", "Kaluga Oblast").uid
    assert found(desk, "place", "name", "Old Quarry")["parent"] == kaluga
    assert found(desk, "place", "name", "Bryansk Oblast")["aliases"] == "Bryanshchyna"
    assert book.get("Speakers", row, "uid") is None
    assert deltas(plan_book(desk, book.path)) == []


def test_rows_may_name_what_is_new_on_other_sheets(desk: Path, book: Edited) -> None:
    book.add("Places", Name="Old Quarry", Kind="other")
    book.add("Places", Name="Dacha", Within="Old Quarry", Kind="settlement")
    book.add("Speakers", Name="An eyewitness")
    book.put("Reports", 2, "Speaker", "An eyewitness")
    book.put("Figures", 2, "Places", "Dacha")
    row = book.add("Reports", Speaker="An eyewitness")
    book.put("Reports", row, "No.", "2025-0001")
    made = plan_book(desk, book.save())
    assert made.refused == ()
    save(desk, deltas(made))
    dacha, quarry = (found(desk, "place", "name", name) for name in ("Dacha", "Old Quarry"))
    assert dacha["parent"] == quarry.uid
    witness = found(desk, "speaker", "name", "An eyewitness").uid
    speakers = [(one.after or {}).get("speaker") for one in deltas(made) if one.type == "report"]
    assert speakers == [witness, witness]
    assert changed(made)["places"] == (Placed(dacha.uid, "Dacha"),)


def test_a_place_within_itself_is_refused_as_the_form_refuses_it(desk: Path, book: Edited) -> None:
    kaluga = book.row("Places", "Name", "Kaluga Oblast")
    inside = next(row for row in range(2, 20)
                  if book.get("Places", row, "Within") == "Kaluga Oblast")  # fmt: skip
    book.put("Places", kaluga, "Within", book.get("Places", inside, "Name"))
    book.put("Places", kaluga, "Within, uid", book.get("Places", inside, "uid"))
    (refusal,) = plan_book(desk, book.save()).refused
    assert (refusal.row, refusal.heading) == (kaluga, "Within")
    assert "lies within this place itself" in refusal.why


def test_a_row_copied_with_its_uid_is_shown_twice_if_it_differs(desk: Path, book: Edited) -> None:
    book.copy("Reports", 3)
    nothing(plan_book(desk, book.save()))
    row = book.copy("Reports", 3)
    book.put("Reports", row, "Note", "Edited copy.")
    made = plan_book(desk, book.save())
    assert [one.standing for one in made.records] == ["twice", "twice"]
    assert deltas(made) == []
    assert made.same == RECORDS - 1
    key = next(one.key for one in made.records if one.fields)
    assert changed_by(made, key) == {"note": "Edited copy."}


def changed_by(made: Plan, key: str) -> Any:
    (delta,) = deltas(made, {(key, ""): Take()})
    return delta.after


def test_a_copied_row_without_its_uid_is_a_new_record(desk: Path, book: Edited) -> None:
    row = book.copy("Figures", 4)
    book.put("Figures", row, "uid", None)
    book.put("Figures", row, "Count", "9")
    book.put("Figures", row, "Position", None)
    made = plan_book(desk, book.save())
    (delta,) = deltas(made)
    assert delta.before is None
    assert delta.after is not None
    assert str(delta.after["count"]) == "9"
    assert delta.after["relation"] == "part"
    assert delta.after["of"] == book.get("Figures", 4, "Of (uid)")


def test_a_row_of_another_export_counts_by_its_cells_not_by_its_mark(
    desk: Path, book: Edited, tmp_path: Path
) -> None:
    old = [cell.value for cell in book.sheet("Incidents")[2]]
    edit(desk, "incident", "number", "2025-0001", title="Newer")
    later = Edited.of(desk, tmp_path / "later.xlsx")
    for at, value in enumerate(old, 1):
        later.sheet("Incidents").cell(2, at).value = value
    assert title(plan_book(desk, later.save())) == old[1]


def test_rows_gone_from_the_book_are_removed_only_when_said(desk: Path, book: Edited) -> None:
    row = book.row("Figures", "Count", "31")
    uid = book.get("Figures", row, "uid")
    book.sheet("Figures").delete_rows(row)
    made = plan_book(desk, book.save())
    assert [(one.standing, one.uid) for one in made.records] == [("missing", uid)]
    assert deltas(made) == []
    (delta,) = deltas(plan_book(desk, book.path, removing=True))
    assert (delta.uid, delta.after) == (uid, None)
    book.sheet("Incidents").delete_rows(2)
    made = plan_book(desk, book.save(), removing=True)
    (incident,) = [one for one in made.records if one.type == "incident"]
    assert incident.standing == "conflict"
    assert len(incident.beneath) == 8


def test_rows_that_a_filter_left_out_are_not_missing(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "approved.xlsx"
    export(desk, path, wanted=listing.Filter(statuses=frozenset({"approved"})))
    made = plan_book(desk, path)
    nothing(made, 17)


def test_what_came_in_since_the_export_is_not_missing(desk: Path, book: Edited) -> None:
    incident = found(desk, "incident", "number", "2025-0001").uid
    save(desk, [created("report", changes.new_uid(), {"incident": incident})])
    nothing(plan_book(desk, book.path))


def test_an_edit_of_a_record_in_our_bin_waits(desk: Path, book: Edited) -> None:
    row = book.row("Figures", "Count", "31")
    uid = str(book.get("Figures", row, "uid"))
    kept = found(desk, "figure", "uid", uid)
    save(desk, [removed("figure", uid, kept.values)])
    nothing(plan_book(desk, book.path))
    book.put("Figures", row, "Note", "But it matters.")
    made = plan_book(desk, book.save())
    assert [(one.standing, one.uid) for one in made.records] == [("binned", uid)]
    assert deltas(made) == []
    (delta,) = deltas(made, {(uid, ""): Take()})
    assert delta.before is None
    save(desk, [delta])
    assert found(desk, "figure", "uid", uid)["note"] == "But it matters."


def test_a_uid_that_the_desk_never_gave_is_shown_and_left(desk: Path, book: Edited) -> None:
    row = book.copy("Reports", 2)
    book.put("Reports", row, "uid", "a" * 32)
    made = plan_book(desk, book.save())
    assert [(one.standing, one.uid) for one in made.records] == [("unknown", "a" * 32)]
    assert deltas(made) == []


def test_a_workbook_of_another_desk_has_no_common_state(desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.desk"
    make_sample(other)
    book = Edited.of(other, tmp_path / "other.xlsx")
    made = plan_book(desk, book.path)
    assert {one.standing for one in made.records} <= {"unknown"}
    assert deltas(made) == []
    # The gazetteer's places are the same on every desk.
    assert (len(made.records), made.same) == (RECORDS - 14, 14)


def test_a_restored_desk_without_that_state_asks_for_every_difference(
    sample: Path, desk: Path, tmp_path: Path
) -> None:
    edit(desk, "incident", "number", "2025-0001", title="Lost in the restoring")
    book = Edited.of(desk, tmp_path / "book.xlsx")
    made = plan_book(sample, book.path)
    (one,) = made.records
    assert [(part.name, part.standing) for part in one.fields] == [("title", "conflict")]
    assert deltas(made) == []


def test_a_sheet_without_its_uids_is_refused(desk: Path, book: Edited) -> None:
    book.sheet("Reports").delete_cols(book.column("Reports", "uid"))
    made = plan_book(desk, book.save())
    assert deltas(made) == []
    assert "The column uid is gone" in made.refused[0].why


def test_rows_that_went_on_in_another_sheet_and_texts_in_further_columns_come_back(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Ё" * 40_000 + "\n" + "x" * 40_000
    edit(desk, "source", "title", "Ministry of Defence, night of 17-18 July 2025", text=text)
    write = workbook.write_workbook
    monkeypatch.setattr(workbook, "write_workbook", lambda *given: write(*given, last_row=10))
    book = Edited.of(desk, tmp_path / "book.xlsx")
    monkeypatch.undo()
    assert "Figures (4)" in book.book.sheetnames
    nothing(plan_book(desk, book.path, by_reader=True))
    nothing(plan_book(desk, resaved(book.path, tmp_path), by_reader=True))
    row = book.row("Sources", "Title", "Ministry of Defence, night of 17-18 July 2025")
    book.put("Sources", row, "Text (3)", "y")
    book.put("Figures (4)", 2, "Note", "Edited.")
    made = plan_book(desk, book.save())
    kept = str(book.get("Sources", row, "Text")) + str(book.get("Sources", row, "Text (2)"))
    rest = text[3 * len(kept) // 2 :]
    assert changed(made) == {"text": text[: len(kept)] + "y" + rest, "note": "Edited."}


def test_the_journals_hash_tells_a_common_state(desk: Path) -> None:
    file = open_desk(desk, write=False)
    head = journal.head(file.connection)
    assert journal.hash_at(file.connection, head.count) == head.hash
    assert journal.hash_at(file.connection, head.count + 1) == ""
    file.close()


def test_a_source_comes_back_with_what_it_retells_and_what_is_attached(
    desk: Path, tmp_path: Path
) -> None:
    story = "Drones downed near Kaluga and over nine regions"
    night = found(desk, "source", "title", "Ministry of Defence, night of 17-18 July 2025")
    evening = found(desk, "source", "title", "Ministry of Defence, evening of 17 July 2025")
    # A namesake of the origin, so that its title alone would not tell which it is.
    save(desk, [created("source", changes.new_uid(), {"title": night["title"]})])
    edit(desk, "source", "title", story, origin=night.uid)
    attach(desk, found(desk, "source", "title", story).uid, "map.png", "post.pdf")
    book = Edited.of(desk, tmp_path / "with files.xlsx")
    nothing(plan_book(desk, book.path))
    row = book.row("Sources", "Title", story)
    sheet = book.book["Sources"]
    at = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(row, at["Retells"]).value == night["title"]
    assert sheet.cell(row, at["Attachments"]).value == "map.png; post.pdf"
    book.put("Sources", row, "Publisher", "Reuters")
    book.put("Sources", row, "Retells", evening["title"])
    attach(desk, found(desk, "source", "title", story).uid, "later.png")
    made = plan_book(desk, book.save())
    assert made.refused == ()
    assert changed(made) == {"publisher": "Reuters", "origin": evening.uid}


def attach(desk: Path, source: str, *names: str) -> None:
    wanted = [
        created("attachment", changes.new_uid(),
                {"source": source, "name": name, "sha256": fingerprint(name.encode())})
        for name in names
    ]  # fmt: skip
    file = open_desk(desk)
    try:
        blobs = [name.encode() for name in names]
        changes.apply(file, wanted, ANNA, "attach", blobs=blobs)
    finally:
        file.close()
