"""The look at a zip: names and sizes, claimed and real, before anything in it is believed."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from desktop.records.words import _
from desktop.sheets.errors import ImportRefused
from desktop.sheets.reading import limits
from desktop.sheets.reading.nature import locked, refused

_CHUNK = 256 * 1024
_XML = (".xml", ".rels", ".vml")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """An open zip whose parts are found by any spelling and read piece by piece."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._bytes = len(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self._cut_off(data) from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._folded: dict[str, str] = {}
        # Names that differ in case only, or not at all, are read differently by different readers.
        self.ambiguous = False
        for entry in self._zip.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/")
            self._parts.setdefault(name, entry)
            self.ambiguous |= self._folded.setdefault(name.lower(), name) != name or (
                self._parts[name] is not entry
            )
        self._look()

    def _cut_off(self, data: bytes) -> ImportRefused:
        # The end of a zip: 22 bytes, the last two of which say how long a comment follows.
        end = data.rfind(b"PK\x05\x06")
        if end < 0 or len(data) < end + 22 + int.from_bytes(data[end + 20 : end + 22], "little"):
            return refused(
                _("{name} is cut off: its end is missing. Copy or download it again."), self.path
            )
        return self.damaged(_("its list of parts"))

    def damaged(self, what: str) -> ImportRefused:
        """Return the refusal of a package in which something can't be read."""
        return refused(
            _("{name} is damaged ({what} can't be read). Ask for it again."), self.path, what=what
        )

    def harmful(self, what: str) -> ImportRefused:
        """Return the refusal of a package that would do harm."""
        return refused(
            _("{name} was refused: {what}. No office program does that; ask where it comes from."),
            self.path,
            what=what,
        )

    def _look(self) -> None:
        """Raise `ImportRefused` for sizes that can't be or would do harm, and for passwords."""
        entries = self._zip.infolist()
        if len(entries) > limits.PARTS:
            raise self.harmful(_("it has {n:,} parts").format(n=len(entries)))
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked(self.path)
        if sum(entry.compress_size for entry in entries) > self._bytes:
            raise self.harmful(_("its parts lie over one another"))
        for entry in entries:
            if entry.file_size > max(limits.BIG, limits.RATIO * entry.compress_size):
                raise self.harmful(
                    _("{part} unpacks from {packed:,} KB to {size:,} MB").format(
                        part=entry.filename,
                        packed=entry.compress_size // 1024,
                        size=entry.file_size // limits.MB,
                    )
                )
        if sum(entry.file_size for entry in entries) > limits.UNPACKED:
            raise refused(
                _("{name} holds more than can be read at once. Divide it into several."), self.path
            )

    def require_no_dtd(self) -> None:
        """Raise `ImportRefused` where any XML part declares a document type or an entity."""
        for name in self._parts:
            if name.lower().endswith(_XML):
                self._require_plain(name)

    def _require_plain(self, name: str) -> None:
        parser = expat.ParserCreate()
        begun: list[str] = []

        def declared(*_what: object) -> None:
            raise self.harmful(_("{part} declares a document type (DTD)").format(part=name))

        parser.StartDoctypeDeclHandler = declared
        parser.StartElementHandler = lambda tag, _attributes: begun.append(tag)
        size = 0
        try:
            for chunk in self.pieces(name, 4096):
                parser.Parse(chunk)
                size += len(chunk)
                if begun:
                    return
                if size > limits.PROLOG:
                    raise self.harmful(_("{part} begins with blanks only").format(part=name))
        except expat.ExpatError:
            # Where it matters, the part's own reader says that it is damaged.
            return

    def find(self, name: str) -> str | None:
        """Return a part's name as the zip spells it; None where it has none."""
        name = posixpath.normpath(name.replace("\\", "/")).lstrip("/")
        return name if name in self._parts else self._folded.get(name.lower())

    @property
    def unpacked(self) -> int:
        """How many bytes all parts have together."""
        return sum(entry.file_size for entry in self._zip.infolist())

    def begins(self, *folders: str) -> bool:
        """Whether any part lies in one of these folders."""
        return any(name.startswith(folders) for name in self._folded)

    def size(self, name: str | None) -> int:
        """Return how many bytes a part has unpacked; 0 for none."""
        return self._parts[name].file_size if name is not None else 0

    def packed(self, name: str) -> int:
        """Return how many bytes a part has as it is packed."""
        return self._parts[name].compress_size

    def pieces(self, name: str, size: int = _CHUNK) -> Iterator[bytes]:
        """Yield a part's bytes as they are unpacked; raise `ImportRefused` where they can't be."""
        try:
            with self.stream(name) as stream:
                while chunk := stream.read(size):
                    yield chunk
        except _BROKEN as error:
            raise self.damaged(name) from error

    def stream(self, name: str) -> IO[bytes]:
        """Open a part."""
        return self._zip.open(self._parts[name])

    def whole(self, name: str, most: int = limits.BIG) -> bytes:
        """Return a small part whole; raise `ImportRefused` where it is not small."""
        if self.size(name) > most:
            raise self.harmful(_("{part} is too large").format(part=name))
        return b"".join(self.pieces(name))


def kind(package: Package) -> str:
    """Return "xlsx", "xlsb" or "ods"; raise `ImportRefused` for any other zip."""
    if package.find("xl/workbook.bin"):
        return "xlsb"
    mime = package.find("mimetype")
    if mime is not None:
        written = package.whole(mime, limits.MB)
        if b"opendocument.spreadsheet" in written:
            return "ods"
        if b"opendocument" in written:
            raise refused(
                _("{name} is a LibreOffice document, but no spreadsheet. Copy its table into one."),
                package.path,
            )
    if package.begins("word/"):
        raise refused(_("{name} is a Word document. Copy its table into a workbook."), package.path)
    if package.begins("ppt/"):
        raise refused(_("{name} is a PowerPoint presentation, not a workbook."), package.path)
    if package.begins("xl/"):
        return "xlsx"
    if package.find("[Content_Types].xml") or package.find("_rels/.rels"):
        return "xlsx"
    raise refused(
        _("{name} is a zip archive, not a workbook. Unpack it and import what is inside."),
        package.path,
    )
