"""Wordings of the three languages, each read as what it says: a line for each figure."""

import pytest

from desktop.reading.language import Language, language_of
from desktop.reading.read import Reader
from tests.reading.showing import lines, read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Росія випустила по Україні 90 дронів. Їх перехопили сили ППО.",
            ["launched 90 drone", "downed 90 drone < 90 subset"],
        ),
        (
            "Russia fired four missiles at Odesa overnight. They were intercepted.",
            ["launched 4 missile @ Odesa", "downed 4 missile @ Odesa < 4 subset"],
        ),
        (
            "Russia launched 50 drones and six missiles; all but two missiles were shot down.",
            ["launched 50 drone", "launched 6 missile", "downed 4 missile < 6 subset"],
        ),
        (
            "Russia used nine drones; they were all intercepted except one.",
            ["launched 9 drone", "downed 8 drone < 9 subset"],
        ),
        (
            "Над Брянской областью уничтожены пять БПЛА, столько же – над Курской.",
            ["downed 5 drone @ RU-BRY", "downed 5 drone @ RU-KRS"],
        ),
        (
            "Росія ударила 18 ракетами, усі вони знищені.",
            ["launched 18 missile", "downed 18 missile < 18 subset"],
        ),
    ],
)
def test_what_became_of_all_of_them(reader: Reader, text: str, wanted: list[str]) -> None:
    assert lines(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ворог застосував 500 засобів нападу, дронів серед них було 415.",
            ["launched 500", "launched 415 drone < 500 part"],
        ),
        ("Збито: БпЛА – 98, ракет – 5.", ["downed 98 drone", "downed 5 missile"]),
        (
            "Внаслідок удару дрона потерпілих двоє. Поранених 84.",
            ["injured 2", "injured 84"],
        ),
        (
            "Після удару дрона потерпілі – 4 людини, одна з них у важкому стані.",
            ["injured 4", "injured 1 < 4 subset"],
        ),
        ("After the strike, injured: 3, killed: 1.", ["injured 3", "killed 1"]),
    ],
)
def test_what_is_counted_stands_before_its_number(
    reader: Reader, text: str, wanted: list[str]
) -> None:
    assert lines(reader, text) == wanted


def test_lines_under_a_heading_are_brothers(reader: Reader) -> None:
    text = (
        "Противник завдав удару ракетами:\n- 35 крилатих ракет Х-101/Х-55 (район пусків –"
        " Саратовська обл.);\n- 7 КР Калібр;\n- 3 ЗКР С-300.\nЗбито 24 цілі: 20 БпЛА та 4 КР."
    )
    assert lines(reader, text) == [
        "launched 35 missile",
        "launched 7 missile",
        "launched 3 missile",
        "downed 24",
        "downed 20 drone < 24 part",
        "downed 4 missile < 24 part",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Сили ППО повідомили про шість ракет, збитих над Одесою.",
            ["downed 6 missile @ Odesa"],
        ),
        ("Дрон, сбитый над Тулой, упал на крышу.", ["downed 1 drone @ Tula"]),
        (
            "Сбиты два снаряда РСЗО, крылатая ракета «Нептун» и 233 БПЛА.",
            ["downed 2 rocket", "downed 1 missile", "downed 233 drone"],
        ),
        (
            "Противник атакував 162 БпЛА, а також крилатою ракетою. 52 дрони збилися з курсу.",
            ["launched 162 drone", "launched 1 missile", "not_reached 52 drone < 162 subset"],
        ),
        (
            (
                "Уничтожено 25 БПЛА. Над Брянской областью – восемь, над Ростовской – 13,"
                " по два – над Крымом и Адыгеей."
            ),
            [
                "downed 25 drone",
                "downed 8 drone @ RU-BRY < 25 part",
                "downed 13 drone @ RU-ROS < 25 part",
                "downed 2 drone @ UA-43 < 25 part",
                "downed 2 drone @ RU-AD < 25 part",
            ],
        ),
        (
            "Флот уничтожил в Черном море два безэкипажных катера, следует из сводки России.",
            ["downed 2 boat @ Black Sea"],
        ),
    ],
)
def test_munitions_in_other_forms(reader: Reader, text: str, wanted: list[str]) -> None:
    assert lines(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Известно о гибели мирного жителя в Туле после удара дрона.", ["killed 1 @ Tula"]),
        ("Удар забрав життя двох людей в Одесі.", ["killed 2 @ Odesa"]),
        ("The strike claimed the lives of four people in Odesa.", ["killed 4 @ Odesa"]),
        (
            "At least 12 people, including three children, lost their lives in the attack.",
            ["killed 12..None", "killed 3 < 12 subset"],
        ),
    ],
)
def test_the_dead_are_told_of_by_nouns(reader: Reader, text: str, wanted: list[str]) -> None:
    assert lines(reader, text) == wanted


@pytest.mark.parametrize(
    "text", ["Над Одесою збито два шахеди.", "Ворог атакував Одесу дронами.", "Загинула жінка."]
)
def test_a_ukrainian_line_may_have_no_letter_of_its_own(text: str) -> None:
    assert language_of(text) is Language.UK


