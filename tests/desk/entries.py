"""The ministry's night, entered line by line."""

from desktop.desk import figurelines
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.starting import new_entry
from desktop.records.figureline import read_line
from desktop.records.vocabularies import term_uid
from desktop.store import read
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


def names(desk: Desk, vocabulary: str) -> dict[str, str]:
    terms = read.terms(desk.file.connection, vocabulary)
    return {name: term.uid for term in terms for name in term_names(term)}


def enter(desk: Desk, entry: Entry, report: Entered, *lines: str) -> list[Entered]:
    measures, munitions = names(desk, "measure"), names(desk, "munition")
    return [
        figurelines.add_line(
            entry,
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
