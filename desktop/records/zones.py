"""Time zones: the ones offered first, what they are called, and the names that people type."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from desktop.records.errors import Invalid
from desktop.records.typed import quoted
from desktop.records.words import _

DEFAULT_ZONE = "Europe/Moscow"

# IANA name -> the label that is shown and read back; the order is that of the zone picker.
ZONES: dict[str, str] = {
    "Europe/Moscow": "MSK",
    "Europe/Kyiv": "Kyiv time",
    "UTC": "UTC",
    "Europe/Kaliningrad": "Kaliningrad time",
    "Europe/Simferopol": "Simferopol time",
    "Europe/Kirov": "Kirov time",
    "Europe/Volgograd": "Volgograd time",
    "Europe/Astrakhan": "Astrakhan time",
    "Europe/Samara": "Samara time",
    "Europe/Saratov": "Saratov time",
    "Europe/Ulyanovsk": "Ulyanovsk time",
    "Asia/Yekaterinburg": "Yekaterinburg time",
    "Asia/Omsk": "Omsk time",
    "Asia/Novosibirsk": "Novosibirsk time",
    "Asia/Barnaul": "Barnaul time",
    "Asia/Tomsk": "Tomsk time",
    "Asia/Novokuznetsk": "Novokuznetsk time",
    "Asia/Krasnoyarsk": "Krasnoyarsk time",
    "Asia/Irkutsk": "Irkutsk time",
    "Asia/Chita": "Chita time",
    "Asia/Yakutsk": "Yakutsk time",
    "Asia/Vladivostok": "Vladivostok time",
    "Asia/Khandyga": "Khandyga time",
    "Asia/Sakhalin": "Sakhalin time",
    "Asia/Magadan": "Magadan time",
    "Asia/Srednekolymsk": "Srednekolymsk time",
    "Asia/Ust-Nera": "Ust-Nera time",
    "Asia/Kamchatka": "Kamchatka time",
    "Asia/Anadyr": "Anadyr time",
    "Europe/Chisinau": "Chisinau time",
    "Europe/Minsk": "Minsk time",
    "Europe/Warsaw": "Warsaw time",
    "Europe/Berlin": "Berlin time",
    "Europe/London": "London time",
    "America/New_York": "New York time",
}

_TYPED = {
    "msk": "Europe/Moscow",
    "мск": "Europe/Moscow",
    "moscow time": "Europe/Moscow",
    "moscow": "Europe/Moscow",
    "московского времени": "Europe/Moscow",
    "московское время": "Europe/Moscow",
    "за московським часом": "Europe/Moscow",
    "по московскому времени": "Europe/Moscow",
    "по москве": "Europe/Moscow",
    "kyiv": "Europe/Kyiv",
    "kiev time": "Europe/Kyiv",
    "по киеву": "Europe/Kyiv",
    "по киевскому времени": "Europe/Kyiv",
    "за києвом": "Europe/Kyiv",
    "за київським часом": "Europe/Kyiv",
    "europe/kiev": "Europe/Kyiv",
    "europe/uzhgorod": "Europe/Kyiv",
    "europe/zaporozhye": "Europe/Kyiv",
    "utc": "UTC",
    "gmt": "UTC",
    "etc/utc": "UTC",
} | {name.casefold(): zone for zone, label in ZONES.items() for name in (zone, label)}

_IANA = r"[a-z]{2,12}/[a-z_]+(?:[-+/][a-z0-9_]+)*"
# With a space before its sign, or minutes after MSK, it would be the next time of a span.
_OFFSET = r"(?:utc|gmt)[+-][0-9]{1,2}(?::?[0-9]{2})?|(?:msk|мск)[+-][0-9]{1,2}(?![0-9:])"
_NAMED = "|".join(re.escape(name) for name in sorted(_TYPED, key=len, reverse=True))
_BY_NAME = rf"(?<![\w/+-])(?:{_OFFSET}|{_NAMED}|{_IANA})(?![\w/:])"
# A minus is an offset only after ISO's T: in "21:00-07:50" it joins two times.
_ISO_OFFSET = (
    r"(?<=[0-9])z|(?<=[0-9]) ?\+[0-9]{2}:?[0-9]{2}|"
    r"(?:(?<=t[0-9]{2}:[0-9]{2})|(?<=t[0-9]{2}:[0-9]{2}:[0-9]{2}))-[0-9]{2}:[0-9]{2}"
)


def label(zone: str) -> str:
    """Return the short name of an IANA zone, which `split` reads back."""
    if zone in ZONES:
        return ZONES[zone]
    fixed = re.fullmatch(r"Etc/GMT([+-])([0-9]{1,2})", zone)
    if fixed:
        sign = "-" if fixed[1] == "+" else "+"
        return f"UTC{sign}{int(fixed[2]):02}:00"
    return zone


def shown_moment(seconds: int, zone: str) -> str:
    """Return a moment of saving in a zone, with the zone's short name."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone))
    return f"{moment:%Y-%m-%d %H:%M} {label(zone)}"


@lru_cache(maxsize=256)
def known(zone: str) -> bool:
    """Return whether `zone` is the name of a time zone in the database."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def split(plain: str) -> tuple[str, str | None]:
    """Part a folded text into what stands around its zone, and the zone's IANA name or None.

    Raises Invalid for a zone that isn't known, for two that differ, and for an offset that isn't
    whole hours: the database has no zone for it without a place.
    """
    rest = re.sub(_ISO_OFFSET, " ", plain)
    found = re.findall(_ISO_OFFSET, plain) + re.findall(_BY_NAME, rest)
    named = {_zone(name.strip()) for name in found}
    if len(named) > 1:
        raise Invalid(
            _("{text} has two time zones: write both times in one zone.").format(text=quoted(plain))
        )
    rest = re.sub(_BY_NAME, " ", rest).replace("()", " ")
    return rest.strip(), next(iter(named), None)


def _zone(name: str) -> str:
    if name == "z":
        return "UTC"
    if name in _TYPED:
        return _TYPED[name]
    fixed = re.fullmatch(r"([^0-9+-]*?) ?([+-]) ?([0-9]{1,2}):?([0-9]{2})?", name)
    if fixed:
        return _fixed(name, fixed)
    zone = "/".join(_title(part) for part in name.split("/"))
    if not known(zone):
        raise Invalid(
            _("{text} is not a time zone: write MSK, UTC+3 or a name like Europe/Kyiv.").format(
                text=quoted(name)
            )
        )
    return zone


def _fixed(name: str, parts: re.Match[str]) -> str:
    hours = int(parts[3]) * (-1 if parts[2] == "-" else 1)
    hours += 3 if parts[1] in ("msk", "мск") else 0
    if int(parts[4] or 0) or not -12 <= hours <= 14:
        raise Invalid(
            _("{text} is not an offset of whole hours: name the zone, like Asia/Kolkata.").format(
                text=quoted(name)
            )
        )
    return f"Etc/GMT{-hours:+}" if hours else "UTC"


def _title(part: str) -> str:
    small = {"of", "es", "au"}
    return re.sub(r"[a-z]+", lambda m: m[0] if m[0] in small else m[0].capitalize(), part)
