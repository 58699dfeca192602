"""What a workbook's small parts say: its sheets and where they lie, its formats, its epoch."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from desktop.records.words import _
from desktop.sheets.raw import Shape
from desktop.sheets.reading import limits
from desktop.sheets.reading.formats import shape_of
from desktop.sheets.reading.package import Package

_MAIN = "xl/workbook.xml"
_STATES = {"hidden": "hidden", "veryHidden": "veryHidden"}
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style makes of its number; `code` only with `Shape.DIGITS`."""

    shape: Shape
    code: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it: `part` is None where the zip has no such part."""

    title: str
    hidden: str
    part: str | None


@dataclass(slots=True)
class Workbook:
    """What the small parts of an .xlsx say."""

    sheets: list[Listed] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    texts: str | None = None
    from_1904: bool = False


def local(name: str) -> str:
    """Return an element's or attribute's name without its namespace."""
    return name.rpartition(" ")[2]


def elements(package: Package, part: str, handle: Callable[[str, Attributes], None]) -> None:
    """Call `handle(name, attributes)` for each element of a part, in order.

    Raises `ImportRefused` where the part is no XML, nested too deep, or holds a DTD.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.DEPTH:
            raise package.harmful(_("{part} is nested too deep").format(part=part))
        handle(local(name), attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    forbid_dtd(parser, package, part)
    try:
        for piece in package.pieces(part):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise package.damaged(part) from error


def forbid_dtd(parser: expat.XMLParserType, package: Package, part: str) -> None:
    """Make a parser raise `ImportRefused` at a document type declaration."""

    def declared(*_what: object) -> None:
        raise package.harmful(_("{part} declares a document type (DTD)").format(part=part))

    parser.StartDoctypeDeclHandler = declared


def read_workbook(package: Package) -> Workbook:
    """Read the list of sheets, the formats and the epoch; raise `ImportRefused` without sheets."""
    main = _main_part(package)
    related = _relations(package, main)
    book = Workbook()
    listed: list[tuple[str, str, str]] = []

    def handle(name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            # Extensions have an element of the same name, which doesn't say it.
            book.from_1904 |= attributes.get("date1904") in {"1", "true", "on"}
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            state = _STATES.get(attributes.get("state", ""), "visible")
            listed.append((attributes.get("name", ""), state, relation))

    elements(package, main, handle)
    for title, state, relation in listed:
        kind, target = related.get(relation, ("", ""))
        if kind not in {"", "worksheet"}:
            book.left_out.append(title)
        else:
            book.sheets.append(Listed(title, state, package.find(target) if target else None))
    if not book.sheets:
        raise package.damaged(_("its list of sheets"))
    book.texts = _of_kind(package, related, "sharedStrings")
    styles = _of_kind(package, related, "styles")
    if styles is not None:
        book.styles = _read_styles(package, styles)
    return book


def _main_part(package: Package) -> str:
    """Return the workbook's part; where the relations are broken, the usual one."""
    relations = package.find("_rels/.rels")
    found: list[str] = []

    def handle(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", ""))

    usual = package.find(_MAIN)
    if relations is not None and usual is None:
        elements(package, relations, handle)
    main = usual or next(filter(None, map(package.find, found)), None)
    if main is None:
        raise package.damaged(_("its list of sheets"))
    return main


def _relations(package: Package, main: str) -> dict[str, tuple[str, str]]:
    """Return what the workbook is related to: id -> (last word of the type, name of the part)."""
    folder, name = posixpath.split(main)
    part = package.find(f"{folder}/_rels/{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def handle(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            if not target.startswith("/"):
                target = f"{folder}/{target}"
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, target)

    if part is not None:
        elements(package, part, handle)
    return found


def _of_kind(package: Package, related: dict[str, tuple[str, str]], kind: str) -> str | None:
    target = next((target for found, target in related.values() if found == kind), None)
    return package.find(target) if target else None


def _read_styles(package: Package, part: str) -> list[Style]:
    """Return what each cell style makes of numbers; raise `ImportRefused` for too many."""
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside = False

    def handle(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            codes.setdefault(_int(attributes.get("numFmtId")), attributes.get("formatCode", ""))
        elif name in {"cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            numbers.append(_int(attributes.get("numFmtId")))
        if len(numbers) > limits.STYLES or len(codes) > limits.STYLES:
            raise package.harmful(_("it has over {n:,} styles").format(n=limits.STYLES))

    elements(package, part, handle)
    made: dict[int, Style] = {}
    for number in numbers:
        if number not in made:
            made[number] = Style(*shape_of(number, codes.get(number)))
    return [made[number] for number in numbers]


def _int(written: str | None) -> int:
    try:
        return int(written or 0)
    except ValueError:
        return 0
