"""The words that say what happened to what is counted, by dictionary form."""

from dataclasses import dataclass
from typing import Final

from desktop.reading.thing_words import MUNITION, PERSON, PROPERTY
from desktop.reading.wordlist import words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a verb or noun says: the measure for each sort of thing, "" for one it voids.

    A `weak` one gives way to any other near it; a `noun` doesn't govern what stands before it.
    """

    measures: dict[str, str]
    weak: bool = False
    noun: bool = False


DOWNED, LAUNCHED, NOT_REACHED, HIT = "downed", "launched", "not_reached", "hit"
KILLED, INJURED, DAMAGED, HEADED = "killed", "injured", "damaged", "headed_for"

_MEANINGS: Final = (
    (
        words(
            "уничтожить уничтоженный уничтожаться ликвидировать нейтрализовать",
            "знищити знищений знешкодити знешкоджений ліквідувати нейтралізувати",
            "destroy neutralise neutralize eliminate",
        ),
        Meaning({MUNITION: DOWNED, PROPERTY: DAMAGED}),
    ),
    (
        words(
            "сбить сбивать сбитый перехватить перехватывать перехваченный посадить приземлить",
            "збити збивати збитий перехопити перехоплений приземлити приземлений down shoot",
            "shoot_down intercept bring_down take_down take_out knock_down gun_down repel",
            "поразить отразить отражать відбити обезвредить обезвреживать обезврежить sink stop",
        ),
        Meaning({MUNITION: DOWNED}),
    ),
    (
        words(
            "уничтожение перехват знищення перехоплення збиття interception destruction shootdown"
        ),
        Meaning({MUNITION: DOWNED}, noun=True),
    ),
    (
        words(
            "подавить подавлять подавленный заглушить втратити втрачений подавлений придушити",
            "приглушити заглушити не_достигнуть не_долететь не_досягти не_долетіти",
            "suppress jam lose spoof fail збитися сбиться fly_back turn_back neutralised_by_ew",
            "потерять повернутися вернуться зникнути исчезнуть disappear vanish",
        ),
        Meaning({MUNITION: NOT_REACHED}),
    ),
    (
        words(
            "запустить запускать запущенный выпустить выпускать выпущенный применить применять",
            "использовать направить послать задействовать участвовать атаковать лететь_в",
            "запустити запускати запущений випустити випускати випущений застосувати",
            "застосовувати використати використовувати спрямувати атакувати задіяти застосований",
            "використаний спрямований запускаться involve сбросить сбрасывать скинути скидати",
            "drop скерувати послати кинути пустить пустити бросить throw hurl dispatch rain",
            "shower lob отправить отправлять відправити пролететь fly_at launch fire send use",
            "unleash attack target deploy release aim",
        ),
        Meaning({MUNITION: LAUNCHED}),
    ),
    (
        words(
            "применение использование атака запуск пуск налет удар залп участие рой",
            "застосування використання запуск пуск наліт атака",
            "swarm barrage salvo",
        ),
        Meaning({MUNITION: LAUNCHED}, weak=True, noun=True),
    ),
    (
        words(
            "обнаружить зафиксировать засечь выявить зафіксувати фіксувати виявити виявлений",
            "detect spot track record register cross enter violate intrude залететь вторгнуться",
            "залетіти перетнути пересечь вторгнутися",
        ),
        Meaning({MUNITION: LAUNCHED}, weak=True),
    ),
    (
        words(
            "попасть попадать врезаться ударить ударити прилететь угодить влетіти влучити влучати",
            "врізатися дойти вдарити поцілити прилетіти come_down strike slam hit smash impact ram",
            "penetrate breach",
        ),
        Meaning({MUNITION: HIT}),
    ),
    (
        words("попадание прилет влучання приліт"),
        Meaning({MUNITION: HIT}, noun=True),
    ),
    (
        words(
            "упасть падать потерпеть рухнуть взорваться сдетонировать впасти падати вибухнути",
            "здетонувати fall crash explode detonate",
        ),
        Meaning({MUNITION: HIT}, weak=True),
    ),
    (
        words(
            "погибнуть убить скончаться умереть загинути вбити убити померти kill die slay perish",
            "выжить",
        ),
        Meaning({PERSON: KILLED}),
    ),
    (
        words("погибший убитый загиблий вбитий dead death fatality жертва гибель смерть загибель"),
        Meaning({PERSON: KILLED}, noun=True),
    ),
    (
        words(
            "ранить травмировать госпитализировать поранить поранити травмувати госпіталізувати",
            "поранений травмований госпіталізований injure wound",
            "hurt hospitalise hospitalize ранение травма поранення injury баротравма контузия",
            "контузія ожог опік ушиб шпиталізувати",
            "звернутися обратиться понадобиться потребувати травмироваться",
        ),
        Meaning({PERSON: INJURED}),
    ),
    (
        words("пострадать постраждати"),
        Meaning({PERSON: INJURED, PROPERTY: DAMAGED}),
    ),
    (
        words(
            "пострадавший раненый постраждалий casualty",
        ),
        Meaning({PERSON: INJURED}, noun=True),
    ),
    (
        words(
            "повредить повреждать поврежденный разрушить разрушенный сгореть выгореть выбить",
            "посечь пошкодити пошкоджений зруйнувати зруйнований понівечити понівечений згоріти",
            "потрощити розбити разбить зацепить зачепити задеть вибити посікти побити damage",
            "wreck ruin burn gut shatter demolish collapse ignite break blow blow_out",
        ),
        Meaning({PROPERTY: DAMAGED}),
    ),
    (
        words("повреждение разрушение пошкодження руйнування"),
        Meaning({PROPERTY: DAMAGED}),
    ),
    (
        words(
            "эвакуировать расселить спасти задержать остаться доставить собрать произвести",
            "выпуск поставить передать привлечь потушить восстановить отселить закупить",
            "получить_помощь разместить проживать ночевать находиться арестовать построить",
            "обесточить евакуювати врятувати затримати залишитися доставити зібрати виготовити",
            "поставити передати залучити ліквідувати_пожежу відновити розмістити закупити",
            "знеструмити побудувати evacuate rescue detain deliver produce extinguish restore",
            "spend buy manufacture rebuild donate pledge arrest repair cancel delay divert save",
        ),
        Meaning({PERSON: "", PROPERTY: "", MUNITION: ""}),
    ),
)

MEANING_OF: Final = {word: meaning for listed, meaning in _MEANINGS for word in listed}

RECEIVING: Final = words(
    "получить получать отримати отримувати дістати діставати зазнати зазнавати понести suffer",
    "sustain receive",
)
WOUNDS: Final = words(
    "ранение травма баротравма контузия ожог ушиб порез отравление перелом",
    "поранення контузія опік забій акубаротравма wound injury burn concussion травмування",
)
DAMAGES: Final = words("повреждение разрушение пошкодження руйнування damage ушкодження")
DYING: Final = words("гибель смерть загибель")
TAKING_LIFE: Final = words("забрать унести оборвать отнять забрати обірвати claim take cost lose")
LIFE: Final = words("жизнь життя life lives")
PARTICLES: Final = {
    ("shoot", "down"), ("bring", "down"), ("take", "down"), ("take", "out"), ("knock", "down"),
    ("gun", "down"), ("fly", "back"), ("fly", "at"), ("turn", "back"), ("blow", "out"),
    ("knock", "out"), ("come", "down"),
}  # fmt: skip
"""English verbs that mean something of their own with the word after them."""
NEED_PARTICLE: Final = words("come bring take knock gun fly turn")
HEADING: Final = words(
    "лететь летевший следовать направляться двигаться идти нацелить устремиться летать подлететь",
    "летіти прямувати рухатися рухатись линути курс",
    "fly head bind target aim travel approach race bear bound",
)
"""Verbs of being on the way; with a place as their goal they count what is headed for it."""
TOWARDS: Final = words(
    "на к в_направлении в_сторону по_направлению_к в_бік у_бік у_напрямку в_напрямку до",
    "у_напрямі в_напрямі toward towards for to at in_the_direction_of on",
)
MILD: Final = words("intercept перехватить перехватывать перехопити")
"""Brought down or not: what of these was destroyed is told apart."""
ATTACKING: Final = words("атаковать атакувати attack поразить")
STRIKING: Final = words("ударить вдарити ударити strike поцілити")
"""Verbs that take what struck as their means: with three drones, тремя БПЛА."""
DROPPING: Final = words("сбросить сбрасывать скинути скидати drop")
WRECKAGE: Final = words(
    "обломок фрагмент осколок падение останки обломки уламок падіння рештки фрагменти осколки",
    "wreckage debris fragment remains shard piece part",
)
