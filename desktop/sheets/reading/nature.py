"""What a file is, by its place and its first bytes; each that is no workbook has its sentence."""

import codecs
import errno
import os
import re
import stat
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from desktop.records.words import N_, _
from desktop.sheets.errors import ImportRefused
from desktop.sheets.reading import limits

WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".fods"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel 2 to 4 wrote their records without the OLE file around them.
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_SEEN = 4096
# Excel's owner file: the length of a name, the name in 54 bytes, both again in UTF-16.
_OWNER_FILE = 165
_OWNER_NAME = 54
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html|<head|<table|<body", re.IGNORECASE)

_OTHERS = (
    (b"%PDF", N_("{name} is a PDF document, not a workbook. Ask for the table it was made from.")),
    (b"\x89PNG", N_("{name} is a picture, not a workbook.")),
    (b"\xff\xd8\xff", N_("{name} is a picture, not a workbook.")),
    (b"GIF8", N_("{name} is a picture, not a workbook.")),
    (b"{\\rtf", N_("{name} is a text document (RTF). Copy its table into a workbook.")),
    (b"SQLite format 3\0", N_("{name} is a database. A desk (.desk) is opened, or merged as one.")),
    (b"\x1f\x8b", N_("{name} is packed (gzip). Unpack it first.")),
    (b"Rar!", N_("{name} is an archive (RAR). Unpack it and import what is inside.")),
    (b"7z\xbc\xaf", N_("{name} is an archive (7z). Unpack it and import what is inside.")),
)  # fmt: skip


def refused(sentence: str, path: Path, **more: object) -> ImportRefused:
    """Return a refusal whose sentence, already translated, names the file."""
    return ImportRefused(sentence.format(name=path.name, **more))


def open_file(path: Path) -> BufferedReader:
    """Open a file to read; raise `ImportRefused` where there is none or it can't be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refused(_("{name} is a folder. Choose a file in it."), path)
        if not stat.S_ISREG(status.st_mode):
            raise refused(_("{name} is a device or a pipe, not a file."), path)
        _require_sound(path, status.st_size)
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error


def _require_sound(path: Path, size: int) -> None:
    if size <= _OWNER_FILE and path.name.startswith(("~$", ".~lock.")):
        raise _owner_file(path)
    if size == 0:
        raise refused(_("{name} is empty (0 bytes). Ask for it again."), path)


def _owner_file(path: Path) -> ImportRefused:
    return refused(
        _("{name} is only the mark that a workbook is open. Choose the workbook itself."), path
    )


def unreadable(path: Path, error: OSError) -> ImportRefused:
    """Return in words what the system says of a file."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}:
        return refused(_("{name} is not there any more. Look where it went, then try again."), path)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}:
        return refused(
            _(
                "{name} is open in another program or may not be read. Close it there or ask for "
                "the right to read it, then try again."
            ),
            path,
        )
    return refused(
        _("{name} could not be read ({why}). Try again, or copy it to this computer first."),
        path,
        why=error.strerror or error,
    )


def nature(stream: BinaryIO, path: Path) -> str:
    """Return "zip", "xls" or "text"; raise `ImportRefused` for what is none of them."""
    size = os.fstat(stream.fileno()).st_size
    head = stream.read(_SEEN)
    stream.seek(0)
    for start, sentence in _OTHERS:
        if head.startswith(start):
            raise refused(_(sentence), path)
    if size == _OWNER_FILE and head[0] <= _OWNER_NAME and b"\0" in head:
        raise _owner_file(path)
    if head.startswith(b"PK"):
        _require_size(path, size, limits.FILE)
        return "zip"
    if head.startswith((_OLE, *_BARE_BIFF)):
        _require_size(path, size, limits.FILE)
        return "xls"
    _require_size(path, size, limits.TEXT_FILE)
    _require_table(head, path)
    return "text"


