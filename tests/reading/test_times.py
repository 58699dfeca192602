"""Times in statements: which window the words mean."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reading.even import even
from desktop.reading.times import Role, Stated, find_times


def read(text: str, posted: str, zone: str) -> tuple[Stated, ...]:
    """Return the times of a text posted at a local time, or at one not known."""
    moment = datetime.fromisoformat(posted).replace(tzinfo=ZoneInfo(zone)) if posted else None
    return find_times(even(text), posted=moment, zone=zone)


def shown(stated: Stated) -> str:
    """Return a window as start/end/kind."""
    window = stated.moment.window
    return f"{window.start or ''}/{window.end or ''}/{window.kind}"


def events(text: str, posted: str, zone: str) -> list[str]:
    """Return the windows of the events of a text."""
    return [shown(one) for one in read(text, posted, zone) if one.role is Role.EVENT]


@pytest.mark.parametrize(
    ("text", "posted", "zone", "window"),
    [
        (
            "С 23.00 мск 17 июля до 7.00 мск 18 июля уничтожены 73 БПЛА",
            "2025-07-18T08:00",
            "Moscow",
            "2025-07-17T23:00/2025-07-18T07:00/period",
        ),
        (
            "С 23:00 мск 17.07 до 7:00 мск 18.07 уничтожены",
            "2025-07-18T08:00",
            "Moscow",
            "2025-07-17T23:00/2025-07-18T07:00/period",
        ),
        (
            "В период с 20.00 мск 17 июля т.г. до 07.00 мск 18 июля т.г. дежурными",
            "2025-07-18T08:00",
            "Moscow",
            "2025-07-17T20:00/2025-07-18T07:00/period",
        ),
        (
            "С 22.20 до 23.10 уничтожены",
            "2025-07-18T00:04",
            "Moscow",
            "2025-07-17T22:20/2025-07-17T23:10/period",
        ),
        (
            "С 21.00 до полуночи уничтожены",
            "2025-07-18T00:04",
            "Moscow",
            "2025-07-17T21:00/2025-07-18T00:00/period",
        ),
        (
            "С 21.00 до 24.00 уничтожены",
            "2025-07-18T00:04",
            "Moscow",
            "2025-07-17T21:00/2025-07-18T00:00/period",
        ),
        (
            "В течение прошедшей ночи в период с 23.30 до 7.20 уничтожены",
            "2025-07-18T08:04",
            "Moscow",
            "2025-07-17T23:30/2025-07-18T07:20/period",
        ),
        (
            "Сегодня с 14.00 до 14.50 над",
            "2025-07-18T15:04",
            "Moscow",
            "2025-07-18T14:00/2025-07-18T14:50/period",
        ),
        ("В ночь с 17 на 18 июля", "2025-07-18T15:04", "Moscow", "2025-07-17/2025-07-18/within"),
        (
            "В ночь с четверга на пятницу",
            "2025-07-18T15:04",
            "Moscow",
            "2025-07-17/2025-07-18/within",
        ),
        (
            "В ночь на пятницу, 18 июля, дроны",
            "2025-07-18T15:04",
            "Moscow",
            "2025-07-17/2025-07-18/within",
        ),
        (
            "За прошедшие сутки уничтожено 5",
            "2025-07-18T15:04",
            "Moscow",
            "2025-07-17/2025-07-18/within",
        ),
        (
            "Вчера вечером над областью",
            "2025-07-18T09:04",
            "Moscow",
            "2025-07-17/2025-07-17/within",
        ),
        (
            "Около трех часов ночи дрон упал",
            "2025-07-18T09:04",
            "Moscow",
            "2025-07-18T03:00/2025-07-18T03:00/at",
        ),
        (
            "17 июля в 21:30 по московскому времени",
            "2025-07-18T09:04",
            "Moscow",
            "2025-07-17T21:30/2025-07-17T21:30/at",
        ),
        (
            "17 июля в 21:30 по московскому времени",
            "2025-07-18T09:04",
            "Kyiv",
            "2025-07-17T21:30/2025-07-17T21:30/at",
        ),
        (
            "17 января в 21:30 по московскому времени",
            "2025-01-18T09:04",
            "Kyiv",
            "2025-01-17T20:30/2025-01-17T20:30/at",
        ),
        (
            "С 8 до 13 часов мск уничтожены",
            "2025-07-18T13:04",
            "Moscow",
            "2025-07-18T08:00/2025-07-18T13:00/period",
        ),
        (
            "За день, с 9 утра до 20:00, сбили",
            "2025-07-18T20:14",
            "Moscow",
            "2025-07-18T09:00/2025-07-18T20:00/period",
        ),
        (
            "31 декабря с 23.00 до 7.00 1 января",
            "2025-01-01T08:00",
            "Moscow",
            "2024-12-31T23:00/2025-01-01T07:00/period",
        ),
        (
            "С вечера 17 июля до утра 18 июля",
            "2025-07-18T08:00",
            "Moscow",
            "2025-07-17/2025-07-18/period",
        ),
        ("Утром 18 июля", "2025-07-18T08:00", "Moscow", "2025-07-18/2025-07-18/within"),
        ("Утром в пятницу", "2025-07-18T08:00", "Moscow", "2025-07-18/2025-07-18/within"),
        ("в четверг днем дрон", "2025-07-18T08:00", "Moscow", "2025-07-17/2025-07-17/within"),
        ("Накануне вечером дрон", "2025-07-18T08:00", "Moscow", "2025-07-17/2025-07-17/within"),
        (
            "Станом на 08:30 збито 50 дронів. У ніч на 12 жовтня противник атакував",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-11/2025-10-12/within",
        ),
        (
            "У ніч на 12 жовтня (з 18:30 11 жовтня) ворог атакував. Станом на 08:00 збито",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-11T18:30//period",
        ),
        (
            "У ніч на 12 жовтня 2025 року (із 20:00 11 жовтня) ворог",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-11T20:00//period",
        ),
        ("Минулої доби ворог", "2025-10-12T09:00", "Kyiv", "2025-10-11/2025-10-12/within"),
        ("Протягом минулої доби ворог", "2025-10-12T09:00", "Kyiv", "2025-10-11/2025-10-12/within"),
        ("Протягом ночі ворог", "2025-10-12T09:00", "Kyiv", "2025-10-11/2025-10-12/within"),
        ("Уночі росіяни атакували", "2025-10-12T09:00", "Kyiv", "2025-10-11/2025-10-12/within"),
        (
            "Вночі 12 жовтня росіяни атакували",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-11/2025-10-12/within",
        ),
        (
            "Вранці 12 жовтня росіяни атакували",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-12/2025-10-12/within",
        ),
        (
            "Сьогодні вранці росіяни атакували",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-12/2025-10-12/within",
        ),
        (
            "12 жовтня близько 3:00",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-12T03:00/2025-10-12T03:00/at",
        ),
        (
            "Близько третьої години ночі",
            "2025-10-12T09:00",
            "Kyiv",
            "2025-10-12T03:00/2025-10-12T03:00/at",
        ),
        ("О 14:30 росіяни", "2025-10-12T19:00", "Kyiv", "2025-10-12T14:30/2025-10-12T14:30/at"),
        (
            "з 20:00 11 жовтня до 08:00 12 жовтня",
            "2025-10-12T19:00",
            "Kyiv",
            "2025-10-11T20:00/2025-10-12T08:00/period",
        ),
        (
            "11 жовтня, з 9:00 до 21:00, окупанти",
            "2025-10-12T19:00",
            "Kyiv",
            "2025-10-11T09:00/2025-10-11T21:00/period",
        ),
        (
            "У вівторок, 14 жовтня, у період із 8:00 до 18:30",
            "2025-10-14T19:00",
            "Kyiv",
            "2025-10-14T08:00/2025-10-14T18:30/period",
        ),
        (
            "між 21:00 та 23:30",
            "2025-10-14T23:50",
            "Kyiv",
            "2025-10-14T21:00/2025-10-14T23:30/period",
        ),
        (
            "Overnight into Thursday, Russia",
            "2025-07-17T12:00",
            "Kyiv",
            "2025-07-16/2025-07-17/within",
        ),
        ("Overnight on July 17 Russia", "2025-07-17T12:00", "Kyiv", "2025-07-16/2025-07-17/within"),
        (
            "On the night of July 16-17 Russia",
            "2025-07-17T12:00",
            "Kyiv",
            "2025-07-16/2025-07-17/within",
        ),
        (
            "Overnight from July 16 to July 17 Russia",
            "2025-07-17T12:00",
            "Kyiv",
            "2025-07-16/2025-07-17/within",
        ),
        (
            "On the night of July 17 (from 8 p.m. on July 16), Russia attacked",
            "2025-07-17T12:00",
            "Kyiv",
            "2025-07-16T20:00//period",
        ),
        (
            "As of 9 a.m., 50 drones were shot down. Overnight",
            "2025-07-17T12:00",
            "Kyiv",
            "2025-07-16/2025-07-17/within",
        ),
        (
            "Crews destroyed 5 drones between 11 p.m. on July 16 and 7 a.m. on July 17",
            "2025-07-17T12:00",
            "Moscow",
            "2025-07-16T23:00/2025-07-17T07:00/period",
        ),
        (
            "Crews destroyed 5 drones between 2:00 p.m. and 8:00 p.m. Moscow time on July 16",
            "2025-07-17T12:00",
            "Moscow",
            "2025-07-16T14:00/2025-07-16T20:00/period",
        ),
        (
            "From 6:30 p.m. on Oct 11, Russia launched",
            "2025-10-12T12:00",
            "Kyiv",
            "2025-10-11T18:30//period",
        ),
        (
            "from 21:00 Moscow time (1800 GMT) to 23:00",
            "2025-10-12T23:30",
            "Moscow",
            "2025-10-12T21:00/2025-10-12T23:00/period",
        ),
        (
            "at about 3:40 a.m. (0040 GMT) on Friday",
            "2025-07-18T12:00",
            "Kyiv",
            "2025-07-18T03:40/2025-07-18T03:40/at",
        ),
        (
            "The strike came at 0130 GMT on Friday",
            "2025-07-18T12:00",
            "Kyiv",
            "2025-07-18T04:30/2025-07-18T04:30/at",
        ),
        (
            "The strike came at about midnight",
            "2025-07-18T12:00",
            "Kyiv",
            "2025-07-18T00:00/2025-07-18T00:00/at",
        ),
        (
            "In the early hours of Friday drones",
            "2025-07-18T12:00",
            "Kyiv",
            "2025-07-18/2025-07-18/within",
        ),
        (
            "Over the past 24 hours, air defences",
            "2025-07-18T12:00",
            "Moscow",
            "2025-07-17/2025-07-18/within",
        ),
        (
            "On July 16, between 9 and 11 a.m.,",
            "2025-07-18T12:00",
            "Moscow",
            "2025-07-16T09:00/2025-07-16T11:00/period",
        ),
        (
            "On July 16 the region was attacked between 9 and 11 a.m.,",
            "2025-07-18T12:00",
            "Moscow",
            "2025-07-16T09:00/2025-07-16T11:00/period",
        ),
        (
            "It was the largest attack since the night of July 9, when 728 drones were launched.",
            "2025-07-18T12:00",
            "Moscow",
            "",
        ),
        ("The governor said on Friday that drones", "2025-07-18T12:00", "Moscow", ""),
        (
            "On Friday, the Defense Ministry said 12 drones were downed",
            "2025-07-18T12:00",
            "Moscow",
            "",
        ),
        (
            "В четверг губернатор Вячеслав Гладков сообщил, что дроны сбиты",
            "2025-07-18T12:00",
            "Moscow",
            "",
        ),
        (
            "On Thursday evening, drones hit Odesa",
            "2025-07-18T12:00",
            "Kyiv",
            "2025-07-17/2025-07-17/within",
        ),
        ("Last night's attack", "2025-07-18T12:00", "Kyiv", "2025-07-17/2025-07-18/within"),
        ("Thursday night's attack", "2025-07-18T12:00", "Kyiv", "2025-07-17/2025-07-17/within"),
        (
            "on the night of Thursday to Friday",
            "2025-07-18T12:00",
            "Kyiv",
            "2025-07-17/2025-07-18/within",
        ),
        ("BELGOROD, July 17. /TASS/. Two drones hit", "2025-07-18T12:00", "Kyiv", ""),
        ("МОСКВА, 17 июл - РИА Новости. Два дрона", "2025-07-18T12:00", "Kyiv", ""),
        (
            "Сегодня, 18 июля, в 7:40",
            "2025-07-18T12:00",
            "Moscow",
            "2025-07-18T07:40/2025-07-18T07:40/at",
        ),
        ("Ночью и утром 18 июля", "2025-07-18T12:00", "Moscow", "2025-07-18/2025-07-18/within"),
        ("С начала года 500 человек", "2025-07-18T12:00", "Moscow", ""),
        ("В период с 16 по 18 июля", "2025-07-18T12:00", "Moscow", "2025-07-16/2025-07-18/period"),
        (
            "с 11 по 17 июля уничтожено",
            "2025-07-18T12:00",
            "Moscow",
            "2025-07-11/2025-07-17/period",
        ),
        (
            "в 14.20, 15.40 и 16.10 над",
            "2025-07-18T17:00",
            "Moscow",
            "2025-07-18T14:20/2025-07-18T16:10/period",
        ),
        (
            "17 июля в 23.40 и 18 июля в 00.30",
            "2025-07-18T17:00",
            "Moscow",
            "2025-07-17T23:40/2025-07-18T00:30/period",
        ),
        (
            "В субботу в 10.40 утра",
            "2025-07-21T17:00",
            "Moscow",
            "2025-07-19T10:40/2025-07-19T10:40/at",
        ),
        (
            "at 10 in the evening on Monday",
            "2025-07-22T17:00",
            "Moscow",
            "2025-07-21T22:00/2025-07-21T22:00/at",
        ),
        (
            "в 22 часа 40 минут 17 июля",
            "2025-07-18T17:00",
            "Moscow",
            "2025-07-17T22:40/2025-07-17T22:40/at",
        ),
        (
            "Between 8:00 p.m. on May 2 and 7 a.m.",
            "",
            "Moscow",
            "--05-02T20:00/--05-03T07:00/period",
        ),
        ("overnight", "", "Moscow", "//within"),
        ("KYIV, July 17. Overnight, drones", "", "Kyiv", "--07-16/--07-17/within"),
        (
            "С 7.00 по 12.30 по московскому времени",
            "2025-09-29T13:00",
            "Moscow",
            "2025-09-29T07:00/2025-09-29T12:30/period",
        ),
        (
            "с 7:00 до 12:30 (мск)",
            "2025-09-29T13:00",
            "Moscow",
            "2025-09-29T07:00/2025-09-29T12:30/period",
        ),
        (
            "15:00–18:30 мск: сбиты",
            "2025-09-29T19:00",
            "Moscow",
            "2025-09-29T15:00/2025-09-29T18:30/period",
        ),
        (
            "с 15:00 – до 18:30",
            "2025-09-29T19:00",
            "Moscow",
            "2025-09-29T15:00/2025-09-29T18:30/period",
        ),
        (
            "За ночь над регионом сбили",
            "2025-09-29T09:00",
            "Moscow",
            "2025-09-28/2025-09-29/within",
        ),
        (
            "за минувшие сутки, с 7:00 28 сентября до 7:00 29 сентября",
            "2025-09-29T09:00",
            "Moscow",
            "2025-09-28T07:00/2025-09-29T07:00/period",
        ),
        ("до 7.00 сбиты", "2025-09-29T09:00", "Moscow", "/2025-09-29T07:00/period"),
        ("since 7 p.m. on Sunday", "2025-09-29T09:00", "Moscow", "2025-09-28T19:00//period"),
        ("с 20:00 вечера", "2025-09-29T09:00", "Moscow", "2025-09-28T20:00//period"),
        (
            "В 3:15 ночи и в 4:30 утра",
            "2025-09-29T09:00",
            "Moscow",
            "2025-09-29T03:15/2025-09-29T04:30/period",
        ),
        (
            "At around 9:20 p.m. on Sept. 28, 2025, a drone",
            "2025-09-29T09:00",
            "Moscow",
            "2025-09-28T21:20/2025-09-28T21:20/at",
        ),
        (
            "On the evening of 28 September a drone",
            "2025-09-29T09:00",
            "Moscow",
            "2025-09-28/2025-09-28/within",
        ),
        ("Late on Sunday a drone", "2025-09-29T09:00", "Moscow", "2025-09-28/2025-09-28/within"),
        (
            "Напередодні, 28 вересня, о 16:40",
            "2025-09-29T09:00",
            "Kyiv",
            "2025-09-28T16:40/2025-09-28T16:40/at",
        ),
        (
            "Упродовж дня 28 вересня ворог",
            "2025-09-29T09:00",
            "Kyiv",
            "2025-09-28/2025-09-28/within",
        ),
        ("Протягом 28 вересня ворог", "2025-09-29T09:00", "Kyiv", "2025-09-28/2025-09-28/within"),
        (
            "28 вересня, станом на 18:00, ворог",
            "2025-09-28T18:20",
            "Kyiv",
            "2025-09-28/2025-09-28/within",
        ),
    ],
)
def test_the_window_of_the_event_is_read(text: str, posted: str, zone: str, window: str) -> None:
    """The first event's window, or none where the text tells only when it was said."""
    assert [*events(text, posted, f"Europe/{zone}"), ""][0] == window


