"""Words for times, in Russian, Ukrainian and English, as patterns over lower-case even text."""

from enum import StrEnum
from typing import Final

from desktop.records.when_words import MONTH_NUMBERS


class Part(StrEnum):
    """A part of a day, or a stretch of days that ends when the statement is made."""

    NIGHT = "night"
    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    PAST_DAY = "past day"
    PAST_WEEK = "past week"
    THIS_WEEK = "this week"


_LOCATIVE_MONTHS: Final = (
    ("январе", "січні"), ("феврале", "лютому"), ("марте", "березні"), ("апреле", "квітні"),
    ("мае", "травні"), ("июне", "червні"), ("июле", "липні"), ("августе", "серпні"),
    ("сентябре", "вересні"), ("октябре", "жовтні"), ("ноябре", "листопаді"),
    ("декабре", "грудні"),
)  # fmt: skip
MONTHS: Final = MONTH_NUMBERS | {
    word: number for number, words in enumerate(_LOCATIVE_MONTHS, 1) for word in words
}
_WHOLE_SHORT: Final = frozenset(
    [
        "may",
        "май",
        "мая",
        "мае",
        "june",
        "july",
        "июнь",
        "июня",
        "июне",
        "июль",
        "июля",
        "июле",
        "март",
    ]
)
SHORT_MONTHS: Final = tuple(word for word in MONTHS if len(word) < 5 and word not in _WHOLE_SHORT)
"""Months' names cut short, which a full stop may follow within a date."""

WEEKDAYS: Final = {
    word: number
    for number, line in enumerate(
        (
            "monday понедельник понедельника понедельнику понеділок понеділка понеділку",
            "tuesday вторник вторника вторнику вівторок вівторка вівторку",
            "wednesday среда среду среды среде середа середу середи середі",
            "thursday четверг четверга четвергу четвер четверга",
            "friday пятница пятницу пятницы пятнице п'ятниця п'ятницю п'ятниці",
            "saturday суббота субботу субботы субботе субота суботу суботи суботі",
            "sunday воскресенье воскресенья воскресенью неділя неділю неділі",
        )
    )
    for word in line.split()
}

# Hours from 1 to 12 as they stand after a preposition.
HOUR_WORDS: Final = {
    word: number
    for number, line in enumerate(
        (
            "one час часа першій першої першу",
            "two два двух другій другої другу",
            "three три трех третій третьої третю",
            "four четыре четырех четвертій четвертої четверту",
            "five пять пяти п'ятій п'ятої п'яту",
            "six шесть шести шостій шостої шосту",
            "seven семь семи сьомій сьомої сьому",
            "eight восемь восьми восьмій восьмої восьму",
            "nine девять девяти дев'ятій дев'ятої дев'яту",
            "ten десять десяти десятій десятої десяту",
            "eleven одиннадцать одиннадцати одинадцятій одинадцятої одинадцяту",
            "twelve двенадцать двенадцати дванадцятій дванадцятої дванадцяту",
        ),
        1,
    )
    for word in line.split()
}

# What stands after an hour and says which half of the day it is of.
HOUR_PARTS: Final = {
    "утра": Part.MORNING, "ночи": Part.NIGHT, "дня": Part.DAY, "вечера": Part.EVENING,
    "ранку": Part.MORNING, "ночі": Part.NIGHT, "вечора": Part.EVENING,
    "in the morning": Part.MORNING, "in the afternoon": Part.DAY,
    "in the evening": Part.EVENING, "at night": Part.NIGHT,
}  # fmt: skip

