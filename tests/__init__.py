"""The tests, in the shape of the package."""

from pathlib import Path


def shared_data() -> Path | None:
    """Return the folder of real data beside the checkout, or None where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    return folder if folder.is_dir() else None
