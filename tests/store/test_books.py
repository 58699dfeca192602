"""Books, raw rows, answers and receipts: written with the change or not at all."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.records.delta import Change, inverse
from desktop.store import backup, books, changes, journal, receipts, verify
from desktop.store.books import NewBook, RawRow
from desktop.store.changes import Portion, new_uid
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import Moved
from desktop.store.receipts import Issued
from tests.store.night import EDITOR, Night, save_title, saved_night

BOOK = NewBook(sha256(b"nightly").hexdigest(), "Nightly table.xlsx", ("Launches", "Losses"))
CELLS = {"A": "7 июля", "C": 31, "AB": 2.5, "D": True}


def night_imported(desk: DeskFile, night: Night | None = None) -> Change:
    night = night or Night()
    raw = [RawRow(night.incident, "Launches", 8, CELLS), RawRow(night.report, "Losses", 9, {})]
    portions = [Portion(night.deltas(), raw[:1]), Portion((), raw[1:])]
    return changes.apply_many(
        desk, portions, EDITOR, "import", book=BOOK, answers={"k1": "import", "k2": "leave"}
    )


def issued(desk: DeskFile, recipient: str) -> Issued:
    head = journal.head(desk.connection)
    now = datetime.now(UTC)
    return Issued(
        new_uid(), recipient, now, "A. Editor", head.count, head.hash, "status:approved", "full",
        "night.xlsx", "0" * 64,
    )  # fmt: skip


def undo(desk: DeskFile, seq: int, action: str = "undo") -> int:
    deltas = inverse(journal.change(desk.connection, seq).deltas)
    return changes.apply(desk, deltas, EDITOR, action, target=seq).seq


def test_a_book_is_known_by_its_hash_and_its_rows_by_their_records(desk_file: DeskFile) -> None:
    night = Night()
    change = night_imported(desk_file, night)
    connection = desk_file.connection
    found = books.book_of(connection, BOOK.sha256)
    assert found is not None
    assert (found.name, found.sheets, found.change) == (BOOK.name, BOOK.sheets, change.seq)
    assert not found.undone
    ((book, row),) = books.raw_of(connection, night.incident)
    assert (book, row) == (found, RawRow(night.incident, "Launches", 8, CELLS))
    ((_book, other),) = books.raw_of(connection, night.report)
    assert (other.sheet, other.row, other.cells) == ("Losses", 9, {})
    assert books.raw_of(connection, night.source) == []
    assert books.book_of(connection, "0" * 64) is None
    assert list(verify.faults(connection)) == []


def test_dates_of_raw_rows_are_kept_as_text(desk_file: DeskFile) -> None:
    night = Night()
    cells = {"A": date(2025, 7, 17), "B": datetime(2025, 7, 17, 21, 5)}  # noqa: DTZ001 - a cell's
    portion = Portion(night.deltas(), [RawRow(night.incident, "S", 2, cells)])
    changes.apply_many(desk_file, [portion], EDITOR, "import", book=BOOK)
    ((_book, row),) = books.raw_of(desk_file.connection, night.incident)
    assert row.cells == {"A": "2025-07-17", "B": "2025-07-17T21:05:00"}


def test_an_import_undone_is_told_and_standing_again_when_redone(desk_file: DeskFile) -> None:
    change = night_imported(desk_file)

    def undone() -> bool:
        found = books.book_of(desk_file.connection, BOOK.sha256)
        assert found is not None
        return found.undone

    back = undo(desk_file, change.seq)
    assert undone()
    again = undo(desk_file, back, "redo")
    assert not undone()
    undo(desk_file, again)
    assert undone()


def test_the_import_that_stands_is_the_one_told(desk_file: DeskFile) -> None:
    first = night_imported(desk_file)
    second = night_imported(desk_file)
    undo(desk_file, second.seq)
    found = books.book_of(desk_file.connection, BOOK.sha256)
    assert found is not None
    assert found.change == first.seq
    assert [one.undone for one in books.books(desk_file.connection)] == [True, False]


def test_a_part_taken_back_is_not_an_import_undone(desk_file: DeskFile) -> None:
    change = night_imported(desk_file)
    deltas = journal.change(desk_file.connection, change.seq).deltas
    figures = inverse(delta for delta in deltas if delta.type == "figure")
    changes.apply(desk_file, figures, EDITOR, "take back", target=change.seq)
    found = books.book_of(desk_file.connection, BOOK.sha256)
    assert found is not None
    assert not found.undone


def test_answers_are_remembered_and_the_last_counts(desk_file: DeskFile) -> None:
    night_imported(desk_file)
    changes.apply_many(desk_file, [], EDITOR, "import", answers={"k2": "merge"})
    found = books.answers(desk_file.connection, ["k1", "k2", "k3"])
    assert {key: one.answer for key, one in found.items()} == {"k1": "import", "k2": "merge"}
    assert found["k1"].by == EDITOR.name
    assert found["k1"].at <= found["k2"].at


def test_an_import_that_fails_leaves_no_book(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    before = backup.facts(desk_file.connection)

    def portions() -> Iterator[Portion]:
        fresh = Night()
        yield Portion(fresh.deltas(), [RawRow(fresh.incident, "S", 2, CELLS)])
        yield Portion(night.deltas())

    with pytest.raises(Moved):
        changes.apply_many(
            desk_file, portions(), EDITOR, "import", book=BOOK, answers={"k": "import"}
        )
    assert backup.facts(desk_file.connection) == before


def test_stopping_leaves_nothing(desk_file: DeskFile) -> None:
    before = backup.facts(desk_file.connection)
    heard: list[int] = []

    def stop(done: int) -> None:
        heard.append(done)
        if len(heard) == 2:
            raise KeyboardInterrupt

    portions = (Portion(Night().deltas()) for _ in range(5))
    with pytest.raises(KeyboardInterrupt):
        changes.apply_many(desk_file, portions, EDITOR, "import", book=BOOK, progress=stop)
    assert heard == [7, 14]
    assert backup.facts(desk_file.connection) == before


def test_raw_rows_without_a_book_are_a_bug(desk_file: DeskFile) -> None:
    night = Night()
    portion = Portion(night.deltas(), [RawRow(night.incident, "S", 2, CELLS)])
    with pytest.raises(ValueError, match="without the book"):
        changes.apply_many(desk_file, [portion], EDITOR, "import")


def test_receipts_are_found_by_recipient(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    first = receipts.keep(desk_file, issued(desk_file, " Reuters  Kyiv"))
    save_title(desk_file, night.incident, "Later")
    other = receipts.keep(desk_file, issued(desk_file, "Mediazona"))
    last = receipts.keep(desk_file, issued(desk_file, "reuters kyiv"))
    connection = desk_file.connection
    assert receipts.receipts(connection, "REUTERS Kyiv") == [last, first]
    assert receipts.last_receipt(connection, "Reuters Kyiv") == last
    assert receipts.last_receipt(connection, "nobody") is None
    assert receipts.recipients(connection) == ["reuters kyiv", "Mediazona"]
    assert receipts.receipt(connection, other.uid) == other
    assert receipts.receipt(connection, "none") is None
    assert last.journal_count == first.journal_count + 1
    assert list(verify.faults(connection)) == []


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE receipt SET journal_head='0'", "receipt for Reuters of .* another state"),
        ("UPDATE raw_row SET uid='nobody' WHERE row=8", "Nightly table.xlsx: row 8 is unread"),
        ("UPDATE raw_row SET cells='{' WHERE row=9", "Nightly table.xlsx: row 9 is unread"),
        ("UPDATE book SET change=99", "book: row 1 points at a change that is not there"),
    ],
)
def test_verify_names_what_was_written_past_us(desk_file: DeskFile, sql: str, told: str) -> None:
    night_imported(desk_file)
    receipts.keep(desk_file, issued(desk_file, "Reuters"))
    desk_file.connection.execute("PRAGMA foreign_keys=OFF")
    desk_file.connection.execute(sql)
    (line,) = verify.faults(desk_file.connection)
    assert re.search(told, line)


def test_backup_and_restore_have_them(desk_path: Path) -> None:
    desk = open_desk(desk_path)
    night_imported(desk)
    kept = receipts.keep(desk, issued(desk, "Reuters"))
    made = backup.make(desk_path, desk.connection)
    counts = backup.check(made).counts
    assert [counts[name] for name in ("book", "raw_row", "receipt", "answer")] == [1, 2, 1, 2]
    desk.connection.execute("DELETE FROM receipt")
    backup.restore(made, desk_path, desk.connection)
    assert receipts.last_receipt(desk.connection, "Reuters") == kept
    desk.close()
