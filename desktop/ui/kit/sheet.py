"""The style sheet: what Qt's own style does not draw as the look asks for."""

from collections.abc import Mapping

from desktop.records.resources import resource

_RULES = """
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
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("@arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { border: 1px solid @line; background: @base; }
QAbstractSpinBox { padding: 2px 4px 1px 4px; }
QAbstractSpinBox:disabled { background: @window; }
QAbstractSpinBox:focus { padding: 1px 3px 0px 3px; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 8px; border: 2px solid transparent; border-radius: 4px;
    padding: 1px 4px 1px 0px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid @muted; border-radius: 3px;
    background: @base; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    border: 1px solid @accent; background: @accent; image: url("@check"); }
QAbstractItemView::indicator:indeterminate { border: 4px solid @base; outline: none;
    width: 8px; height: 8px; background: @accent; }
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
IdTable::item { padding: 0 5px; border: none; }
QAbstractItemView[role="pane"] { border: 1px solid @window; }
QAbstractItemView[role="pane"]:focus { border: 1px solid @accent; }
QAbstractItemView[role="field"] { border: 1px solid @line; border-radius: 4px; padding: 2px; }
QAbstractItemView[role="field"]:focus { border: 2px solid @accent; padding: 1px; }
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


def sheet(colours: Mapping[str, str], *, dark: bool) -> str:
    """Return the rules with the colours put in; `@name` stands for the colour of that name."""
    rules = _RULES
    name = "dark" if dark else "light"
    rules = rules.replace("@arrow", resource(f"icons/arrow-{name}.svg").as_posix())
    rules = rules.replace("@check", resource("icons/check.svg").as_posix())
    for colour, value in colours.items():
        rules = rules.replace(f"@{colour};", f"{value};")
    return rules
