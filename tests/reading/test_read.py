"""What a statement's text is read as, line by line: measure, number, munition @ places < total."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.reading.read import LONGEST, Reader
from tests.reading.showing import figures_of, lines, read

PARTS = (
    "уничтожены 73 БПЛА", "31 – над территорией Брянской области", "по одному – над", "двоє",
    ", в том числе три,", "летевших на Москву", ": ", ". ", ", ", "из них ", "\n", "серед них",
    "пострадавших нет", "збито 103 із 118 дронів", "all four of them", "seven of the eight drones",
    "were shot down", "including", "killing ", "two people", "a drone", "the rest", "each",
    "over the Bryansk Region", "до 12", "10-12", "~5", "№ 7", "В 13.40 мск", "(", ")", '"', "«",
    "24.00", "another",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Дежурными средствами ПВО уничтожены 73 БПЛА: 31 БПЛА – над территорией Брянской"
                " области, десять – над территорией Московского региона, в том числе три,"
                " летевших на"
                " Москву, по одному – над территориями Орловской и Тульской областей."
            ),
            [
                "downed 73 drone",
                "downed 31 drone @ RU-BRY < 73 part",
                "downed 10 drone @ RU-MOS < 73 part",
                "headed_for 3 drone @ RU-MOW < 10 subset",
                "downed 1 drone @ RU-ORL < 73 part",
                "downed 1 drone @ RU-TUL < 73 part",
            ],
        ),
        (
            "Сбиты два БПЛА над территориями Курской и Белгородской областей.",
            ["downed 2 drone @ RU-KRS+RU-BEL"],
        ),
        (
            (
                "Украинские БПЛА перехвачены над территорией Белгородской (4 БпЛА) и Курской (1"
                " БпЛА)"
                " областей."
            ),
            ["downed 4 drone @ RU-BEL", "downed 1 drone @ RU-KRS"],
        ),
        (
            (
                "Противник атакував 118 ударними БпЛА типу Shahed. Станом на 08:30"
                " збито/подавлено 103"
                " ворожих БпЛА. Зафіксовано влучання 15 ударних БпЛА на 6 локаціях."
            ),
            [
                "launched 118 drone",
                "downed 103 drone < 118 subset",
                "hit 15 drone < 118 subset",
            ],
        ),
        (
            "Знешкоджено 14 повітряних цілей: 5 крилатих ракет та 9 БпЛА.",
            ["downed 14", "downed 5 missile < 14 part", "downed 9 drone < 14 part"],
        ),
        (
            "Seven of the eight drones that Russia launched were destroyed.",
            ["downed 7 drone < 8 subset", "launched 8 drone"],
        ),
        (
            "All ten drones sent at Ukraine overnight were shot down.",
            ["launched 10 drone", "downed 10 drone < 10 subset"],
        ),
        (
            (
                "Air defences destroyed 28 UAVs over the Bryansk Region and 2 UAVs each over the"
                " Smolensk and Lipetsk Regions."
            ),
            ["downed 28 drone @ RU-BRY", "downed 2 drone @ RU-SMO", "downed 2 drone @ RU-LIP"],
        ),
        (
            (
                "A drone hit a house in Kharkiv, killing at least six people and injuring nine,"
                " one of"
                " them a child."
            ),
            [
                "hit 1 drone @ Kharkiv",
                "killed 6..None @ Kharkiv",
                "injured 9 @ Kharkiv",
                "injured 1 @ Kharkiv < 9 subset",
            ],
        ),
        (
            "Внаслідок удару по Сумах загинула жінка, поранено 117 людей, у тому числі 15 дітей.",
            ["killed 1 @ Sumy", "injured 117 @ Sumy", "injured 15 @ Sumy < 117 subset"],
        ),
        (
            "Обломками БПЛА в Рязани повреждены 5 домов, школа и два автомобиля, ранен мужчина.",
            [
                "damaged 5 @ Ryazan",
                "damaged 1 @ Ryazan",
                "damaged 2 @ Ryazan",
                "injured 1 @ Ryazan",
            ],
        ),
        (
            "Число погибших при ударе по Белгороду выросло до трех.",
            ["killed 3 @ Belgorod"],
        ),
        (
            (
                "Сбит БПЛА над Тульской областью. По предварительной информации, пострадавших и"
                " разрушений нет."
            ),
            [
                "downed 1 drone @ RU-TUL",
                "killed none @ RU-TUL",
                "injured none @ RU-TUL",
                "damaged none @ RU-TUL",
            ],
        ),
    ],
)
def test_a_statement_becomes_figures(reader: Reader, text: str, wanted: list[str]) -> None:
    assert lines(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Пострадавших нет.", ["killed", "injured"]),
        ("Никто не пострадал.", ["injured"]),
        ("Погибших нет.", ["killed"]),
        ("Информации о пострадавших и разрушениях не поступало.", ["injured", "killed", "damaged"]),
        ("Серьёзных разрушений нет.", []),
        ("Водитель не пострадал.", []),
        ("There were no casualties or damage.", ["killed", "injured", "damaged"]),
        ("No one was hurt.", ["injured"]),
        ("Nobody was killed.", ["killed"]),
        ("No injuries were reported.", ["injured"]),
        ("There was no serious damage.", []),
        ("Обійшлося без постраждалих.", ["killed", "injured"]),
        ("Постраждалих немає.", ["killed", "injured"]),
        ("Люди не постраждали, повідомили у Києві.", ["injured"]),
    ],
)
def test_none_reported(reader: Reader, text: str, measures: list[str]) -> None:
    lead = "A drone attack. " if text.isascii() else "Атака дронов. "
    figures = [one for one in figures_of(read(reader, lead + text)) if one.none_reported]
    assert sorted(one.measure for one in figures) == sorted(measures)


@pytest.mark.parametrize(
    "text",
    [
        "Над Курском уничтожена ракета комплекса С-200, с 2014 года впервые. №5, тел. 8-800-555.",
        "Дальность ракеты – 300 км, калибр 122 мм, возраст 34 года, 12 районов, 41 рейс.",
        "За сутки уничтожены 5 танков, 12 БПЛА и гаубица на Покровском направлении.",
        "Britain will send 100,000 drones to Ukraine in a package worth £1.6bn.",
        "Two people were killed when a bus overturned on Friday.",
        "Оператори за рік отримали 30 000 дронів.",
    ],
)
def test_other_numbers_are_left(reader: Reader, text: str) -> None:
    assert [one for one in figures_of(read(reader, text)) if one.low != 1] == []


def test_another_speaker_starts_another_report(reader: Reader) -> None:
    found = read(
        reader,
        "Overnight two drones were shot down over the Bryansk Region, Governor Alexander Bogomaz"
        " said. The Defence Ministry reported 13 rockets destroyed over the Belgorod Region.",
    )
    speakers = [report.speaker and report.speaker.name for report in found.reports]
    assert speakers[0] == "Alexander Bogomaz"
    assert "Defence Ministry" in (speakers[1] or "")
    assert [report.window.kind for report in found.reports] == ["within", "unknown"]


def test_another_window_starts_another_report(reader: Reader) -> None:
    found = read(
        reader,
        "С 20.00 до 21.00 мск 17 июля над Курской областью сбиты 5 БПЛА. "
        "С 22.00 до 23.00 мск 17 июля над Брянской областью сбиты 7 БПЛА.",
    )
    assert [report.window.start for report in found.reports] == [
        "2025-07-17T20:00",
        "2025-07-17T22:00",
    ]


def test_an_unsure_place_says_so(reader: Reader) -> None:
    (figure,) = figures_of(read(reader, "Над Жуковским районом сбит беспилотник."))
    assert figure.doubt


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join)))
@example("(" * 50 + "31 БПЛА – " * 20)
@example("из них, " * 60)
@example("two people, one of them, one of them, one of them, were killed, including")
def test_any_text_is_read(reader: Reader, text: str) -> None:
    found = read(reader, text)
    ids = [one.id for one in figures_of(found)]
    assert len(ids) == len(set(ids))
    for one in figures_of(found):
        assert 0 <= one.start < one.end <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.none_reported or one.low is not None or one.high is not None
        assert not one.of or (one.of in ids and one.of != one.id)
        assert bool(one.of) == bool(one.relation)


@settings(deadline=None)
@given(
    st.integers(2, 999),
    st.sampled_from(["уничтожены {} БПЛА", "збито {} дронів", "{} drones were downed"]),
)
def test_a_quote_holds_its_number(reader: Reader, number: int, form: str) -> None:
    text = f"⚡️ **{form.format(number)}** over Kursk."
    (figure,) = figures_of(read(reader, text))
    assert (figure.low, figure.high) == (number, number)
    assert str(number) in text[figure.start : figure.end]


def test_what_stands_far_out_is_not_read(reader: Reader) -> None:
    text = " " * LONGEST + "уничтожены 5 БПЛА"
    assert read(reader, text).reports == ()
