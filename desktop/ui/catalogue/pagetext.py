"""The field for a source's text: pasted HTML becomes text, dropped files are told of."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal

from desktop.desk import opening
from desktop.ui.kit.editors import LongTextEditor


class PageTextEditor(LongTextEditor):
    """Text of a page or a post.

    `converted` tells that pasted HTML was made into text, `dropped` the files that came.
    """

    converted = Signal()
    dropped = Signal(list)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, HTML and files."""
        return super().canInsertFromMimeData(source) or source.hasHtml() or bool(_files(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text as it is, HTML as the text in it; tell of files."""
        files = _files(source)
        if files:
            self.dropped.emit(files)
            return
        markup = source.text() if source.hasText() else source.html()
        text = opening.from_pasted(markup)
        if not text:
            super().insertFromMimeData(source)
            return
        plain = QMimeData()
        plain.setText(text)
        super().insertFromMimeData(plain)
        self.converted.emit()


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
