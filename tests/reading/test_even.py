import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reading.even import SOFT, even

SIGNS = "*_~[](){}<>#@—–-‑'’«»\"•▫️⚡️🔹\u200b\u00ad\u0301\ufeff \u00a0\n\r\t.:,;0٣９ёЁaсШahedБпЛA"


@given(st.one_of(st.text(), st.text(alphabet=SIGNS)))
def test_the_even_text_is_as_long_and_evening_it_again_keeps_its_length(text: str) -> None:
    made = even(text)
    assert len(made) == len(text)
    assert len(even(made)) == len(text)


@given(st.text(alphabet="абвгд АБВГ,.", max_size=40))
def test_plain_letters_stay_where_they_were(text: str) -> None:
    assert even(text) == text


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("уничтожены **73** БПЛА", "73"),
        ("🔹 [Минобороны России](https://t.me/mod_russia)", "Минобороны России"),
        ("<b>73</b> drones", "73"),
        ("уничтожены 73\u00a0БПЛА", "73 БПЛА"),
        ("10–12 drones", "10-12"),
        ("10 — 12 drones", "10 – 12"),
        ("дроны‑камикадзе", "дроны-камикадзе"),
        ("Куп’янськ", "Куп'янськ"),
        ("«Герань»", '"Герань"'),
        ("сбит БпЛA", "БпЛА"),
        ("атака c применением", " с применением"),
        ("самолётов", "самолетов"),
        ("٧٣ drones", "73 drones"),
        ("над террито\nрией", "террито рией"),
    ],
)
def test_signs_have_one_form(text: str, part: str) -> None:
    assert part in even(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("см. https://t.me/mod_russia/123 и далее", "123"),
        ("#номер73 дрона", "73"),
        ("пишите @desk2025", "2025"),
        ("**текст**", "*"),
    ],
)
def test_what_is_not_text_is_blank(text: str, gone: str) -> None:
    assert gone not in even(text)


def test_an_unseen_sign_within_a_word_is_part_of_it() -> None:
    assert even("Бел\u200bгород") == f"Бел{SOFT}город"


def test_emoji_open_a_line_or_are_blank() -> None:
    assert even("⚡️ Сбиты 5 БПЛА.  ▫️ Ещё 3 🔥 сбиты").count("•") == 2
