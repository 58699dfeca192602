"""Exports the desk, or what the list shows, to a workbook or CSV, with progress and stop."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.exporting import export, fingerprint, issue
from desktop.desk.tasks import Progress, Task
from desktop.records.errors import Mendable
from desktop.records.words import N_, _, ngettext
from desktop.sheets.receipt import Receipt
from desktop.store import receipts
from desktop.store.listing import Filter
from desktop.store.receipts import Issued
from desktop.ui.kit import theme
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

LAYOUTS = (
    ("full", N_("Everything: incidents, reports, figures, sources, places, speakers")),
    ("incidents", N_("Incidents only, a row each")),
    ("figures", N_("Figures only, a row each")),
)
FORMATS = (("xlsx", N_("Workbook for Excel and LibreOffice (.xlsx)")), ("zip", N_("CSV (.zip)")))
FOLDER = "export folder"


class ExportDialog(QDialog):
    """Asks what to export, how and where to; stays open while it is being written."""

    def __init__(self, workplace: Workplace, wanted: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._filter = wanted
        self._task: Task | None = None
        self.setWindowTitle(_("Export"))
        self.setMinimumWidth(560)
        self.everything = QRadioButton(_("The whole desk"))
        self.filtered = QRadioButton(_("What the list shows"))
        narrowed = wanted != Filter()
        self.filtered.setEnabled(narrowed)
        (self.filtered if narrowed else self.everything).setChecked(True)
        self._issued = receipts.latest(workplace.desk.file.connection)
        self.changed = QRadioButton(_("What changed since somebody's last export"))
        self.changed.setEnabled(bool(self._issued))
        self.since = self._choice(
            tuple((one.uid, self._got(one)) for one in self._issued), _("Since which export")
        )
        self.since.setEnabled(False)
        self.changed.toggled.connect(self.since.setEnabled)
        self.changed.toggled.connect(self._follow_since)
        self.since.currentIndexChanged.connect(self._follow_since)
        self.recipient = self._choice((), _("For"))
        self.recipient.setEditable(True)
        self.recipient.addItems(["", *(one.recipient for one in self._issued)])
        self.recipient.setEnabled(not workplace.desk.read_only)
        self.sources = QCheckBox(_("With sources, quotes and URLs"))
        self.sources.setChecked(True)
        self.layouts = self._choice(LAYOUTS, _("Contents"))
        self.formats = self._choice(FORMATS, _("Format"))
        self.path = QLineEdit(str(self._suggested()))
        self.path.setAccessibleName(_("File"))
        self.formats.currentIndexChanged.connect(self._follow_format)
        self.progress = ProgressStrip()
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.start = QPushButton(_("Export incidents"))
        self.start.setProperty("role", "primary")
        self.start.setDefault(True)
        self.start.clicked.connect(self._begin)
        self.shut = button(_("Close"), self.close)
        self._lay_out()

    @staticmethod
    def _choice(options: tuple[tuple[str, str], ...], words: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(words)
        for code, text in options:
            box.addItem(_(text), code)
        return box

    @staticmethod
    def _got(issued: Issued) -> str:
        return _("{name} got the desk on {day}").format(
            name=issued.recipient, day=f"{issued.at:%d %b %Y}"
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(label(_("Incidents")))
        column.addWidget(self.everything)
        column.addWidget(self.filtered)
        column.addWidget(self.changed)
        column.addWidget(self.since)
        for words, field in (
            (_("Contents"), self.layouts),
            (_("Format"), self.formats),
            (_("For (who gets it; noted on the desk)"), self.recipient),
        ):
            column.addSpacing(theme.GRID)
            said = label(words)
            said.setBuddy(field)
            column.addWidget(said)
            column.addWidget(field)
        column.addWidget(self.sources)
        column.addSpacing(theme.GRID)
        said = label(_("File"))
        said.setBuddy(self.path)
        column.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.path, 1)
        row.addWidget(button(_("Choose…"), self._choose))
        column.addLayout(row)
        column.addSpacing(theme.GAP)
        column.addWidget(self.progress)
        column.addWidget(self.outcome)
        column.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addStretch()
        foot.addWidget(self.shut)
        foot.addWidget(self.start)
        column.addLayout(foot)

    def _suggested(self) -> Path:
        kept = self._workplace.settings.places.get(FOLDER)
        folder = Path(kept) if isinstance(kept, str) else self._workplace.desk.path.parent
        return folder / f"{self._workplace.desk.path.stem}.xlsx"

    def _follow_format(self) -> None:
        path = Path(self.path.text().strip() or str(self._suggested()))
        self.path.setText(str(path.with_suffix(f".{self.formats.currentData()}")))

    def _follow_since(self) -> None:
        """Take it to be for whoever got that export, unless another name was typed."""
        names = {one.uid: one.recipient for one in self._issued}
        if self.changed.isChecked() and self.recipient.currentText() in {"", *names.values()}:
            self.recipient.setCurrentText(names[self.since.currentData()])

    def _choose(self) -> None:
        ending = f"*.{self.formats.currentData()}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export to"), self.path.text(), f"{self.formats.currentText()} ({ending})"
        )
        if chosen:
            self.path.setText(chosen)

    def _begin(self) -> None:
        target = Path(self.path.text().strip()).expanduser()
        desk = self._workplace.desk.path
        wanted = self._filter if self.filtered.isChecked() else Filter()
        layout = str(self.layouts.currentData())
        since = str(self.since.currentData()) if self.changed.isChecked() else ""
        recipient, sources = self.recipient.currentText().strip(), self.sources.isChecked()
        zone = self._workplace.settings.zone

        def work(progress: Progress) -> tuple[Receipt, str]:
            receipt = export(
                desk, target, wanted=wanted, layout=layout, sources=sources, since=since,
                zone=zone, progress=progress,
            )  # fmt: skip
            return receipt, fingerprint(receipt.path) if recipient else ""

        def done(made: tuple[Receipt, str]) -> None:
            receipt, sha256 = made
            self._done(receipt)
            if recipient:
                self._issue(receipt, recipient, sha256)

        self.start.setEnabled(False)
        self._tell("", "")
        self._task = self._workplace.worker.run(work, done, self._failed)
        self._task.ended.connect(self._over)
        self.progress.follow(self._task, _("Writing {name}").format(name=target.name))

    def _issue(self, receipt: Receipt, recipient: str, sha256: str) -> None:
        place = self._workplace
        try:
            issue(place.desk.file, place.settings.person, receipt, recipient, sha256)
        except Mendable as why:
            self._failed(why)

    def _over(self) -> None:
        self._task = None
        self.start.setEnabled(True)

    def _done(self, receipt: Receipt) -> None:
        self._workplace.settings.remember(FOLDER, str(receipt.path.parent))
        counts = ", ".join(f"{name} {n:,}" for name, n in receipt.rows.items())
        said = [_("Written: {path} ({counts}).").format(path=receipt.path, counts=counts)]
        for n, words in (
            (receipt.replaced_count, ngettext("{n} cell held characters that no cell may hold; "
                "they were replaced.", "{n} cells held characters that no cell may hold; they "
                "were replaced.", receipt.replaced_count)),
            (receipt.continued_count, ngettext("{n} text goes on in a further column.",
                "{n} texts go on in a further column.", receipt.continued_count)),
        ):  # fmt: skip
            if n:
                said.append(words.format(n=n))
        self._tell(" ".join(said), "done")
        self.shut.setFocus()

    def _failed(self, why: Mendable) -> None:
        self._tell(str(why), "error")

    def _tell(self, text: str, role: str) -> None:
        self.outcome.setProperty("role", role)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)
        self.outcome.setText(text)

    def reject(self) -> None:
        """Stop what is being written, then close."""
        if self._task is not None:
            self._task.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being written, then close."""
        if self._task is not None:
            self._task.stop()
        super().closeEvent(event)
