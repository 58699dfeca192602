"""Builds the program's objects, hands them to each other, and runs the window."""

import gc
import logging
import signal
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSocketNotifier, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.desk import settings as settings_
from desktop.ui.crash import Handler
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.window.window import Window

log = logging.getLogger(__name__)


def build(arguments: list[str]) -> QApplication:
    """Return Qt's application with our name and Qt's own translations."""
    app = QApplication(arguments)
    app.setApplicationName("incident-desk")
    app.setApplicationDisplayName("Incident Desk")
    app.setDesktopFileName("incident-desk")
    app.setWindowIcon(icon("desk", "link"))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(translator)
    return app


def run(path: Path | None) -> int:
    """Open the window, on a desk if one is named, and return when it is closed."""
    app = build(sys.argv[:1])
    settings = settings_.load(settings_.home())
    theme.apply(app, settings.theme)
    app.styleHints().colorSchemeChanged.connect(
        lambda _scheme: theme.apply(app, settings.theme) if settings.theme == "system" else None
    )
    window = Window(settings)
    sys.excepthook = Handler(window.keep_draft, window.complain)
    notifier = _end_on_signals(app, window)
    app.commitDataRequest.connect(lambda _manager: window.keep_draft())
    window.show()
    if path is not None:
        window.open_path(path)
    elif not settings.name:
        window.ask_person()
    # What stands now stays until the end: no later collection stops the window to look through it.
    gc.freeze()
    gc.enable()
    code = app.exec()
    notifier.setEnabled(False)
    sys.excepthook = sys.__excepthook__
    return code


def _end_on_signals(app: QApplication, window: Window) -> QSocketNotifier:
    """Keep the draft and leave when the system asks the program to end."""
    ours, pythons = socket.socketpair()
    for one in (ours, pythons):
        one.setblocking(False)
    signal.set_wakeup_fd(pythons.fileno())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, app)

    def end() -> None:
        ours.recv(64)
        pythons.fileno()
        log.info("asked to end")
        window.leave()
        app.exit(0)

    notifier.activated.connect(end)
    return notifier
