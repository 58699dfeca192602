"""The text of a source from a file: asked for, read in a process of its own, told."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.desk import opening
from desktop.desk.entered import Entered
from desktop.desk.tasks import Progress, Task, Worker
from desktop.documents.document import Document
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.ui.kit.workplace import Workplace

FOLDER = "documents folder"
T = TypeVar("T")


class Opening(QObject):
    """Reads documents for the form of a source, one at a time.

    `began` has the name of the file that is read, `read` the record that it is for, what it holds
    and where it is, `pasted` the record and the text of HTML, `failed` why it can't be had.
    """

    began = Signal(str)
    read = Signal(object, object, object)
    pasted = Signal(object, str)
    failed = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent
        self._worker = Worker(self)
        self._task: Task | None = None

    def choose(self) -> Path | None:
        """Ask which document, in the folder of the last one."""
        kept = self._workplace.settings.places.get(FOLDER)
        folder = kept if isinstance(kept, str) else str(self._workplace.desk.path.parent)
        wanted = " ".join(f"*.{one}" for one in opening.ENDINGS)
        kinds = f"{_('Texts, pages, .docx and PDF')} ({wanted});;{_('All files')} (*)"
        title = _("Take the text of a file")
        chosen, _kind = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if not chosen:
            return None
        self._workplace.settings.remember(FOLDER, str(Path(chosen).parent))
        return Path(chosen)

    def begin(self, entered: Entered, path: Path) -> None:
        """Read a document for a record; one that is still being read is given up."""

        def work(progress: Progress) -> Document:
            return opening.read(path, lambda: progress.stopped)

        self._begin(work, lambda document: self.read.emit(entered, document, path))
        self.began.emit(path.name)

    def begin_pasted(self, entered: Entered, markup: str) -> None:
        """Read HTML for a record; what is still being read is given up."""

        def work(progress: Progress) -> str:
            return opening.read_pasted(markup, lambda: progress.stopped)

        self._begin(work, lambda text: self.pasted.emit(entered, text))

    def _begin(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self.stop()

        def failed(why: Mendable) -> None:
            if not task.progress.stopped:
                self.failed.emit(str(why))

        task = self._worker.run(work, done, failed)
        task.ended.connect(lambda: self._ended(task))
        self._task = task

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None

    def stop(self) -> None:
        """Give up what is being read."""
        if self._task is not None:
            self._task.stop()
            self._task = None

    def leave(self) -> None:
        """Stop, before the desk's file is closed."""
        self._worker.close()
