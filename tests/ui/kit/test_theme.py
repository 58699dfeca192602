"""Text can be read in both themes."""

import pytest
from PySide6.QtGui import QColor

from desktop.ui.kit.theme import DARK, EVIDENCE, LIGHT, Colours

ENOUGH = 4.5


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    found = QColor(colour)
    red, green, blue = (linear(part) for part in (found.redF(), found.greenF(), found.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base", "alternate", "tint"])
@pytest.mark.parametrize("ink", ["text", "muted", "link", "error", "warning", "done"])
def test_text_stands_out(theme: Colours, ground: str, ink: str) -> None:
    assert _contrast(getattr(theme, ink), getattr(theme, ground)) >= ENOUGH


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_accent_and_on_what_is_selected_stands_out(theme: Colours) -> None:
    assert _contrast(theme.on_accent, theme.accent) >= ENOUGH
    assert _contrast(theme.on_selected, theme.selected) >= ENOUGH


@pytest.mark.parametrize("index", range(len(EVIDENCE)))
def test_text_on_evidence_stands_out(index: int) -> None:
    light, dark = EVIDENCE[index]
    assert _contrast(LIGHT.text, light) >= ENOUGH
    assert _contrast(DARK.text, dark) >= ENOUGH


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_that_are_left_over_stand_out(theme: Colours) -> None:
    assert _contrast(theme.link, theme.tint) >= ENOUGH
