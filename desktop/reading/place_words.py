"""Words that stand with places, in Russian, Ukrainian and English."""

from enum import StrEnum
from typing import Final

from desktop.reading.wordlist import words


class Head(StrEnum):
    """What a place is called beside its name."""

    OBLAST = "oblast"
    KRAI = "krai"
    REPUBLIC = "republic"
    AUTONOMY = "autonomy"
    DISTRICT = "district"
    REGION = "region"
    PENINSULA = "peninsula"
    SEA = "sea"
    CITY = "city"
    VILLAGE = "village"
    FACILITY = "facility"
    COMMUNITY = "community"


REGIONAL: Final = frozenset({
    Head.OBLAST, Head.KRAI, Head.REPUBLIC, Head.AUTONOMY, Head.REGION, Head.PENINSULA
})  # fmt: skip

# By dictionary form.
HEADS: Final = {
    word: head
    for head, line in {
        Head.OBLAST: "область обл",
        Head.KRAI: "край",
        Head.REPUBLIC: "республика республіка респ",
        Head.DISTRICT: "район р-н округ улус",
        Head.REGION: "регион регіон",
        Head.PENINSULA: "полуостров півострів",
        Head.SEA: "море залив затока пролив протока лиман",
        Head.COMMUNITY: "громада",
        Head.FACILITY: "аэс аес тэц тец тэс тес грэс гэс гес нпз гпз аэропорт аеропорт аэродром "
        "аеродром завод порт нефтебаза нафтобаза водохранилище хпп тпп підстанція подстанция",
    }.items()
    for word in line.split()
}
SHORT_HEADS: Final = dict.fromkeys(words("р-на р-не р-ну р-ні р-ном"), Head.DISTRICT)
# What may stand between an adjective and what it is said of.
QUALIFIERS: Final = words(
    "автономный автономний городской міський муниципальный муніципальний народный народний",
    "территориальный територіальний сельский сільський селищный селищний областной",
    "нефтеперерабатывающий нафтопереробний судоремонтный международный міжнародний атомный атомна",
    "машиностроительный химический военный морской морський хімічний",
)
AUTONOMOUS: Final = words("автономный автономний")
# Districts that are no places of an event.
WIDE_DISTRICTS: Final = words(
    "федеральный федеральний военный військовий federal military economic"
)

ENGLISH_HEADS: Final = {
    word: head
    for head, line in {
        Head.REGION: "region regions oblast oblasts province provinces",
        Head.KRAI: "krai territory territories",
        Head.REPUBLIC: "republic republics",
        Head.DISTRICT: "district districts raion raions rayon okrug",
        Head.PENINSULA: "peninsula",
        Head.COMMUNITY: "community hromada",
        Head.CITY: "city",
    }.items()
    for word in line.split()
}
PLURAL_HEADS: Final = words("regions oblasts provinces territories republics districts raions")

# What stands before the name of a settlement; by dictionary form.
SETTLEMENTS: Final = words(
    "пункт",
    "город г гор село с поселок пос п пгт деревня хутор станица местечко місто м смт селище сел",
)
ENGLISH_SETTLEMENTS: Final = words("town city village settlement port hamlet")

VILLAGES: Final = words("пункт село сел деревня хутор станица поселок селище пос с п смт пгт")

PENINSULAS: Final = words("полуостров півострів")
# Words that share their key with a place.
NO_PLACES: Final = words("крім")
# What no town is called, for all that it stands behind "in" with a capital.
NO_TOWNS: Final = words(
    "генштаб минобороны міноборони телеграм телеграмм кремль рада дума україна украина интернет",
    "інтернет фейсбук европа європа запад захід донбасс донбас крым крим президент бог пво ппо",
    "министерство міністерство сила сили война війна россия росія восток схід юг південь півночі",
)
# Between the names of two ends a dash makes a way of these, or a train's name in quotes.
ROUTES: Final = words(
    "трасса траса дорога поезд потяг поїзд маршрут шоссе шосе участок ділянка направление напрямок",
    "road highway route train motorway border",
)

CAPITALS: Final = words("столица столиця")

