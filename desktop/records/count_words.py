"""What a count can be, and the words for it in English, Russian and Ukrainian."""

from enum import StrEnum

# The most that anybody counts here; over it is a slip of the hand.
LIMIT = 10**9


class Qualifier(StrEnum):
    """What a count's bounds mean; the value is what the database and the workbook keep."""

    EXACT = "exact"
    RANGE = "range"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    WORDS = "words"
    NONE_REPORTED = "none_reported"
    NOT_STATED = "not_stated"
    NOT_CHECKED = "not_checked"


# All words stand as `typed.tidy` folds them.
NONE_REPORTED_WORDS = frozenset({
    "none reported", "none", "nobody", "no one", "nil", "no", "no reports",
    "нет", "никого", "не сообщается", "не сообщалось", "не сообщили", "нет сообщений",
    "немає", "нема", "нікого", "не повідомляється", "не повідомлялося", "не повідомляли",
})  # fmt: skip

NOT_STATED_WORDS = frozenset({
    "not stated", "not specified", "unspecified", "not given", "unknown", "unclear",
    "n/a", "n/d", "no data",
    "н/д", "нет данных", "не указано", "не указывается", "не уточняется", "неизвестно",
    "немає даних", "не вказано", "не уточнюється", "невідомо",
})  # fmt: skip

NOT_CHECKED_WORDS = frozenset({
    "", "not checked", "unchecked", "не проверено", "не проверялось",
    "не перевірено", "не перевірялося",
})  # fmt: skip

WORDS = frozenset({
    "dozens", "tens", "scores", "hundreds", "thousands", "several", "a few", "few", "many",
    "multiple", "numerous", "a couple", "a number", "a group",
    "десятки", "сотни", "тысячи", "несколько", "много", "множество", "многочисленные", "ряд",
    "пара", "группа",
    "сотні", "тисячі", "кілька", "декілька", "багато", "безліч", "численні", "низка", "група",
})  # fmt: skip

ABOUT_NUMBERS = {
    "a dozen": 12, "dozen": 12, "half a dozen": 6, "дюжина": 12, "полдюжины": 6,
    "десяток": 10, "полтора десятка": 15, "півтора десятка": 15, "пара десятков": 20,
}  # fmt: skip

_SPELLED = (
    "zero ноль нуль",
    "one один одна одно одного одной одне однієї",
    "two два две двух дві двох",
    "three три трех трьох",
    "four четыре четырех чотири чотирьох",
    "five пять пяти п'ять п'яти",
    "six шесть шести шість шести",
    "seven семь семи сім семи",
    "eight восемь восьми вісім восьми",
    "nine девять девяти дев'ять дев'яти",
    "ten десять десяти",
    "eleven одиннадцать одиннадцати одинадцять одинадцяти",
    "twelve двенадцать двенадцати дванадцять дванадцяти",
    "thirteen тринадцать тринадцати тринадцять тринадцяти",
    "fourteen четырнадцать четырнадцати чотирнадцять чотирнадцяти",
    "fifteen пятнадцать пятнадцати п'ятнадцять п'ятнадцяти",
    "sixteen шестнадцать шестнадцати шістнадцять шістнадцяти",
    "seventeen семнадцать семнадцати сімнадцять сімнадцяти",
    "eighteen восемнадцать восемнадцати вісімнадцять вісімнадцяти",
    "nineteen девятнадцать девятнадцати дев'ятнадцять дев'ятнадцяти",
    "twenty двадцать двадцати двадцять двадцяти",
)
SPELLED = {word: n for n, words in enumerate(_SPELLED) for word in words.split()}

AT_LEAST = (
    ">=", "=>", "≥", "at least", "no fewer than", "no less than", "not fewer than",
    "not less than", "minimum", "min.", "min", "не менее чем", "не менее", "не меньше чем",
    "не меньше", "минимум", "как минимум", "по меньшей мере", "по крайней мере",
    "не менш ніж", "не менше ніж", "не менше", "щонайменше", "мінімум", "принаймні",
)  # fmt: skip
MORE_THAN = (
    ">", "more than", "over", "above", "более чем", "более", "больше чем", "больше", "свыше",
    "понад", "більш ніж", "більше ніж", "більше",
)  # fmt: skip
AT_MOST = (
    "<=", "=<", "≤", "up to", "at most", "no more than", "not more than", "maximum", "max.",
    "max", "до", "не более чем", "не более", "не больше чем", "не больше", "максимум",
    "не більш ніж", "не більше ніж", "не більше", "щонайбільше",
)  # fmt: skip
LESS_THAN = (
    "<", "fewer than", "less than", "under", "below", "менее чем", "менее", "меньше чем",
    "меньше", "менш ніж", "менше ніж", "менше",
)  # fmt: skip
ABOUT = (
    "~", "≈", "about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.",
    "ca", "c.", "some", "nearly", "almost", "около", "примерно", "приблизительно", "порядка",
    "почти", "близько", "приблизно", "майже", "орієнтовно",
)  # fmt: skip
OR_MORE = (
    "+", "or more", "and more", "or over", "и более", "или более", "и больше", "или больше",
    "і більше", "та більше", "або більше", "чи більше",
)  # fmt: skip
OR_FEWER = (
    "or fewer", "or less", "и менее", "или менее", "или меньше", "і менше", "або менше",
)  # fmt: skip
BETWEEN = (
    ("between", "and"), ("from", "to"), ("от", "до"), ("с", "до"), ("між", "і"), ("від", "до"),
    ("между", "и"),
)  # fmt: skip
RANGE = ("-", "to", "or", "или", "чи", "або")