def test_times_of_one_text_are_told_apart() -> None:
    """Each report's window, the time of the statement and a night long ago."""
    text = (
        "Станом на 08:30 збито 70 дронів, які летіли у ніч на 12 жовтня. Напередодні о 14:57 та "
        "20:17 ворог бив по громаді. Це наймасованіша атака з 9 липня, коли летіло 728 дронів."
    )
    told = read(text, "2025-10-12T09:00", "Europe/Kyiv")
    assert [one.role for one in told] == [
        Role.STATEMENT,
        Role.EVENT,
        Role.EVENT,
        Role.ASIDE,
    ]
    assert [shown(one) for one in told[1:3]] == [
        "2025-10-11/2025-10-12/within",
        "2025-10-11T14:57/2025-10-11T20:17/period",
    ]


def test_a_day_and_the_clock_times_of_its_sentence_are_one_window() -> None:
    """Whichever words are taken, the window has the clock times."""
    text = "On July 16 the region was attacked between 9 and 11 a.m."
    both = events(text, "2025-07-18T12:00", "Europe/Moscow")
    assert both == ["2025-07-16T09:00/2025-07-16T11:00/period"] * 2


def test_spans_hold_the_words() -> None:
    """The offsets are those of the text as it was given."""
    text = "⚡️ **С 23.00 мск 17 июля** до 7.00 мск 18 июля уничтожены 73 БПЛА"
    (told,) = read(text, "2025-07-18T08:00", "Europe/Moscow")
    assert text[told.moment.start : told.moment.end] == "23.00 мск 17 июля** до 7.00 мск 18 июля"


