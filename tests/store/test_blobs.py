"""The bytes of attachments: kept once, with the change that attaches them, and for good."""

import sqlite3

import pytest

from desktop.records.delta import created, removed
from desktop.records.models import blank
from desktop.store import blobs, changes, read, verify
from desktop.store.deskfile import DeskFile
from tests.store.night import EDITOR, Night, saved_night

PICTURE = b"\x89PNG the very bytes"


def attach(desk: DeskFile, night: Night, name: str, data: bytes) -> str:
    uid = changes.new_uid()
    values = blank("attachment") | {
        "source": night.source, "name": name, "size": len(data), "sha256": blobs.fingerprint(data),
    }  # fmt: skip
    changes.apply(desk, [created("attachment", uid, values)], EDITOR, "attach", blobs=[data])
    return uid


def test_the_same_bytes_are_kept_once(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    for name in ("a.png", "b.png"):
        attach(desk_file, night, name, PICTURE)
    assert desk_file.connection.execute("SELECT count(*) FROM blob").fetchone() == (1,)
    assert blobs.data(desk_file.connection, blobs.fingerprint(PICTURE)) == PICTURE
    assert list(verify.faults(desk_file.connection)) == []


def test_an_attachment_without_its_bytes_is_not_written(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    values = blank("attachment") | {"source": night.source, "name": "a", "sha256": "0" * 64}
    with pytest.raises(sqlite3.IntegrityError):
        changes.apply(desk_file, [created("attachment", "a" * 32, values)], EDITOR, "attach")
    assert read.record(desk_file.connection, "attachment", "a" * 32) is None


def test_what_is_removed_keeps_its_bytes(desk_file: DeskFile) -> None:
    uid = attach(desk_file, saved_night(desk_file), "a.png", PICTURE)
    kept = read.record(desk_file.connection, "attachment", uid)
    assert kept is not None
    changes.apply(desk_file, [removed("attachment", uid, kept.values)], EDITOR, "remove")
    assert blobs.data(desk_file.connection, kept["sha256"]) == PICTURE
    with pytest.raises(sqlite3.IntegrityError, match="stays as it is"):
        desk_file.connection.execute("DELETE FROM blob")
    assert [one.uid for one, _seq in read.bin_of(desk_file.connection)] == [uid]


def test_verify_names_an_attachment_whose_bytes_were_tampered_with(desk_file: DeskFile) -> None:
    attach(desk_file, saved_night(desk_file), "a.png", PICTURE)
    desk_file.connection.execute("DROP TRIGGER blob_no_update")
    desk_file.connection.execute("UPDATE blob SET bytes=x'00'")
    (fault,) = verify.faults(desk_file.connection)
    assert fault.startswith("attachment a.png:")
