"""What comes with the program: where its files are, and the uids of what they hold."""

from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

_NAMESPACE: Final = UUID("5f1c8a52-6c0e-4c53-9c8e-7d0f0b6a1e35")


def resources() -> Path:
    """Return the folder of what comes with the program.

    It is inside the package when installed or bundled, beside it in a checkout.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of a file or folder of `resources`, `name` being its path in there.

    Raises FileNotFoundError if it is not there.
    """
    path = resources() / name
    if not path.exists():
        raise FileNotFoundError(f"No {name} in {path.parent}.")
    return path


def shipped_uid(key: str) -> str:
    """Return 32 hex digits that are the same for this key on every desk ever made."""
    return uuid5(_NAMESPACE, key).hex