@pytest.mark.parametrize(
    "text",
    [
        "калибра 7.62 мм, за 3 часа, в 1.5 раза, S-300 and Kh-101, 10-12 drones, 2 x 122",
        "более 300 дронов и 17 ракет, 0.5 million, рост 12.20%",
    ],
)
def test_other_numbers_are_no_times(text: str) -> None:
    """Calibres, counts, shares and lengths of time."""
    assert read(text, "2025-07-18T12:00", "Europe/Moscow") == ()


SUNDAY = "2025-07-06T09:00"


@pytest.mark.parametrize(
    ("text", "zone", "window"),
    [
        ("shortly before 4 a.m. a drone", "Kyiv", "2025-07-06T04:00/2025-07-06T04:00/at"),
        ("from midnight to 7am drones", "Kyiv", "2025-07-06T00:00/2025-07-06T07:00/period"),
        (
            "Between midnight and 4 a.m. the town",
            "Kyiv",
            "2025-07-06T00:00/2025-07-06T04:00/period",
        ),
        ("since midnight, 20 drones", "Kyiv", "2025-07-06T00:00//period"),
        ("at dawn drones hit", "Kyiv", "2025-07-06/2025-07-06/within"),
        ("in the small hours of Sunday drones", "Kyiv", "2025-07-06/2025-07-06/within"),
        ("from Saturday night into Sunday morning drones", "Kyiv", "2025-07-05/2025-07-06/period"),
        ("overnight Saturday into Sunday", "Kyiv", "2025-07-05/2025-07-06/within"),
        ("in the night from Saturday to Sunday", "Kyiv", "2025-07-05/2025-07-06/within"),
        ("on Friday and Saturday drones", "Kyiv", "2025-07-04/2025-07-05/period"),
        ("during the day on Saturday drones", "Kyiv", "2025-07-05/2025-07-05/within"),
        ("As of Sunday morning, 40 drones were shot down", "Kyiv", ""),
        ("Ночью с 5 на 6 июля дроны", "Moscow", "2025-07-05/2025-07-06/within"),
        ("в 3:00 по Киеву дроны", "Moscow", "2025-07-06T03:00/2025-07-06T03:00/at"),
        ("в 4 утра по местному времени", "Moscow", "2025-07-06T04:00/2025-07-06T04:00/at"),
        ("с полуночи до 6 утра", "Moscow", "2025-07-06T00:00/2025-07-06T06:00/period"),
        ("на рассвете 5 июля дрон", "Moscow", "2025-07-05/2025-07-05/within"),
        ("На світанку 5 липня дрон", "Kyiv", "2025-07-05/2025-07-05/within"),
        ("у проміжку між 2:00 та 4:00 ночі", "Kyiv", "2025-07-06T02:00/2025-07-06T04:00/period"),
        ("приблизно о 4-й ранку дрон", "Kyiv", "2025-07-06T04:00/2025-07-06T04:00/at"),
        ("протягом 4-5 липня ворог", "Kyiv", "2025-07-04/2025-07-05/period"),
        ("4 та 5 липня ворог", "Kyiv", "2025-07-04/2025-07-05/period"),
        ("С 18:00 5 июля по 06:00 6 июля", "Moscow", "2025-07-05T18:00/2025-07-06T06:00/period"),
        ("в 22:15 мск 5.07.2025", "Moscow", "2025-07-05T22:15/2025-07-05T22:15/at"),
        ("05.07.25 в 14:30 дрон", "Moscow", "2025-07-05T14:30/2025-07-05T14:30/at"),
        ("5 июля 2025 года, 14:30. Дрон", "Moscow", "2025-07-05T14:30/2025-07-05T14:30/at"),
        ("14:30, 5 июля: дрон", "Moscow", "2025-07-05T14:30/2025-07-05T14:30/at"),
        ("В ночное время с 23:00 до 05:30", "Moscow", "2025-07-05T23:00/2025-07-06T05:30/period"),
        ("В ночь на 6 июля в 23:30 и 01:15", "Moscow", "2025-07-05T23:30/2025-07-06T01:15/period"),
        ("с 8:00 до 20:00 мск 5 июля", "Moscow", "2025-07-05T08:00/2025-07-05T20:00/period"),
        (
            "with the time between 19.00 and 23.00 hours",
            "Moscow",
            "2025-07-05T19:00/2025-07-05T23:00/period",
        ),
        ("Минувшей ночью и утром дежурными", "Moscow", "2025-07-06/2025-07-06/within"),
        ("ночью 6 июля, с 00.10 до 04.40", "Moscow", "2025-07-06T00:10/2025-07-06T04:40/period"),
        ("на протяжении ночи", "Moscow", "2025-07-05/2025-07-06/within"),
        (
            "в ночь с субботы, 5 июля, на воскресенье, 6 июля",
            "Moscow",
            "2025-07-05/2025-07-06/within",
        ),
        ("У ніч із суботи на неділю", "Kyiv", "2025-07-05/2025-07-06/within"),
        ("У ніч проти 6 липня", "Kyiv", "2025-07-05/2025-07-06/within"),
        ("Уночі проти неділі", "Kyiv", "2025-07-05/2025-07-06/within"),
        ("Минулого вечора дрон", "Kyiv", "2025-07-05/2025-07-05/within"),
        ("Вчора, 5 липня, о 16:20", "Kyiv", "2025-07-05T16:20/2025-07-05T16:20/at"),
        (
            "з 7 ранку 5 липня до 7 ранку 6 липня",
            "Kyiv",
            "2025-07-05T07:00/2025-07-06T07:00/period",
        ),
        (
            "from 8 pm on Saturday until 6 am on Sunday",
            "Kyiv",
            "2025-07-05T20:00/2025-07-06T06:00/period",
        ),
        ("Early Saturday, a drone", "Kyiv", "2025-07-05/2025-07-05/within"),
        ("late Saturday, a drone", "Kyiv", "2025-07-05/2025-07-05/within"),
        ("on Saturday evening at about 9.30pm", "Kyiv", "2025-07-05T21:30/2025-07-05T21:30/at"),
        ("at 11 p.m. Saturday", "Kyiv", "2025-07-05T23:00/2025-07-05T23:00/at"),
        ("around 2 o'clock in the morning", "Kyiv", "2025-07-06T02:00/2025-07-06T02:00/at"),
        (
            "The raid lasted from 22:00 until 05:00",
            "Kyiv",
            "2025-07-05T22:00/2025-07-06T05:00/period",
        ),
        ("Вчера ночью сбиты", "Moscow", "2025-07-05/2025-07-06/within"),
        ("Ворог атакував минулої ночі, 6 липня", "Kyiv", "2025-07-05/2025-07-06/within"),
        (
            "в период с 22 часов 5 июля до 6 часов утра 6 июля",
            "Moscow",
            "2025-07-05T22:00/2025-07-06T06:00/period",
        ),
        ("С четверга по субботу сбито", "Moscow", "2025-07-03/2025-07-05/period"),
        ("Between July 3 and 5, drones", "Moscow", "2025-07-03/2025-07-05/period"),
        ("from June 30 to July 6", "Moscow", "2025-06-30/2025-07-06/period"),
    ],
)
def test_a_time_is_dated_by_the_day_of_posting(text: str, zone: str, window: str) -> None:
    """Said on Sunday morning, 6 July."""
    assert [*events(text, SUNDAY, f"Europe/{zone}"), ""][0] == window


