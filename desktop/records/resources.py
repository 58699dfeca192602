"""What comes with the program: where its files are, and the uids of what they hold."""

from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

_NAMESPACE: Final = UUID("5f1c8a52-6c0e-4c53-9c8e-7d0f0b6a1e35")


def resource(name: str) -> Path:
    """Return the path of a file or folder of `resources`, `name` being its path in there.

    `resources` is inside the package when installed or bundled, beside it in a checkout. Raises
    FileNotFoundError if the file is in neither.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "resources", package.parent / "resources"):
        if (path := root / name).exists():
            return path
    raise FileNotFoundError(f"No {name} in {package / 'resources'} nor beside {package}.")


def shipped_uid(key: str) -> str:
    """Return 32 hex digits that are the same for this key on every desk ever made."""
    return uuid5(_NAMESPACE, key).hex
