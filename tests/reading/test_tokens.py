import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reading.even import even
from desktop.reading.language import Language, language_of
from desktop.reading.morphology import Morphology
from desktop.reading.tokens import Token, split


def tokens_of(text: str, morphology: Morphology) -> list[Token]:
    plain = even(text)
    return split(plain, language_of(plain), morphology)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Дежурными средствами ПВО уничтожены 73 БПЛА", Language.RU),
        ("Протиповітряною обороною збито 103 ворожих БпЛА", Language.UK),
        ("Air defences destroyed 22 drones over Bryansk (Брянск)", Language.EN),
        ("Ворог атакував Харків", Language.UK),
        ("Сбиты БПЛА типа Shahed-136", Language.RU),
        ("", Language.EN),
    ],
)
def test_the_language_of_a_text(text: str, language: Language) -> None:
    assert language_of(text) is language


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Сбиты 5 БПЛА. Пострадавших нет.", 2),
        ("В г. Казань и т.д. сбиты 5 БПЛА", 1),
        ("С 22.20 до 23.10 мск. сбиты 5 БПЛА", 1),
        ("Сбиты:\n31 – над Курской,\n12 – над Брянской", 3),
        ("⚡️ Сбиты 5 БПЛА.  ▫️ Ещё 3 сбиты", 2),
        ("At 7 p.m. Moscow time Gov. Gusev said so. No one was hurt.", 2),
    ],
)
def test_sentences(text: str, sentences: int, morphology: Morphology) -> None:
    assert len({one.sentence for one in tokens_of(text, morphology)}) == sentences


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("сбиты беспилотниками", "беспилотниками", "беспилотник"),
        ("уничтожено", "уничтожено", "уничтожить"),
        ("збито двома ракетами ворога", "ракетами", "ракета"),
        ("п’ятьма дронами та їх", "п'ятьма", "п'ять"),
        ("drones were shot down", "shot", "shoot"),
        ("buildings", "buildings", "building"),
        ("injuring nine", "injuring", "injure"),
    ],
)
def test_words_have_their_dictionary_forms(
    text: str, word: str, lemma: str, morphology: Morphology
) -> None:
    (found,) = [one for one in tokens_of(text, morphology) if one.low == word]
    assert lemma in found.lemmas


@given(st.text(max_size=200))
def test_tokens_are_slices_in_order(text: str) -> None:
    plain = even(text)
    before = 0
    for token in split(plain, Language.EN, Morphology()):
        assert token.start >= before
        assert plain[token.start : token.end] == token.text
        before = token.end
