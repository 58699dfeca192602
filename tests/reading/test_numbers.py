import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reading.even import even
from desktop.reading.language import language_of
from desktop.reading.morphology import Morphology
from desktop.reading.numbers import LIMIT, Number, find_numbers
from desktop.reading.tokens import split


def listed(*lines: str) -> list[str]:
    return " ".join(lines).split()


ENGLISH = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "sixteen seventeen eighteen nineteen",
)
ENGLISH_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
RUSSIAN = listed(
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
)
RUSSIAN_TENS = listed(
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
)
RUSSIAN_HUNDREDS = listed(
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
)
UKRAINIAN = listed(
    "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
    "тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
)
UKRAINIAN_TENS = listed(
    "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто"
)
UKRAINIAN_HUNDREDS = listed("сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот")
MORPHOLOGY = Morphology()


def spoken(number: int, ones: list[str], tens: list[str], hundreds: list[str]) -> str:
    said = []
    if number >= 100:
        said.append(hundreds[number // 100 - 1])
        number %= 100
    if number >= 20:
        said.append(tens[number // 10 - 2])
        number %= 10
    if number:
        said.append(ones[number])
    return " ".join(said)


def numbers_in(text: str, morphology: Morphology) -> list[Number]:
    plain = even(text)
    return find_numbers(split(plain, language_of(plain), morphology))


@settings(deadline=None)
@given(st.integers(1, 999))
def test_number_words_are_read_in_three_languages(number: int) -> None:
    hundreds = [f"{one} hundred" for one in ENGLISH[1:10]]
    for ones, tens, much, things in (
        (ENGLISH, ENGLISH_TENS, hundreds, "drones"),
        (RUSSIAN, RUSSIAN_TENS, RUSSIAN_HUNDREDS, "беспилотников сбиты"),
        (UKRAINIAN, UKRAINIAN_TENS, UKRAINIAN_HUNDREDS, "безпілотників збито"),
    ):
        text = f"{spoken(number, ones, tens, much)} {things}"
        found = numbers_in(text, MORPHOLOGY)
        assert [(one.low, one.high) for one in found] == [(number, number)], text


@settings(deadline=None)
@given(st.integers(0, LIMIT))
def test_digits_are_read(number: int) -> None:
    for text in (f"{number} drones", f"{number:,} drones", f"сбиты {number} дронов"):
        assert [one.low for one in numbers_in(text, MORPHOLOGY)] == [number]


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("двумя БПЛА", 2, 2, False),
        ("трёх ракет", 3, 3, False),
        ("двадцатью семью дронами", 27, 27, False),
        ("двоих человек", 2, 2, False),
        ("троє людей", 3, 3, False),
        ("сімома дронами ворога", 7, 7, False),
        ("3-х БПЛА", 3, 3, False),
        ("1 200 дронов", 1200, 1200, False),
        ("1,5 тысячи дронов", 1500, 1500, False),
        ("более 50 БПЛА", 51, None, False),
        ("понад 100 БпЛА", 101, None, False),
        ("not less than 5 drones", 5, None, False),
        ("не менее пяти", 5, None, False),
        ("щонайменше восьмеро", 8, None, False),
        ("до 12 дронов", None, 12, False),
        ("up to a dozen drones", None, 12, False),
        ("no more than 3 drones", None, 3, False),
        ("fewer than 10 drones", None, 9, False),
        ("10-12 drones", 10, 12, False),
        ("от 10 до 12 дронов", 10, 12, False),
        ("three or four drones", 3, 4, False),
        ("два-три дрона", 2, 3, False),
        ("около 40 домов", 40, 40, True),
        ("порядка 60 БПЛА", 60, 60, True),
        ("близько десяти будинків", 10, 10, True),
        ("nearly 190 missiles", 190, 190, True),
        ("about a dozen drones", 12, 12, True),
        ("a little more than 300", 301, None, True),
        ("two dozen drones", 24, 24, False),
        ("50+ drones", 50, None, False),
        ("число выросло до трех", 3, 3, False),
    ],
)
def test_numbers_with_what_bounds_them(
    text: str, low: int | None, high: int | None, approx: bool, morphology: Morphology
) -> None:
    (found,) = numbers_in(text, morphology)
    assert (found.low, found.high, found.approx) == (low, high, approx)


@pytest.mark.parametrize("text", ["по одному – над", "по два БПЛА", "six each over"])
def test_each(text: str, morphology: Morphology) -> None:
    (found,) = numbers_in(text, morphology)
    assert found.each


@pytest.mark.parametrize("text", ["третий БПЛА", "двадцать третий БПЛА", "3-й БПЛА", "5th drone"])
def test_an_ordinal_counts_as_one(text: str, morphology: Morphology) -> None:
    (found,) = numbers_in(text, morphology)
    assert found.ordinal
    assert found.low == found.high == 1


@pytest.mark.parametrize(
    "text", ["23.00", "С-300", "Ту-95МС", "dozens of drones", "десятки дронов", "несколько БПЛА"]
)
def test_what_is_no_number(text: str, morphology: Morphology) -> None:
    assert numbers_in(text, morphology) == []
