"""The patterns of clock times and dates, over lower-case even text."""

import re
from collections.abc import Iterable
from typing import Final

from desktop.reading import time_words as words
from desktop.reading.time_words import Part

_OPENS: Final = r"(?<![^\W_])"
_CLOSES: Final = r"(?![^\W\d_])"


def _any(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


_MONTH: Final = rf"(?:(?:{_any(words.SHORT_MONTHS)})\.|(?:{_any(words.MONTHS)}){_CLOSES})"
_YEAR: Final = (
    r"(?:[ ,]+(?P<{0}>(?:19|20)\d{{2}})(?![\d:]|\.\d)(?:\s*(?:года|году|г\.|року|р\.))?)?"
)
_DAY: Final = (
    rf"(?:3[01]|[12]\d|0?[1-9])(?![\d:%]|[.,]\d)(?:-?(?:го|е|ого|му|th|st|nd|rd))?{_CLOSES}"
)
_JOIN: Final = r"\s*(?:-|–|/|\b(?:and|to|into|и|і|та|й|на|по|до)\b)\s*(?:the\s+)?"
_PAIR_ENDS: Final = (
    r"(?=\s*(?:$|[.,;:()–\n]"
    r"|(?:(?:19|20)\d{2}|between|from|at|the|over|by|when|while|russia|ukraine|air|and|after)\b))"
)
_MERIDIAN: Final = rf"(?P<{{0}}>[ap])\.?\s?m{_CLOSES}\.?"
_UNIT: Final = (
    r"\s*-?\s*(?:час(?:ов|а|ам|у)?|годин(?:і|ою|и|у|ам)?|год(?=[\s.,;)])|ч(?=[\s.,;)])|o'clock)\.?"
    rf"{_CLOSES}(?!\s*(?:назад|тому|подряд|поспіль))"
)
_PART: Final = rf"(?P<{{0}}>{_any(words.HOUR_PARTS)}){_CLOSES}"
_HOUR: Final = r"(?:2[0-4]|1\d|0?\d)"
_MEASURED: Final = (
    r"(?!\d|[.:]\d|\s*(?:%|км|km|мм|mm|м\b|кг|kg|т\b|тыс|тис|млн|млрд|миллион|мільйон|percent"
    r"|million|billion|thousand|tons?|metres?|meters?|miles?|раза?\b))"
)

_NUMERIC_KINDS: Final = {
    "iso": r"(?P<isoyear>(?:19|20)\d{2})-(?P<isomonth>\d{2})-(?P<isoday>\d{2})(?!\d)",
    "full": (
        r"(?P<fullday>\d{1,2})(?P<point>[./])(?P<fullmonth>\d{1,2})(?P=point)"
        r"(?P<fullyear>20\d{2}|\d{2})(?![\d:])(?:\s*(?:года|г\.|року|р\.))?"
    ),
    "pair": (
        rf"(?P<pairfirst>{_DAY})(?:\s*(?P<pairmonth>{_MONTH}))?{_JOIN}(?P<pairday>{_DAY})"
        rf"\s*(?:of\s+)?(?P<pairlast>{_MONTH}){_YEAR.format('pairyear')}"
    ),
    "date": (
        rf"(?P<dateday>{_DAY})\s*(?:of\s+)?(?P<datemonth>{_MONTH}){_YEAR.format('dateyear')}"
    ),
    "past": (
        r"(?:19|20)\d{2}(?:-(?:го|м|му))?\s*(?:год(?:а|у|ом)?|г\.|роц[іи]|рік|року)" + _CLOSES
    ),
    "ampm": rf"(?P<amhour>{_HOUR})(?:[:.](?P<amminute>[0-5]\d))?\s*{_MERIDIAN.format('half')}",
    "colon": rf"(?P<colonhour>{_HOUR}):(?P<colonminute>[0-5]\d)(?::\d{{2}})?(?![\d:])",
    "dotted": rf"(?P<dottedfirst>\d{{1,2}})\.(?P<dottedlast>\d{{2}}){_MEASURED}",
    "military": (
        r"(?P<mhour>[01]\d|2[0-4])(?P<mminute>[0-5]\d)"
        r"(?=\s*(?:hours\b|hrs\b|gmt|utc|msk|мск|local\s+time|eest|eet))"
    ),
    "spoken": (
        rf"(?P<spokenhour>{_HOUR})(?:-?(?:й|ї|ій|тій|а|ої|м))?"
        rf"(?:{_UNIT}\s*(?:(?:и|і|та)\s+)?(?P<spokenminute>[0-5]?\d)\s*(?:мин|хв)[^\W\d_]*\.?"
        rf"(?:\s+{_PART.format('minutepart')})?"
        rf"|(?:{_UNIT})?\s+{_PART.format('spokenpart')}|(?P<unit>{_UNIT}))"
    ),
    "bare": (
        rf"(?P<barehour>{_HOUR})(?=\s*(?:-|–|\b(?:до|по|to|and|и|та|і)\b)\s*(?P<latehour>{_HOUR})"
        rf"(?:[:.]\d\d)?(?:\s*{_MERIDIAN.format('latehalf')}|{_UNIT}"
        rf"|\s+{_PART.format('latepart')}))"
    ),
}  # fmt: skip

_SPELT_KINDS: Final = {
    "enpair": (
        rf"(?P<enmonth>{_MONTH})\s*(?P<enfirst>{_DAY})(?:\s*(?:-|–|/|\b(?:to|into)\b)\s*(?:the\s+)?"
        rf"|{_JOIN}(?={_DAY}{_PAIR_ENDS}))(?P<enlast>{_DAY}){_YEAR.format('enpairyear')}"
    ),
    "endate": (
        rf"(?<!\bin\s)(?P<endatemonth>{_MONTH})\s*(?P<endateday>{_DAY}){_YEAR.format('endateyear')}"
    ),
    "pastmonth": (
        rf"(?:{_MONTH}[ ,]+(?:19|20)\d{{2}}\b"
        rf"|(?:(?<=\bв\s)|(?<=\bу\s)|(?<=\bin\s)|(?<=\bsince\s)){_MONTH})"
    ),
    "aloud": (
        rf"(?P<aloudhour>{_any(words.HOUR_WORDS)})(?:\s+(?:час(?:ов|а)?|годин[іиу]|o'clock))?"
        rf"\s+(?:{_PART.format('aloudpart')}|{_MERIDIAN.format('aloudhalf')})"
    ),
    "midnight": (
        r"(?:полноч[ьи]|полуноч[ьи]|опівночі|midnight(?!\s+hours)"
        rf"|(?:(?<=\bдо\s)|(?<=\bпісля\s)|(?<=\bблизько\s))півночі){_CLOSES}"
    ),
    "noon": rf"(?:полдень|полудня|полудню|опівдні|noon|midday){_CLOSES}",
    "that": rf"(?:{words.THAT_TIME}){_CLOSES}",
    "pastday": rf"(?:{words.PARTS[Part.PAST_DAY]}){_CLOSES}",
    "pastweek": rf"(?:{words.PARTS[Part.PAST_WEEK]}){_CLOSES}",
    "thisweek": rf"(?:{words.PARTS[Part.THIS_WEEK]}){_CLOSES}",
    **{
        f"relative{at}": rf"(?:{pattern}){_CLOSES}"
        for at, (_, pattern) in enumerate(words.RELATIVES)
    },
    **{
        part.value: rf"(?:{words.PARTS[part]}){_CLOSES}"
        for part in (Part.NIGHT, Part.MORNING, Part.DAY, Part.EVENING)
    },
    "weekday": rf"(?:{_any(words.WEEKDAYS)}){_CLOSES}",
    **{
        f"zone{at}": rf"(?:{pattern}){_CLOSES}" for at, (_, pattern) in enumerate(words.ZONES)
    },
}  # fmt: skip


def _compiled(kinds: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


NUMERIC: Final = _compiled(_NUMERIC_KINDS)
"""What begins with a digit; `lastgroup` is no use here, `kind_of` tells the kind."""
SPELT: Final = _compiled(_SPELT_KINDS)
"""What begins with a letter."""
NUMERIC_KINDS: Final = tuple(_NUMERIC_KINDS)
SPELT_KINDS: Final = tuple(_SPELT_KINDS)
