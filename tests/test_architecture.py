"""Who may import what, where import-linter can't see it: parts of a foreign package."""

import ast
from pathlib import Path

import desktop

PACKAGE = Path(desktop.__file__).parent
WIDGETS = ("PySide6.QtWidgets", "PySide6.QtGui")


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def test_only_ui_and_app_import_widgets() -> None:
    outside = [
        path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in {"ui", "app.py"}
        and any(name.startswith(WIDGETS) for name in _imported(path))
    ]
    assert outside == []


def test_no_screen_queries_the_database() -> None:
    asking = [
        path.relative_to(PACKAGE)
        for path in (PACKAGE / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany"}
    ]
    assert asking == []
