"""Colours, sizes and the few rules of style that Fusion does not have."""

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.records.resources import resource

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
    app.setStyleSheet(_sheet(chosen))


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


def _sheet(chosen: Colours) -> str:
    rules = """
    QToolTip { color: @text; background: @base; border: 1px solid @line; padding: 4px 6px; }
    QLabel[role="muted"] { color: @muted; }
    QLabel[role="label"] { color: @muted; }
    QLabel[role="heading"] { font-weight: 600; }
    QFrame[role="popup"] { background: @base; border: 1px solid @line; border-radius: 0; }
    QLabel[role="error"] { color: @error; }
    QLabel[role="warning"] { color: @warning; }
    QLabel[role="done"] { color: @done; }
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
        border: 1px solid @line; border-radius: 4px; padding: 3px 6px; background: @base;
        selection-background-color: @selected; selection-color: @on_selected; }
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus,
    QAbstractSpinBox:focus {
        border: 2px solid @accent; padding: 2px 5px; }
    QTextEdit[role="reading"] { border: 1px solid @window; border-radius: 0; padding: 3px;
        background: transparent; }
    QTextEdit[role="reading"]:focus { border: 1px solid @accent; }
    QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] {
        border: 1px solid @error; }
    QLineEdit[state="error"]:focus, QPlainTextEdit[state="error"]:focus {
        border: 2px solid @error; }
    QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled,
    QComboBox:disabled { background: @window; }
    QAbstractSpinBox { padding: 2px 4px 1px 4px; }
    QAbstractSpinBox:focus { padding: 1px 3px 0px 3px; }
    QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
    QComboBox::drop-down { border: none; width: 20px; }
    QComboBox::down-arrow { image: url("@arrow"); width: 14px; height: 14px; }
    QComboBox QAbstractItemView { border: 1px solid @line; background: @base; }
    QCheckBox, QRadioButton { spacing: 8px; border: 2px solid transparent; border-radius: 4px;
        padding: 1px 4px 1px 0px; }
    QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
        width: 14px; height: 14px; border: 1px solid @muted; border-radius: 3px;
        background: @base; }
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
        border: 1px solid @accent; background: @accent; image: url("@check"); }
    QRadioButton::indicator { border-radius: 8px; }
    QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent;
        background: @on_accent; }
    QCheckBox:focus, QRadioButton:focus { border: 2px solid @accent; padding: 1px 4px 1px 0px; }
    QCheckBox::indicator:disabled { background: @window; border: 1px solid @line; }
    QCheckBox::indicator:checked:disabled { background: @muted; border: 1px solid @muted; }
    QPushButton { border: 1px solid @line; border-radius: 4px; padding: 4px 12px;
        background: @button; color: @text; }
    QPushButton:hover { background: @tint; }
    QPushButton:pressed { background: @selected; }
    QPushButton:focus { border: 2px solid @accent; padding: 3px 11px; }
    QPushButton:disabled { color: @muted; background: @window; }
    QPushButton[role="primary"] { background: @accent; color: @on_accent; border-color: @accent;
        font-weight: 600; }
    QPushButton[role="primary"]:focus { border: 2px solid @text; }
    QPushButton[role="primary"]:disabled { background: @line; color: @muted; border-color: @line; }
    QPushButton[role="quiet"] { border: 1px solid transparent; background: transparent;
        color: @link; padding: 4px 6px; }
    QPushButton[role="quiet"]:hover { background: @tint; }
    QPushButton[role="quiet"]:focus { border: 2px solid @accent; padding: 3px 5px; }
    QPushButton[role="quiet"]:disabled { color: @muted; }
    QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }
    QToolButton:hover { background: @tint; }
    QToolButton:focus { border: 2px solid @accent; padding: 3px 7px; }
    QToolButton:checked { background: @selected; color: @on_selected; }
    QToolButton::menu-indicator { image: none; }
    QTableView, QTreeView, QListView { border: none; background: @base;
        alternate-background-color: @alternate; gridline-color: @line;
        selection-background-color: @selected; selection-color: @on_selected; outline: none; }
    QAbstractItemView[role="pane"] { border: 1px solid @window; }
    QAbstractItemView[role="pane"]:focus { border: 1px solid @accent; }
    QHeaderView { background: @window; }
    QHeaderView::section { background: @window; color: @muted; border: none;
        border-bottom: 1px solid @line; padding: 4px 8px; }
    QSplitter::handle { background: @line; }
    QSplitter::handle:horizontal { width: 1px; }
    QSplitter::handle:vertical { height: 1px; }
    QMenu { background: @base; border: 1px solid @line; padding: 4px; }
    QMenu::item { padding: 4px 24px 4px 12px; border-radius: 3px; }
    QMenu::item:selected { background: @selected; color: @on_selected; }
    QMenu::item:disabled { color: @muted; }
    QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
    QStatusBar { border-top: 1px solid @line; color: @muted; }
    QStatusBar::item { border: none; }
    QProgressBar { border: none; border-radius: 2px; background: @line; }
    QProgressBar::chunk { border-radius: 2px; background: @accent; }
    QTabBar { qproperty-drawBase: 0; }
    QTabBar::tab { background: transparent; color: @muted; border: none;
        border-bottom: 2px solid transparent; padding: 5px 10px; }
    QTabBar::tab:hover { background: @tint; }
    QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
    QTabBar::tab:focus { color: @link; }
    QScrollArea { border: none; background: transparent; }
    QScrollBar { background: transparent; border: none; }
    QScrollBar:vertical { width: 12px; }
    QScrollBar:horizontal { height: 12px; }
    QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; }
    QScrollBar::handle:vertical { min-height: 28px; }
    QScrollBar::handle:horizontal { min-width: 28px; }
    QScrollBar::handle:hover { background: @muted; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    """
    name = "dark" if chosen is DARK else "light"
    rules = rules.replace("@arrow", resource(f"icons/arrow-{name}.svg").as_posix())
    rules = rules.replace("@check", resource("icons/check.svg").as_posix())
    for field in fields(chosen):
        rules = rules.replace(f"@{field.name};", f"{getattr(chosen, field.name)};")
    return rules


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
