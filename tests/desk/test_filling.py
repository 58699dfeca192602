"""Values filled from words that are selected in a source."""

import pytest

from desktop.desk import evidence, filling
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.filling import Ground, Words
from desktop.desk.sample_texts import GOVERNOR_POST, NIGHT_STATEMENT
from desktop.desk.scanner import Scanner
from desktop.desk.starting import new_entry
from desktop.records.context import PLAIN
from desktop.records.delta import created
from desktop.records.errors import Invalid
from desktop.store import codes
from desktop.store.changes import new_uid
from tests.desk import readings

NIGHT, GOVERNOR = NIGHT_STATEMENT.text, GOVERNOR_POST.text


@pytest.fixture(autouse=True)
def _reads(desk: Desk, scanner: Scanner) -> None:
    desk._scanner = scanner


def begin(desk: Desk, text: str) -> tuple[Ground, Entered]:
    """Return an entry with one source and what is read in it, and the entry's report."""
    entry = new_entry()
    entry.add_source().write("text", text, PLAIN)
    terms = codes.term_codes(desk.file.connection)
    return Ground(entry, readings.read(desk, text), terms, desk.context()), entry.reports[0]


def words(entry: Entry, text: str, chosen: str) -> Words:
    start = text.index(chosen)
    return Words(next(iter(entry.sources)), chosen, start, start + len(chosen))


def told(desk: Desk, entry: Entry, figure: Entered) -> tuple[str, ...]:
    around = entry.context_of(figure, desk.context())
    places = ", ".join(around.name(one.uid) for one in figure.value("places", around))
    named = [figure.text(name, around) for name in ("measure", "munition", "count", "relation")]
    return (*named, places)


def test_selected_words_become_figures_with_their_places_and_quotes(desk: Desk) -> None:
    ground, report = begin(desk, NIGHT)
    total = "73 украинских беспилотных летательных аппарата"
    made = [
        filling.figure(ground, report, words(ground.entry, NIGHT, chosen))
        for chosen in (
            total,
            "31 – над территорией Брянской области",
            "3 – над акваторией Азовского",
        )
    ]
    assert [told(desk, ground.entry, one) for one in made] == [
        ("Downed", "Drone", "73", "", ""),
        ("Downed", "Drone", "31", "part", "Bryansk Oblast"),
        ("Downed", "Drone", "3", "part", "Sea of Azov"),
    ]
    assert evidence.quote_of(made[1], "quote") == "31 – над территорией Брянской области"
    assert evidence.place_of(made[0], "quote", NIGHT) == (
        NIGHT.index(total),
        NIGHT.index(total) + 46,
    )
    assert report.start("source") in ground.entry.sources


def test_words_without_a_count_are_refused_by_name(desk: Desk) -> None:
    ground, report = begin(desk, NIGHT)
    with pytest.raises(Invalid, match="дежурные средства"):
        filling.figure(ground, report, words(ground.entry, NIGHT, "дежурные средства"))
    assert ground.entry.figures[report.uid] == []


def test_a_window_is_read_from_its_words(desk: Desk) -> None:
    ground, report = begin(desk, GOVERNOR)
    filling.window(ground, report, words(ground.entry, GOVERNOR, "С 21:00 до 07:50"))
    assert report.start("when").show() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    assert evidence.quote_of(report, "when") == "С 21:00 до 07:50"


def test_words_that_are_no_time_are_refused(desk: Desk) -> None:
    ground, report = begin(desk, GOVERNOR)
    with pytest.raises(Invalid, match="беспилотника"):
        filling.window(ground, report, words(ground.entry, GOVERNOR, "беспилотника"))
    assert report.start("when") is None


def test_places_go_to_the_figure_and_without_one_to_the_incident(desk: Desk) -> None:
    ground, report = begin(desk, NIGHT)
    chosen = words(ground.entry, NIGHT, "Белгородской, Калужской и Воронежской областей")
    filling.places(ground, None, chosen)
    around = ground.around(ground.entry.incident)
    where = [around.name(one.uid) for one in ground.entry.incident.start("where")]
    assert where == ["Belgorod Oblast", "Kaluga Oblast", "Voronezh Oblast"]
    figure = ground.entry.add_figure(report)
    filling.places(ground, figure, words(ground.entry, NIGHT, "Крыма"))
    filling.places(ground, figure, words(ground.entry, NIGHT, "Чёрного моря"))
    assert [around.name(one.uid) for one in figure.start("places")] == ["Crimea", "Black Sea"]
    assert figure.start("joint")
    assert evidence.quote_of(figure, "quote") == "Крыма"


def test_a_speaker_that_the_desk_has_is_meant_by_any_of_its_names(desk: Desk) -> None:
    uid = new_uid()
    values = {"name": "Ministry of Defence", "aliases": "Минобороны|Минобороны России"}
    desk.save([created("speaker", uid, values)], "create")
    text = "Минобороны: сбиты 3 БПЛА."
    ground, report = begin(desk, text)
    filling.speaker(ground, report, words(ground.entry, text, "Минобороны"))
    assert report.start("speaker") == uid
    assert ground.entry.speakers == {}


def test_an_unknown_speaker_is_added_and_saved_with_the_report(desk: Desk) -> None:
    text = "Пресс-служба округа: сбиты 3 БПЛА."
    ground, report = begin(desk, text)
    filling.speaker(ground, report, words(ground.entry, text, "Пресс-служба округа"))
    around = ground.around(report)
    assert report.text("speaker", around) == "Пресс-служба округа"
    assert evidence.quote_of(report, "speaker") == "Пресс-служба округа"


def test_words_are_added_to_the_summary(desk: Desk) -> None:
    ground, _report = begin(desk, GOVERNOR)
    entry = ground.entry
    chosen = "На местах работают специальные группы."
    filling.summary(entry, words(entry, GOVERNOR, chosen), desk.context())
    assert entry.incident.text("summary", desk.context()) == chosen
    assert [use.field for use in evidence.uses(entry, desk.context())] == ["summary"]
