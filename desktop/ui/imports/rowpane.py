"""One row of the sheet, beside the records that it becomes."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.desk.telling import Report, Told
from desktop.records.models import TYPE_LABELS
from desktop.records.words import _
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.table import Table
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import label

# Of a long text so much is shown.
LONGEST = 600


class RowPane(QWidget):
    """At the left what stands in the sheet, at the right what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Told, Table] | None = None
        self.sheet = _browser(_("In the sheet"))
        self.record = _browser(_("Becomes"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.GAP, 0, 0)
        row.setSpacing(theme.EDGE)
        for words, browser in ((_("In the sheet"), self.sheet), (_("Becomes"), self.record)):
            side = QVBoxLayout()
            side.setSpacing(theme.GRID)
            said = label(words, "heading")
            said.setBuddy(browser)
            side.addWidget(said)
            side.addWidget(browser, 1)
            row.addLayout(side, 1)

    def show_nothing(self) -> None:
        """Show that there is no row."""
        self._shown = None
        self.sheet.setHtml("")
        self.record.setHtml("")

    def show_row(self, told: Told, table: Table) -> None:
        """Show a row."""
        self._shown = (told, table)
        why = {one.column: one.why for one in told.refused if one.row == told.rows[0]}
        lines = []
        for column in table.columns:
            cell = told.cells[column.index] if column.index < len(told.cells) else None
            if cell is None:
                continue
            refused = why.get(column.letter, "")
            said = _cut(text(cell))
            if refused:
                said = f"<span class='error'>⚠ {said}<br>{escape(refused)}</span>"
            lines.append((column.name, said))
        self.sheet.setHtml(_style() + _table(lines))
        self.record.setHtml(_style() + _record(told))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self.show_row(*self._shown)


def _record(told: Told) -> str:
    """Return an incident with its reports as the form would show them."""
    if told.lost:
        return f"<p class='error'>⚠ {escape(_('Nothing of this row comes in.'))}</p>"
    declared = [(_("When"), escape(told.when)), (_("Where"), escape(told.where))]
    lines = [one for one in declared if one[1]]
    lines += [(name, _cut(value)) for name, value in told.fields]
    body = [_table(lines)]
    body += [_report(one) for one in told.reports]
    if told.new:
        new = ", ".join(f"{_(TYPE_LABELS[kind])} “{name[:80]}”" for kind, name in told.new)
        said = _("New on the desk: {names}").format(names=new)
        body.append(f"<p class='muted'>{escape(said)}</p>")
    if len(told.rows) > 1:
        rows = ", ".join(map(str, told.rows[:20]))
        body.append(f"<p class='muted'>{escape(_('Of rows {rows}').format(rows=rows))}</p>")
    return "".join(body)


def _report(report: Report) -> str:
    figures = "".join(
        f"<tr><td class='count' align='right'>{escape(one.count)}</td>"
        f"<td>{'&nbsp;&nbsp;&nbsp;' if one.share else ''}{escape(one.what)}</td></tr>"
        for one in report.figures
    )
    said = _table([(name, _cut(value)) for name, value in report.fields])
    return (
        f"<h3>{escape(report.heading)}</h3>"
        f"<table cellspacing='0' cellpadding='2'>{figures}</table>{said}"
    )


def _table(lines: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td class='muted name'>{escape(name)}</td><td>{value}</td></tr>"
        for name, value in lines
    )
    return f"<table cellspacing='0' cellpadding='2'>{rows}</table>" if rows else ""


def _cut(value: str) -> str:
    """Return a text for HTML, a long one cut."""
    shown = value if len(value) <= LONGEST else f"{value[:LONGEST].rstrip()}…"
    return escape(shown).replace("\n", "<br>")


def _style() -> str:
    found = theme.colours()
    return (
        f"<style>body {{ color: {found.text}; }} .muted {{ color: {found.muted}; }}"
        f".error {{ color: {found.error}; }} .name {{ padding-right: 12px; }}"
        "h3 { font-size: medium; font-weight: 600; margin-top: 12px; margin-bottom: 2px; }"
        ".count { font-weight: 600; padding-right: 8px; white-space: nowrap; }</style>"
    )


def _browser(words: str) -> QTextBrowser:
    made = QTextBrowser()
    made.setOpenLinks(False)
    made.setFrameShape(QTextBrowser.Shape.NoFrame)
    made.setTabChangesFocus(True)
    made.setAccessibleName(words)
    made.setStyleSheet("border: none; background: transparent; padding: 0;")
    made.document().setDocumentMargin(0)
    return made
