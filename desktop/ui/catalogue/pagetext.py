"""The field for a source's text: pasted HTML and dropped files are told of."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal

from desktop.desk import opening
from desktop.ui.kit.editors import LongTextEditor


class PageTextEditor(LongTextEditor):
    """Text of a page or a post.

    `markup` has HTML that was pasted, of which the text is to be put in; `dropped` the files that
    came.
    """

    markup = Signal(str)
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
        text = source.text() if source.hasText() else source.html()
        if opening.is_markup(text):
            self.markup.emit(text)
        else:
            super().insertFromMimeData(source)

    def put_in(self, text: str) -> None:
        """Put a text where the cursor is, as if it had been pasted; one step back undoes it."""
        plain = QMimeData()
        plain.setText(text)
        super().insertFromMimeData(plain)


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