@pytest.mark.parametrize(
    ("text", "posted", "window"),
    [
        ("Drones flew overnight on Sept. 7, the Air Force said.", "2025-09-07T12:00",
         "2025-09-06/2025-09-07/within"),
        ("This week, from 24 Feb to 2 March, Russia", "2025-03-02T12:00",
         "2025-02-24/2025-03-02/period"),
        ("Лише за цей тиждень росіяни випустили", "2025-11-30T19:05",
         "2025-11-24/2025-11-30/within"),
        ("The first came at about 23:30 on Tuesday and the last at about 6:30",
         "2025-09-10T09:00", "2025-09-09T23:30/2025-09-10T06:30/period"),
        ("У ніч на 22 лютого та зранку ворог", "2025-02-22T09:00",
         "2025-02-21/2025-02-22/within"),
        ("Russia's overnight attack on July 4 involved", "2025-07-04T10:00",
         "2025-07-03/2025-07-04/within"),
        ("Під час нічної атаки на Україну 10 вересня", "2025-09-10T10:00",
         "2025-09-09/2025-09-10/within"),
        ("All drones launched by Russia overnight, the army said", "2025-07-04T10:00",
         "2025-07-03/2025-07-04/within"),
        ("Доброе утро! За минувший день, 3 декабря", "2025-12-04T09:15",
         "2025-12-03/2025-12-03/within"),
    ],
)  # fmt: skip
def test_windows_as_outlets_tell_them(text: str, posted: str, window: str) -> None:
    """Sayings after a comma, weeks, listed times over midnight, nights of a date, greetings."""
    assert events(text, posted, "Europe/Kyiv")[0] == window