PARTS: Final = {
    Part.PAST_DAY: (
        r"(?:прошедш|прошл|минувш|последн|истекш|предыдущ)\w*\s+сут(?:ки|ок)"
        r"|за\s+(?:эти\s+|одни\s+)?сутки|(?:в\s+течение|на\s+протяжении)\s+суток"
        r"|(?:последни|останн)\w*\s+24\s+(?:час|годин)\w*"
        r"|(?:минул|останн|попередн)\w*\s+доб[иуаі]|за\s+(?:цю\s+)?добу"
        r"|(?:протягом|упродовж|впродовж)\s+доби"
        r"|(?:past|last|previous|preceding|prior)\s+(?:24|twenty-four)\s*-?\s*hours?"
        r"|(?:the\s+)?(?:past|last)\s+day\b|24-hour\s+period"
        r"|за\s+(?:прошедший|прошлый|минувший|последний|минулий|останній)\s+день"
    ),
    Part.PAST_WEEK: (
        r"за\s+(?:(?:прошедшую|прошлую|минувшую|последнюю)\s+)?неделю"
        r"|(?:на\s+прошлой|в\s+течение)\s+недел[еи]"
        r"|за\s+(?:(?:минулий|останній)\s+)?тиждень|минулого\s+тижня"
        r"|(?:past|last|previous)\s+week"
    ),
    Part.THIS_WEEK: (
        r"(?:за\s+эту|на\s+этой)\s+недел[юе]|(?:за\s+)?(?:цей\s+тиждень|цього\s+тижня)|this\s+week"
    ),
    Part.NIGHT: (
        r"ноч(?:ь|и|ью|ей)|ночн(?:ое|ого|ому|ым|ом|ые|ых|ой|ую|ая|ый)"
        r"|ніч|ніччю|ночі|уночі|вночі|нічн\w+"
        r"|overnight|night(?:-?time)?|(?:midnight|pre-?dawn)\s+hours"
    ),
    Part.MORNING: (
        r"утр(?:о|ом|а|у)|утренн\w+|рассвет(?:е|а|у)"
        r"|вранці|уранці|зранку|ран(?:ок|ку|ком)|ранков\w+|світанку"
        r"|morning|early\s+hours|dawn"
    ),
    Part.DAY: (
        r"(?<!каждым\s)(?<!одним\s)(?<!целым\s)(?<!\bс\s)днем(?!\s+(?:ранее|раньше|раніше))"
        r"|дневн(?:ое|ые|ых|ого)|вдень|удень|денн(?:ий|і|их)\s+час\w*|afternoon|daytime"
    ),
    Part.EVENING: (
        r"вечер(?:ом|а|у|е)?|вечерн\w+|ввечері|увечері|звечора|вечор(?:а|ом|і)|вечірн\w+"
        r"|evening|dusk"
    ),
}

# Words for days counted from the statement's own: how many days to add.
RELATIVES: Final = (
    (-2, r"позавчера|позавчора"),
    (-1, r"вчера(?:шн\w+)?|вчора(?:шн\w+)?|учора(?:шн\w+)?|yesterday"),
    (
        -1,
        (r"накануне|напередодні|(?:the\s+)?day\s+before(?!\s+yesterday)|(?:the\s+)?previous\s+day"
        r"|(?:the\s+)?previous(?=\s+(?:afternoon|evening|morning))|попереднього(?=\s+(?:вечора|ранку))"
        r"|(?:a|one)\s+day\s+(?:earlier|before)|днем\s+(?:ранее|раньше|раніше)"
        r"|(?:попередн\w+|предыдущ\w+)\s+(?:день|дня)"),
    ),
    (
        0,
        (r"початку\s+доби|начала\s+суток|сегодня(?:шн\w+)?|сьогодні(?:шн\w+)?|today|tonight"
        r"|(?:earlier|later)\s+in\s+the\s+day|during\s+the\s+day"
        r"|(?:в\s+течение|на\s+протяжении)\s+дня|(?:протягом|упродовж|впродовж)\s+дня"
        r"|(?:the|that)\s+same\s+day|в\s+(?:тот|этот)\s+же\s+день|(?:того|этого)\s+же\s+дня"
        r"|(?:того|цього)\s+ж\s+дня"),
    ),
)  # fmt: skip
THAT_TIME: Final = (
    r"that\s+(?:same\s+)?(?:night|day|morning|evening)|the\s+same\s+(?:night|morning|evening)"
    r"|в\s+(?:ту|эту)\s+(?:же\s+)?ночь|той\s+(?:же\s+)?ночью|в\s+тот\s+(?:же\s+)?(?:день|вечер)"
    r"|тієї\s+(?:ж\s+)?ночі|того\s+(?:дня|вечора)"
)

