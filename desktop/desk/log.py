"""The log: one rotating file in the folder of settings."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "incident-desk.log"
_BYTES = 1_000_000
_KEPT = 3


def start(folder: Path) -> Path:
    """Send what the program logs to a file in `folder` and return its path.

    The file is made with the first line.  A folder that can't be written is no failure: then
    nothing is logged.
    """
    path = folder / NAME
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    if any(getattr(one, "baseFilename", "") == str(path.absolute()) for one in root.handlers):
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        root.addHandler(logging.NullHandler())
        return path
    handler = RotatingFileHandler(
        path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return path
