"""The text of a source from a file: asked for, read in a process of its own, told."""

from pathlib import Path

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


class Opening(QObject):
    """Reads documents for the form of a source, one at a time.

    `began` has the name of the file that is read, `read` the record that it is for, what it holds
    and where it is, `failed` why it can't be had.
    """

    began = Signal(str)
    read = Signal(object, object, object)
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
        self.stop()

        def work(progress: Progress) -> Document:
            return opening.read(path, lambda: progress.stopped)

        def done(document: Document) -> None:
            self.read.emit(entered, document, path)

        def failed(why: Mendable) -> None:
            if not task.progress.stopped:
                self.failed.emit(str(why))

        task = self._worker.run(work, done, failed)
        task.ended.connect(lambda: self._ended(task))
        self._task = task
        self.began.emit(path.name)

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
