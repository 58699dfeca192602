"""Fields under each other, each with its label above and what is wrong or understood below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.records.errors import Ambiguous, Invalid, Unknown
from desktop.records.kinds import Kind
from desktop.records.words import _
from desktop.store.read import Named
from desktop.ui.kit import theme
from desktop.ui.kit.chips import Chip
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import Editor, FlagEditor
from desktop.ui.kit.flow import Flow
from desktop.ui.kit.icons import icon
from desktop.ui.kit.widgets import button, label

NOTE = 0.92
_PADDING = 7
_CHIPS = 6
_ADDABLE = ("place", "speaker", "source", "term")


class _Note(QWidget):
    """The line under a field: a problem with its sign and its buttons, or a hint."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self._sign.setAccessibleName(_("Problem"))
        self.words = label("", "muted")
        self.words.setParent(self)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.words.setSizePolicy(policy)
        self._chips = QWidget(self)
        self.chips = Flow(self._chips, gap=theme.GRID)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._chips)
        self._sign.hide()
        self._chips.hide()
        self._fit()

    def say(self, text: str, role: str) -> None:
        """Show a text; the sign stands before a problem only."""
        self.clear()
        self.words.setText(text)
        if self.words.property("role") != role:
            self.words.setProperty("role", role)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)
        self._sign.setVisible(role in _SIGNS)
        if role in _SIGNS:
            self._draw(role)

    def add(self, widget: QWidget) -> None:
        """Put a button after the text."""
        self.chips.addWidget(widget)
        self._chips.show()
        widget.show()

    def clear(self) -> None:
        """Take the buttons away."""
        while (item := self.chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chips.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign anew in the colours of another theme."""
        super().changeEvent(event)
        role = self.words.property("role") if event.type() == QEvent.Type.PaletteChange else None
        if role in _SIGNS:
            self._draw(role)

    def _draw(self, role: str) -> None:
        side = QFontMetrics(self.words.font()).height()
        drawn = icon(_SIGNS[role], role).pixmap(QSize(side, side), self.devicePixelRatioF())
        self._sign.setPixmap(drawn)

    def _fit(self) -> None:
        self.words.setFont(theme.font(scale=NOTE))
        # Room for one line is always there, so that the fields below do not move.
        metrics = QFontMetrics(self.words.font())
        self.words.setMinimumHeight(metrics.lineSpacing())
        # The words of the buttons begin where those of the problem do.
        self.chips.setContentsMargins(metrics.height() + theme.GRID - _PADDING, 0, 0, 0)


_SIGNS = {"error": "error", "warning": "warning", "done": "done"}


class Row(QWidget):
    """One field: label, editor, and the line below.

    `words_wanted` asks for the words of the source that its value stands on.
    """

    words_wanted = Signal()

    def __init__(
        self, name: str, kind: Kind[Any], editor: Editor, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.kind = kind
        self.editor = editor
        self.label = label("" if isinstance(editor, FlagEditor) else words)
        # An ampersand in a label is an ampersand: the keys of fields are Tab and F6 to F8.
        self.label.setBuddy(editor)
        self.label.setToolTip(kind.description)
        self._problem = ""
        self._note = _Note(self)
        self._chip: Chip | None = None
        editor.setAccessibleName(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.GRID)
        self._head.addWidget(self.label)
        self._head.addStretch(1)
        layout.addLayout(self._head)
        layout.addLayout(self._beside(editor))
        layout.addWidget(self._note)
        self._describe()

    @staticmethod
    def _beside(editor: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(editor)
        if not _grows(editor):
            line.addStretch(1)
        return line

    @property
    def number(self) -> int:
        """The number of the words that the value stands on, 0 for none."""
        return self._chip.number if self._chip is not None else 0

    def set_number(self, number: int) -> None:
        """Show the number of the words that the value stands on; 0 shows none."""
        if number == self.number:
            return
        if self._chip is None:
            self._chip = Chip(self)
            self._chip.clicked.connect(self.words_wanted)
            self._head.insertWidget(1, self._chip)
        self._chip.show_number(number)

    @property
    def problem(self) -> str:
        """What is wrong with the field, or ""."""
        return self._problem

    @property
    def note(self) -> str:
        """What stands under the field."""
        return self._note.words.text()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons under the field, in reading order."""
        flow = self._note.chips
        items = [flow.itemAt(index) for index in range(flow.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [one for one in widgets if isinstance(one, QPushButton)]

    def set_problem(self, text: str) -> None:
        """Show what is wrong with the field in place of the hint; "" shows that nothing is."""
        self._problem = text
        self._note.say(text, "error" if text else "muted")
        self.editor.set_problem(bool(text))
        self._describe()

    def set_hint(self, text: str, role: str = "muted") -> None:
        """Show what was understood, in place of a problem; `role` may be warning or done."""
        self._problem = ""
        self._note.say(text, role)
        self.editor.set_problem(False)
        self._describe()

    def extra(self, widget: QWidget) -> None:
        """Put a button under the field; the next problem or hint takes it away."""
        before = self.buttons[-1] if self.buttons else self.editor
        self._note.add(widget)
        QWidget.setTabOrder(before, widget)

    def set_error(self, error: Invalid | None) -> None:
        """Show why a text can't be read, with buttons that mend it: each meaning, or adding it."""
        editor = self.editor
        if not isinstance(editor, CompletingEditor):
            self.set_problem(str(error) if error else "")
        elif isinstance(error, Ambiguous):
            words = _("“{text}” may be one of {n}. Which is meant?")
            self.set_problem(words.format(text=error.text[:40], n=len(error.uids)))
            for named in editor.choices(error)[:_CHIPS]:
                self.extra(self._meaning(editor, error.text, named))
        else:
            self.set_problem(str(error) if error else "")
            if isinstance(error, Unknown) and error.target in _ADDABLE:
                self.extra(self._adding(editor, error))

    @staticmethod
    def _meaning(editor: CompletingEditor, text: str, named: Named) -> QPushButton:
        nearest = named.detail.split(",")[0]
        words = f"{named.name}, {nearest}" if nearest else named.name
        return button(words, lambda: editor.choose(text, named), "quiet")

    @staticmethod
    def _adding(editor: CompletingEditor, error: Unknown) -> QPushButton:
        words = _("Add “{text}”…").format(text=error.text[:40])
        return button(words, lambda: editor.wanted.emit(error.target, error.text), "quiet")

    def _describe(self) -> None:
        self.editor.setAccessibleDescription(
            " ".join(part for part in (self.note, self.kind.description) if part)
        )


def _grows(editor: QWidget) -> bool:
    return editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding


Cell = tuple[str, Kind[Any], Editor]


class Form(QWidget):
    """Fields in reading order, which is their Tab order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, Row] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.GAP)

    def add(self, name: str, kind: Kind[Any], editor: Editor, *, label: str = "") -> Row:
        """Add a field in a line of its own."""
        row = self._row(name, kind, editor, label)
        self._layout.addWidget(row)
        return row

    def add_pair(self, *cells: Cell, shares: Sequence[int] = ()) -> list[Row]:
        """Add short fields side by side; `shares` divide the width other than by their sorts."""
        line = QHBoxLayout()
        line.setSpacing(theme.GROUP)
        made = []
        shares = shares or [2 if _grows(editor) else 1 for _name, _kind, editor in cells]
        for (name, kind, editor), share in zip(cells, shares, strict=True):
            row = self._row(name, kind, editor, "")
            line.addWidget(row, share, Qt.AlignmentFlag.AlignTop)
            made.append(row)
        self._layout.addLayout(line)
        return made

    def add_heading(self, text: str) -> QLabel:
        """Add a heading over the fields that follow."""
        made = label(text, "heading")
        if self._layout.count():
            self._layout.addSpacing(theme.GAP)
        self._layout.addWidget(made)
        return made

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field."""
        self._layout.addWidget(widget)

    def add_stretch(self) -> None:
        """Leave the room below the fields free."""
        self._layout.addStretch(1)

    def row(self, name: str) -> Row:
        """Return the field with a name."""
        return self.rows[name]

    def show_errors(self, errors: "Sequence[tuple[str, Invalid]]") -> None:
        """Show what is wrong beside each field that is named, and nothing beside the others."""
        wrong = dict(errors)
        for name, row in self.rows.items():
            if name in wrong:
                row.set_error(wrong[name])
            elif row.problem:
                row.set_error(None)

    def go_to_problem(self) -> bool:
        """Put the cursor into the first field that has a problem; return whether there is one."""
        for row in self.rows.values():
            if row.problem:
                row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _row(self, name: str, kind: Kind[Any], editor: Editor, words: str) -> Row:
        row = Row(name, kind, editor, words or kind.label, self)
        if self.rows:
            QWidget.setTabOrder(next(reversed(self.rows.values())).editor, editor)
        self.rows[name] = row
        return row
