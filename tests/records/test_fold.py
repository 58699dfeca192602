"""Folding and the Latin key."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.fold import fold, latin

SAME_NAME = [
    ("Жуковский", "Zhukovskiy", "Zhukovsky", "Zhukovskij"),
    ("Орёл", "Орел", "Oryol", "Orel", "Orël"),
    ("Харків", "Kharkiv"),
    ("Харьков", "Kharkov"),
    ("Луганськ", "Луганск", "Luhansk", "Lugansk"),
    ("Одеса", "Одесса", "Odesa", "Odessa"),
    ("Евпатория", "Євпаторія", "Yevpatoria", "Yevpatoriya"),
    ("Запоріжжя", "Zaporizhzhia", "Zaporizhzhya", "Zaporizhia"),
    ("Щёлково", "Shchyolkovo", "Shchëlkovo"),
    ("Алексеевка", "Alekseyevka", "Alexeevka"),
    ("Воробьёвский", "Vorob’yëvskiy", "Vorobyovsky"),
    ("Сергиево-Посадский", "Sergiyevo-Posadskiy", "Sergiyevo Posadsky"),
    ("Кривий Ріг", "Kryvyi Rih", "Kryvyy Rih"),
]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("орел", "Орёл"),
        ("київ", "КИЇВ"),
        ("київ", "Кии\u0306в".replace("и\u0306", "ї")),
        ("йод", "И\u0306од"),
        ("слов'янськ", "Слов’янськ"),
        ("23:00-07:00", "23:00\u201307:00"),
        ("73 бпла", "  73\u00a0БП\u00adЛА\u200b "),
        ("istanbul", "İstanbul"),
        ("lodz", "Łódź"),
        ("strasse", "STRAẞE"),
    ],
)
def test_what_is_typed_finds_what_was_kept(typed: str, kept: str) -> None:
    assert fold(typed) == fold(kept)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("їх", "іх"), ("ґрати", "грати")])
def test_other_letters_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_once_and_for_all() -> None:
    changing = [
        code for code in range(sys.maxunicode + 1) if fold(fold(chr(code))) != fold(chr(code))
    ]
    assert changing == []


@given(st.text(alphabet=st.characters(max_codepoint=0x4FF)))
def test_case_makes_no_difference_to_either_form(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.upper())
    assert latin(text) == latin(fold(text))


@pytest.mark.parametrize("spellings", SAME_NAME, ids=lambda names: names[0])
def test_the_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({latin(spelling) for spelling in spellings}) == 1


def test_different_names_have_different_keys() -> None:
    assert len({latin(names[0]) for names in SAME_NAME}) == len(SAME_NAME)


@given(st.text())
def test_a_key_is_words_with_single_blanks(text: str) -> None:
    assert latin(text) == " ".join(latin(text).split())


def test_a_pasted_megabyte_of_odd_characters_is_no_trouble() -> None:
    assert fold("\u202e\ud800é\x00 " * 200_000).startswith("\ud800e \ud800e")


USUAL = st.text("Aa Bz`'9-\nЖжЁёЙйІіЇїҐґ«»„“”–—’", max_size=300)


@given(USUAL)
def test_usual_characters_fold_as_beside_unusual_ones(text: str) -> None:
    assert fold(f"{text} ﬁ") == f"{fold(text)} fi".strip()
