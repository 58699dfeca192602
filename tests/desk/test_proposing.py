"""What a statement becomes on the desk: a new incident, a further report, an update."""

from collections import Counter

import pytest

from desktop.desk import accepting, evidence, radar
from desktop.desk.desk import Desk
from desktop.desk.entry import Entry
from desktop.desk.proposing import Proposal, spanning
from desktop.desk.sample_texts import EVENING_STATEMENT, GOVERNOR_POST, NIGHT_STATEMENT
from desktop.desk.scanner import Scanner
from desktop.records.family import Family
from desktop.records.when import When
from desktop.store import read
from tests.desk import readings

NIGHT = NIGHT_STATEMENT.text


@pytest.fixture(autouse=True)
def _reads(desk: Desk, scanner: Scanner) -> None:
    desk._scanner = scanner


def saved(desk: Desk, entry: Entry | None) -> Family:
    assert entry is not None
    accepting.save(desk, entry)
    family = read.family(desk.file.connection, entry.uid)
    assert family is not None
    return family


def figures(desk: Desk, family: Family, report: int = 0) -> list[tuple[str, str, str]]:
    some = family.figures[family.reports[report].uid]
    names = read.names(
        desk.file.connection,
        {one["measure"] for one in some} | {place.uid for one in some for place in one["places"]},
    )
    return [
        (
            names[one["measure"]],
            str(one["count"]),
            ", ".join(names[place.uid] for place in one["places"]),
        )
        for one in some
    ]


def test_the_night_becomes_an_incident_with_every_number(desk: Desk) -> None:
    proposal = readings.propose(desk, NIGHT, title="The night", speaker="Ministry of Defence")
    family = saved(desk, accepting.new_incident(desk, proposal))
    assert family.incident["when"].show() == "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"
    assert family.incident["title"].startswith("Downed 73: Bryansk Oblast")
    downed = {
        place: count for measure, count, place in figures(desk, family) if measure == "Downed"
    }
    assert downed | {"": ""} == {
        "": "", "Bryansk Oblast": "31", "Oryol Oblast": "17", "Moscow Oblast": "10",
        "Crimea": "4", "Sea of Azov": "3", "Smolensk Oblast": "2", "Nizhny Novgorod Oblast": "2",
        "Belgorod Oblast": "1", "Kaluga Oblast": "1", "Voronezh Oblast": "1", "Black Sea": "1",
    }  # fmt: skip
    assert ("Headed for", "3", "Moscow") in figures(desk, family)
    source = read.record(desk.file.connection, "source", family.reports[0]["source"])
    assert source is not None
    assert (source["text"], source["title"], source["language"]) == (NIGHT, "The night", "ru")
    for one in family.figures[family.reports[0].uid]:
        assert NIGHT[one["quote_start"] : one["quote_end"]] == one["quote"] != ""
    speaker = read.record(desk.file.connection, "speaker", family.reports[0]["speaker"])
    assert speaker is not None
    assert speaker["name"] == "Ministry of Defence"


def test_what_is_left_out_does_not_come_in(desk: Desk) -> None:
    proposal = readings.propose(desk, EVENING_STATEMENT.text)
    (report,) = proposal.reading.suggestion.reports
    total = report.figures[0].id
    kept = Proposal(proposal.statement, proposal.reading, proposal.taken - {total})
    family = saved(desk, accepting.new_incident(desk, kept))
    counts = Counter(count for _measure, count, _place in figures(desk, family))
    assert counts == {"10": 2, "1": 2}
    some = family.figures[family.reports[0].uid]
    assert {(one["of"], one["relation"]) for one in some} == {(None, "")}


def test_a_statement_joins_an_incident_and_widens_it(desk: Desk) -> None:
    night = saved(desk, accepting.new_incident(desk, readings.propose(desk, NIGHT)))
    governor = readings.propose(desk, GOVERNOR_POST.text)
    family = saved(desk, accepting.further_report(desk, night.incident.uid, governor))
    assert len(family.reports) == 2
    assert family.incident["when"].show() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    downed = [one for one in figures(desk, family, 1) if one[0] == "Downed"]
    assert downed == [("Downed", "3", "Zhukovsky District, Tarussky District")]
    joint = [one["joint"] for one in family.figures[family.reports[1].uid]]
    assert joint[0]


def test_an_update_is_published_instead_of_what_it_updates(desk: Desk) -> None:
    first = saved(desk, accepting.new_incident(desk, readings.propose(desk, NIGHT)))
    later = NIGHT.replace("73 украинских", "75 украинских")
    entry = accepting.update(
        desk, first.incident.uid, first.reports[0].uid, readings.propose(desk, later)
    )
    family = saved(desk, entry)
    old, new = (family.figures[report.uid] for report in family.reports)
    downed = old[0]["measure"]
    assert {one["rank"] for one in old if one["measure"] == downed} == {"deprecated"}
    assert {one["rank"] for one in new} == {"normal"}
    assert family.incident.uid == first.incident.uid


def test_the_same_night_is_seen_and_another_incident_is_remembered(desk: Desk) -> None:
    night = saved(desk, accepting.new_incident(desk, readings.propose(desk, NIGHT)))
    governor = readings.propose(desk, GOVERNOR_POST.text)
    places = {one.uid for one in governor.places()}
    text = governor.statement.text
    (near,) = radar.near(desk, text, governor.windows(), places)
    assert (near.uid, near.shared, near.other) == (night.incident.uid, ("Kaluga Oblast",), False)
    radar.remember_other(desk, near)
    (again,) = radar.near(desk, text, governor.windows(), places)
    assert again.other


def test_other_hours_and_other_places_are_not_the_same_night(desk: Desk) -> None:
    saved(desk, accepting.new_incident(desk, readings.propose(desk, NIGHT)))
    rostov = readings.propose(desk, "В ночь на 18 июля над Ростовской областью сбиты 2 БПЛА.")
    assert rostov.places()
    assert radar.near(desk, "x", rostov.windows(), {one.uid for one in rostov.places()}) == []
    later = [When.read("20.07.2025 21:00-23:00")]
    assert radar.near(desk, "x", later, {one.uid for one in rostov.places()}) == []


def test_the_very_text_is_told(desk: Desk) -> None:
    proposal = readings.propose(desk, NIGHT)
    saved(desk, accepting.new_incident(desk, proposal))
    (near,) = radar.near(desk, NIGHT, proposal.windows(), {one.uid for one in proposal.places()})
    assert near.has_text


def test_a_proposal_stands_in_the_draft_as_it_was(desk: Desk) -> None:
    entry = accepting.new_incident(desk, readings.propose(desk, NIGHT, speaker="Somebody new"))
    again = Entry.from_json(entry.to_json())
    assert evidence.uses(again, desk.context()) == evidence.uses(entry, desk.context())
    assert [one.start("name") for one in again.speakers.values()] == ["Somebody new"]


def test_times_span_what_is_told_to_the_minute() -> None:
    whens = [When.read(one) for one in ("17.07.2025 23:00-07:00", "17.07.2025 21:00", "2025-07")]
    found = spanning(whens)
    assert found is not None
    assert found.show() == "17 Jul 2025 21:00 – 18 Jul 2025 07:00 MSK"
    assert spanning([]) is None
    assert spanning(whens[2:]) == whens[2]
