"""The sample desk: the night of 17-18 July 2025 as three bodies and one news story told it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.desk.desk import Desk
from desktop.desk.editing import entry_from, save_entry
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.evidence import keep
from desktop.desk.figurelines import add_line
from desktop.desk.making import make_desk
from desktop.desk.review import take
from desktop.desk.sample_texts import (
    EVENING_STATEMENT,
    GOVERNOR_POST,
    NEWS_STORY,
    NIGHT_STATEMENT,
    Document,
)
from desktop.desk.starting import new_entry
from desktop.records.context import PLAIN, Context
from desktop.records.delta import Delta, Person, created
from desktop.records.family import Family
from desktop.records.figureline import read_line
from desktop.records.gazetteer import place_uid
from desktop.records.models import content
from desktop.records.vocabularies import term_uid
from desktop.records.words import _
from desktop.store import read
from desktop.store.changes import new_uid
from desktop.store.deskfile import DeskFile

EDITOR = Person("A. Editor", "editor")
REVIEWER = Person("B. Reviewer", "reviewer")

# Each line as it is typed into the form; the quote at its end is looked up in the source.
_NIGHT_LINES = (
    'downed 73 drone "73 украинских беспилотных летательных аппарата"',
    '31 Bryansk "31 – над территорией Брянской области"',
    '17 Oryol "17 – над территорией Орловской области"',
    '10 Moscow Region "10 – над территорией Московского региона"',
    '3> Moscow "3 БПЛА, летевшие на Москву"',
    '4 Crimea "4 – над территорией Крыма"',
    '3 Sea of Azov "3 – над акваторией Азовского моря"',
    '2 Smolensk "по 2 – над территориями Смоленской и Нижегородской областей"',
    '2 Nizhny Novgorod "по 2 – над территориями Смоленской и Нижегородской областей"',
    '1 Belgorod "по одному – над территориями Белгородской, Калужской и Воронежской областей"',
    '1 Kaluga "по одному – над территориями Белгородской, Калужской и Воронежской областей"',
    '1 Voronezh "по одному – над территориями Белгородской, Калужской и Воронежской областей"',
    '1 Black Sea "один – над акваторией Чёрного моря"',
)
_EVENING_LINES = (
    'downed 22 drone "22 украинских беспилотных летательных аппарата"',
    '10 Bryansk "по 10 – над территориями Брянской области и Крыма"',
    '1 Moscow Region "по одному – над территориями Московского региона и Орловской области"',
    '1 Oryol "по одному – над территориями Московского региона и Орловской области"',
)
_CRIMEA_LINE = '10 Crimea "по 10 – над территориями Брянской области и Крыма"'
_GOVERNOR_LINES = (
    'downed 3 drone Zhukovsky, Tarussky "3 беспилотника в Жуковском и Тарусском районах"',
    'killed none reported "Погибших и пострадавших нет"',
    'injured none reported "Погибших и пострадавших нет"',
    'damaged none reported "инфраструктура не повреждена"',
)
_NEWS_NIGHT_LINES = (
    'downed 73 drone "73 Ukrainian drones"',
    '31 Bryansk "31 of them over the Bryansk Region"',
    '17 Oryol "17 over the Oryol Region"',
    '10 Moscow Region "10 over the Moscow Region"',
    '3> Moscow "three of which had been aimed at the capital"',
)
_NEWS_EVENING_LINES = (
    'downed 10 drone Bryansk, Crimea "10 falling in the Bryansk and Crimea regions"',
)

_RETURNED = (
    "The evening statement gives 10 to Bryansk and 10 to Crimea; only the news story runs the two "
    "together. Crimea is missing."
)
# Two districts and a town near Moscow are called so; the governor is Kaluga's.
_PICKS = {"Zhukovsky": place_uid("geonames:462752")}
_SPEAKERS = (
    {
        "name": "Ministry of Defence of Russia",
        "role": "statements on air defence",
        "organisation": "Government of Russia",
        "official": "yes",
        "place": "Russia",
        "aliases": "Ministry of Defence|Ministry of Defense|Минобороны|Минобороны России",
    },
    {
        "name": "Vladislav Shapsha",
        "role": "governor",
        "organisation": "Kaluga Oblast",
        "official": "yes",
        "place": "Kaluga Oblast",
        "aliases": "Владислав Шапша|Shapsha|Шапша",
    },
    {"name": "A news site", "role": "retells both", "organisation": ""},
)


@dataclass(frozen=True, slots=True)
class _Cast:
    """The uids of the speakers and the sources."""

    ministry: str
    governor: str
    paper: str
    night: str
    evening: str
    post: str
    story: str


def make_sample(path: Path) -> None:
    """Make a desk at `path` with the whole night; raise `OpenRefused` if something is there."""
    make_desk(path, _fill)


def _fill(file: DeskFile) -> None:
    desk = Desk(file, EDITOR)
    cast = _introduce(desk)
    evening = _enter_evening(desk, cast)
    _review_evening(desk, evening)
    night = _enter_night(desk, cast)
    take(desk, _family(desk, night), "submit")


def _introduce(desk: Desk) -> _Cast:
    """Save the speakers, then the four documents."""
    context = desk.context(year=2025)
    speakers = [_record("speaker", typed, context) for typed in _SPEAKERS]
    documents = (NIGHT_STATEMENT, EVENING_STATEMENT, GOVERNOR_POST, NEWS_STORY)
    sources = [_record("source", asdict(one), context) for one in documents]
    desk.save(speakers, "create", subject=_("speakers of the night"))
    desk.save(sources, "create", subject=_("sources of the night"))
    return _Cast(*(delta.uid for delta in (*speakers, *sources)))


def _record(kind: str, typed: Mapping[str, str], context: Context) -> Delta:
    declared = content(kind)
    values = {name: declared[name].read(text, context) for name, text in typed.items()}
    return created(kind, new_uid(), values)


def _enter_evening(desk: Desk, cast: _Cast) -> str:
    """Enter the evening as the news story would have it: one 10 over two regions."""
    entry = _incident(
        desk,
        title="Evening of 17 July: drones over Bryansk Oblast and Crimea",
        when="17 Jul 2025 21:00-23:00",
        where="Bryansk Oblast, Crimea, Moscow Oblast, Oryol Oblast",
        confidence="medium",
        summary="The Ministry of Defence says that 22 drones were downed within two hours.",
    )
    said = _report(
        desk, entry, when="17 Jul 2025 21:00-23:00", said_at="17 July 2025",
        reliability="C", credibility="3",
    )  # fmt: skip
    said.put("speaker", cast.ministry)
    said.put("source", cast.evening)
    _window(said, "С 21:00 до 23:00 мск 17 июля", EVENING_STATEMENT)
    said.put("carriers", (cast.story,))
    _figures(desk, entry, said, _EVENING_LINES, EVENING_STATEMENT)
    told = _report(
        desk, entry, when="17 Jul 2025 21:00-23:00", said_at="18 July 2025",
        reliability="D", credibility="5",
        note="Gives one 10 to two regions together; the ministry gives 10 to each.",
    )  # fmt: skip
    told.put("speaker", cast.paper)
    told.put("source", cast.story)
    _figures(desk, entry, told, _NEWS_EVENING_LINES, NEWS_STORY)
    save_entry(desk, entry, desk.context())
    return entry.uid


def _enter_night(desk: Desk, cast: _Cast) -> str:
    """Enter the night in two saves: first the statement and the governor, then the story."""
    entry = _incident(
        desk,
        title="Night of 17-18 July: 73 drones, three of them headed for Moscow",
        when="17 Jul 2025 21:00 - 18 Jul 2025 07:50",
        where="Bryansk Oblast, Oryol Oblast, Moscow Oblast, Crimea, Sea of Azov, "
        "Smolensk Oblast, Nizhny Novgorod Oblast, Belgorod Oblast, Kaluga Oblast, "
        "Voronezh Oblast, Black Sea",
        confidence="medium",
        summary="The Ministry of Defence says that 73 drones were downed over eleven regions and "
        "waters. Kaluga's governor speaks of three in his region, over more hours, where the "
        "ministry has one.",
    )
    said = _report(
        desk, entry, when="17 Jul 2025 23:00 - 18 Jul 2025 07:00", said_at="18 July 2025",
        reliability="C", credibility="3",
    )  # fmt: skip
    said.put("speaker", cast.ministry)
    said.put("source", cast.night)
    _window(said, "с 23:00 17 июля до 07:00 18 июля мск", NIGHT_STATEMENT)
    said.put("carriers", (cast.story,))
    _figures(desk, entry, said, _NIGHT_LINES, NIGHT_STATEMENT)
    governor = _report(
        desk, entry, when="17 Jul 2025 21:00 - 18 Jul 2025 07:50", said_at="18 July 2025",
        reliability="B", credibility="2", note="Specialist teams work at the sites.",
    )  # fmt: skip
    governor.put("speaker", cast.governor)
    governor.put("source", cast.post)
    _window(governor, "С 21:00 до 07:50", GOVERNOR_POST)
    governor.put("carriers", (cast.story,))
    _figures(desk, entry, governor, _GOVERNOR_LINES, GOVERNOR_POST)
    save_entry(desk, entry, desk.context())
    entry = entry_from(desk, _family(desk, entry.uid))
    told = _report(
        desk, entry, when="17 Jul 2025 23:00 - 18 Jul 2025 07:00", said_at="18 July 2025",
        reliability="D", credibility="3",
        note="Names four of the eleven places of the ministry's statement.",
    )  # fmt: skip
    told.put("speaker", cast.paper)
    told.put("source", cast.story)
    _figures(desk, entry, told, _NEWS_NIGHT_LINES, NEWS_STORY)
    save_entry(desk, entry, desk.context(), why="the news story came in")
    return entry.uid


def _review_evening(desk: Desk, uid: str) -> None:
    """Have the missing 10 found by the reviewer, put right, and the evening approved."""
    take(desk, _family(desk, uid), "submit")
    desk.person = REVIEWER
    take(desk, _family(desk, uid), "return", _RETURNED)
    desk.person = EDITOR
    entry = entry_from(desk, _family(desk, uid))
    _figures(desk, entry, entry.reports[0], [_CRIMEA_LINE], EVENING_STATEMENT)
    save_entry(desk, entry, desk.context(), why="10 over Crimea entered")
    take(desk, _family(desk, uid), "submit")
    desk.person = REVIEWER
    take(desk, _family(desk, uid), "approve")
    desk.person = EDITOR


def _family(desk: Desk, uid: str) -> Family:
    family = read.family(desk.file.connection, uid)
    assert family is not None  # noqa: S101 - saved a moment ago
    return family


def _incident(desk: Desk, **typed: str) -> Entry:
    entry = new_entry()
    entry.remove(entry.reports[0])
    entry.incident.put("kind", term_uid("kind", "drone_attack"))
    entry.incident.put("actor", term_uid("actor", "ukraine"))
    _write(desk, entry, entry.incident, typed)
    return entry


def _report(desk: Desk, entry: Entry, **typed: str) -> Entered:
    report = entry.add_report()
    _write(desk, entry, report, typed)
    return report


def _window(report: Entered, quote: str, document: Document) -> None:
    """Let a report's window stand on words of its source."""
    start = document.text.index(quote)
    keep(report, "when", (quote, start, start + len(quote)), PLAIN)


def _write(desk: Desk, entry: Entry, record: Entered, typed: Mapping[str, str]) -> None:
    context = entry.context_of(record, desk.context())
    for name, text in typed.items():
        record.write(name, text, context)


def _figures(
    desk: Desk, entry: Entry, report: Entered, lines: Iterable[str], document: Document
) -> None:
    """Add figures line by line, as the form does, each with its quote's place in the source."""
    context = entry.context_of(report, desk.context())
    measures, munitions = (_named(desk, one) for one in ("measure", "munition"))
    headed = term_uid("measure", "headed_for")
    for text in lines:
        line = read_line(text, measures, munitions)
        figure = add_line(entry, report, line, context, headed, picks=_PICKS)
        start = document.text.index(line.quote)
        keep(figure, "quote", (line.quote, start, start + len(line.quote)), context)


def _named(desk: Desk, vocabulary: str) -> dict[str, str]:
    terms = read.terms(desk.file.connection, vocabulary)
    return {name: term.uid for term in terms for name in read.term_names(term)}
