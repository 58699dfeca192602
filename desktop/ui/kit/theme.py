"""Colours, sizes and the few rules of style that Fusion does not have."""

from dataclasses import asdict, dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.sheet import sheet

GRID = 4
GAP = 8
GROUP = 16
EDGE = 24
ROW = 1.6


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours, as #rrggbb; text colours stand on `window` and `base`."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    line: str
    button: str
    accent: str
    on_accent: str
    link: str
    selected: str
    on_selected: str
    error: str
    warning: str
    done: str
    tint: str


LIGHT = Colours(
    window="#f5f6f8",
    base="#ffffff",
    alternate="#f7f8fa",
    text="#1c232c",
    muted="#596472",
    line="#d5dae1",
    button="#ffffff",
    accent="#1f5fbf",
    on_accent="#ffffff",
    link="#1f5fbf",
    selected="#d9e6fa",
    on_selected="#14202e",
    error="#b3261e",
    warning="#845400",
    done="#1a7040",
    tint="#e9eef6",
)
DARK = Colours(
    window="#1a1e23",
    base="#21262d",
    alternate="#242a32",
    text="#e3e8ee",
    muted="#a0abb8",
    line="#3a434e",
    button="#2a313a",
    accent="#3571d0",
    on_accent="#ffffff",
    link="#8ab8ff",
    selected="#2d4568",
    on_selected="#f0f4f9",
    error="#ff8f85",
    warning="#f0c060",
    done="#74d19c",
    tint="#262f3b",
)
# Okabe and Ito's set, which people with any colour vision tell apart, softened for backgrounds
# under text; the first of each pair is for the light theme.
EVIDENCE = (
    ("#fbe3b5", "#5c4614"),
    ("#cfe7f7", "#1d4a63"),
    ("#c5eadd", "#13503f"),
    ("#f8f4b8", "#55521a"),
    ("#cfdcf0", "#24406b"),
    ("#f6d3bd", "#663418"),
    ("#f0d6e4", "#5b2f47"),
    ("#dcdcdc", "#484848"),
)


def dark(app: QGuiApplication | None = None) -> bool:
    """Return whether the palette in use is dark."""
    palette = (app or QGuiApplication).palette()
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def colours() -> Colours:
    """Return the colours of the theme in use."""
    return DARK if dark() else LIGHT


def colour(name: str) -> QColor:
    """Return one colour of the theme in use."""
    return QColor(getattr(colours(), name))


def evidence(index: int) -> QColor:
    """Return the background of the evidence with a number, the same for a figure and its words."""
    return QColor(EVIDENCE[index % len(EVIDENCE)][1 if dark() else 0])


def apply(app: QApplication, theme: str) -> None:
    """Give the program a theme: "light", "dark" or "system"."""
    if theme == "system":
        scheme = app.styleHints().colorScheme()
        theme = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    chosen = DARK if theme == "dark" else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(chosen))
    app.setStyleSheet(sheet(asdict(chosen), dark=chosen is DARK))


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    wanted = {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.base,
        role.AlternateBase: chosen.alternate,
        role.Text: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Button: chosen.button,
        role.ButtonText: chosen.text,
        role.ToolTipBase: chosen.base,
        role.ToolTipText: chosen.text,
        role.Highlight: chosen.selected,
        role.HighlightedText: chosen.on_selected,
        role.Link: chosen.link,
        role.LinkVisited: chosen.link,
        role.BrightText: chosen.error,
        role.Accent: chosen.accent,
        role.Light: chosen.base,
        role.Midlight: chosen.alternate,
        role.Mid: chosen.line,
        role.Dark: chosen.line,
        role.Shadow: chosen.line,
    }
    for which, value in wanted.items():
        palette.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.muted))
    return palette


def font(*, scale: float = 1.0, bold: bool = False) -> QFont:
    """Return the system's font, larger or smaller, or heavier."""
    found = QFont(QApplication.font())
    size = found.pointSizeF()
    if size > 0:
        found.setPointSizeF(size * scale)
    if bold:
        found.setWeight(QFont.Weight.DemiBold)
    return found


def numbers() -> QFont:
    """Return the system's font with figures of equal width, for columns of numbers."""
    found = QFont(QApplication.font())
    if hasattr(found, "setFeature"):
        found.setFeature(QFont.Tag("tnum"), 1)
    return found


def row_height() -> int:
    """Return the height of a table's row, in pixels."""
    return round(QFontMetrics(QApplication.font()).height() * ROW)


def text_width(characters: int) -> int:
    """Return the width that a field of so many characters takes, in pixels."""
    return QFontMetrics(QApplication.font()).averageCharWidth() * characters + 2 * GAP