# Whose words are told; by dictionary form. Beside them a place is that of an office.
OFFICES: Final = words(
    "губернатор глава мэр голова мер начальник очільник прокуратура оперштаб власть администрация",
    "правительство управление прокурор врио ова ода мва обладминистрация обладміністрація сво",
    "адміністрація поліція полиция міськрада рада прокурорка речник спикер спікер",
    "губернаторка оперативный штаб гумвд умвд гу мчс дснс минздрав министр облрада облпрокуратура",
    "міськрада управління влада градоначальник замгубернатора вице-губернатор",
)
OFFICE_QUALIFIERS: Final = words(
    "областной обласной обласний региональный регіональний военный військовый військовий городской",
    "міський гражданский цивільний государственный державний районный районний местный місцевий",
    "окружной окружний и.о временный оперативный оперативний генеральный",
)
ENGLISH_OFFICES: Final = words(
    "governor mayor head administration authorities officials official prosecutor prosecutors",
    "police council government duma spokesman spokesperson headquarters operational chief",
    "governor's mayor's administration's leader office ministry emergency",
)
ENGLISH_OFFICE_QUALIFIERS: Final = words(
    "regional city acting military oblast state region's region district civil local then interim",
    "deputy vice prosecutor's the of",
)
# After a place these make it no place: "Moscow time", "Kyiv regime".
NO_PLACE_AFTER: Final = words(
    "time regime brigade regiment battalion street avenue highway dynamo fc club prospekt shosse",
    "fleet флот dam river strait air border",
    "agreement summit talks initiative bridge derby university",
    "times",
    "independent post treaty",
    "режим время час режиму бригада полк батальон батальйон улица вулиця проспект шоссе шосе мост",
    "міст железная переулок площадь площа набережная бульвар направление напрямок",
)
# Before a name these make it a club's or a unit's.
NO_PLACE_BEFORE: Final = words("dynamo shakhtar fc динамо фк шахтар шахтер улица вулиця проспект")
# A capital that does these is its country's government.
GOVERNS: Final = words(
    "launch fire send say claim deny use unleash accuse insist believe want demand reject hope",
    "respond warn blame call announce acknowledge intend plan seek refuse target attack pound",
    "bombard retaliate pummel escalate agree order step",
    "заявлять заявить утверждать обвинять обвинить запустить применить использовать отрицать",
    "заявляти стверджувати звинувачувати хотеть требовать намерен",
)
# What comes before places from which drones and missiles start.
ORIGINS: Final = (
    r"(?:із|з|с|со)\s+(?:\w+\s+)?(?:напрямк\w+|напрям\w+|район\w+(?:\s+пуск\w+)?|аеродром\w*"
    r"|повітряного\s+простору|воздушного\s+пространства|направлени\w+|аэродром\w*|акваторі\w+|територі[їй]\s+тот|полігон\w*|полигон\w*)"
    r"|із\s+(?:курськ|бєлгородськ|орловськ|ростовськ|брянськ|воронезьк|тимчасово)\w*"
    r"|з\s+(?:курської|бєлгородської|орловської|ростовської|брянської|воронезької|тимчасово)"
    r"|со\s+стороны|з\s+боку|район\w*\s+пуск\w+"
    r"|(?:launched|fired|coming|came|flew|flying|took\s+off|taking\s+off|released|sent)\s+from"
    r"|from\s+(?:the\s+)?airspace\s+(?:of|over)|from\s+the\s+(?:areas?|directions?|airfields?|regions?|waters)\s+of"
    r"|from\s+the\s+(?:\w+\s+)?directions?|launch\s+(?:sites|areas)(?:\s+(?:of|in|near))?"
)

# Regions' other names that the gazetteer leaves out; by ISO code.
OTHER_NAMES: Final = {
    "UA-14": (
        "Донецкая Народная Республика", "Донецька Народна Республіка", "ДНР", "DPR",
        "Donetsk People's Republic",
    ),
    "UA-09": ("Луганская Народная Республика", "ЛНР", "LPR", "Luhansk People's Republic"),
    "UA-43": ("АР Крим", "АРК", "Crimean peninsula"),
    "RU-MOS": ("Подмосковье",),
    "RU-SPE": ("Петербург", "СПб"),
    "UA-63": ("Слобожанщина",),
    "RU-NIZ": ("Нижегородчина",),
}  # fmt: skip
