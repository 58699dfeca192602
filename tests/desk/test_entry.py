"""An incident being entered: lines in their places, drafts as JSON, what a save writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.desk import editing
from desktop.desk.desk import Desk
from desktop.desk.entry import Entered, Entry, copied, entry_of, new_entry
from desktop.desk.making import make_desk
from desktop.records.context import Context
from desktop.records.count import Count
from desktop.records.delta import Person
from desktop.records.errors import Ambiguous, Invalid
from desktop.records.figureline import read_line
from desktop.records.models import blank, content
from desktop.records.vocabularies import term_uid
from desktop.store import read
from desktop.store.database import open_desk
from desktop.store.errors import Moved
from desktop.store.read import term_names

DOWNED, HEADED = term_uid("measure", "downed"), term_uid("measure", "headed_for")
KILLED = term_uid("measure", "killed")
MINISTRY = (
    "downed 73",
    "31 bryansk",
    "17 oryol",
    "10 moscow region",
    "3> moscow",
    "4 crimea",
    "3 sea of azov",
    "2 smolensk",
    "2 nizhny novgorod",
    "1 belgorod",
    "1 kaluga",
    "1 voronezh",
    "1 black sea",
)
texts = st.text(max_size=40)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("entry") / "made.desk"
    make_desk(path)
    return path


@pytest.fixture
def desk(file: Path, tmp_path: Path) -> Iterator[Desk]:
    copy = tmp_path / "a.desk"
    copy.write_bytes(file.read_bytes())
    opened = Desk(open_desk(copy), Person("A. Editor"))
    yield opened
    opened.close()


def names(desk: Desk, vocabulary: str) -> dict[str, str]:
    terms = read.terms(desk.file.connection, vocabulary)
    return {name: term.uid for term in terms for name in term_names(term)}


def enter(desk: Desk, entry: Entry, report: Entered, *lines: str) -> list[Entered]:
    measures, munitions = names(desk, "measure"), names(desk, "munition")
    return [
        entry.add_line(
            report,
            read_line(line, measures, munitions),
            entry.context_of(report, desk.context()),
            HEADED,
        )
        for line in lines
    ]


def ministry(desk: Desk) -> Entry:
    entry = new_entry()
    entry.incident.write("title", "Night of 17-18 July", desk.context())
    entry.incident.write("when", "17.07.2025 21:00-07:50", desk.context())
    enter(desk, entry, entry.reports[0], *MINISTRY)
    return entry


def shape(desk: Desk, entry: Entry, report: Entered) -> list[tuple[int, str, str, str]]:
    around = entry.context_of(report, desk.context())
    return [
        (
            entry.depth(one),
            one.text("count", around),
            one.text("places", around),
            one.text("relation", around),
        )
        for one in entry.figures[report.uid]
    ]


def test_the_ministrys_report_is_a_total_with_its_parts(desk: Desk) -> None:
    entry = ministry(desk)
    found = shape(desk, entry, entry.reports[0])
    assert found[:5] == [
        (0, "73", "", ""),
        (1, "31", "bryansk", "part"),
        (1, "17", "oryol", "part"),
        (1, "10", "moscow region", "part"),
        (2, "3", "moscow", "of which"),
    ]
    total, *parts = entry.figures[entry.reports[0].uid]
    assert entry.remainder(total, desk.context()) == Count.exact(0)
    assert [one.start("measure") for one in parts] == [DOWNED] * 3 + [HEADED] + [DOWNED] * 8


def test_the_remainder_follows_each_part_and_says_when_they_exceed(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    (total, *_rest) = enter(desk, entry, report, "downed 73", "31 bryansk", "17 oryol", "10 crimea")
    around = entry.context_of(report, desk.context())
    assert entry.remainder(total, around) == Count.exact(15)
    enter(desk, entry, report, "20 smolensk")
    placing = entry.placing(total, around)
    assert placing is not None
    assert placing.too_many


def test_a_part_said_after_another_measure_goes_to_its_total(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    enter(desk, entry, report, "downed 73", "31 bryansk", "killed none reported", "17 oryol")
    around = entry.context_of(report, desk.context())
    found = [(one.start("measure"), one.text("count", around)) for one in entry.figures[report.uid]]
    assert found == [(DOWNED, "73"), (DOWNED, "31"), (DOWNED, "17"), (KILLED, "none reported")]


def test_a_total_entered_last_takes_the_parts_before_it(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    enter(desk, entry, report, "downed 10 bryansk", "12 crimea", "22")
    assert [row[3] for row in shape(desk, entry, report)] == ["part", "part", ""]


def test_of_which_needs_a_figure_above(desk: Desk) -> None:
    entry = new_entry()
    with pytest.raises(Invalid, match="needs a figure above"):
        enter(desk, entry, entry.reports[0], "3> moscow")
    assert entry.figures[entry.reports[0].uid] == []


def test_two_districts_are_one_joint_figure_and_the_choice_is_kept(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    around = entry.context_of(report, desk.context())
    line = read_line("downed 3 zhukovsky, tarussky", names(desk, "measure"))
    with pytest.raises(Ambiguous) as asked:
        content("figure")["places"].read(line.places, around)
    kaluga = next(
        uid
        for uid in asked.value.uids
        if "Kaluga Oblast" in [around.name(one) for one in desk.finder.ancestors(uid)]
    )
    figure = entry.add_line(report, line, around, HEADED, {"zhukovsky": kaluga})
    assert figure.value("joint", around) is True
    placed = figure.value("places", around)
    assert (placed[0].uid, placed[0].written) == (kaluga, "zhukovsky")
    again = Entry.from_json(entry.to_json()).figures[report.uid][0]
    assert again.value("places", around) == placed


def test_an_untouched_entry_writes_nothing(desk: Desk) -> None:
    entry = ministry(desk)
    editing.save_entry(desk, entry, desk.context())
    opened = editing.open_entry(desk, entry.uid)
    assert opened is not None
    assert opened.deltas(desk.context()) == []
    assert not opened.changed()
    assert Entry.from_json(opened.to_json()).deltas(desk.context()) == []


def test_after_a_save_the_form_starts_from_what_the_desk_holds(desk: Desk) -> None:
    entry = ministry(desk)
    entry.add_report()
    editing.save_entry(desk, entry, desk.context())
    family = read.family(desk.file.connection, entry.uid)
    assert family is not None
    entry.saved(entry_of(family, lambda uids: read.records(desk.file.connection, "source", uids)))
    assert not entry.changed()
    assert len(entry.reports) == 2
    shown = entry.incident.text("when", desk.context())
    assert shown == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    entry.incident.write("title", "Another", desk.context())
    assert [delta.fields for delta in entry.deltas(desk.context())] == [("title",)]


def test_what_is_removed_is_put_back_as_it_was(desk: Desk) -> None:
    entry = ministry(desk)
    report = entry.reports[0]
    before = entry.to_json()
    total = entry.figures[report.uid][0]
    put_back = entry.remove(total)
    assert {row[3] for row in shape(desk, entry, report)} == {"", "of which"}
    put_back()
    assert entry.to_json() == before
    put_back = entry.remove(report)
    assert entry.reports == []
    put_back()
    assert entry.to_json() == before


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_removals_are_put_back_one_after_another(steps: list[int]) -> None:
    entry = new_entry()
    for number in range(6):
        report = entry.reports[0] if number < 4 else entry.add_report()
        figure = entry.add_figure(report)
        if number in {1, 2}:
            figure.put("of", entry.figures[report.uid][0].uid)
            figure.put("relation", "part")
    entry.lines[entry.reports[0].uid] = "31 brya"
    for record in list(entry.records())[1::2]:
        record.settle({name: record.start(name) for name in blank(record.type)})
    states, ways = [], []
    for step in steps:
        left = [one for one in entry.records() if one is not entry.incident]
        if left:
            states.append(Entry.from_json(entry.to_json()))
            ways.append(entry.remove(left[step % len(left)]))
    for state, put_back in zip(reversed(states), reversed(ways), strict=True):
        put_back()
        assert entry == state


def test_what_is_put_back_takes_nothing_from_what_was_entered_since(desk: Desk) -> None:
    entry = ministry(desk)
    report = entry.reports[0]
    total, *others = entry.figures[report.uid]
    put_back = entry.remove(total)
    enter(desk, entry, report, "5 smolensk")
    put_back()
    assert entry.figures[report.uid][0] is total
    assert len(entry.figures[report.uid]) == len(others) + 2
    (new,) = (one for one in entry.figures[report.uid] if one is not total and one not in others)
    assert desk.context().name(new.safe("places", desk.context())[0].uid) == "Smolensk Oblast"


def test_a_removed_figure_goes_to_the_bin_with_the_save(desk: Desk) -> None:
    entry = ministry(desk)
    editing.save_entry(desk, entry, desk.context())
    opened = editing.open_entry(desk, entry.uid)
    assert opened is not None
    last = opened.figures[opened.reports[0].uid][-1]
    opened.remove(last)
    (delta,) = opened.deltas(desk.context())
    assert (delta.type, delta.uid, delta.after) == ("figure", last.uid, None)


def test_a_new_source_is_found_by_its_title_before_it_is_saved(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    source = entry.add_source()
    source.write("title", "Ministry's channel", desk.context())
    around = entry.context_of(report, desk.context())
    report.write("source", "ministry's CHANNEL", around)
    assert report.value("source", around) == source.uid
    kinds = [delta.type for delta in entry.deltas(desk.context())]
    assert kinds == ["source", "incident", "report"]


def test_times_without_a_zone_are_in_the_entrys(desk: Desk) -> None:
    entry = new_entry()
    entry.zone = "Europe/Kyiv"
    entry.incident.write("when", "17.07.2025 21:00-07:50", desk.context())
    again = Entry.from_json(entry.to_json())
    around = again.context_of(again.incident, desk.context())
    assert again.incident.value("when", around).zone == "Europe/Kyiv"


def test_a_copy_shares_speakers_and_windows_but_no_figures(desk: Desk) -> None:
    entry = ministry(desk)
    report = entry.reports[0]
    report.write("when", "17.07.2025 23:00-07:00", desk.context())
    copy = copied(entry, desk.context())
    around = copy.context_of(copy.reports[0], desk.context())
    assert copy.reports[0].text("when", around) == "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"
    assert copy.figures == {copy.reports[0].uid: []}
    assert copy.uid != entry.uid
    assert copy.incident.text("title", around) == ""


@pytest.mark.parametrize("keep", [True, False])
def test_a_field_that_moved_is_settled_either_way(desk: Desk, keep: bool) -> None:
    entry = ministry(desk)
    editing.save_entry(desk, entry, desk.context())
    mine = editing.open_entry(desk, entry.uid)
    assert mine is not None
    editing.set_field(desk, entry.uid, "title", "Theirs", desk.context())
    mine.incident.write("title", "Mine", desk.context())
    with pytest.raises(Moved) as moved:
        editing.save_entry(desk, mine, desk.context())
    for clash in moved.value.clashes:
        if keep:
            mine.keep_mine(clash)
        else:
            mine.take_theirs(clash)
    editing.save_entry(desk, mine, desk.context())
    kept = read.record(desk.file.connection, "incident", entry.uid)
    assert kept is not None
    assert kept["title"] == ("Mine" if keep else "Theirs")


def test_an_incident_that_went_to_the_bin_can_be_kept(desk: Desk) -> None:
    entry = ministry(desk)
    editing.save_entry(desk, entry, desk.context())
    mine = editing.open_entry(desk, entry.uid)
    assert mine is not None
    mine.incident.write("title", "Mine", desk.context())
    number = mine.incident.base["number"] if mine.incident.base else ""
    editing.remove_incidents(desk, [entry.uid])
    with pytest.raises(Moved) as moved:
        editing.save_entry(desk, mine, desk.context())
    for clash in moved.value.clashes:
        mine.keep_mine(clash)
    editing.save_entry(desk, mine, desk.context())
    family = read.family(desk.file.connection, entry.uid)
    assert family is not None
    assert (family.incident["number"], family.incident["title"]) == (number, "Mine")


@given(
    title=texts,
    summary=texts,
    counts=st.lists(st.tuples(texts, texts, texts), max_size=4),
    lines=st.dictionaries(st.sampled_from(["a", "b"]), texts, max_size=2),
    picked=st.dictionaries(texts, st.sampled_from(["u1", "u2"]), max_size=2),
)
def test_a_draft_comes_back_as_it_was(
    title: str,
    summary: str,
    counts: list[tuple[str, str, str]],
    lines: dict[str, str],
    picked: dict[str, str],
) -> None:
    plain = Context()
    entry = new_entry()
    entry.lines = lines
    entry.incident.write("title", title, plain)
    entry.incident.write("summary", summary, plain)
    entry.incident.picks["where"] = picked
    for count, places, quote in counts:
        figure = entry.add_figure(entry.reports[0])
        figure.write("count", count, plain)
        figure.write("places", places, plain)
        figure.write("quote", quote, plain)
        figure.put("relation", "part")
    assert Entry.from_json(entry.to_json()) == entry


@given(st.lists(st.integers(0, 3), max_size=12))
def test_positions_are_always_the_order_on_the_form(steps: list[int]) -> None:
    entry = new_entry()
    report = entry.reports[0]
    for step in steps:
        figures = entry.figures[report.uid]
        if step == 0 and figures:
            entry.remove(figures[len(figures) // 2])
        else:
            entry.add_figure(report, min(step, len(figures)))
    positions = [one.start("position") for one in entry.figures[report.uid]]
    assert positions == list(range(len(positions)))
