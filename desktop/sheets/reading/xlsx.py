"""Reads an .xlsx workbook: each sheet by the fast reader where nothing is lost, else exactly."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from python_calamine import CalamineWorkbook, PasswordError

from desktop.records.words import _
from desktop.sheets.reading import exact, limits
from desktop.sheets.reading.fast import Lossy, open_book, send_sheet, sheet_named
from desktop.sheets.reading.package import Package
from desktop.sheets.reading.parts import Listed, Workbook, read_workbook
from desktop.sheets.reading.scan import Findings, Scan, cells_spanned, loses_text
from desktop.sheets.reading.send import Sender

# So much of a sheet is looked over before the fast reader begins with it.
_FIRST_LOOK = limits.MB
# What is looked for in texts may be cut in two.
_OVERLAP = 64
# The fast reader holds every cell between the first and the last, 24 bytes each.
_SPANNED = 8_000_000


def read_xlsx(package: Package, data: bytes, sender: Sender, *, careful: bool) -> list[str]:
    """Send every sheet of a workbook and return notes; raise `ImportRefused` where one is damaged.

    `careful` is for a workbook on which the fast reader died.
    """
    book = read_workbook(package)
    sizes = [package.size(sheet.part) for sheet in book.sheets]
    sender.begin("xlsx", [(one.title, one.hidden) for one in book.sheets], sum(sizes))
    reader = _Reader(package, data, book, sender, careful=careful)
    for number, (sheet, size) in enumerate(zip(book.sheets, sizes, strict=True)):
        reader.read(number, sheet)
        sender.base += size
        sender.tell(b"S", number)
    return [
        _("“{title}” has no cells (a chart or a macro) and was left out.").format(title=title)
        for title in book.left_out
    ] + [
        _("“{title}” is listed in the workbook, but missing from the file.").format(title=one.title)
        for one in book.sheets
        if one.part is None
    ]


class _Look:
    """Looks over a sheet: its beginning at once, the rest while the fast reader works."""

    def __init__(self, pieces: Iterator[bytes], book: Workbook, aside: Executor) -> None:
        self._pieces, self._scan, self._aside = pieces, Scan(book.styles), aside

    def begin(self) -> Future[Findings]:
        """Look at the beginning, and return the promise of the rest.

        Raises `Lossy` where the beginning suffices, or `ImportRefused`.
        """
        seen = bytearray()
        for piece in self._pieces:
            seen += piece
            if not self._scan.look(piece):
                raise Lossy(self._scan.found.lossy)
            if len(seen) > _FIRST_LOOK:
                break
        if cells_spanned(bytes(seen)) > _SPANNED:
            raise Lossy("too wide or too high to be held whole")
        return self._aside.submit(self._go_on)

    def _go_on(self) -> Findings:
        for piece in self._pieces:
            if not self._scan.look(piece):
                break
        return self._scan.end()


def _needs_care(package: Package, book: Workbook) -> bool:
    """Whether the fast reader would change texts of this workbook."""
    if package.size(book.texts) > limits.WHOLE_TEXTS:
        return True
    rest = b""
    for piece in package.pieces(book.texts) if book.texts else ():
        text = rest + piece
        if loses_text(text):
            return True
        rest = text[-_OVERLAP:]
    return False


def _opened(data: bytes) -> CalamineWorkbook | None:
    """Return the workbook in the fast reader's hands; None where it can't read it."""
    try:
        return open_book(data)
    except (Lossy, PasswordError):
        return None


class _Reader:
    """Reads the sheets of one workbook, and what they share when it is first needed."""

    def __init__(
        self, package: Package, data: bytes, book: Workbook, sender: Sender, *, careful: bool
    ) -> None:
        self._package, self._book, self._sender = package, book, sender
        self._texts: list[str] | None = None
        self._aside = ThreadPoolExecutor(2)
        self._care = self._aside.submit(_needs_care, package, book)
        titles = {sheet.title for sheet in book.sheets}
        sure = not careful and not package.ambiguous and len(titles) == len(book.sheets)
        self._fast = _opened(data) if sure else None

    def read(self, number: int, sheet: Listed) -> None:
        """Send one sheet."""
        if sheet.part is None:
            return None
        if self._fast is not None and self._package.size(sheet.part) <= limits.WHOLE_SHEET:
            try:
                return self._read_fast(self._fast, number, sheet, sheet.part)
            except Lossy:
                self._sender.tell(b"R", number)
        return self._read_exactly(number, sheet.part)

    def _read_fast(self, fast: CalamineWorkbook, number: int, sheet: Listed, part: str) -> None:
        """Send one sheet by the fast reader; raise `Lossy` where it would lose anything."""
        rest = _Look(self._package.pieces(part), self._book, self._aside).begin()
        found = sheet_named(fast, sheet.title)
        if self._care.result():
            self._fast = None
            raise Lossy("texts")
        findings = rest.result()
        if findings.lossy:
            raise Lossy(findings.lossy)
        size = self._package.size(part)
        send_sheet(found, number, self._sender, size, findings.has_time_of_day, strict=True)

    def _read_exactly(self, number: int, part: str) -> None:
        if self._texts is None:
            self._texts = exact.read_texts(self._package, self._book)
        of_sheet = (self._package, part, self._book, self._texts, self._sender.reached)
        try:
            self._sender.rows(number, exact.read_rows(*of_sheet))
        except exact.Disordered:
            self._sender.tell(b"R", number)
            self._sender.rows(number, exact.gathered_rows(*of_sheet))
