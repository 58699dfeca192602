"""The room of sources, step by step, for the gallery: what it recognises, what is attached."""

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.desk import attaching
from desktop.desk.attaching import File
from desktop.store import read
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.catalogue.sourcetools import SourceTools
from desktop.ui.window.window import Window

STATEMENT = (
    "В течение прошедшей ночи с 23.00 мск 17 июля до 7.00 мск 18 июля дежурными средствами ПВО "
    "уничтожены 73 украинских беспилотных летательных аппарата: 31 БПЛА – над территорией "
    "Брянской области, 17 – над территорией Орловской области, 10 – над территорией Московского "
    "региона, в том числе три, летевших на Москву."
)
STORY = (
    "Массированная ночная атака: что известно к этому часу\n\nКак сообщили в Министерстве "
    f"обороны, {STATEMENT[0].lower()}{STATEMENT[1:]}\n\nГубернатор Калужской области Владислав "
    "Шапша уточнил, что над Жуковским и Тарусским районами сбиты три беспилотника; пострадавших "
    "и разрушений нет."
)


def steps(window: Window, until: Callable[[Callable[[], bool]], None]) -> Iterator[str]:
    """Go through what the room does, and yield the name of each step when it is there."""
    shell = window.shell
    assert shell is not None
    shell.go("sources")
    page = cast("CataloguePage", shell.page("sources"))
    tools = page.tools
    assert tools is not None
    until(lambda: bool(page.panel.lines))
    _typed(page, "Минобороны России, ночь на 18 июля", STATEMENT, "https://t.me/mod_russia/54321")
    page.save()
    uid = page.shown.uid if page.shown is not None else ""
    source = read.record(page._desk.file.connection, "source", uid)
    assert source is not None
    files = [File("карта сбитых БПЛА 18.07.png", _picture()), File("Сводка.pdf", b"%PDF-1.7 x")]
    change = attaching.attach(page._desk, source, files)
    assert change is not None
    page._desk.announce(change)
    until(lambda: not tools.attachments.picture.pixmap().isNull())
    _scroll(page)
    yield "1 attachments"
    yield from _recognised(page, tools, until)
    page.show_record(uid)
    page.fields.fill("text", STATEMENT.replace("73", "74"))
    page.save()


def _recognised(
    page: CataloguePage, tools: SourceTools, until: Callable[[Callable[[], bool]], None]
) -> Iterator[str]:
    _typed(page, "Что известно о ночной атаке", STORY, "https://example.org/news/2025-07-18")
    until(lambda: bool(tools.known.found))
    yield "2 a retelling"
    tools.known.buttons[0].click()
    page.save()
    _typed(page, "Ещё раз", "", "t.me/s/mod_russia/54321?single")
    until(lambda: bool(tools.known.found))
    yield "3 the same URL"
    page.discard()


def _typed(page: CataloguePage, title: str, text: str, url: str) -> None:
    page.new()
    page.fields.fill("title", title)
    page.fields.fill("url", url)
    if text:
        page.fields.fill("text", text)


def _scroll(page: CataloguePage) -> None:
    for area in page.findChildren(QScrollArea):
        QApplication.processEvents()
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _picture() -> bytes:
    image = QImage(1600, 900, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(0, 0, 0, 900)
    sky.setColorAt(0, QColor("#24405c"))
    sky.setColorAt(1, QColor("#d8a15c"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(QColor("white"))
    painter.setFont(QFont(painter.font().family(), 48))
    painter.drawText(QRect(0, 0, 1600, 900), Qt.AlignmentFlag.AlignCenter, "18.07.2025")
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())
