from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.records.errors import Invalid
from desktop.ui.incidents.filters import Chosen, period_bounds
from tests.ui.incidents.conftest import Open, Place

NOW = datetime(2025, 7, 17, 22, 30, tzinfo=UTC)


def hours(period: str) -> list[str]:
    return [
        datetime.fromtimestamp(bound or 0, UTC).strftime("%Y-%m-%d %H:%M")
        for bound in period_bounds(period, "Europe/Moscow", NOW)
    ]


def test_presets_follow_the_desks_zone() -> None:
    assert hours("today") == ["2025-07-17 21:00", "2025-07-18 21:00"]
    assert hours("week") == ["2025-07-11 21:00", "2025-07-18 21:00"]
    assert hours("month") == ["2025-06-30 21:00", "2025-07-31 21:00"]
    assert hours("last month") == ["2025-05-31 21:00", "2025-06-30 21:00"]
    assert hours("year") == ["2024-12-31 21:00", "2025-12-31 21:00"]


def test_a_typed_period_is_read_as_anywhere() -> None:
    assert hours("2025-07") == ["2025-06-30 21:00", "2025-07-31 21:00"]
    assert period_bounds("", "Europe/Moscow", NOW) == (None, None)
    with pytest.raises(Invalid):
        period_bounds("whenever", "Europe/Moscow", NOW)


def test_damaged_settings_count_as_not_set() -> None:
    assert not Chosen.of({"statuses": "draft", "place": 7, "kinds": [1]}).kinds
    assert not Chosen.of("rubbish")


def test_statuses_narrow_and_stand_in_words(place: Place, qtbot: QtBot) -> None:
    bar = place.page.filters
    bar.status.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: place.titles() == ["Атака на Брянск", ""])
    bar.status.menu().actions()[3].trigger()
    qtbot.waitUntil(lambda: len(place.titles()) == 3)
    assert bar.status.text() == "Status: draft, approved"
    assert bar.clear_button.isVisible()
    bar.clear_button.click()
    qtbot.waitUntil(lambda: len(place.titles()) == 4)
    assert bar.status.text() == "Status"
    assert not bar.clear_button.isVisible()


def test_a_region_finds_its_districts(place: Place, qtbot: QtBot) -> None:
    field = place.page.filters.place
    field.setFocus()
    qtbot.keyClicks(field, "kaluga oblast")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.titles() == ["Debris in Zhukovsky", ""])
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(place.titles()) == 4)


def test_a_period_finds_windows_that_overlap_it(place: Place, qtbot: QtBot) -> None:
    bar = place.page.filters
    bar._typed.setText("18.07.2025 07:00-08:00")
    bar._typed.returnPressed.emit()
    qtbot.waitUntil(lambda: place.titles() == ["Атака на Брянск"])
    assert bar.period.text() == "Period: 18.07.2025 07:00-08:00"


def test_a_period_that_cannot_be_read_says_why(place: Place) -> None:
    bar = place.page.filters
    bar._typed.setText("whenever")
    bar._typed.returnPressed.emit()
    assert "whenever" in bar._wrong.text()
    assert len(place.titles()) == 4


def test_kinds_and_disagreement(place: Place, qtbot: QtBot) -> None:
    bar = place.page.filters
    bar.kind.menu().aboutToShow.emit()
    strike = next(a for a in bar.kind.menu().actions() if a.text() == "Missile strike")
    strike.trigger()
    qtbot.waitUntil(lambda: place.titles() == ["Missiles at dawn"])
    bar.disagree.click()
    qtbot.waitUntil(lambda: place.page.stack.currentWidget() is place.page.stack.nohits)
    assert place.page.filter().disagree


def test_filters_are_remembered(open_page: Open, qtbot: QtBot) -> None:
    first = open_page()
    first.page.filters.status.menu().actions()[1].trigger()
    first.page.filters._set_period("2025-07")
    first.page.leave()
    first.desk.close()
    again = open_page()
    qtbot.waitUntil(lambda: again.titles() == ["Debris in Zhukovsky"])
    assert again.page.filters.words() == ["submitted", "2025-07"]
