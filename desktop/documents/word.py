"""The text of a Word document (.docx), read from its XML: nothing in it is run or looked up."""

from xml.parsers import expat

from desktop.documents.document import Document
from desktop.documents.refusing import too_much
from desktop.records.kinds import LONG_TEXT_LIMIT, clean
from desktop.sheets.reading.package import Package
from desktop.sheets.reading.parts import forbid_dtd, local

_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
# What was struck out while changes were tracked, and what only tells the program what to do.
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "fallback"})


def read_word(package: Package) -> Document:
    """Return a document's text, a paragraph a line; raise `ImportRefused` where it can't be read.

    What was struck out with tracked changes is left out, and so are headers and footnotes.
    """
    package.require_no_dtd()
    main = package.find(_MAIN)
    if main is None:
        raise package.damaged(_MAIN)
    gathered = _Text(package)
    gathered.read(main)
    core = package.find(_CORE)
    title = _title(package, core) if core is not None else ""
    return Document(clean("".join(gathered.pieces)).strip(), title)


class _Text:
    """Gathers the text of the document's main part."""

    def __init__(self, package: Package) -> None:
        self.pieces: list[str] = []
        self._package = package
        self._unseen = 0
        self._words = False
        self._size = 0

    def read(self, part: str) -> None:
        """Read a part; raise `ImportRefused` where it is no XML or holds too much."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        forbid_dtd(parser, self._package, part)
        try:
            for piece in self._package.pieces(part):
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._package.damaged(part) from error

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "t":
            self._words = True
        elif tag in {"tab", "br", "cr"} and not self._unseen:
            # A style names its tab stops by the same word, but outside of text.
            self._add("\t" if tag == "tab" else "\n")

    def _end(self, name: str) -> None:
        tag = local(name)
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag == "t":
            self._words = False
        elif tag == "p" and not self._unseen:
            self._add("\n")

    def _data(self, data: str) -> None:
        if self._words and not self._unseen:
            self._add(data)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > LONG_TEXT_LIMIT:
            raise too_much(self._package.path)
        self.pieces.append(text)


def _title(package: Package, core: str) -> str:
    """Return the title among a document's properties, or ""."""
    found: list[str] = []
    inside: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _attributes: inside.append(local(name))
    parser.EndElementHandler = lambda _name: inside.pop()

    def data(text: str) -> None:
        if inside and inside[-1] == "title":
            found.append(text)

    parser.CharacterDataHandler = data
    forbid_dtd(parser, package, core)
    try:
        parser.Parse(package.whole(core), True)
    except expat.ExpatError:
        return ""
    return " ".join(clean("".join(found)).split())
