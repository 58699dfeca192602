"""Places in statements: which the words mean, and which are no places of an event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reading.even import even
from desktop.reading.language import language_of
from desktop.reading.morphology import Morphology
from desktop.reading.place_lexicon import PlaceLexicon
from desktop.reading.places import Whereabouts, find_places
from desktop.reading.suggestion import Mention
from desktop.reading.tokens import split


def where(text: str, lexicon: PlaceLexicon, morphology: Morphology) -> Whereabouts:
    """Return what places a text names."""
    plain = even(text)
    return find_places(plain, split(plain, language_of(plain), morphology), lexicon)


def shown(place: Mention) -> str:
    """Return a region's code, a smaller place's name and region, or a name alone."""
    if place.code:
        return place.code
    return f"{place.name}@{place.within}" if place.within else place.name


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("уничтожены над Калужской областью", "RU-KLU"),
        ("над территориями Брянской, Орловской и Калужской областей", "RU-BRY RU-ORL RU-KLU"),
        ("над Белгородской (4 БпЛА) и Курской (1 БпЛА) областей", "RU-BEL RU-KRS"),
        ("один над территорией Калужской области и 10 - над Курской.", "RU-KLU RU-KRS"),
        ("пять над Белгородской и два над Воронежской областями", "RU-BEL RU-VOR"),
        ("13 – над Ростовской, четыре – над Калужской, один – над Краснодарским краем",
         "RU-ROS RU-KLU RU-KDA"),
        ("над Краснодарским краем и Республикой Крым", "RU-KDA UA-43"),
        ("над акваториями Чёрного и Азовского морей", "Black Sea|Sea of Azov"),
        ("над полуостровом Крым и в Севастополе", "UA-43 UA-40"),
        ("над Крымским полуостровом", "UA-43"),
        ("в Подмосковье и над Москвой", "RU-MOS RU-MOW"),
        ("над Московским регионом", "RU-MOS"),
        ("в Чеченской Республике и в Татарстане", "RU-CE RU-TA"),
        ("в Ростове-на-Дону и Таганроге", "Rostov-on-Don@RU-ROS|Taganrog@RU-ROS"),
        ("в г. Казань", "Kazan@RU-TA"),
        ("над Раменским районом Московской области", "Ramensky District@RU-MOS|RU-MOS"),
        ("у Харківській, Полтавській та Сумській областях", "UA-63 UA-53 UA-59"),
        ("на Дніпропетровщині та Одещині", "UA-12 UA-51"),
        ("у Києві, Харкові та Кривому Розі", "UA-30|Kharkiv@UA-63|Kryvyi Rih@UA-12"),
        ("центр Куп’янська, околиці Чугуєва", "Kupiansk@UA-63|Chuhuiv@UA-63"),
        ("на Нікопольщині", "Nikopol District@UA-12"),
        ("у Криворізькому районі", "Kryvyi Rih District@UA-12"),
        ("над Сумами та Запоріжжям", "Sumy@UA-59|Zaporizhzhia@UA-23"),
        ("the Bryansk and Oryol regions", "RU-BRY RU-ORL"),
        ("the Dnipropetrovsk, Kirovohrad and Zaporizhzhia regions", "UA-12 UA-35 UA-23"),
        ("10 in the Bryansk and Crimea regions", "RU-BRY UA-43"),
        ("over the Republic of Adygea and the waters of the Azov Sea", "RU-AD|Sea of Azov"),
        ("over the Moscow Region, 2 near the city of Moscow", "RU-MOS RU-MOW"),
        ("in Kyiv Oblast and in Kyiv", "UA-32 UA-30"),
        ("in Kharkiv's suburbs", "Kharkiv@UA-63"),
        ("in the town of Vilne in Sumy region", "Vilne@UA-59|UA-59"),
        ("в селе Новая Таволжанка Белгородской области", "Novaya Tavolzhanka@RU-BEL|RU-BEL"),
        ("в крымском Форосе", "Foros@UA-43"),
        ("обстріляли Дружківку та Балаклію", "Druzhkivka@UA-14|Balakliia@UA-63"),
        ("вдарили по Прилуках", "Pryluky@UA-74"),
        ("in the Solomianskyi, Sviatoshynskyi and Holosiivskyi districts of Kyiv",
         ("Solomianskyi District@UA-30|Sviatoshynskyi District@UA-30|Holosiivskyi District@UA-30"
         "|UA-30")),
        ("на трассе Борисовка – Грайворон", "RU-BEL"),
        ("по аэродрому Курск-Восточный", "Kursk@RU-KRS"),
        ("в Алексине и Химках", "Aleksin@RU-TUL|Khimki@RU-MOS"),
        ("в Каменске-Шахтинском", "Kamensk-Shakhtinsky@RU-ROS"),
        ("в Красноармейском районе Волгограда", "Krasnoarmeysky District@RU-VGG"),
        ("в Белгородском округе в селах Нежеголь и Щетиновка",
         "Belgorodsky District@RU-BEL|Nezhegol@RU-BEL|Shchetinovka@RU-BEL"),
        ("у Нікопольському районі, по Марганецькій та Покровській громадах",
         "Nikopol District@UA-12|Marhanets@UA-12|Pokrovska@UA-12"),
        ("по Севастопольскому судоремонтному заводу", "UA-40"),
        ("over Crimea and above the peninsula", "UA-43 UA-43"),
        ("Ten fell near Voronezh, three over Voronezh and Lipetsk oblasts",
         "Voronezh@RU-VOR|RU-VOR|RU-LIP"),
    ],
)  # fmt: skip
def test_places_are_read_in_any_case(
    text: str, places: str, lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """Regions by their codes, smaller places with the region they lie in."""
    found = [shown(place) for place in where(text, lexicon, morphology).places]
    assert found == places.split("|" if "|" in places or "@" in places or "Sea" in places else " ")


def test_moscow_region_keeps_the_name_that_it_was_given(
    lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """The code says that it is the oblast."""
    (place,) = where("over the Moscow region", lexicon, morphology).places
    assert (place.code, place.name) == ("RU-MOS", "Moscow Region")


@pytest.mark.parametrize(
    "text",
    [
        "пресечена попытка киевского режима в 13.40 по московскому времени",
        "between 21:00 and 07:50 Moscow time",
        "Moscow launched 40 drones, Kyiv said",
        "Сьогодні о 9:00 станом на ранок",
        "на Московском проспекте и на улице Киевская",
        "Московский «Спартак» обыграл Dynamo Kyiv",
        "Владимир Зеленский встретил Александра Белгорода",
        "атакував із напрямків: Курськ, Міллєрово, Приморсько-Ахтарськ – рф, Чауда – Крим",
        "drones launched from the directions of Kursk and Oryol",
        "8 ракет «Калібр» (із акваторії Чорного моря), 3 «Іскандер-М» (АР Крим)",
        "65 БпЛА з Приморсько-Ахтарська та 2 ракети із Воронезької області",
        "пасажирський потяг «Одеса – Запоріжжя»",
        "Some 430 drones were dispatched by Moscow",
        "силами Черноморского флота",
        "Крім того, збито дві ракети",
        "from the directions of Kursk and Oryol cities; Millerovo, Rostov Oblast; and Hvardiiske",
        "над Центральным федеральным округом",
    ],
)
def test_what_is_no_place_of_an_event_is_left_out(
    text: str, lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """Times, governments, streets, clubs, people and places of launch."""
    found = where(text, lexicon, morphology).places
    assert [place for place in found if place.kind != "country"] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bryansk Governor Alexander Bogomaz said", "RU-BRY"),
        ("the head of the Kharkiv regional administration", "UA-63"),
        ("губернатор Брянской области Александр Богомаз", "RU-BRY"),
        ("начальник Дніпропетровської ОВА", "UA-12"),
        ("мэр Москвы Сергей Собянин", "RU-MOW"),
    ],
)
def test_the_place_of_an_office_is_told_apart(
    text: str, code: str, lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """It is where the speaker is in office, not where something happened."""
    found = where(text, lexicon, morphology)
    assert found.places == ()
    assert [place.code or place.within for place in found.offices] == [code]


def test_namesakes_are_told_apart_by_the_regions_named(
    lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """Zhukovsky in a text about Kaluga is Kaluga's."""
    text = "Three drones fell in the Kaluga Region. One was found in the Zhukovsky district."
    assert shown(where(text, lexicon, morphology).places[-1]) == "Zhukovsky District@RU-KLU"


