"""What the checks find on a desk: in one incident, in one that is being typed, in all."""

import json
from collections.abc import Sequence

from desktop.desk import editing, review, saving
from desktop.desk.checking import (
    LONGEST,
    SEVERITIES,
    beside_of,
    findings,
    findings_in,
    findings_of,
)
from desktop.desk.desk import Desk
from desktop.records.count import Count
from desktop.records.delta import Delta, Person, created
from desktop.records.kinds_links import Placed
from desktop.records.when import When
from desktop.store import beside, listing, read
from desktop.store.changes import new_uid

NIGHT = "17.07.2025 21:00-07:50"


def uid_of(desk: Desk, record: str, name: str) -> str:
    found = desk.file.connection.execute(f"SELECT uid FROM {record} WHERE name=?", (name,))
    return str(next(found)[0])


def placed(desk: Desk, *names: str) -> tuple[Placed, ...]:
    return tuple(Placed(uid_of(desk, "place", name), name) for name in names)


def enter(
    desk: Desk, when: str, places: Sequence[str], downed: str, *, speaker: str = "", title: str = ""
) -> str:
    """Enter an incident with one report of one number; return its uid."""
    incident, report, figure = new_uid(), new_uid(), new_uid()
    hours, where = When.read(when), placed(desk, *places)
    deltas = [
        created("incident", incident, {"title": title, "when": hours, "where": where}),
        created(
            "report", report, {"incident": incident, "when": hours, "speaker": speaker or None}
        ),
        created("figure", figure, {
            "report": report, "measure": uid_of(desk, "term", "Downed"),
            "count": Count.read(downed), "places": where,
        }),
    ]  # fmt: skip
    desk.save(deltas, "entered")
    return incident


def speaker(desk: Desk, name: str, role: str) -> str:
    uid = new_uid()
    desk.save([created("speaker", uid, {"name": name, "role": role})], "entered")
    return uid


def codes(desk: Desk, uid: str) -> set[str]:
    return {one.check for one in findings_of(desk.file.connection, uid)} - {"no_source"}


def test_an_incident_entered_twice_is_found_from_both_and_told_once(desk: Desk) -> None:
    first = enter(desk, NIGHT, ["Kaluga Oblast"], "3")
    again = enter(desk, "17.07.2025 23:00-07:00", ["Tarussky District"], "3")
    other = enter(desk, NIGHT, ["Bryansk Oblast"], "3")
    later = enter(desk, "19.07.2025 21:00-23:00", ["Kaluga Oblast"], "3")
    assert codes(desk, first) == codes(desk, again) == {"likely_duplicate"}
    assert codes(desk, other) == codes(desk, later) == set()
    told = [one for one in findings(desk.file.connection) if one.check == "likely_duplicate"]
    assert [set(one.uids) for one in told] == [{first, again}]


def test_many_incidents_are_looked_up_as_few_are(desk: Desk) -> None:
    for at, (place, count) in enumerate([("Kaluga Oblast", "3"), ("Oryol Oblast", "4")] * 2):
        enter(desk, NIGHT, [place], count, title=f"{at}")
    connection = desk.file.connection
    everything = {one.uid for one in beside.near(connection)}
    assert everything == {one.uid for one in beside.near(connection, list(everything)[:1])}
    whole = beside.pairs(beside.near(connection), {})
    for uid in everything:
        few = beside.pairs(beside.near(connection, [uid]), {}, [uid])
        assert [one.uid for one in few[uid]] == [one.uid for one in whole[uid]]


def test_a_number_out_of_line_with_the_speakers_others(desk: Desk) -> None:
    who = speaker(desk, "Ministry", "ministry")
    for day in range(1, 14):
        enter(desk, f"{day:02}.07.2025 21:00-23:00", ["Kaluga Oblast"], str(day % 4), speaker=who)
    odd = enter(desk, "15.07.2025 21:00-23:00", ["Tarussky District"], "73", speaker=who)
    (one,) = [one for one in findings_of(desk.file.connection, odd) if one.check == "out_of_line"]
    assert "of 14 such numbers" in one.sentence
    assert one.key in {found.key for found in findings(desk.file.connection)}


def test_a_speaker_needs_a_role_or_a_body(desk: Desk) -> None:
    nobody = speaker(desk, "Somebody", "")
    assert codes(desk, enter(desk, NIGHT, [], "3", speaker=nobody)) == {"no_role"}


def test_who_approves_their_own_record_is_told(desk: Desk) -> None:
    uid = enter(desk, NIGHT, ["Kaluga Oblast"], "3")
    desk.set_option(review.OWN_APPROVAL, "yes")
    desk.set_option(review.FINDINGS_BLOCK, "no")
    desk.person = Person("A. Editor", "both")
    for step in ("submit", "approve"):
        family = read.family(desk.file.connection, uid)
        assert family is not None
        review.take(desk, family, step)
    assert codes(desk, uid) == {"own_approval"}


def test_the_desks_settings_say_how_grave_and_how_long(desk: Desk) -> None:
    uid = enter(desk, "2025-07", [], "3")
    assert codes(desk, uid) == {"window_too_long"}
    desk.set_option(LONGEST, str(24 * 31))
    assert codes(desk, uid) == set()
    desk.set_option(SEVERITIES, json.dumps({"no_source": "off"}))
    assert findings_of(desk.file.connection, uid) == []


def test_what_is_typed_and_not_saved_is_checked_too(desk: Desk) -> None:
    uid = enter(desk, NIGHT, ["Kaluga Oblast"], "3")
    family = read.family(desk.file.connection, uid)
    assert family is not None
    entry, context = editing.entry_from(desk, family), desk.context()
    entry.incident.write("when", "15.07.2025 21:00-23:00", context)
    typed, sources = saving.as_family(entry, context)
    around = beside_of(desk.file.connection, [uid])
    found = {one.check for one in findings_in(desk.file.connection, typed, sources, around)}
    assert "window_outside_incident" in found
    assert "window_outside_incident" not in codes(desk, uid)


def test_a_filter_narrows_what_is_checked(desk: Desk) -> None:
    enter(desk, NIGHT, [], "3")
    submitted = listing.Filter(statuses=frozenset({"submitted"}))
    assert not list(findings(desk.file.connection, submitted))
    assert list(findings(desk.file.connection))


def test_a_removed_record_is_nobodys_twin(desk: Desk) -> None:
    first = enter(desk, NIGHT, ["Kaluga Oblast"], "3")
    again = enter(desk, NIGHT, ["Kaluga Oblast"], "3")
    kept = read.record(desk.file.connection, "incident", again)
    assert kept is not None
    desk.save([Delta("incident", again, dict(kept.values), None)], "remove")
    assert codes(desk, first) == set()


def test_one_origin_is_seen_through_two_that_retell_it(desk: Desk) -> None:
    first, story, third = new_uid(), new_uid(), new_uid()
    desk.save([
        created("source", first, {"title": "A post"}),
        created("source", story, {"title": "A story", "origin": first}),
        created("source", third, {"title": "Another", "origin": story}),
    ], "entered")  # fmt: skip
    who = speaker(desk, "Governor", "governor")
    uid, hours = new_uid(), When.read(NIGHT)
    desk.save([
        created("incident", uid, {"when": hours}),
        *(
            created("report", new_uid(), {
                "incident": uid, "speaker": who, "when": hours, "source": source,
            })
            for source in (first, third)
        ),
    ], "entered")  # fmt: skip
    assert codes(desk, uid) == {"origin_twice"}
