"""The editor of each kind of field; whoever shows a field asks `editor` for it."""

import re
from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop.records.count import NONE_REPORTED, NOT_CHECKED, NOT_STATED, Count
from desktop.records.errors import Invalid
from desktop.records.kinds import Choice, Flag, Kind, LongText, Text, clean
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.kinds_values import CountField, Degrees, WhenField, Whole
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.line import LineEditor, mark
from desktop.ui.kit.offerlist import DETAIL, OfferDelegate
from desktop.ui.kit.offers import Offers

_UNBROKEN = re.compile(r"\S{5000}")
COUNT_WIDTH = 12
WHEN_WIDTH = 46
TERM_WIDTH = 30
EMPTIES = {
    Qt.Key.Key_0: Count.exact(0),
    Qt.Key.Key_1: NONE_REPORTED,
    Qt.Key.Key_2: NOT_STATED,
    Qt.Key.Key_3: NOT_CHECKED,
}


class CountEditor(LineEditor):
    """A count as it is typed; Ctrl+0 to Ctrl+3 write the four kinds of empty."""

    def __init__(self, kind: CountField, parent: QWidget | None = None) -> None:
        super().__init__(kind, COUNT_WIDTH, parent)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the four empties from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _empty(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write one of the four kinds of empty, or what is typed."""
        empty = _empty(event)
        if empty is None:
            super().keyPressEvent(event)
        else:
            self.write_empty(empty)

    def write_empty(self, empty: Count) -> None:
        """Write a kind of empty as if it had been typed."""
        self.selectAll()
        self.insert(str(empty))
        self.selectAll()


def _empty(event: QKeyEvent) -> Count | None:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.ControlModifier:
        return None
    return EMPTIES.get(Qt.Key(event.key()))


def wrap_safely(field: QPlainTextEdit, text: str) -> None:
    """Make a field ready for a text that is about to be put in.

    Looking for word boundaries takes a minute in a million letters without a blank, so such a text
    is wrapped anywhere.
    """
    if _UNBROKEN.search(text):
        field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)


class LongTextEditor(QPlainTextEdit):
    """Text of many lines; it grows with them from `least` to `most`, then scrolls."""

    edited = Signal()
    chosen = Signal(str, str)
    wanted = Signal(str, str)

    def __init__(
        self, kind: LongText, parent: QWidget | None = None, *, least: int = 2, most: int = 10
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._least, self._most = least, most
        self._showing = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With the padding, the text begins where that of a one-line field does.
        self.document().setDocumentMargin(2)
        self.setAccessibleName(kind.label)
        self.setAccessibleDescription(kind.description)
        self.setToolTip(kind.description)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )

    def text(self) -> str:
        """Return what stands in the field; unlike Qt's own, with its no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed; `edited` is not emitted."""
        if text == self.text():
            return
        at = self.textCursor().position()
        self._showing = True
        wrap_safely(self, text)
        self.setPlainText(clean(text))
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def set_problem(self, problem: bool) -> None:
        """Draw the field as one whose text can't be saved, or as usual."""
        mark(self, self.kind, problem=problem)

    def set_near(self, uids: Sequence[str]) -> None:
        """Take the places around; no matter here."""

    def set_placeholder(self, text: str) -> None:
        """Show a text in the empty field."""
        self.setPlaceholderText(text)

    def sizeHint(self) -> QSize:
        """Return the height of its lines, within bounds."""
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        frame = 2 * theme.GRID + 1
        margin = 2 * round(self.document().documentMargin())
        tall = lines * QFontMetrics(self.font()).lineSpacing() + margin + frame
        return QSize(theme.text_width(50), tall)

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height that it wants."""
        return QSize(theme.text_width(20), self.sizeHint().height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, without characters that no text has."""
        text = clean(source.text())
        wrap_safely(self, text)
        self.insertPlainText(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only."""
        return source.hasText()

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()


class ChoiceEditor(QComboBox):
    """One of a few fixed words, as wide as the longest; the list says what each means."""

    edited = Signal()
    chosen = Signal(str, str)
    wanted = Signal(str, str)

    def __init__(self, kind: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._raw = ""
        for code, label, meaning in kind.options:
            self.addItem(_(label) if label else "–", code)
            self.setItemData(self.count() - 1, _(meaning) if meaning else "", DETAIL)
            self.setItemData(self.count() - 1, _(meaning), Qt.ItemDataRole.ToolTipRole)
        self.setItemDelegate(OfferDelegate(self))
        self.setAccessibleName(kind.label)
        self.setAccessibleDescription(kind.description)
        self.setToolTip(_meanings(kind))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_text("")
        self.activated.connect(self._picked)

    def text(self) -> str:
        """Return the label of the word that is chosen."""
        code = self.currentData()
        return self._raw if code is None else self.kind.show(code)

    def set_text(self, text: str) -> None:
        """Show the word that a text names; a text that is none of them stands until one is."""
        try:
            code = self.kind.read(text)
        except Invalid:
            self._raw = text
            self.setPlaceholderText(text)
            self.setCurrentIndex(-1)
            return
        self.setCurrentIndex(self.findData(code))

    def set_problem(self, problem: bool) -> None:
        """Draw the field as one whose value can't be saved, or as usual."""
        mark(self, self.kind, problem=problem)

    def set_near(self, uids: Sequence[str]) -> None:
        """Take the places around; no matter here."""

    def set_placeholder(self, text: str) -> None:
        """Show a text where none of the words is chosen."""
        self.setPlaceholderText(text)

    def showPopup(self) -> None:
        """Open the list, wide enough for what its words mean."""
        view = self.view()
        wide = min(view.sizeHintForColumn(0) + theme.EDGE, theme.text_width(80))
        view.setMinimumWidth(max(wide, self.width()))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, which is what people mean to scroll."""
        event.ignore()

    def _picked(self, _row: int) -> None:
        self.edited.emit()


def _meanings(kind: Choice) -> str:
    """Return what the field is for and, a line each, what its words mean."""
    told = [
        f"{_(label)}: {_(meaning)}" for _code, label, meaning in kind.options if label and meaning
    ]
    return "\n".join([kind.description, *told])


class FlagEditor(QCheckBox):
    """Yes or no, with the field's label beside the box."""

    edited = Signal()
    chosen = Signal(str, str)
    wanted = Signal(str, str)

    def __init__(self, kind: Flag, parent: QWidget | None = None) -> None:
        super().__init__(kind.label.replace("&", "&&"), parent)
        self.kind = kind
        self.setAccessibleName(kind.label)
        self.setAccessibleDescription(kind.description)
        self.setToolTip(kind.description)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: self.edited.emit())

    def text(self) -> str:
        """Return "yes", or nothing."""
        return self.kind.show(self.isChecked())

    def set_text(self, text: str) -> None:
        """Show whether a text says yes; one that says neither counts as no."""
        try:
            self.setChecked(self.kind.read(text))
        except Invalid:
            self.setChecked(False)

    def set_problem(self, problem: bool) -> None:
        """Draw the field as one whose value can't be saved, or as usual."""
        mark(self, self.kind, problem=problem)

    def set_near(self, uids: Sequence[str]) -> None:
        """Take the places around; no matter here."""

    def set_placeholder(self, text: str) -> None:
        """Take a text for the empty field; a box has none."""


Editor = LineEditor | LongTextEditor | ChoiceEditor | FlagEditor


@singledispatch
def editor(kind: Kind[Any], offers: Offers, parent: QWidget | None = None) -> Editor:
    """Return an editor for a field; raise TypeError for kinds that nobody types."""
    del offers, parent
    raise TypeError(f"{type(kind).__name__} is not typed by people")


@editor.register
def _text(kind: Text, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return LineEditor(kind, parent=parent)


@editor.register
def _long_text(kind: LongText, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return LongTextEditor(kind, parent)


@editor.register
def _choice(kind: Choice, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return ChoiceEditor(kind, parent)


@editor.register
def _flag(kind: Flag, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return FlagEditor(kind, parent)


@editor.register(Whole)
@editor.register(Degrees)
def _number(kind: Whole | Degrees, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return LineEditor(kind, COUNT_WIDTH, parent)


@editor.register
def _count(kind: CountField, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return CountEditor(kind, parent)


@editor.register
def _when(kind: WhenField, offers: Offers, parent: QWidget | None = None) -> Editor:
    del offers
    return LineEditor(kind, WHEN_WIDTH, parent)


@editor.register
def _link(kind: Link, offers: Offers, parent: QWidget | None = None) -> Editor:
    width = TERM_WIDTH if kind.target == "term" else 0
    return CompletingEditor(kind, offers, characters=width, parent=parent)


@editor.register
def _links(kind: Links, offers: Offers, parent: QWidget | None = None) -> Editor:
    return CompletingEditor(kind, offers, separators=";", parent=parent)


@editor.register
def _places(kind: Places, offers: Offers, parent: QWidget | None = None) -> Editor:
    return CompletingEditor(kind, offers, separators=",;", parent=parent)
