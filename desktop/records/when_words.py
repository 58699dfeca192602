"""The kinds and precisions of a time, and the words for them in three languages."""

from enum import StrEnum

from desktop.records.words import N_

# More characters than any time has.
LONGEST = 200


class Precision(StrEnum):
    """How finely a time is known; both ends of a span are known alike."""

    MINUTE = "minute"
    NIGHT = "night"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Kind(StrEnum):
    """What the bounds mean: a moment, a moment within, all of the time, a report's window."""

    AT = "at"
    WITHIN = "within"
    LASTED = "lasted"
    PERIOD = "period"


KIND_TEXTS = {
    Kind.AT: "at",
    Kind.WITHIN: "within",
    Kind.LASTED: "lasted",
    Kind.PERIOD: "reporting period",
}

KIND_SENTENCES = {
    Kind.AT: N_("at that moment"),
    Kind.WITHIN: N_("a moment within it"),
    Kind.LASTED: N_("it lasted all of it"),
    Kind.PERIOD: N_("the period that a report speaks of"),
}

# Longest first within a kind: the reader takes the first that fits.
KIND_WORDS = {
    "reporting period": Kind.PERIOD,
    "отчетный период": Kind.PERIOD,
    "звітний період": Kind.PERIOD,
    "period": Kind.PERIOD,
    "в период": Kind.PERIOD,
    "у період": Kind.PERIOD,
    "в період": Kind.PERIOD,
    "период": Kind.PERIOD,
    "період": Kind.PERIOD,
    "lasted": Kind.LASTED,
    "длилось": Kind.LASTED,
    "длилась": Kind.LASTED,
    "тривало": Kind.LASTED,
    "тривала": Kind.LASTED,
    "within": Kind.WITHIN,
    "в пределах": Kind.WITHIN,
    "у межах": Kind.WITHIN,
    "в межах": Kind.WITHIN,
    "at": Kind.AT,
}

ABOUT = (
    "~", "≈", "about", "around", "approximately", "approx.", "approx", "circa", "ca.", "ca",
    "около", "примерно", "приблизительно", "ориентировочно", "близько", "приблизно", "орієнтовно",
)  # fmt: skip

MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))

_MONTH_WORDS = (
    "jan january январь января янв січень січня січ",
    "feb february февраль февраля фев февр лютий лютого лют",
    "mar march март марта мар березень березня бер",
    "apr april апрель апреля апр квітень квітня кві квіт",
    "may май мая травень травня тра трав",
    "jun june июнь июня июн червень червня чер черв",
    "jul july июль июля июл липень липня лип",
    "aug august август августа авг серпень серпня сер серп",
    "sep sept september сентябрь сентября сен сент вересень вересня вер",
    "oct october октябрь октября окт жовтень жовтня жов жовт",
    "nov november ноябрь ноября ноя нояб листопад листопада лис лист",
    "dec december декабрь декабря дек грудень грудня гру груд",
)
MONTH_NUMBERS = {
    word: number for number, line in enumerate(_MONTH_WORDS, 1) for word in line.split()
}

_WEEKDAY_WORDS = (
    "mon monday понедельник пн понеділок",
    "tue tues tuesday вторник вт вівторок",
    "wed wednesday среда среду ср середа середу",
    "thu thur thurs thursday четверг чт четвер",
    "fri friday пятница пятницу пт п'ятниця п'ятницю",
    "sat saturday суббота субботу сб субота суботу",
    "sun sunday воскресенье вс неділя неділю нд",
)
WEEKDAY_NUMBERS = {
    word: number for number, line in enumerate(_WEEKDAY_WORDS) for word in line.split()
}

NIGHT = frozenset({"night", "nights", "overnight", "ночь", "ночи", "ночью", "ніч", "ночі", "вночі"})
# After "night" and before one day these mean that the day is the night's second.
NIGHT_BEFORE = frozenset({"на", "to", "into"})
JOINS = frozenset(
    {"-", "/", "to", "until", "till", "до", "по", "на", "into", "and", "и", "і", "та"}
)
SMALL = frozenset({
    "of", "on", "the", "from", "between", "in", "hours", "hour", "hrs", "o'clock", "year",
    "с", "со", "з", "із", "зі", "в", "во", "у", "о", "об", "за", "от", "від", "между", "між",
    "часов", "часа", "час", "ч", "ч.", "год", "год.", "года", "г", "г.", "р", "р.", "року", "рік",
    "годин", "години", "time", "t",
})  # fmt: skip
