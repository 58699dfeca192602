"""Making a desk: nothing is overwritten, and no half desk is left."""

from pathlib import Path

import pytest

from desktop.store.creating import create_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import OpenRefused


def test_a_desk_is_not_made_over_anything(desk_path: Path) -> None:
    before = desk_path.read_bytes()
    with pytest.raises(OpenRefused, match="exists"):
        create_desk(desk_path, lambda _desk: None)
    assert desk_path.read_bytes() == before


def test_a_desk_whose_filling_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(_desk: DeskFile) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        create_desk(tmp_path / "half.desk", fail)
    assert list(tmp_path.iterdir()) == []
