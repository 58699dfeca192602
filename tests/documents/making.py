"""Documents for the tests: made here, byte by byte."""

import zipfile
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPdfWriter

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"/>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str, head: str = "", core: str = "") -> Path:
    """Write a Word document whose body has this XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body>'
        made.writestr("word/document.xml", f"{xml}</w:document>")
        if core:
            made.writestr("docProps/core.xml", core)
    return path


def pdf(path: Path, *pages: str, title: str = "") -> Path:
    """Write a PDF with a text on each page; "" makes a page without any."""
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    painter = QPainter(writer)
    for number, text in enumerate(pages):
        if number:
            writer.newPage()
        if text:
            painter.drawText(QRect(0, 0, 8000, 8000), 0, text)
        else:
            painter.fillRect(QRect(0, 0, 900, 900), 0)
    painter.end()
    return path
