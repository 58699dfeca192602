"""The filter bar: what is set is visible as words, and all of it is done by keyboard too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from desktop.records.errors import Invalid
from desktop.records.kinds_links import Link
from desktop.records.models import STATUSES
from desktop.records.when import When
from desktop.records.words import N_, _
from desktop.store import read
from desktop.store.listing import Filter
from desktop.ui.kit import actions, theme
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.flow import Flow
from desktop.ui.kit.icons import icon
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

PERIODS = (
    ("today", N_("Today")),
    ("week", N_("Last 7 days")),
    ("month", N_("This month")),
    ("last month", N_("Last month")),
    ("year", N_("This year")),
)
_NAMED = 2


@dataclass(slots=True)
class Chosen:
    """What is set, as it is remembered; `period` is a preset's code or a text that When reads."""

    statuses: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    place: str = ""
    period: str = ""
    disagree: bool = False

    def __bool__(self) -> bool:
        """Return whether anything is set."""
        return bool(self.statuses or self.kinds or self.place or self.period or self.disagree)

    def kept(self) -> dict[str, Any]:
        """Return what settings keep."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, kept: object) -> "Chosen":
        """Return what was kept; what is damaged counts as not set."""
        found = cls()
        if isinstance(kept, dict):
            for name in cls.__slots__:
                value = kept.get(name)
                if isinstance(value, type(getattr(found, name))):
                    setattr(found, name, value)
        found.statuses = [one for one in found.statuses if isinstance(one, str)]
        found.kinds = [one for one in found.kinds if isinstance(one, str)]
        return found


def period_bounds(period: str, zone: str, now: datetime) -> tuple[int | None, int | None]:
    """Return a period as seconds of the epoch, end excluded; raise `Invalid` for other texts."""
    if not period:
        return None, None
    local = now.astimezone(ZoneInfo(zone))
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    month = day.replace(day=1)
    after = (month + timedelta(days=32)).replace(day=1)
    presets = {
        "today": (day, day + timedelta(days=1)),
        "week": (day - timedelta(days=6), day + timedelta(days=1)),
        "month": (month, after),
        "last month": ((month - timedelta(days=1)).replace(day=1), month),
        "year": (month.replace(month=1), month.replace(year=month.year + 1, month=1)),
    }
    if period in presets:
        start, end = presets[period]
        return int(start.timestamp()), int(end.timestamp())
    when = When.read(period, zone=zone, year=local.year)
    return when.start_key, when.end_key


class _Picks(QMenu):
    """A menu of things to tick; it stays open while one ticks."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space without closing; Return ticks and closes."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Narrows the list; `changed` tells that something was set or taken away."""

    changed = Signal()
    cleared = Signal()

    def __init__(self, workplace: Workplace, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._offers = offers
        self._texts = False
        self.chosen = Chosen.of(workplace.settings.places.get("incidents.filter"))
        self._forget_lost()
        self.status = self._menu_button(_("Status"), self._status_menu())
        self.kind = self._menu_button(_("Kind"), _Picks(self))
        self.kind.menu().aboutToShow.connect(self._fill_kinds)
        self.place = self._place_field()
        self.period = self._menu_button(_("Period"), self._period_menu())
        self.disagree = QToolButton(self)
        self.disagree.setText(_("Sources disagree"))
        self.disagree.setCheckable(True)
        self.disagree.setToolTip(_("Only incidents whose reports contradict each other"))
        self.disagree.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.disagree.toggled.connect(self._toggle_disagree)
        self.clear_button = button(_("Clear filters"), self.clear, "quiet")
        self.clear_button.setIcon(icon("close", "link"))
        self.clear_button.setToolTip(actions.tooltip("clear filters"))
        flow = Flow(self)
        flow.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        for widget in (
            self.status, self.kind, self.place, self.period, self.disagree, self.clear_button,
        ):  # fmt: skip
            flow.addWidget(widget)
        self.place.setFixedHeight(self.status.sizeHint().height())
        self._show()

    def filter(self, text: str, *, removed: bool = False) -> Filter:
        """Return what the list is narrowed to, a text included."""
        try:
            start, end = self._bounds()
        except Invalid:
            start, end = None, None
        return Filter(
            text,
            frozenset(self.chosen.statuses),
            frozenset(self.chosen.kinds),
            self.chosen.place,
            start,
            end,
            self.chosen.disagree,
            removed,
        )

    def clear(self) -> None:
        """Take everything away, the search's text included."""
        self.chosen = Chosen()
        self.place.set_text("")
        self.cleared.emit()
        self._changed()

    def set_searching(self, searching: bool) -> None:
        """Take note of whether a text is looked for, which clearing takes away too."""
        self._texts = searching
        self.clear_button.setVisible(bool(self.chosen) or searching)

    def words(self) -> list[str]:
        """Return what is set, a few words each."""
        found = []
        if self.chosen.statuses:
            found.append(self._status_words())
        if self.chosen.kinds:
            found.append(self._kind_words())
        if self.chosen.place:
            found.append(self.place.text())
        if self.chosen.period:
            found.append(self._period_words())
        if self.chosen.disagree:
            found.append(_("sources disagree"))
        return found

    def _bounds(self) -> tuple[int | None, int | None]:
        return period_bounds(self.chosen.period, self._workplace.desk.zone, datetime.now(UTC))

    def _forget_lost(self) -> None:
        """Drop what was remembered of another desk: kinds and places that are not here."""
        uids = [*self.chosen.kinds, self.chosen.place]
        known = read.names(self._workplace.desk.file.connection, [uid for uid in uids if uid])
        self.chosen.kinds = [uid for uid in self.chosen.kinds if uid in known]
        self.chosen.place = self.chosen.place if self.chosen.place in known else ""
        codes = {code for code, _label, _meaning in STATUSES}
        self.chosen.statuses = [code for code in self.chosen.statuses if code in codes]
        try:
            self._bounds()
        except Invalid:
            self.chosen.period = ""

    def _menu_button(self, words: str, menu: QMenu) -> QToolButton:
        made = QToolButton(self)
        made.setText(words)
        # Qt would open it at the right edge, because of the layout direction below.
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(QPoint(0, made.height()))))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIcon(icon("chevron-down", "muted"))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setToolTipsVisible(True)
        made.setMenu(menu)
        return made

    def _status_menu(self) -> QMenu:
        menu = _Picks(self)
        for code, words, meaning in STATUSES:
            action = menu.addAction(_(words))
            action.setToolTip(_(meaning))
            action.setCheckable(True)
            action.setData(code)
            action.toggled.connect(self._ticker(self._set_status, code))
        return menu

    def _fill_kinds(self) -> None:
        menu = self.kind.menu()
        menu.clear()
        for term in read.terms(self._workplace.desk.file.connection, "kind", retired=True):
            action = menu.addAction(str(term["name"]).replace("&", "&&"))
            action.setToolTip(str(term["meaning"]))
            action.setCheckable(True)
            action.setData(term.uid)
            action.setChecked(term.uid in self.chosen.kinds)
            action.toggled.connect(self._ticker(self._set_kind, term.uid))

    @staticmethod
    def _ticker(set_one: Callable[[str, bool], None], code: str) -> Callable[[bool], None]:
        return lambda checked: set_one(code, checked)

    def _set_status(self, code: str, checked: bool) -> None:
        self._tick(self.chosen.statuses, code, checked)

    def _set_kind(self, uid: str, checked: bool) -> None:
        self._tick(self.chosen.kinds, uid, checked)

    def _tick(self, listed: list[str], code: str, checked: bool) -> None:
        if checked != (code in listed):
            if checked:
                listed.append(code)
            else:
                listed.remove(code)
            self._changed()

    def _place_field(self) -> CompletingEditor:
        kind = Link(_("Place"), _("Everything within it is found too."), target="place")
        made = CompletingEditor(kind, self._offers, characters=22, parent=self)
        made.setPlaceholderText(_("Place"))
        made.setClearButtonEnabled(True)
        made.chosen.connect(self._choose_place)
        made.edited.connect(self._place_edited)
        made.returnPressed.connect(self._place_typed)
        made.wanted.connect(lambda _target, _text: made.set_problem(True))
        return made

    def _choose_place(self, _written: str, uid: str) -> None:
        self.place.set_problem(False)
        self.chosen.place = uid
        self._changed()

    def _place_edited(self) -> None:
        self.place.set_problem(False)
        if not self.place.text().strip() and self.chosen.place:
            self.chosen.place = ""
            self._changed()

    def _place_typed(self) -> None:
        text = self.place.text()
        meant = self._offers.meant(self.place.kind, text)
        if len(meant) == 1:
            self._choose_place(text, meant[0])
        elif text.strip():
            self.place.set_problem(True)
            self._workplace.say(
                _("“{text}” is no place of this desk, or several; choose from the list.").format(
                    text=text[:40]
                )
            )

    def _period_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Any time")).triggered.connect(lambda: self._set_period(""))
        for code, words in PERIODS:
            action = menu.addAction(_(words))
            action.triggered.connect(self._presetter(code))
        menu.addSeparator()
        self._typed = QLineEdit()
        self._typed.setPlaceholderText(_("17 July 2025, 2025-07, 17.07 21:00-07:50"))
        self._typed.setMinimumWidth(theme.text_width(34))
        self._typed.setAccessibleName(_("Period as typed"))
        self._typed.returnPressed.connect(self._period_typed)
        self._wrong = label("", "error")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GRID)
        layout.addWidget(self._typed)
        layout.addWidget(self._wrong)
        action = QWidgetAction(menu)
        action.setDefaultWidget(holder)
        menu.addAction(action)
        return menu

    def _presetter(self, code: str) -> Callable[[], None]:
        return lambda: self._set_period(code)

    def _set_period(self, period: str) -> None:
        if period != self.chosen.period:
            self.chosen.period = period
            self._changed()

    def _period_typed(self) -> None:
        text = self._typed.text().strip()
        try:
            period_bounds(text, self._workplace.desk.zone, datetime.now(UTC))
        except Invalid as error:
            self._wrong.setText(str(error))
            self._wrong.show()
            return
        self._wrong.hide()
        self.period.menu().close()
        self._set_period(text)

    def _toggle_disagree(self, checked: bool) -> None:
        if checked != self.chosen.disagree:
            self.chosen.disagree = checked
            self._changed()

    def _changed(self) -> None:
        # The list is asked first: it is looked for while the bar is brought in line.
        self.changed.emit()
        self._workplace.settings.remember("incidents.filter", self.chosen.kept())
        self._show()

    def _status_words(self) -> str:
        labels = {code: _(words) for code, words, _meaning in STATUSES}
        return _listed([labels[code] for code in self.chosen.statuses])

    def _kind_words(self) -> str:
        names = read.names(self._workplace.desk.file.connection, self.chosen.kinds)
        return _listed([names[uid] for uid in self.chosen.kinds if uid in names])

    def _period_words(self) -> str:
        presets = {code: _(words) for code, words in PERIODS}
        return presets.get(self.chosen.period, self.chosen.period)

    def _show(self) -> None:
        """Bring every control in line with what is set."""
        for action in self.status.menu().actions():
            _check(action, action.data() in self.chosen.statuses)
        for made, words, value in (
            (self.status, _("Status"), self._status_words()),
            (self.kind, _("Kind"), self._kind_words()),
            (self.period, _("Period"), self._period_words()),
        ):
            text = _("{name}: {value}").format(name=words, value=value) if value else words
            made.setText(text.replace("&", "&&"))
            made.setAccessibleName(text)
            made.setFont(theme.font(bold=bool(value)))
        self.disagree.blockSignals(True)
        self.disagree.setChecked(self.chosen.disagree)
        self.disagree.blockSignals(False)
        if not self.chosen.place and not self.place.hasFocus():
            self.place.set_text("")
        elif self.chosen.place and not self.place.hasFocus():
            names = read.names(self._workplace.desk.file.connection, [self.chosen.place])
            self.place.set_text(names.get(self.chosen.place, ""))
        self.clear_button.setVisible(bool(self.chosen) or self._texts)


def _check(action: QAction, checked: bool) -> None:
    action.blockSignals(True)
    action.setChecked(checked)
    action.blockSignals(False)


def _listed(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return _("{names} and {n} more").format(names=", ".join(names[:_NAMED]), n=len(names) - _NAMED)
