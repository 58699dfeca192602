"""A source's files and pictures: listed, shown, opened, copied out, put into the bin."""

import re
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QObject,
    QSize,
    Qt,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QImage, QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import attaching
from desktop.desk.tasks import Progress, Worker
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.family import Kept
from desktop.records.words import _
from desktop.store import read
from desktop.ui.kit import actions, theme
from desktop.ui.kit.flow import Flow
from desktop.ui.kit.icons import icon
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

FOLDER = "attachments folder"
_ROWS = 5
# A row in heights of the font; the list's frame and padding in pixels.
_ROW, _FRAME = 1.6, 6
_PICTURE = QSize(640, 260)
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


class Attachments(QWidget):
    """The attachments of the source in the form.

    `wanted` asks to attach files, `told` has a sentence about what was done, `failed` why not.
    """

    wanted = Signal()
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._worker = Worker(self)
        self._folder: QTemporaryDir | None = None
        self._uid = ""
        self.kept: list[Kept] = []
        self.heading = label(_("Attachments"))
        self.list = self._list()
        self.heading.setBuddy(self.list)
        self.picture = QLabel()
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.add_button = button(_("Attach files…"), self.wanted.emit)
        self.add_button.setIcon(icon("plus"))
        self.add_button.setToolTip(actions.tooltip("attach"))
        self.open_button = button(_("Open"), self.open)
        self.copy_button = button(_("Save a copy…"), self.save_copy)
        self.copy_button.setToolTip(actions.tooltip("save copy"))
        self.remove_button = button(_("Move file to bin"), self.remove)
        self.remove_button.setIcon(icon("bin"))
        self._lay_out()
        actions.make("save copy", self, self.save_copy)

    def _list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(_("Attachments"))
        made.setProperty("role", "field")
        made.currentRowChanged.connect(lambda _row: self._turn())
        made.itemActivated.connect(lambda _item: self.open())
        made.installEventFilter(self)
        return made

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = Flow(buttons)
        for one in (self.add_button, self.open_button, self.copy_button, self.remove_button):
            flow.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GROUP, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.heading)
        layout.addWidget(self.list)
        layout.addWidget(self.picture)
        layout.addSpacing(theme.GRID)
        layout.addWidget(buttons)

    def bind(self, uid: str) -> None:
        """Show what is attached to a source; "" shows none."""
        turned = uid != self._uid
        self._uid = uid
        at = 0 if turned else max(0, self.list.currentRow())
        self.kept = attaching.listed(self._desk.file.connection, uid) if uid else []
        high = round(_ROW * self.fontMetrics().height())
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.kept:
            item = QListWidgetItem(f"{one['name']}   {attaching.size_shown(one['size'])}")
            item.setToolTip(f"{one['name']}\n{one['media_type']}\nSHA-256 {one['sha256']}")
            item.setSizeHint(QSize(0, high))
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, len(self.kept) - 1))
        self.list.blockSignals(False)
        self.list.setFixedHeight(min(len(self.kept), _ROWS) * high + _FRAME)
        self.list.setVisible(bool(self.kept))
        self._turn()

    @property
    def current(self) -> Kept | None:
        """The attachment that the cursor is on."""
        row = self.list.currentRow()
        return self.kept[row] if 0 <= row < len(self.kept) else None

    def leave(self) -> None:
        """Stop whatever is under way, before the desk's file is closed."""
        self._worker.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the current attachment into the bin on Delete."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
        ):
            self.remove()
            return True
        return super().eventFilter(watched, event)

    def choose(self) -> list[Path]:
        """Ask which files, in the folder of the last ones."""
        kept = self._workplace.settings.places.get(FOLDER)
        folder = kept if isinstance(kept, str) else str(self._desk.path.parent)
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"), folder)
        paths = [Path(one) for one in chosen]
        if paths:
            self._workplace.settings.remember(FOLDER, str(paths[0].parent))
        return paths

    def attach(self, uid: str, paths: list[Path]) -> None:
        """Attach files to a saved source, on a thread of its own."""
        source = read.record(self._desk.file.connection, "source", uid)
        if source is None or not paths:
            return

        def work(_progress: Progress) -> Change | None:
            return attaching.attach(self._desk, source, attaching.load(paths))

        def done(change: Change | None) -> None:
            if change is None:
                self.told.emit(_("It is attached already"))
                return
            self._desk.announce(change)
            self.list.setCurrentRow(len(self.kept) - 1)
            names = ", ".join(path.name for path in paths)
            self.told.emit(_("Attached {names}").format(names=names))

        self._worker.run(work, done, self._fail)

    def _fail(self, why: Mendable) -> None:
        self.failed.emit(str(why))

    def _turn(self) -> None:
        """Show the attachment that the cursor came to."""
        current, writable = self.current, not self._desk.read_only
        self.add_button.setVisible(writable)
        self.copy_button.setVisible(current is not None)
        self.remove_button.setVisible(current is not None and writable)
        self.open_button.setVisible(current is not None)
        may_open = current is not None and attaching.may_open(current)
        self.open_button.setEnabled(may_open)
        self.open_button.setToolTip(
            _("Open it in its own program")
            if may_open
            else _("This sort of file is not opened from here; save a copy of it")
        )
        self.picture.clear()
        self.picture.hide()
        if current is not None and attaching.is_picture(current):
            self._show(current)

    def _show(self, current: Kept) -> None:
        """Show a picture when it is decoded, if the cursor is still on it."""
        file, ratio = self._desk.file, self.devicePixelRatioF()

        def work(_progress: Progress) -> QImage:
            with file.reading() as connection:
                return _decoded(attaching.data(connection, current), ratio)

        def done(image: QImage) -> None:
            if self.current is not current:
                return
            if image.isNull():
                self.picture.setText(_("This picture can't be shown here; save a copy of it."))
            else:
                self.picture.setPixmap(self._fitting(image))
            self.picture.setAccessibleName(_("Picture {name}").format(name=current["name"]))
            self.picture.show()

        self._worker.run(work, done, self._fail)

    def _fitting(self, image: QImage) -> QPixmap:
        """Return a picture no wider than there is room for."""
        room = round(self.width() * image.devicePixelRatio())
        if 0 < room < image.width():
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return QPixmap.fromImage(image)

    def open(self) -> None:
        """Open a copy of the current attachment in its own program."""
        current = self.current
        if current is None or not attaching.may_open(current):
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        path = Path(self._folder.path()) / f"{current.uid[-8:]} {_file_name(current['name'])}"
        try:
            attaching.save_copy(self._desk.file.connection, current, path)
        except Mendable as why:
            self._fail(why)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_copy(self) -> None:
        """Ask where to, and write the current attachment there."""
        current = self.current
        if current is None:
            return
        kept = self._workplace.settings.places.get(FOLDER)
        folder = Path(kept) if isinstance(kept, str) else self._desk.path.parent
        start = str(folder / _file_name(current["name"]))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save a copy"), start)
        if not chosen:
            return
        try:
            attaching.save_copy(self._desk.file.connection, current, Path(chosen))
        except Mendable as why:
            self._fail(why)
        else:
            self._workplace.settings.remember(FOLDER, str(Path(chosen).parent))
            self.told.emit(_("Saved a copy of {name}").format(name=current["name"]))

    def remove(self) -> None:
        """Put the current attachment into the bin."""
        current = self.current
        if current is None or self._desk.read_only:
            return
        try:
            attaching.remove(self._desk, current.uid)
        except Mendable as why:
            self._fail(why)
        else:
            self.told.emit(_("{name} is in the bin").format(name=current["name"]))


def _decoded(data: bytes, ratio: float) -> QImage:
    """Return a picture no larger than it is shown, upright; a null one where it can't be read."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size, most = reader.size(), _PICTURE * ratio
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    image.setDevicePixelRatio(ratio)
    return image


def _file_name(name: str) -> str:
    """Return a name that every system takes for a file's, and that leads nowhere else."""
    return _UNSAFE.sub("_", name).strip(" .")[-120:] or "attachment"