# IANA zone by its words; LOCAL stands for the statement's own zone.
LOCAL: Final = "local"
ZONES: Final = (
    (
        "Europe/Moscow",
        (
            r"мск|msk|(?:по\s+)?моск(?:овскому|овского)\s+времени|по\s+москве"
            r"|за\s+моск(?:овським|вою)(?:\s+часом)?|moscow\s+time|московское\s+время"
        ),
    ),
    (
        "Europe/Kyiv",
        (
            r"(?:по\s+)?киевско(?:му|го)\s+времени|по\s+киеву|за\s+киє?вським\s+часом|за\s+києвом"
            r"|за\s+київським\s+часом|k[yi][ie]v\s+time|eest|eet"
        ),
    ),
    ("UTC", r"gmt|utc|гринвич\w*|грінвіч\w*"),
    (LOCAL, r"(?:по\s+)?местно(?:му|го)\s+времени|за\s+місцевим(?:\s+часом)?|local\s+time"),
)

FROM: Final = (
    r"с|со|з|із|зі|від|from|since|между|між|between|начиная\s+с|починаючи\s+з"
    r"|starting(?:\s+at|\s+from)?|beginning\s+at"
)
BETWEEN: Final = r"между|між|between"
TO: Final = r"до|по|to|until|till|through|into|вплоть\s+до|аж\s+до"
AND: Final = r"и|і|й|та|and|а\s+также|а\s+також|or"
ABOUT: Final = (
    r"около|примерно|приблизительно|ориентировочно|близько|приблизно|орієнтовно"
    r"|about|around|approximately|roughly|nearly|circa|just|shortly"
)
# What may stand between the parts of one time besides signs and the words above.
SMALL: Final = (
    r"в|во|у|о|об|на|к|за|ко|при|районе|районі|период|периоде|період|періоді|интервале|інтервалі"
    r"|времени|время|часу|час|промежуток|промежутке|проміжок|проміжку|течение|протягом|упродовж"
    r"|впродовж|часы|часов|часам|год|годин|години|после|після|перед|проти|т\.г\.|с\.г\.|ц\.р\."
    r"|текущего|нынешнего|этого|этой|эту|цієї|цю|этим|прошедшую|прошедшей|прошлой|минувшей|минулої"
    r"|минулу|завершившейся|ранним|рано|поздним|поздно|пізно|раннього"
    r"|the|at|on|in|of|early|late|after|before|this|last|past|that|during|local|hours|o'clock|a"
    r"|wee|small|very|attacks?|strikes?|raids?|assault|barrage|атак[аиу]|удар[аиу]?|налета?"
)

