"""Speakers in statements: who says which part."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reading.even import even
from desktop.reading.language import language_of
from desktop.reading.morphology import Morphology
from desktop.reading.place_lexicon import PlaceLexicon
from desktop.reading.places import find_places
from desktop.reading.speakers import Utterance, find_speakers
from desktop.reading.tokens import split


def heard(text: str, lexicon: PlaceLexicon, morphology: Morphology) -> tuple[Utterance, ...]:
    """Return who says what in a text."""
    plain = even(text)
    tokens = split(plain, language_of(plain), morphology)
    return find_speakers(plain, tokens, find_places(plain, tokens, lexicon).offices)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Сбиты 3 БПЛА.  🔹 [Минобороны России](https://t.me/mod_russia)", "Минобороны России", ""),
        ("Сбиты 3 БПЛА, сообщил губернатор Владислав Шапша.", "Владислав Шапша", "губернатор"),
        ("По словам губернатора Игоря Бабушкина, сбит БПЛА.", "Игорь Бабушкин", "губернатора"),
        ("По словам мэра Ирины Ивановой, сбиты 3 БПЛА.", "Ирина Иванова", "мэра"),
        ("Мэр Москвы Сергей Собянин сообщил о сбитом БПЛА.", "Сергей Собянин", "Мэр Москвы"),
        ("Сергей Собянин: сбиты 3 БПЛА.", "Сергей Собянин", ""),
        ("Сбиты 3 БПЛА.\n\nВладислав Шапша, губернатор", "Владислав Шапша", ""),
        ("Сбиты 3 БПЛА. А. Дрозденко", "А. Дрозденко", ""),
        ("Збито 3 БпЛА, повідомив начальник Харківської ОВА Олег Синєгубов.", "Олег Синєгубов",
         "начальник Харківської ОВА"),
        ("Збито 3 БпЛА, – Микола Калашник.", "Микола Калашник", ""),
        ("Як повідомили у Повітряних силах ЗСУ, збито 3 БпЛА.", "Повітряні сили ЗСУ", ""),
        ("Збито 3 БпЛА, заявив Зеленський.", "Зеленський", ""),
        ("Three drones fell, Governor Vladislav Shapsha said.", "Vladislav Shapsha", "Governor"),
        ("Three drones fell, the region's governor, Alexander Gusev, wrote on Telegram.",
         "Alexander Gusev", ""),
        ("Three drones fell, said Serhiy Lysak, head of the administration.", "Serhiy Lysak", ""),
        ("A drone fell, according to Russian Defence Ministry.", "Russian Defence Ministry", ""),
        ("Three drones fell, the Ukrainian Air Force said.", "Ukrainian Air Force", ""),
        ("Three drones fell, Zelenskyy said.", "Zelenskyy", ""),
        ("Three drones fell, a local official said.", "local official", ""),
        ("Сбит БПЛА, сообщил мэр Москвы Собянин.", "Собянин", "мэр Москвы"),
        ("Сбит БПЛА, сообщил белгородский губернатор Гладков.", "Гладков",
         "белгородский губернатор"),
        ("Збито 3 БпЛА. (Борис Філатов)", "Борис Філатов", ""),
        ("Збито 3 безпілотники, – т.в.о. голови ОВА Владислав Гайваненко.", "Владислав Гайваненко",
         "голови ОВА"),
        ("СК: возбуждено дело после атаки двух дронов.", "СК", ""),
        ("The air force later put the number of downed drones at 47.", "air force", ""),
        ("Acting Governor Yury Slyusar: a drone was shot down.", "Yury Slyusar", "Acting Governor"),
    ],
)  # fmt: skip
def test_a_speaker_is_named(
    text: str, name: str, role: str, lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """People without their titles and in the nominative, bodies as they are called."""
    (one,) = heard(text, lexicon, morphology)
    assert (one.speaking.name, one.speaking.role) == (name, role)


@pytest.mark.parametrize(
    "text",
    [
        "В течение ночи уничтожены 42 украинских беспилотника.",
        "No casualties were reported. Three drones were shot down.",
        "Moscow said three drones were shot down.",
        "Тернопіль: внаслідок удару загинули 25 людей.",
    ],
)
def test_nobody_is_made_up(text: str, lexicon: PlaceLexicon, morphology: Morphology) -> None:
    """Where the text names nobody there is no speaker."""
    assert heard(text, lexicon, morphology) == ()


def test_several_speakers_have_their_own_words(
    lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """A sentence without a speaker goes on with the last; a surname and "he" mean the one named."""
    text = (
        "Two drones were shot down, Mayor Vitali Klitschko said. Five people were hurt. "
        "The Air Force said it downed 40. Klitschko added that two hospitals were damaged. "
        "He said a school was too."
    )
    told = [
        (one.speaking.name, text[one.start : one.end]) for one in heard(text, lexicon, morphology)
    ]
    assert [name for name, _ in told] == [
        "Vitali Klitschko",
        "Air Force",
        "Vitali Klitschko",
        "Vitali Klitschko",
    ]
    assert told[0][1].strip().endswith("Five people were hurt.")
    assert told[1][1].strip() == "The Air Force said it downed 40."


def test_the_region_of_a_speakers_office_is_known(
    lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """It is the place of what they report, where they name none."""
    text = "Voronezh Region Governor Alexander Gusev said seven UAVs had been destroyed."
    (one,) = heard(text, lexicon, morphology)
    assert one.code == "RU-VOR"


PIECES = st.sampled_from([
    "Минобороны", "сообщил", "губернатор", "Владислав", "Шапша", "повідомив", "ОВА", ",", ".", ":",
    "–", "said", "Governor", "Vladislav", "Shapsha", "the", "ministry", "he", "according", "to",
    "по", "словам", "Air", "Force", "\n", "3", "drones", "А.", "и.о.", "за", "даними",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60)


@settings(deadline=None)
@given(text=TEXTS)
def test_any_text_is_read(text: str, lexicon: PlaceLexicon, morphology: Morphology) -> None:
    """Nothing raises; words of speakers lie inside the text and don't overlap."""
    told = heard(text, lexicon, morphology)
    offsets = [at for one in told for at in (one.start, one.end)]
    assert offsets == sorted(offsets)
    assert not offsets or (offsets[0] >= 0 and offsets[-1] <= len(text))
    for one in told:
        assert 0 <= one.speaking.start < one.speaking.end <= len(text)
        assert one.speaking.name.strip()
