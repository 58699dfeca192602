"""Saving: all or nothing, what stands in the way is told, and nothing acknowledged is lost."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.records.count import Count
from desktop.records.delta import Delta, created, inverse, removed
from desktop.records.gazetteer import place_uid
from desktop.records.kinds import Values
from desktop.records.models import blank
from desktop.records.vocabularies import term_uid
from desktop.records.when import When
from desktop.store import (
    backup,
    changes,
    derived,
    drafts,
    firstids,
    journal,
    listing,
    read,
    rows,
    verify,
)
from desktop.store.changes import new_uid
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import Moved, SaveFailed
from tests.store.night import (
    DOWNED,
    EDITOR,
    MOSCOW_REGION,
    Night,
    edit,
    save_title,
    saved_night,
    title_of,
)


def sound(desk: DeskFile) -> bool:
    return list(verify.faults(desk.connection)) == []


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Give a folder on a disk of its own that is soon full, or skip where that can't be had."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the right to mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(path: Path) -> None:
    """Write a file that leaves no room on its disk."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY)
    with suppress(OSError):
        while os.write(handle, bytes(4096)):
            pass
    os.close(handle)


def test_a_full_disk_takes_the_save_back_and_the_next_works(
    desk_path: Path, tmp_path: Path
) -> None:
    size = desk_path.stat().st_size // 1024 + 1024
    with small_disk(tmp_path / "disk", f"{size}k") as disk:
        path = Path(shutil.copy(desk_path, disk))
        desk = open_desk(path)
        night = saved_night(desk)
        before = backup.facts(desk.connection)
        filler = disk / "filler"
        fill(filler)
        with pytest.raises(SaveFailed, match="disk is full"):
            save_title(desk, night.incident, "x" * 100_000)
        assert backup.facts(desk.connection) == before
        filler.unlink()
        save_title(desk, night.incident, "There is room")
        assert title_of(desk, night.incident) == "There is room"
        assert sound(desk)
        desk.close()


def test_a_desk_made_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        with pytest.raises(SaveFailed, match="disk is full"):
            create_desk(disk / "new.desk", lambda _desk: None)
        assert list(disk.iterdir()) == []


WRITE = """
import sys
from pathlib import Path
from desktop.records.delta import Person, edited
from desktop.store import changes, drafts, read
from desktop.store.database import open_desk
desk = open_desk(Path(sys.argv[1]))
uid, title = sys.argv[2], ""
for number in range(10**6):
    kept = read.record(desk.connection, "incident", uid)
    delta = edited("incident", uid, kept.values, {"title": f"{sys.argv[3]}/{number}"})
    drafts.keep(desk, uid, "A. Editor", "night", f"{number}")
    print(f"draft {number}", flush=True)
    changes.apply(desk, [delta], Person("A. Editor"), "edit", drafts=[uid])
    print(f"saved {number}", flush=True)
"""


def test_no_acknowledged_save_is_lost_when_the_program_is_killed(desk_path: Path) -> None:
    desk = open_desk(desk_path)
    night = saved_night(desk)
    desk.close()
    for attempt in range(25):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE, desk_path, night.incident, str(attempt)],
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            told = [child.stdout.readline() for _ in range(2 + 3 * attempt)]
            # The moment differs with the attempt, in the midst of what follows the last line.
            end = time.perf_counter() + attempt * 5e-5
            while time.perf_counter() < end:
                pass
            child.send_signal(signal.SIGKILL)
            told += child.stdout.readlines()
        lines = [line.split() for line in told if line.endswith("\n")]
        saved = max(int(number) for what, number in lines if what == "saved")
        typed = max(int(number) for what, number in lines if what == "draft")
        desk = open_desk(desk_path)
        run, number = title_of(desk, night.incident).split("/")
        assert run == str(attempt)
        assert int(number) in {saved, saved + 1}
        kept = drafts.draft(desk, night.incident)
        if typed > int(number):
            assert kept is not None
            assert int(kept.body) in {typed, typed + 1}
        desk.close()
    desk = open_desk(desk_path)
    assert sound(desk)
    desk.close()