@pytest.mark.parametrize(
    "text",
    [
        "Для порівняння, у ніч на 28 серпня їх було 40",
        "Люди ночь прожили спокойно",
        "графіки діють до 22:00",
        "повідомили Повітряні сили ЗСУ у п'ятницю, 22 грудня",
        "Residents spent the night in cellars",
    ],
)
def test_times_of_other_matters_are_no_window(text: str) -> None:
    """Comparisons, quiet nights, schedules, the day of saying."""
    assert events(text, "2023-12-22T12:00", "Europe/Kyiv") == []


def test_the_hours_of_an_airport_are_an_aside() -> None:
    """The event is told in another sentence."""
    text = "Аэропорт закрывался с 3.10 до 6.00. Над областью ночью уничтожено семь БПЛА."
    assert events(text, "2025-10-12T12:00", "Europe/Moscow") == ["2025-10-11/2025-10-12/within"]


def test_a_night_told_exactly_keeps_its_hours() -> None:
    """A later "past night" is short for them."""
    text = (
        "73 drones fell between 11 p.m. on July 17 and 7 a.m. on July 18. "
        '"During the past night, crews destroyed 31 over Bryansk," it says.'
    )
    window = "2025-07-17T23:00/2025-07-18T07:00/period"
    assert events(text, "2025-07-18T09:00", "Europe/Moscow") == [window, window]


PIECES = st.sampled_from([
    "с", "до", "на", "в", "ночь", "23.00", "7.00", "мск", "17", "18", "июля", "29", "февраля", "31",
    "between", "and", "from", "to", "until", "overnight", "Friday", "p.m.", "11", "12", "at",
    "0:00", "24:00", "midnight", "(", ")", ",", ".", "-", "–", "сегодня", "вчера", "утром", "у",
    "ніч", "з", "жовтня", "станом", "GMT", "2024-02-30", "99.99", "00.00", "17.07.2025", "last",
    "night", "same", "day", "that",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60)


@given(text=TEXTS, dated=st.booleans())
def test_any_text_is_read(*, text: str, dated: bool) -> None:
    """Nothing raises; spans lie inside the text, in order; windows don't end before they start."""
    told = read(text, "2025-03-01T00:10" if dated else "", "Europe/Kyiv")
    offsets = [at for one in told for at in (one.moment.start, one.moment.end)]
    assert offsets == sorted(offsets)
    assert not offsets or (offsets[0] >= 0 and offsets[-1] <= len(text))
    for one in told:
        start, end = one.moment.window.start, one.moment.window.end
        if dated and start and end and len(start) == len(end):
            assert start <= end
