"""What the room of sources has beside a form: texts from files, attachments, what is known."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.desk import opening
from desktop.desk.entered import Entered
from desktop.documents.document import Document
from desktop.records.words import _
from desktop.ui.catalogue.attachments import Attachments
from desktop.ui.catalogue.fields import RecordForm
from desktop.ui.catalogue.notice import Mend, Notice
from desktop.ui.catalogue.opening import Opening
from desktop.ui.catalogue.pagetext import PageTextEditor
from desktop.ui.kit import actions
from desktop.ui.kit.icons import icon
from desktop.ui.kit.known import KnownStrip
from desktop.ui.kit.widgets import button
from desktop.ui.kit.workplace import Workplace


class SourceTools(QObject):
    """The parts of a source's form that are not fields, and what they do to the form.

    `filled` has a record and the texts that a document fills in its fields; `save` saves the
    record in the form and returns whether it stands on the desk.
    """

    filled = Signal(object, dict)

    def __init__(
        self,
        workplace: Workplace,
        fields: RecordForm,
        notice: Notice,
        save: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._desk = workplace.desk
        self._fields = fields
        self._notice = notice
        self._save = save
        self._shown: Entered | None = None
        self.known = KnownStrip(self._desk)
        self.attachments = Attachments(workplace)
        self.opening = Opening(workplace, parent)
        self.open_button = button(_("Text from a file…"), self.open_text)
        self.open_button.setIcon(icon("source"))
        self.open_button.setToolTip(actions.tooltip("open text"))
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.open_button)
        row.addStretch(1)
        actions.make("open text", parent, self.open_text)
        actions.make("attach", parent, self.attach)
        self._connect()

    def _connect(self) -> None:
        self.known.retells.connect(lambda uid, title: self._fields.choose("origin", title, uid))
        self.attachments.wanted.connect(self.attach)
        self.attachments.told.connect(self._workplace.say)
        self.attachments.failed.connect(self._notice.fail)
        self.opening.began.connect(
            lambda name: self._notice.tell(
                _("Reading {name}…").format(name=name), (_("Stop"), self._stop)
            )
        )
        self.opening.read.connect(self._take)
        self.opening.failed.connect(self._notice.fail)
        text = self._fields.form.row("text").editor
        if isinstance(text, PageTextEditor):
            text.dropped.connect(self.drop)
            text.markup.connect(self._take_markup)
            self.opening.pasted.connect(partial(self._put_in, text))

    def bind(self, entered: Entered | None) -> None:
        """Follow the record in the form."""
        self._shown = entered
        self.known.bind(entered)
        self.attachments.bind(entered.uid if entered is not None else "")
        self.head.setVisible(not self._desk.read_only)

    def typed(self) -> None:
        """Look again for what is known, since something was typed."""
        self.known.typed()

    def refresh(self) -> None:
        """Show what is attached now."""
        self.attachments.bind(self._shown.uid if self._shown is not None else "")

    def leave(self) -> None:
        """Stop whatever is under way, before the desk's file is closed."""
        self.known.leave()
        self.attachments.leave()
        self.opening.leave()

    def open_text(self) -> None:
        """Ask for a document and take its text."""
        if self._shown is None or self._desk.read_only:
            return
        path = self.opening.choose()
        if path is not None:
            self.opening.begin(self._shown, path)

    def attach(self) -> None:
        """Ask for files and attach them; a new source is saved first."""
        if self._shown is not None and not self._desk.read_only:
            self.attach_files(self.attachments.choose())

    def attach_files(self, paths: list[Path]) -> None:
        """Attach files to the source in the form; a new one is saved first."""
        shown = self._shown
        if shown is None or not paths or self._desk.read_only:
            return
        if shown.base is None and not self._save():
            return
        self.attachments.attach(shown.uid, paths)

    def drop(self, paths: list[Path]) -> None:
        """Take the text of one document that was dropped; attach all else."""
        if self._shown is None or self._desk.read_only:
            return
        if len(paths) == 1 and paths[0].suffix.lower().lstrip(".") in opening.ENDINGS:
            self.opening.begin(self._shown, paths[0])
        else:
            self.attach_files(paths)

    def _take_markup(self, markup: str) -> None:
        if self._shown is not None:
            self.opening.begin_pasted(self._shown, markup)

    def _put_in(self, field: PageTextEditor, entered: Entered, text: str) -> None:
        """Put the text of pasted HTML into the field that it was pasted into."""
        if self._shown is entered:
            field.put_in(text)
            self._notice.tell(_("The pasted HTML was made into text."))

    def _stop(self) -> None:
        self.opening.stop()
        self._notice.clear()

    def _take(self, entered: Entered, document: Document, path: Path) -> None:
        """Fill a record's fields with what a document holds, and say so."""
        context = self._desk.context()
        before = entered.text("text", context)
        self.filled.emit(entered, opening.filling(document, entered, context, path.stem))
        if self._shown is not entered:
            return
        mends: list[Mend] = [(_("Attach the file too"), partial(self._attach_it, path))]
        if before.strip() and before != document.text:
            mends.append(
                (_("Bring the old text back"), partial(self._fill, entered, {"text": before}))
            )
        words = [_("The text is that of {name}.").format(name=path.name), *document.notes]
        self._notice.tell(" ".join(words), *mends)

    def _attach_it(self, path: Path) -> None:
        self._notice.clear()
        self.attach_files([path])

    def _fill(self, entered: Entered, texts: Mapping[str, str]) -> None:
        self._notice.clear()
        self.filled.emit(entered, dict(texts))