# What makes a time that follows it the statement's own, not the event's.
AS_OF: Final = (
    r"(?:станом|по\s+состоянию|состоянием)\s+на|на\s+момент\s+\w+|as\s+of|as\s+at|обновлено"
    r"|оновлено|updated(?:\s+at|\s+on)?|posted(?:\s+at|\s+on)?|published(?:\s+at|\s+on)?"
    r"|опублікован\w+|опубликован\w+|дата(?:\s+публикации)?:|date:"
)
SAID_SLAVIC: Final = (
    r"сообщил[аио]?|сообщает|сообщают|сообщили|заявил[аио]?|написал[аио]?"
    r"|пишет|рассказал[аио]?|уточнил[аио]?|отметил[аио]?|добавил[аио]?|проинформировал[аио]?"
    r"|опубликовал[аио]?|отчитал\w+|информирует|повідоми[влі]\w*|повідомля[єюл]\w*|заяви[влі]\w*"
    r"|написа[влі]\w*|розпові[влд]\w*|уточни[влі]\w*|зазначи[влі]\w*|дода[влі]\w*"
    r"|поінформува[влі]\w*|прозвітува[влі]\w*|інформу[єю]\w*|опублікува[влі]\w*"
)
SAID: Final = (
    r"said|says|reported|reports|wrote|writes|announced|told(?:\s+(?!that)[\w']+){0,3}|added|confirmed|stated|posted"
    r"|specified|noted|tweeted|(?:rose|risen|climbed|grown?|grew|increased)\s+to\s+(?:at\s+least\s+)?[\w-]+"
    r"|(?:вырос|возрос|увеличил)\w*\s+до\s+[\w-]+|(?:зрос|збільшил)\w*\s+до\s+[\w-]+"
    rf"|{SAID_SLAVIC}"
)
# What may stand between such a word and the time it was said at.
SAID_WHERE: Final = (
    r"on|in|via|at|its|his|her|their|the|a|an|to|late|early|earlier|later|local|time|us|reporters"
    r"|journalists|telegram|facebook|twitter|x|channel|post|statement|briefing|message|morning"
    r"|evening|в|во|у|на|своем|своей|своєму|своїй|их|телеграм\w*|канале|каналі|фейсбук\w*|соцсет\w+"
    r"|сообщении|дописі|посте|ведомстве|відомстві|ходе|під|час|брифинге|брифінгу|журналистам"
)
# What may stand between a time and the word that says who said so then.
SPEAKER_SMALL: Final = (
    r"the|a|of|regional|russian|ukrainian|governor|mayor|head|acting|ministry|minister|defen[cs]e"
    r"|air|force|forces|armed|military|administration|spokes\w+|officials?|authorities|local|city"
    r"|region|oblast|president|general|staff|and|its|region's|'s"
    r"|губернатор\w*|глава|главы|мэр\w*|врио|и\.о\.|министерство|министр|минобороны|обороны|россии|рф"
    r"|украины|област\w*|кра[йяе]|региона?|республик\w*|города|пресс-служба|пресс-секретарь|власти"
    r"|ведомство|ведомстве|президент|начальник|голова|очільник|мер|міністерство|області|міста"
    r"|війська|сили|повітряні|генштаб|генеральный|генеральний|штаб|ова|мва|ова|сво|в|у"
)
# What tells that a time is told for comparison or as the past.
PASSING: Final = (
    r"(?:largest|biggest|heaviest|most|first|worst|deadliest|record|highest|similar|previous)"
    r"[^.;]{0,60}\s(?:since|on|in|of|from)"
    r"|compared\s+(?:to|with)|more\s+than\s+(?:on|in)|record\s+of"
    r"|unlike|as\s+(?:it\s+did\s+)?(?:on|in)"
    r"|(?:крупнейш|рекордн|сам(?:ая|ый|ой|ую)\s|массированн|первая|похож|аналогичн)\w*"
    r"[^.;]{0,60}\s(?:с|со|в|за|от)"
    r"|(?:най\w+іш|найбільш|рекордн|перш|схож|аналогічн)\w*[^.;]{0,60}\s(?:з|із|у|в|від)"
    r"|по\s+сравнению\s+с|порівняно\s+з|ранее,|раньше,|раніше,|напомним,|нагадаємо,"
    r"|для\s+(?:сравнения|порівняння),?(?:\s+[увз])?|(?:for|in|by)\s+comparison,?(?:\s+(?:on|in))?"
    r"|за\s+одну|в\s+одну|за\s+єдину|in\s+(?:a\s+single|one)|напомним,\s+что|нагадаємо,\s+що|recall\s+that"
)
