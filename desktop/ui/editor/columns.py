"""The editor's three columns side by side, and the field among them that the cursor is in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from desktop.desk.entered import Problem
from desktop.ui.editor.fields import Field
from desktop.ui.editor.reports import ReportsColumn
from desktop.ui.editor.source import SourceColumn
from desktop.ui.editor.what import WhatColumn
from desktop.ui.editor.work import Work
from desktop.ui.kit.splits import remember

_SHARES = (27, 45, 28)


class Columns(QSplitter):
    """What happened, the reports with their figures, and the source; they share one `Work`."""

    def __init__(self, work: Work) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.what = WhatColumn(work)
        self.reports = ReportsColumn(work)
        self.source = SourceColumn(work)
        self.setHandleWidth(1)
        for column, share in zip((self.what, self.reports, self.source), _SHARES, strict=True):
            self.addWidget(column)
            self.setStretchFactor(self.count() - 1, share)
        work.value_wanted.connect(self._show_value)
        remember(self, work.workplace.settings, "editor columns", [share * 12 for share in _SHARES])

    def load(self) -> None:
        """Show the entry that is on the page now."""
        self.what.load()
        self.reports.load()
        self.source.load()

    def reload(self) -> None:
        """Show what came, went or was renamed in the entry."""
        self.reports.load()
        self.source.load()
        self.what.fields.load()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show beside each field why it can't be saved, and put the cursor in the first."""
        self.what.fields.judge()
        self.reports.judge()
        self.source.judge()
        if self.what.form.go_to_problem() or self.reports.go_to_problem():
            return
        for problem in problems:
            if self.source.go_to_problem(problem.uid):
                return

    def _focused(self) -> Field | None:
        groups: list[Any] = [self.what.fields, self.source.fields, self.source.more]
        for section in self.reports.sections:
            groups += [section.fields, section.more_fields]
        return next((found for group in groups if (found := group.focused()) is not None), None)

    def repeat(self) -> None:
        """Write the last value of the field that the cursor is in; in a table, the one above."""
        field = self._focused()
        if field is not None:
            field.repeat()
            return
        section = self.reports.around(QApplication.focusWidget())
        if section is not None and section.table.hasFocus():
            section.table.repeat()

    def cross(self) -> None:
        """Go from words of the source to the value that stands on them, or from it to them."""
        text = self.source.text
        if text.hasFocus():
            use = self.source.marking.use_at(text.at())
            shown = self._show_value(use.record, use.field) if use is not None else None
            if shown is not None:
                shown.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        here = self._here()
        if here is not None and self.source.show_words(*here, select=True):
            self.source.marking.go()

    def _here(self) -> tuple[str, str] | None:
        """Return the uid and field of the value that the cursor is on; of a figure its quote."""
        field = self._focused()
        if field is not None:
            return field.record.uid, field.name
        section = self.reports.around(QApplication.focusWidget())
        figure = section.table.figure() if section is not None else ""
        return (figure, "quote") if figure else None

    def _show_value(self, uid: str, name: str) -> QWidget | None:
        if name in self.what.form.rows and uid == self.what.fields.record.uid:
            row = self.what.form.row(name)
            self.what.ensureWidgetVisible(row)
            return row.editor
        return self.reports.show_value(uid, name)

    def saved_field(self) -> tuple[str, str] | None:
        """Return the uid and name of the field that the cursor is in, if the desk may hold it."""
        field = self._focused()
        if field is not None and field.record.base is not None:
            return field.record.uid, field.name
        section = self.reports.around(QApplication.focusWidget())
        if section is not None and section.table.figure():
            return section.table.figure(), section.table.column_name()
        return None
