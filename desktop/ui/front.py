"""Brings the window that has a desk open to the front when the desk is opened again."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500


def _name(path: Path) -> str:
    return "incident-desk-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]


class Front(QObject):
    """Listens for a second start on the same desk."""

    def __init__(self, path: Path, called: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._called = called
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The desk's lock is ours, so that a name left over is of a program that is gone.
        QLocalServer.removeServer(_name(path))
        self._server.newConnection.connect(self._answer)
        self._server.listen(_name(path))

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.close()
            socket.deleteLater()
            self._called()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
        self.deleteLater()


def call(path: Path) -> bool:
    """Ask the window that has the desk open to come to the front; False if none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    there = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return there
