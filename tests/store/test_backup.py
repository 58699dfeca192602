"""Backups: compared before they count, thinned out by age, put back without risk."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store import backup, schema, verify
from desktop.store.backup import BackupFailed, RestoreRefused
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.store.night import prints, save_title, saved_night, title_of
from tests.store.test_changes import fill, small_disk

TODAY = date(2026, 11, 23)


def test_a_backup_is_one_whole_file_beside_the_desk(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    made = backup.make(desk_file.path, desk_file.connection)
    assert made.parent == desk_file.path.with_name("night.desk.backups")
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert backup.check(made) == backup.facts(desk_file.connection)
    copy = open_desk(made, write=False)
    assert title_of(copy, night.incident) == "Night of 17-18 July"
    assert list(verify.faults(copy.connection)) == []
    copy.close()


def test_a_backup_goes_where_it_is_told_to_and_over_nothing(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    out = tmp_path / "elsewhere.desk"
    assert backup.make(desk_file.path, desk_file.connection, out) == out
    before = out.read_bytes()
    with pytest.raises(BackupFailed, match="exists"):
        backup.make(desk_file.path, desk_file.connection, out)
    assert out.read_bytes() == before


def test_a_backup_to_a_full_disk_leaves_the_older_ones_and_no_part(
    desk_path: Path, tmp_path: Path
) -> None:
    size = 3 * desk_path.stat().st_size // 1024
    with small_disk(tmp_path / "disk", f"{size}k") as disk:
        desk = open_desk(Path(shutil.copy(desk_path, disk)))
        saved_night(desk)
        older = backup.make(desk.path, desk.connection)
        before = prints(older.parent)
        fill(disk / "filler")
        with pytest.raises(BackupFailed, match="disk is full"):
            backup.make(desk.path, desk.connection)
        assert prints(older.parent) == before
        desk.close()


def test_a_backup_to_a_folder_that_is_not_there_is_told(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    with pytest.raises(BackupFailed, match="can't be made"):
        backup.make(desk_file.path, desk_file.connection, tmp_path / "gone" / "out.desk")


def test_a_backup_of_0_bytes_is_none(tmp_path: Path) -> None:
    path = tmp_path / "empty.desk"
    path.touch()
    with pytest.raises(RestoreRefused, match="not a backup"):
        backup.check(path)


def damage(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(4096 * 20)
        stream.write(bytes(4096 * 5))


def test_a_backup_damaged_later_is_told(desk_file: DeskFile) -> None:
    made = backup.make(desk_file.path, desk_file.connection)
    assert backup.faults(desk_file.path) == []
    damage(made)
    (line,) = backup.faults(desk_file.path)
    assert str(made) in line


def aged(made: Path, days: int, name: str = "000000-000000") -> Path:
    """Copy a backup as if it were so many days old."""
    day = date.fromisoformat(made.name[:10]) - timedelta(days=days)
    return Path(shutil.copy(made, made.with_name(f"{day}T{name}.desk")))


def test_old_backups_are_thinned_out(desk_file: DeskFile) -> None:
    saved_night(desk_file)
    made = backup.make(desk_file.path, desk_file.connection)
    for days in range(1, 40):
        aged(made, days)
    noise = made.with_name("notes.desk")
    noise.write_text("mine")
    earlier = aged(made, 1, "235959-000000")
    backup.thin_out(desk_file.path, {made})
    days = [one.made.date() for one in backup.listed(desk_file.path)]
    assert len(days) == len(set(days))
    assert set(days) == backup.kept(
        (date.fromisoformat(made.name[:10]) - timedelta(days=age) for age in range(40)),
        date.fromisoformat(made.name[:10]),
    )
    assert earlier.exists()
    assert noise.read_text() == "mine"


def test_a_bad_backup_never_pushes_out_a_good_one(desk_file: DeskFile) -> None:
    saved_night(desk_file)
    made = backup.make(desk_file.path, desk_file.connection)
    good = aged(made, 300)
    bad = [aged(made, days) for days in range(1, 200)]
    later = aged(made, 300, "120000-000000")
    for path in (*bad, later):
        path.write_bytes(b"")
    assert backup.thin_out(desk_file.path, {made}) == []
    assert good.exists()


@given(st.sets(st.integers(0, 900), max_size=200))
def test_of_the_days_the_last_12_stay_and_one_of_10_weeks_and_9_months(ages: set[int]) -> None:
    days = {TODAY - timedelta(days=age) for age in ages}
    kept = backup.kept(days, TODAY)
    assert kept <= days
    assert set(sorted(days)[-12:]) <= kept
    assert len(kept) <= 12 + 10 + 9
    weeks = {day.isocalendar()[:2] for day in days}
    months = {(day.year, day.month) for day in days}
    assert {day.isocalendar()[:2] for day in kept} >= set(sorted(weeks)[-10:])
    assert {(day.year, day.month) for day in kept} >= set(sorted(months)[-9:])
    # Thinning out again takes nothing more, nor does it on the next day.
    assert backup.kept(kept, TODAY) == kept
    assert backup.kept(kept, TODAY + timedelta(days=1)) == kept


@given(st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_a_backup_of_the_future_stays(ages: set[int], ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    assert day in backup.kept({TODAY - timedelta(days=age) for age in ages} | {day}, TODAY)


def test_a_desk_is_put_back_as_it_was(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    made = backup.make(desk_file.path, desk_file.connection)
    wanted = backup.facts(desk_file.connection)
    save_title(desk_file, night.incident, "Later")
    later = backup.facts(desk_file.connection)
    kept = backup.restore(made, desk_file.path, desk_file.connection)
    assert backup.facts(desk_file.connection) == wanted
    assert title_of(desk_file, night.incident) == "Night of 17-18 July"
    assert list(verify.faults(desk_file.connection)) == []
    assert backup.check(kept) == later
    save_title(desk_file, night.incident, "And on")
    desk_file.close()
    desk = open_desk(desk_file.path)
    assert title_of(desk, night.incident) == "And on"
    assert list(verify.faults(desk.connection)) == []
    desk.close()


def test_the_backup_put_back_is_not_thinned_out_meanwhile(desk_file: DeskFile) -> None:
    saved_night(desk_file)
    first = backup.make(desk_file.path, desk_file.connection)
    kept = backup.restore(first, desk_file.path, desk_file.connection)
    assert {one.path for one in backup.listed(desk_file.path)} == {first, kept}


def test_a_bad_file_is_not_put_back(desk_file: DeskFile, tmp_path: Path) -> None:
    saved_night(desk_file)
    made = backup.make(desk_file.path, desk_file.connection, tmp_path / "good.desk")
    other = tmp_path / "other.desk"
    create_desk(other, lambda _desk: None)
    text, empty, gone = tmp_path / "a.txt", tmp_path / "empty.desk", tmp_path / "gone.desk"
    text.write_text("no desk " * 2000)
    empty.touch()
    broken = Path(shutil.copy(made, tmp_path / "broken.desk"))
    damage(broken)
    forged = Path(shutil.copy(made, tmp_path / "forged.desk"))
    with closing(sqlite3.connect(forged)) as vandal:
        vandal.execute("DROP TRIGGER delta_no_update")
        vandal.execute("UPDATE delta SET after='{}' WHERE change=2")
        vandal.commit()
    newer = Path(shutil.copy(made, tmp_path / "newer.desk"))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    before = backup.facts(desk_file.connection)
    for path in (text, empty, gone, tmp_path, broken, forged, other, newer):
        with pytest.raises(RestoreRefused) as failure:
            backup.restore(path, desk_file.path, desk_file.connection)
        assert str(path) in str(failure.value)
        assert backup.facts(desk_file.connection) == before
    assert backup.listed(desk_file.path) == []


def test_a_desk_that_cant_be_backed_up_first_is_not_restored_over(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    saved_night(desk_file)
    made = backup.make(desk_file.path, desk_file.connection, tmp_path / "good.desk")
    night = saved_night(desk_file)
    backup.folder_of(desk_file.path).write_text("in the way")
    with pytest.raises(BackupFailed):
        backup.restore(made, desk_file.path, desk_file.connection)
    assert title_of(desk_file, night.incident)


def test_a_backup_is_made_while_another_process_reads(desk_file: DeskFile) -> None:
    saved_night(desk_file)
    with desk_file.reading() as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM incident").fetchone()
        assert backup.make(desk_file.path, desk_file.connection).exists()
        reader.execute("ROLLBACK")
