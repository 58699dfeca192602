"""What a save writes of an entry, and what it leaves on the form."""

import pytest

from desktop.desk import editing, saving
from desktop.desk.desk import Desk
from desktop.desk.entry import Entry
from desktop.desk.starting import entry_of, new_entry
from desktop.store import read
from desktop.store.errors import Moved
from tests.desk.entries import ministry


def test_an_untouched_entry_writes_nothing(desk: Desk) -> None:
    entry = ministry(desk)
    editing.save_entry(desk, entry, desk.context())
    opened = editing.open_entry(desk, entry.uid)
    assert opened is not None
    assert saving.deltas(opened, desk.context()) == []
    assert not opened.changed()
    assert saving.deltas(Entry.from_json(opened.to_json()), desk.context()) == []


def test_after_a_save_the_form_starts_from_what_the_desk_holds(desk: Desk) -> None:
    entry = ministry(desk)
    entry.add_report()
    editing.save_entry(desk, entry, desk.context())
    family = read.family(desk.file.connection, entry.uid)
    assert family is not None
    saving.settle(
        entry, entry_of(family, lambda uids: read.records(desk.file.connection, "source", uids))
    )
    assert not entry.changed()
    assert len(entry.reports) == 2
    shown = entry.incident.text("when", desk.context())
    assert shown == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    entry.incident.write("title", "Another", desk.context())
    assert [delta.fields for delta in saving.deltas(entry, desk.context())] == [("title",)]


def test_a_removed_figure_goes_to_the_bin_with_the_save(desk: Desk) -> None:
    entry = ministry(desk)
    editing.save_entry(desk, entry, desk.context())
    opened = editing.open_entry(desk, entry.uid)
    assert opened is not None
    last = opened.figures[opened.reports[0].uid][-1]
    opened.remove(last)
    (delta,) = saving.deltas(opened, desk.context())
    assert (delta.type, delta.uid, delta.after) == ("figure", last.uid, None)


def test_a_new_source_is_found_by_its_title_before_it_is_saved(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    source = entry.add_source()
    source.write("title", "Ministry's channel", desk.context())
    around = entry.context_of(report, desk.context())
    report.write("source", "ministry's CHANNEL", around)
    assert report.value("source", around) == source.uid
    kinds = [delta.type for delta in saving.deltas(entry, desk.context())]
    assert kinds == ["source", "incident", "report"]


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
            saving.keep_mine(mine, clash)
        else:
            saving.take_theirs(mine, clash)
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
        saving.keep_mine(mine, clash)
    editing.save_entry(desk, mine, desk.context())
    family = read.family(desk.file.connection, entry.uid)
    assert family is not None
    assert (family.incident["number"], family.incident["title"]) == (number, "Mine")
