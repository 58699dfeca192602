"""An incident being entered: what is removed and put back, its order, drafts as JSON."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk.desk import Desk
from desktop.desk.entry import Entry
from desktop.desk.starting import new_entry
from desktop.records.context import Context
from desktop.records.models import blank
from tests.desk.entries import enter, ministry, shape

texts = st.text(max_size=40)


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


def test_times_without_a_zone_are_in_the_entrys(desk: Desk) -> None:
    entry = new_entry()
    entry.zone = "Europe/Kyiv"
    entry.incident.write("when", "17.07.2025 21:00-07:50", desk.context())
    again = Entry.from_json(entry.to_json())
    around = again.context_of(again.incident, desk.context())
    assert again.incident.value("when", around).zone == "Europe/Kyiv"


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