def windows(reader: Reader, text: str) -> list[tuple[str, str | None, str]]:
    found = read(reader, text)
    return [
        (one.speaker.name if one.speaker else "", one.window.start, one.window.kind)
        for one in found.reports
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Two drones were shot down over Tula, Governor Dmitry Milyaev said early on Thursday.",
            [("Dmitry Milyaev", "2025-07-17", "within")],
        ),
        (
            (
                "Drones hit Odesa overnight, killing two people, Mayor Hennadii Trukhanov said."
                " Volodymyr Zelenskyy said three people had been injured in Odesa."
            ),
            [
                ("Hennadii Trukhanov", "2025-07-17", "within"),
                ("Volodymyr Zelenskyy", "2025-07-17", "within"),
            ],
        ),
        (
            (
                "Drones hit Odesa overnight, killing two people, Mayor Hennadii Trukhanov said."
                " In Kharkiv three people were injured, Mayor Ihor Terekhov said."
            ),
            [("Hennadii Trukhanov", "2025-07-17", "within"), ("Ihor Terekhov", None, "unknown")],
        ),
        (
            "Валерій Залужний заявляв раніше, що Росія ударила 18 ракетами.",
            [("Валерій Залужний", None, "unknown")],
        ),
    ],
)
def test_windows_of_what_another_says(
    reader: Reader, text: str, wanted: list[tuple[str, str | None, str]]
) -> None:
    assert windows(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("После удара дрона житель получил осколочное ранение.", ["injured 1"]),
        ("Поранення від дрона отримала 45-річна жінка.", ["injured 1"]),
        ("Смертельних травм від удару дрона зазнав чоловік.", ["killed 1"]),
        ("От обломков дрона один резервуар получил повреждения.", ["damaged 1"]),
        (
            "Внаслідок удару дрона постраждали 14 людей. П'ятеро перебувають у лікарні.",
            ["injured 14", "injured 5"],
        ),
        ("После атаки дронов ранены женщина и её сын.", ["injured 1", "injured 1"]),
        (
            "Уничтожено 20 БПЛА над Курской областью. В Туле пострадали двое, оба в больнице.",
            ["downed 20 drone @ RU-KRS", "injured 2 @ Tula"],
        ),
        (
            "Вдарили по Одесі авіабомбами: троє людей загинули.",
            ["killed 3 @ Odesa"],
        ),
        (
            (
                "За сутки в Белгородской области ранены пять человек. В Шебекино ранены трое."
                " В Тульской области 62 атаки беспилотников, 41 из них сбит."
            ),
            [
                "injured 5 @ RU-BEL",
                "injured 3 @ Shebekino < 5 part",
                "downed 41 drone @ RU-TUL",
            ],
        ),
        (
            "Drones wounded 25 people in Odesa. Five rescuers were among the injured.",
            ["injured 25 @ Odesa", "injured 5 @ Odesa < 25 subset"],
        ),
    ],
)
def test_people_are_hurt_in_other_words(reader: Reader, text: str, wanted: list[str]) -> None:
    assert lines(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Противник атакував 24 балістичними ракетами Іскандер-М/С-400 із Брянської обл.,"
                " крилатою ракетою Х-59/69 з Курської обл., а також 219-ма БпЛА."
            ),
            ["launched 24 missile", "launched 1 missile", "launched 219 drone"],
        ),
        (
            "Direct hits by 17 drones and eight missiles were recorded.",
            ["hit 17 drone", "hit 8 missile"],
        ),
        (
            (
                "Units destroyed 67 drones overnight. Nineteen drones were destroyed over the"
                " Bryansk region, 16 over the Tula region and the rest over the Black Sea."
            ),
            [
                "downed 67 drone",
                "downed 19 drone @ RU-BRY < 67 part",
                "downed 16 drone @ RU-TUL < 67 part",
                "downed 32 drone @ Black Sea < 67 part",
            ],
        ),
        (
            (
                "KYIV, Ukraine (AP) — Russia fired 36 missiles at Ukraine in an attack that killed"
                " four people in Kharkiv."
            ),
            ["launched 36 missile", "killed 4 @ Kharkiv"],
        ),
    ],
)
def test_lists_of_what_was_launched(reader: Reader, text: str, wanted: list[str]) -> None:
    assert lines(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("Над Калужской областью сбиты два БПЛА. Инфраструктура не повреждена.", True),
        ("Над Калужской областью сбиты два БПЛА. Объекты инфраструктуры не пострадали.", True),
        ("У Полтавській області збито 3 БпЛА. Інфраструктура не пошкоджена.", True),
        ("Three drones were downed over Kaluga Region. No infrastructure was damaged.", True),
        ("Над Калужской областью сбиты два БПЛА. Инфраструктура серьёзно не повреждена.", False),
        ("Над Калужской областью сбиты два БПЛА. Повреждена инфраструктура.", False),
    ],
)
def test_nothing_built_was_damaged(reader: Reader, text: str, *, damage: bool) -> None:
    told = [one for one in lines(reader, text) if one.startswith("damaged")]
    assert [one.split(" @")[0] for one in told] == ["damaged none"] * damage
