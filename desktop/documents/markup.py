"""HTML made into text: paragraphs and lines are kept, scripts, styles and menus left out."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from desktop.documents.document import Document
from desktop.records.kinds import clean

# Begin and end a line, or a paragraph with an empty line around it.
_LINES = frozenset({"div", "li", "tr", "dt", "dd", "figcaption", "caption", "summary", "option"})
_PARAGRAPHS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre", "hr",
    "section", "article", "main", "header", "figure", "details", "address", "body",
})  # fmt: skip
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "svg", "math", "iframe", "object"})
# What stands around the text of a page.
_AROUND = frozenset({"nav", "footer", "aside", "button", "select", "dialog", "form"})
_META = {
    "og:title": "title", "og:site_name": "publisher", "og:url": "url",
    "article:published_time": "published", "datepublished": "published",
}  # fmt: skip
# An edge of a line, a break that was asked for, and an edge of a paragraph.
_LINE, _BREAK, _PARAGRAPH = "\ue001", "\ue002", "\ue003"
_EDGES = _LINE + _BREAK + _PARAGRAPH
_NO_EDGES = str.maketrans("", "", _EDGES)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# Begun where blanks begin only, or a long run of them would be looked through again and again.
_BREAKS = re.compile(rf"(?<![ \t])[ \t]*[{_EDGES}][ \t{_EDGES}]*")
_BEGINS = re.compile(
    r"\s*<(!doctype|html|head|body|article|div|p|span|table|h\d|ul|ol|meta|!--)", re.IGNORECASE
)
_EMOJI = 4
# Less than this is no article, and no page without its surroundings.
_LEAST = 200


def is_html(text: str) -> bool:
    """Return whether a pasted text is the source of a page, or of a part of one."""
    return bool(_BEGINS.match(text)) and "</" in text


def from_html(markup: str) -> Document:
    """Return the text of a page and what it says of itself; never raises, whatever it is given.

    It may take very long for what was made to do harm, so only the child calls it.

    Of a page with an article that is the text; menus, footers and the like are left out unless
    hardly anything would be left.
    """
    markup = clean(markup).translate(_NO_EDGES)
    reader = _read(markup, _AROUND)
    text = reader.article or reader.text
    if len(text) < _LEAST:
        whole = _read(markup, frozenset()).text
        text = whole if len(whole) > 2 * len(text) else text
    told = reader.told
    title = " ".join((told.get("title") or "".join(reader.title)).split())
    return Document(
        text,
        title,
        told.get("publisher", ""),
        told.get("url", "") or told.get("canonical", ""),
        told.get("published", ""),
        told.get("language", ""),
    )


def _read(markup: str, around: frozenset[str]) -> "_Reader":
    reader = _Reader(around)
    reader.feed(markup)
    reader.close()
    return reader


@dataclass
class _Place:
    """Where the reading is: in how many elements that have no text, that are kept as they are."""

    skipped: list[str] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    titled: bool = False
    articles: int = 0
    article_from: int = 0


class _Reader(HTMLParser):
    """Gathers the text of a page piece by piece."""

    def __init__(self, around: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._without = _NO_TEXT | around
        self._pieces: list[str] = []
        self._articles: list[str] = []
        self._at = _Place()
        self.title: list[str] = []
        self.told: dict[str, str] = {}

    @property
    def text(self) -> str:
        """All of the text."""
        return _joined(self._pieces)

    @property
    def article(self) -> str:
        """The longest article; "" where there is none worth the name."""
        longest = max(self._articles, key=len, default="")
        return longest if len(longest) >= _LEAST else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what begins."""
        given = {name: value or "" for name, value in attrs}
        self._tell(tag, given)
        if tag in self._without:
            self._at.skipped.append(tag)
            self._at.open[tag] += 1
        elif tag == "title":
            self._at.titled = not self._at.skipped
        elif not self._at.skipped:
            self._break(tag, begins=True)
            if tag == "pre":
                self._at.kept += 1
            elif tag == "article":
                if not self._at.articles:
                    self._at.article_from = len(self._pieces)
                self._at.articles += 1
            elif tag == "img" and 0 < len(given.get("alt", "")) <= _EMOJI:
                self._pieces.append(given["alt"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element without content for one that ends at once."""
        self.handle_starttag(tag, attrs)
        if tag in self._without or tag in {"title", "pre", "article"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take note of what ends."""
        if self._at.open[tag]:
            # An element that was never closed ends with the one that it is in.
            last = ""
            while last != tag:
                last = self._at.skipped.pop()
                self._at.open[last] -= 1
        elif tag == "title":
            self._at.titled = False
        elif not self._at.skipped:
            self._break(tag, begins=False)
            if tag == "pre":
                self._at.kept = max(0, self._at.kept - 1)
            elif tag == "article" and self._at.articles:
                self._at.articles -= 1
                if not self._at.articles:
                    self._articles.append(_joined(self._pieces[self._at.article_from :]))

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._at.titled:
            self.title.append(data)
        elif not self._at.skipped:
            kept = data.replace("\n", _BREAK) if self._at.kept else _BLANKS.sub(" ", data)
            self._pieces.append(kept)

    def _break(self, tag: str, *, begins: bool) -> None:
        if tag in _PARAGRAPHS:
            self._pieces.append(_PARAGRAPH)
        elif tag in _LINES:
            self._pieces.append(_LINE)
        elif tag == "br":
            self._pieces.append(_BREAK)
        elif tag in {"td", "th"} and begins:
            self._pieces.append("\t")

    def _tell(self, tag: str, given: dict[str, str]) -> None:
        """Take what the page says of itself."""
        if tag == "html" and given.get("lang"):
            self.told.setdefault("language", given["lang"][:2].lower())
        elif tag == "meta":
            said = given.get("property") or given.get("name") or given.get("itemprop") or ""
            name = _META.get(said.lower())
            if name and given.get("content", "").strip():
                self.told.setdefault(name, _BLANKS.sub(" ", given["content"]).strip())
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.told.setdefault("canonical", given.get("href", "").strip())


def _joined(pieces: list[str]) -> str:
    """Return pieces as lines, at most one empty one between two."""

    def broken(found: re.Match[str]) -> str:
        return "\n\n" if _PARAGRAPH in found[0] or found[0].count(_BREAK) > 1 else "\n"

    text = _BREAKS.sub(broken, "".join(pieces))
    return "\n".join(re.sub(r" {2,}", " ", line).strip(" \t") for line in text.split("\n")).strip()