def test_a_doubt_is_said(lexicon: PlaceLexicon, morphology: Morphology) -> None:
    """Where nothing tells namesakes apart, no region is claimed."""
    (place,) = where("в Жуковском районе", lexicon, morphology).places
    assert place.within == ""
    assert "Bryansk Oblast, Kaluga Oblast" in place.doubt


def test_the_capital_is_the_one_of_the_country_told(
    lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """Moscow in a text about Russian regions, Kyiv in one about Ukraine."""
    russian = "10 in the Moscow Region, three of which had been targeted at the capital itself"
    ukrainian = "Росіяни атакували столицю України. Удару зазнали Бровари."
    assert shown(where(russian, lexicon, morphology).places[-1]) == "RU-MOW"
    assert shown(where(ukrainian, lexicon, morphology).places[0]) == "UA-30"


def test_a_coast_says_which_part_of_a_sea_is_meant(
    lexicon: PlaceLexicon, morphology: Morphology
) -> None:
    """The place is the sea alone."""
    text = "над акваторией Черного моря у побережья Республики Крым"
    assert [shown(place) for place in where(text, lexicon, morphology).places] == ["Black Sea"]


PIECES = st.sampled_from([
    "Брянской", "Орловская", "области", "областей", "район", "районе", "Крым", "Москва", "столица",
    "Moscow", "region", "regions", "the", "of", "Republic", "district", "Kyiv", "and", ",", ".",
    "(", "г.", "село", "Черного", "моря", "губернатор", "ОВА", "із", "напрямків", "capital", "-",
    "said", "Владимир", "Жуковский", "Харків", "Нікопольщині", "launched", "from", "автономный",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60)


@settings(deadline=None)
@given(text=TEXTS)
def test_any_text_is_read(text: str, lexicon: PlaceLexicon, morphology: Morphology) -> None:
    """Nothing raises; mentions lie inside the text, in order, and have names."""
    found = where(text, lexicon, morphology)
    for listed in (found.places, found.offices):
        offsets = [at for place in listed for at in (place.start, place.end)]
        assert offsets == sorted(offsets)
        assert not offsets or (offsets[0] >= 0 and offsets[-1] <= len(text))
        assert all(place.name.strip() for place in listed)
