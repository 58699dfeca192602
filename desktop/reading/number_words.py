"""The words that stand for numbers, by dictionary form, in the three languages."""

from typing import Final

from desktop.reading.wordlist import words


def _counted(start: int, step: int, text: str) -> dict[str, int]:
    """Return the numbers that the words of `text` stand for; namesakes are parted by "|"."""
    return {
        name: start + step * place
        for place, names in enumerate(text.split())
        for name in names.split("|")
    }


ONES: Final = (
    _counted(1, 1, "один два три четыре пять шесть семь восемь девять")
    | _counted(1, 1, "один два три чотири п'ять шість сім вісім дев'ять")
    | _counted(1, 1, "one two three four five six seven eight nine")
)
TEENS: Final = (
    _counted(10, 1, "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать")
    | _counted(16, 1, "шестнадцать семнадцать восемнадцать девятнадцать")
    | _counted(10, 1, "десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять")
    | _counted(16, 1, "шістнадцять сімнадцять вісімнадцять дев'ятнадцять")
    | _counted(10, 1, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen")
    | {"nineteen": 19}
)
TENS: Final = (
    _counted(20, 10, "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
    | _counted(20, 10, "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто")
    | _counted(20, 10, "twenty thirty forty|fourty fifty sixty seventy eighty ninety")
)
HUNDREDS: Final = _counted(
    100, 100, "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
) | _counted(100, 100, "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот")
COLLECTIVE: Final = (
    _counted(2, 1, "двое|оба|обе трое четверо пятеро шестеро семеро восьмеро девятеро десятеро")
    | _counted(2, 1, "двоє|обидва|обидві|обоє троє|троя четверо п'ятеро шестеро семеро восьмеро")
    | {"дев'ятеро": 9, "десятеро": 10, "both": 2, "couple": 2, "pair": 2, "пара": 2}
)
OF_PEOPLE: Final = words(
    "двое трое четверо пятеро шестеро семеро восьмеро девятеро десятеро двоє троє четверо п'ятеро",
    "восьмеро дев'ятеро",
)
"""Collective numerals, which standing alone count people."""
SCALES: Final = {
    "сотня": 100, "hundred": 100, "тысяча": 1000, "тисяча": 1000, "тыс": 1000, "тис": 1000,
    "thousand": 1000, "десяток": 10, "дюжина": 12, "dozen": 12, "score": 20,
}  # fmt: skip
"""What a number before it multiplies; alone it is one of them."""
HALVES: Final = {"полсотни": 50, "півсотні": 50, "полдюжины": 6}
ORDINALS: Final = (
    words("первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый")
    | words("перший другий третій четвертий п'ятий шостий сьомий восьмий дев'ятий десятий")
    | words("first second third fourth fifth sixth seventh eighth ninth tenth")
)
VAGUE: Final = words(
    "несколько ряд много немало множество десятки сотни многочисленный некоторый",
    "кілька декілька низка багато чимало безліч деякий",
    "several many multiple numerous few some dozens scores hundreds various",
)

ABOUT: Final = words(
    "около примерно порядка порядком приблизительно почти ориентировочно предварительно где-то",
    "близько приблизно майже орієнтовно десь",
    "about around roughly nearly almost approximately some estimated circa close_to an_estimated",
    "в_районе",
)
MORE: Final = words(
    "более больше свыше более_чем больше_чем понад більше більш_ніж більше_ніж більш_як",
    "over more_than above upwards_of in_excess_of exceeding",
)
AT_LEAST: Final = words(
    "не_менее не_меньше минимум как_минимум по_меньшей_мере по_крайней_мере не_менее_чем",
    "щонайменше не_менше не_менш_як не_менше_ніж принаймні мінімум як_мінімум",
    "at_least no_fewer_than no_less_than not_less_than a_minimum_of minimum_of",
)
AT_MOST: Final = words(
    "до не_более не_больше максимум не_более_чем не_більше не_більше_ніж не_більш_як щонайбільше",
    "up_to no_more_than not_more_than at_most a_maximum_of maximum_of",
)
FEWER: Final = words(
    "менее меньше менее_чем меньше_чем менше менш_ніж менше_ніж менш_як",
    "fewer_than less_than under",
)
A_LITTLE: Final = words(
    "чуть немногим немного трохи ледь_не a_little slightly just a_bit",
)
GROWTH: Final = words(
    "вырасти увеличиться возрасти возрастать подняться расти достигнуть зрости збільшитися сягнути",
    "зростати піднятися rise climb grow increase",
)
"""Verbs after which "to" says what a number has become."""
EACH_BEFORE: Final = words("по")
EACH_AFTER: Final = words("each apiece каждый кожний кожен")
MORE_OF_THEM: Final = words("еще ще another more further additional other")
FROM: Final = words("от с від з із from between")
TO: Final = words("до to and and_up_to")
OR: Final = words("или або чи or")