def _require_table(head: bytes, path: Path) -> None:
    """Raise `ImportRefused` for what is no table of text."""
    wide = wide_encoding(head)
    plain = head.decode(wide, "ignore").encode("utf-8", "ignore") if wide else head
    if plain.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        if _HTML.search(plain):
            raise refused(
                _(
                    "{name} is a web page (HTML). Open it in Excel or LibreOffice and save it "
                    "as .xlsx."
                ),
                path,
            )
        raise refused(
            _("{name} is an XML file. Open it in Excel or LibreOffice, save it as .xlsx."), path
        )
    workbook = path.suffix.lower() in WORKBOOKS
    # Control characters that no text has.
    if sum(plain.count(sign) for sign in b"\0\1\2\3\4\5\6\7\x0e\x0f") * 50 > len(plain) or (
        workbook and b"\0" in plain
    ):
        raise refused(_("{name} is not a workbook, nor a table of text. Ask for it again."), path)
    if workbook:
        raise refused(
            _(
                "{name} is named as a workbook but is plain text. If it is a table, "
                "rename it to .csv and import that."
            ),
            path,
        )


def wide_encoding(head: bytes) -> str:
    """Return the encoding of a text in UTF-16 or 32, by its mark or its zeros; "" for others."""
    for mark, name in _WIDE_MARKS:
        if head.startswith(mark):
            return name
    # Of a Latin letter, a digit or a blank in UTF-16 every second byte is zero.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _require_size(path: Path, size: int, most: int) -> None:
    if size > most:
        raise refused(
            _("{name} has {size:,} MB; at most {most:,} are read. Divide it into several."),
            path,
            size=size // limits.MB,
            most=most // limits.MB,
        )


def ole_kind(data: bytes, path: Path) -> None:
    """Raise `ImportRefused` for an OLE file that is no old workbook or needs a password."""
    if not data.startswith(_OLE):
        return
    if _named("EncryptedPackage", data) or _named("EncryptionInfo", data):
        raise locked(path)
    if not (_named("Workbook", data) or _named("Book", data)):
        if _named("WordDocument", data):
            raise refused(
                _("{name} is an old Word document. Copy its table into a workbook."), path
            )
        if _named("PowerPoint Document", data):
            raise refused(_("{name} is an old PowerPoint presentation."), path)
        raise refused(
            _("{name} is an old Office file (.xls) without a workbook in it. Ask for it again."),
            path,
        )


def _named(name: str, data: bytes) -> bool:
    return name.encode("utf-16-le") in data


def locked(path: Path) -> ImportRefused:
    """Return the refusal of a workbook that asks for a password."""
    return refused(
        _(
            "{name} is protected with a password. Open it in Excel, save it without one "
            "(File, Info, Protect Workbook), and import that."
        ),
        path,
    )


def open_elsewhere(path: Path) -> bool:
    """Whether Excel's or LibreOffice's mark says that the file is open in it."""
    return (
        any((path.parent / f"{mark}{path.name}").exists() for mark in ("~$",))
        or (path.parent / f".~lock.{path.name}#").exists()
    )


def too_long(path: Path) -> ImportRefused:
    """Return the refusal of a file that takes too long."""
    return refused(
        _(
            "{name} takes too long to read, so the reading was ended. It may be damaged, or made "
            "to do harm; save it anew as .xlsx, or divide it."
        ),
        path,
    )


def too_large(path: Path) -> ImportRefused:
    """Return the refusal of a file that needs too much memory."""
    return refused(
        _(
            "{name} needs more memory than a file may have. Divide it into several, or save the "
            "sheet that you need as .csv."
        ),
        path,
    )


def damaged(path: Path) -> ImportRefused:
    """Return the refusal of a file that ends a reader without a word."""
    return refused(_("{name} is damaged and could not be read. Ask for it again."), path)


def old_damaged(path: Path) -> ImportRefused:
    """Return the refusal of an old workbook that can't be read."""
    return refused(
        _(
            "{name} is an old workbook (.xls) that could not be read. Open it in Excel or "
            "LibreOffice, save it as .xlsx, and import that."
        ),
        path,
    )


def changed(path: Path) -> ImportRefused:
    """Return the refusal of a file that somebody writes to while it is read."""
    return refused(
        _("{name} was changed while it was read. Wait until it is saved, then try again."), path
    )