def test_a_file_deleted_in_use_is_seen(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    delta = edit(desk_file, "incident", night.incident, {"title": "Lost"})
    desk_file.path.unlink()
    with pytest.raises(SaveFailed, match="deleted, moved or replaced"):
        changes.apply(desk_file, [delta], EDITOR, "edit")


def test_a_file_replaced_in_use_is_seen(desk_file: DeskFile, tmp_path: Path) -> None:
    night = saved_night(desk_file)
    delta = edit(desk_file, "incident", night.incident, {"title": "Lost"})
    other = Path(shutil.copy(desk_file.path, tmp_path / "other.desk"))
    before = other.read_bytes()
    other.rename(desk_file.path)
    with pytest.raises(SaveFailed, match="deleted, moved or replaced"):
        changes.apply(desk_file, [delta], EDITOR, "edit")
    assert desk_file.path.read_bytes() == before


def test_a_file_replaced_during_the_save_is_seen_after_it(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    other = Path(shutil.copy(desk_file.path, tmp_path / "other.desk"))

    def save() -> None:
        with desk_file.writing() as connection:
            connection.execute("DELETE FROM draft")
            other.rename(desk_file.path)

    with pytest.raises(SaveFailed, match="deleted, moved or replaced"):
        save()


def test_a_lock_of_another_process_is_told_and_the_retry_works(desk_path: Path) -> None:
    desk = open_desk(desk_path, busy_ms=50)
    script = (
        "import sqlite3, sys\n"
        "other = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "other.execute('BEGIN IMMEDIATE')\n"
        "print('holding', flush=True)\n"
        "sys.stdin.readline()\n"
        "other.execute('ROLLBACK')\n"
        "other.close()\n"
        "print('done', flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, desk_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(SaveFailed, match="Another program is holding"):
            saved_night(desk)
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "done\n"
        night = saved_night(desk)
    assert title_of(desk, night.incident)
    desk.close()


def test_what_was_changed_meanwhile_is_shown_field_by_field(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    mine = edit(desk_file, "incident", night.incident, {"title": "Mine", "summary": "Mine too"})
    changes.apply(
        desk_file,
        [edit(desk_file, "incident", night.incident, {"title": "Theirs"})],
        EDITOR,
        "edit",
    )
    with pytest.raises(Moved) as failure:
        changes.apply(desk_file, [mine], EDITOR, "edit")
    (clash,) = failure.value.clashes
    assert (clash.field, clash.expected, clash.found) == ("title", "Night of 17-18 July", "Theirs")
    assert title_of(desk_file, night.incident) == "Theirs"
    assert journal.head(desk_file.connection).count == 3


def test_what_was_removed_meanwhile_is_not_written(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    figure = edit(desk_file, "figure", night.figures[1], {"count": Count.exact(30)})
    kept = read.record(desk_file.connection, "figure", night.figures[1])
    assert kept is not None
    changes.apply(desk_file, [removed("figure", kept.uid, kept.values)], EDITOR, "remove")
    with pytest.raises(Moved) as failure:
        changes.apply(desk_file, [figure], EDITOR, "edit")
    assert [clash.found for clash in failure.value.clashes] == [None]


def test_making_what_is_there_is_not_written(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    with pytest.raises(Moved):
        changes.apply(
            desk_file, [created("incident", night.incident, {"title": "Again"})], EDITOR, "create"
        )
    assert title_of(desk_file, night.incident) == "Night of 17-18 July"


def test_a_clash_takes_back_what_was_written_before_it(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    before = listing.count(desk_file.connection)
    new = created("incident", new_uid(), {"title": "Fine"})
    wrong = Delta("incident", night.incident, {"title": "Wrong"}, {"title": "Never"})
    with pytest.raises(Moved):
        changes.apply(desk_file, [new, wrong], EDITOR, "edit")
    assert listing.count(desk_file.connection) == before
    saved_night(desk_file)
    assert sound(desk_file)


class _Past(datetime):
    """A clock that was set back by a year."""

    @classmethod
    def now(cls, tz: object = None) -> "_Past":
        del tz
        return cls.fromtimestamp(datetime.now(UTC).timestamp(), UTC) - timedelta(days=365)


def test_the_journals_order_is_by_sequence_when_the_clock_is_set_back(
    desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = saved_night(desk_file)
    save_title(desk_file, night.incident, "Before")
    monkeypatch.setattr(journal, "datetime", _Past)
    save_title(desk_file, night.incident, "After")
    history = journal.history(desk_file.connection, [night.incident])
    assert history[0].at < history[1].at
    assert [(one.deltas[0].after or {})["title"] for one in history] == [
        "After",
        "Before",
        "Night of 17-18 July",
    ]
    assert [one.seq for one in journal.headers(desk_file.connection)] == [4, 3, 2, 1]
    assert journal.stacks(desk_file.connection)[0] == [2, 3, 4]
    assert sound(desk_file)


def number_of(desk: DeskFile, values: Values) -> str:
    change = changes.apply(desk, [created("incident", new_uid(), values)], EDITOR, "create")
    return str((change.deltas[0].after or {})["number"])


def test_numbers_are_of_the_local_year_and_never_given_twice(desk_file: DeskFile) -> None:
    first = {"when": When.read("1 Jan 2026 01:00")}
    assert number_of(desk_file, first) == "2026-0001"
    assert number_of(desk_file, {"when": When.read("2025")}) == "2025-0001"
    assert number_of(desk_file, {"number": "2026-0003"}) == "2026-0003"
    assert number_of(desk_file, first) == "2026-0004"
    with pytest.raises(SaveFailed, match="2026-0003"):
        number_of(desk_file, {"number": "2026-0003"})
    kept = read.record(
        desk_file.connection,
        "incident",
        str(listing.uid_of_number(desk_file.connection, "2026-0004")),
    )
    assert kept is not None
    changes.apply(desk_file, [removed("incident", kept.uid, kept.values)], EDITOR, "remove")
    assert number_of(desk_file, first) == "2026-0005"
    assert sound(desk_file)


def found(desk: DeskFile, text: str) -> int:
    return len(listing.all_ids(desk.connection, listing.Filter(text=text), listing.Sort("number")))


def column(desk: DeskFile, uid: str, name: str) -> object:
    return desk.connection.execute(f"SELECT {name} FROM incident WHERE uid=?", (uid,)).fetchone()[0]


def test_the_list_and_the_search_follow_every_record_they_show(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    assert column(desk_file, night.incident, "downed") == "73"
    edits: list[tuple[str, str, Values]] = [
        ("figure", night.figures[0], {"count": Count.exact(74)}),
        ("figure", night.figures[1], {"quote": "тридцать один"}),
        ("speaker", night.speaker, {"name": "Defence Ministry"}),
        ("source", night.source, {"text": "иные слова"}),
        ("place", MOSCOW_REGION.uid, {"name": "Podmoskovye"}),
        ("term", term_uid("kind", "drone_attack"), {"name": "raid by drones"}),
        ("report", night.report, {"note": "garbled"}),
    ]
    for record, uid, values in edits:
        changes.apply(desk_file, [edit(desk_file, record, uid, values)], EDITOR, "edit")
        assert sound(desk_file)
    assert column(desk_file, night.incident, "downed") == "74"
    assert column(desk_file, night.incident, "kind_key") == "raid by drones"
    for text in ("тридцать", "defence min", "иные", "podmosk", "raid", "garbl"):
        assert found(desk_file, text) == 1, text
    assert found(desk_file, "сбиты") == 0


def test_tags_are_followed_too(desk_file: DeskFile) -> None:
    tag = new_uid()
    term = created("term", tag, {"vocabulary": "tag", "code": "airports", "name": "airports shut"})
    changes.apply(desk_file, [term], EDITOR, "create")
    night = saved_night(desk_file)
    changes.apply(
        desk_file, [edit(desk_file, "incident", night.incident, {"tags": (tag,)})], EDITOR, "edit"
    )
    changes.apply(
        desk_file, [edit(desk_file, "term", tag, {"name": "runways closed"})], EDITOR, "edit"
    )
    assert found(desk_file, "runways") == 1
    assert sound(desk_file)


def test_a_report_that_moves_to_another_incident_leaves_the_first(desk_file: DeskFile) -> None:
    one, other = saved_night(desk_file), saved_night(desk_file)
    moved = edit(desk_file, "report", one.report, {"incident": other.incident, "position": 1})
    changes.apply(desk_file, [moved], EDITOR, "edit")
    assert column(desk_file, one.incident, "reports") == 0
    assert column(desk_file, one.incident, "downed") is None
    assert column(desk_file, other.incident, "reports") == 2
    assert sound(desk_file)


def test_a_place_that_moves_takes_its_incidents_along(desk_file: DeskFile) -> None:
    district, settlement = new_uid(), new_uid()
    changes.apply(
        desk_file,
        [
            created(
                "place",
                district,
                {"name": "Newly", "kind": "district", "parent": place_uid("RU-BRY")},
            ),
            created("place", settlement, {"name": "Village", "parent": district}),
        ],
        EDITOR,
        "create",
    )
    night = saved_night(desk_file)
    where = read.records(desk_file.connection, "figure", [night.figures[1]])[night.figures[1]]
    places = (*where["places"], MOSCOW_REGION)
    changes.apply(
        desk_file, [edit(desk_file, "figure", night.figures[1], {"places": places})], EDITOR, "edit"
    )
    moved = edit(desk_file, "place", district, {"parent": place_uid("RU-MOS")})
    changes.apply(desk_file, [moved], EDITOR, "edit")
    looped = edit(desk_file, "place", district, {"parent": settlement})
    changes.apply(desk_file, [looped], EDITOR, "edit")
    assert derived.regions_of(desk_file.connection, [settlement]) == {settlement: settlement}
    within = listing.Filter(place=district)
    assert len(listing.all_ids(desk_file.connection, within, listing.Sort("number"))) == 0
    assert sound(desk_file)


def test_a_place_renamed_does_not_pass_for_a_change_of_the_incident(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    desk_file.connection.execute("UPDATE incident SET changed_at=7, changed_by='B'")
    renamed = edit(desk_file, "place", MOSCOW_REGION.uid, {"name": "Podmoskovye"})
    changes.apply(desk_file, [renamed], EDITOR, "edit")
    assert column(desk_file, night.incident, "changed_at") == 7
    assert column(desk_file, night.incident, "changed_by") == "B"


def test_the_fingerprint_follows_the_text(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    sql = "SELECT sha256 FROM source WHERE uid=?"
    first = desk_file.connection.execute(sql, (night.source,)).fetchone()[0]
    assert re.fullmatch("[0-9a-f]{64}", first)
    changes.apply(
        desk_file, [edit(desk_file, "source", night.source, {"text": ""})], EDITOR, "edit"
    )
    assert desk_file.connection.execute(sql, (night.source,)).fetchone()[0] is None


def test_a_version_counts_changes(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    kept = read.record(desk_file.connection, "incident", night.incident)
    assert kept is not None
    gone = removed("incident", kept.uid, kept.values)
    changes.apply(desk_file, [gone], EDITOR, "remove")
    changes.apply(desk_file, inverse([gone]), EDITOR, "undo")
    again = read.record(desk_file.connection, "incident", night.incident)
    assert again is not None
    assert (again.version, again.removed, again.values) == (3, False, kept.values)


def test_two_deltas_for_one_record_are_a_bug(desk_file: DeskFile) -> None:
    uid = new_uid()
    twice = [created("incident", uid, {}), Delta("incident", uid, {"title": ""}, {"title": "x"})]
    with pytest.raises(ValueError, match="two deltas"):
        changes.apply(desk_file, twice, EDITOR, "create")


def test_a_broken_link_is_a_bug_and_leaves_nothing(desk_file: DeskFile) -> None:
    before = journal.head(desk_file.connection)
    with pytest.raises(sqlite3.IntegrityError):
        changes.apply(
            desk_file, [created("report", new_uid(), {"incident": new_uid()})], EDITOR, "create"
        )
    assert journal.head(desk_file.connection) == before
    saved_night(desk_file)
    assert sound(desk_file)


def test_a_stream_of_many_records_is_one_change(desk_file: DeskFile) -> None:
    def stream() -> Iterator[Delta]:
        for number in range(2500):
            incident, report = new_uid(), new_uid()
            yield created("incident", incident, {"title": f"Event e{number}"})
            yield created("report", report, {"incident": incident})
            yield created(
                "figure",
                new_uid(),
                {"report": report, "measure": DOWNED, "count": Count.exact(number)},
            )

    change = changes.apply_many(desk_file, changes.portioned(stream()), EDITOR, "import")
    assert change.deltas == ()
    assert journal.delta_count(desk_file.connection, change.seq) == 7500
    assert found(desk_file, "event e2499") == 1
    by_figure = listing.Sort("downed", descending=True)
    first = firstids.first_ids(desk_file.connection, listing.Filter(), by_figure).ids[0]
    assert listing.page(desk_file.connection, [first], ["title"])[first][1] == "Event e2499"
    assert sound(desk_file)
    back = inverse(journal.change(desk_file.connection, change.seq).deltas)
    changes.apply(desk_file, back, EDITOR, "undo", target=change.seq)
    assert listing.count(desk_file.connection) == 0
    assert sound(desk_file)


def test_a_stream_that_breaks_off_leaves_nothing(desk_file: DeskFile) -> None:
    def stream() -> Iterator[Delta]:
        for _ in range(changes.PORTION + 10):
            yield created("incident", new_uid(), blank("incident"))
        raise KeyboardInterrupt

    before = backup.facts(desk_file.connection)
    with pytest.raises(KeyboardInterrupt):
        changes.apply_many(desk_file, changes.portioned(stream()), EDITOR, "import")
    assert backup.facts(desk_file.connection) == before


def test_drafts_go_with_the_save_and_only_then(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    drafts.keep(desk_file, night.incident, "A. Editor", "night", "{}")
    wrong = Delta("incident", night.incident, {"title": "Wrong"}, {"title": "Never"})
    with pytest.raises(Moved):
        changes.apply(desk_file, [wrong], EDITOR, "edit", drafts=[night.incident])
    assert drafts.draft(desk_file, night.incident) is not None
    good = edit(desk_file, "incident", night.incident, {"title": "Good"})
    changes.apply(desk_file, [good], EDITOR, "edit", drafts=[night.incident])
    assert drafts.draft(desk_file, night.incident) is None


def test_every_row_can_be_read_as_its_record(desk_file: DeskFile) -> None:
    night = Night()
    changes.apply(desk_file, night.deltas(), EDITOR, "create")
    for delta in night.deltas():
        kept = rows.load(desk_file.connection, delta.type, [delta.uid])[delta.uid]
        assert delta.after is not None
        assert kept.values | {"number": ""} == delta.after | {"number": ""}
        with closing(desk_file.connection.cursor()) as cursor:
            cursor.execute(f"SELECT version FROM {delta.type} WHERE uid=?", (delta.uid,))
            assert cursor.fetchone() == (1,)
