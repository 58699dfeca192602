"""Makes resources/gazetteer.tsv: `python packaging/make_gazetteer.py FOLDER`.

FOLDER holds regions.tsv (ISO 3166-2 regions, from iso3166-2-db, iso-codes and iso3166_2) and
geonames_admin2_ru_ua.tsv (GeoNames' second-order divisions). What they get wrong or lack stands in
gazetteer_facts.py beside this file.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer_facts import (
    COUNTRIES,
    DISTRICT_FIXES,
    DISTRICT_REGIONS,
    REGION_ALIASES,
    REGION_NAMES,
    SEAS,
    SETTLEMENTS,
    UKRAINIAN_DISTRICTS,
)

from desktop.records.fold import latin
from desktop.records.gazetteer import Entry

_TARGET = Path(__file__).resolve().parent.parent / "resources" / "gazetteer.tsv"
_COLUMNS = ("code", "kind", "parent", "name", "name_ru", "name_uk", "lat", "lon", "aliases")

# The ways GeoNames writes the sort of a division -> ours; the first that fits is taken.
_SORTS = (
    (r"Gorodskoye Poseleniye (.+)|(.+) Gorodskoye Poseleniye", "Urban Settlement"),
    (r"Gorodskoy Okrug (?:ZATO |Gorod )?(.+)|(?:Gorod|ZATO) (.+)", "Urban Okrug"),
    (r"(.+) (?:Gorodskoy|Godorskoy|Urban) (?:Okrug|[Dd]istrict)", "Urban Okrug"),
    (r"(.+?) City(?: District| Municipality| Center| Council)?|(.+) Municipality", "Urban Okrug"),
    (r"(?:Munitsipal.nyy|Urban) Okrug (.+)", "Okrug"),
    (r"(.+?)(?: Munitsipal.nyy| Munitsypal.nyy| Municipal)? Okrug", "Okrug"),
    (
        r"(.+?)(?: Municipal| National| Natsional.nyy)? "
        r"(?:[Rr]ayon|rajon|[Rr]aion|District|Ulus|Kozhuun|Uchastok|Region)",
        "District",
    ),
    (r"(.+)", "Urban Okrug"),
)

# BGN/PCGN's letters, in both directions but for what `_russian` decides.
_CYRILLIC = dict(
    zip(
        ("shch", "zh", "kh", "ch", "sh", "yu", "ya", "yë", "ye", *"abvgdëzijklmnoprstuf’"),
        ("щ", "ж", "х", "ч", "ш", "ю", "я", "ё", "е", *"абвгдёзийклмнопрстуфь"),
        strict=True,
    )
)


@dataclass
class _District:
    """A division, with all the names that GeoNames has for it."""

    code: str
    parent: str
    stem: str
    sort: str
    spellings: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return latin(self.stem)


def main(folder: Path) -> None:
    """Write the gazetteer that the sources in `folder` and the facts make."""
    with (folder / "regions.tsv").open(encoding="utf-8", newline="") as lines:
        regions = list(csv.DictReader(lines, delimiter="\t"))
    with (folder / "geonames_admin2_ru_ua.tsv").open(encoding="utf-8", newline="") as lines:
        divisions = list(csv.DictReader(lines, delimiter="\t"))
    settlements = list(_settlements())
    districts = _without_towns(_merged(_districts(divisions, regions)), settlements)
    entries = [
        *(Entry(c, "country", "", *rest[:5], _split(rest[5])) for c, *rest in COUNTRIES),
        *(Entry(c, "sea", "", *rest[:5], _split(rest[5])) for c, *rest in SEAS),
        *map(_region, regions),
        *sorted(map(_district_entry, districts), key=lambda entry: (entry.parent, entry.name)),
        *settlements,
    ]
    with _TARGET.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(_COLUMNS) + "\n")
        out.writelines("\t".join(_cells(entry)) + "\n" for entry in entries)
    print(f"{len(entries)} places in {_TARGET}")


def _cells(entry: Entry) -> Iterator[str]:
    shown = {entry.name, entry.name_ru, entry.name_uk, ""}
    for column in _COLUMNS[:-1]:
        value = getattr(entry, column)
        yield "" if value is None else str(value)
    yield "|".join(dict.fromkeys(alias for alias in entry.aliases if alias not in shown))


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(aliases.split("|")) if aliases else ()


def _region(row: dict[str, str]) -> Entry:
    code = row["iso"]
    english, russian, ukrainian = REGION_NAMES.get(code, ("", "", ""))
    name = english or row["en_iso3166-2-db"]
    said = {latin(name)}
    aliases = [*REGION_ALIASES.get(code, ()), row["en_iso3166-2-db"]]
    aliases += [spelt.replace("Хакассия", "Хакасия") for spelt in (row["ru_iso-codes"],)]
    return Entry(
        code=code,
        kind="region",
        parent=code[:2],
        name=name,
        name_ru=russian or row["ru_iso3166-2-db"],
        name_uk=ukrainian or row["uk_iso-codes"],
        lat=float(row["lat_iso3166_2"]),
        lon=float(row["lon_iso3166_2"]),
        aliases=tuple(alias for alias in aliases if latin(alias) not in said),
    )


def _settlements() -> Iterator[Entry]:
    for parent, name, russian, ukrainian, lat, lon, aliases in SETTLEMENTS:
        code = f"place:{name.lower().replace(' ', '-')}-{parent.lower()}"
        # Known by this code before there was a rule for them.
        code = code.replace("place:zhukovsky-ru-mos", "place:zhukovsky-moscow")
        names = _split(aliases)
        yield Entry(code, "settlement", parent, name, russian, ukrainian, lat, lon, names)


def _districts(
    divisions: Iterable[dict[str, str]], regions: Iterable[dict[str, str]]
) -> Iterator[_District]:
    iso = {row["geonames_admin1"]: (row["iso"], row["en_geonames"]) for row in regions}
    for row in divisions:
        country, admin1, own = row["code"].split(".")
        parent, words = iso[f"{country}.{admin1}"]
        if words != row["admin1"]:
            raise ValueError(f"{row['code']} is said to be in {row['admin1']}, not in {words}")
        stem, sort = _stem_and_sort(row["code"], row["name"].rstrip("."))
        # A Ukrainian raion's own part is a number of four digits, no GeoNames id.
        code = own if len(own) > 4 else row["code"]
        parent = DISTRICT_REGIONS.get(row["code"], parent)
        yield _District(f"geonames:{code}", parent, stem, sort, [row["name"]])


def _stem_and_sort(code: str, name: str) -> tuple[str, str]:
    if code in UKRAINIAN_DISTRICTS:
        return UKRAINIAN_DISTRICTS[code][0], "District"
    if code in DISTRICT_FIXES:
        return DISTRICT_FIXES[code]
    for pattern, sort in _SORTS:
        if found := re.fullmatch(pattern, name):
            return _english(next(filter(None, found.groups()))), sort
    raise ValueError(f"{code} has no name")


def _english(stem: str) -> str:
    """Return GeoNames' transliteration as English readers know it: Zhukovskiy is Zhukovsky."""
    text = re.sub(r"y?ë", "yo", stem.replace("’", "'"))
    text = re.sub(r"'(?=i)", "y", text).replace("'", "")
    return re.sub(r"(?:iy|yy|ij)\b", "y", text)


def _merged(districts: Iterable[_District]) -> list[_District]:
    """Return the districts with those that GeoNames has twice made one."""
    kept: dict[tuple[str, str], list[_District]] = {}
    for district in districts:
        held = kept.setdefault((district.parent, district.sort), [])
        twin = next((other for other in held if _same(district.key, other.key)), None)
        if twin is None:
            held.append(district)
            continue
        twin.spellings += district.spellings
        if "Rayon" in district.spellings[0] and "Rayon" not in twin.spellings[0]:
            twin.spellings.reverse()
        # "Kaltan" and "Kaltansky" are one town; so are "Torzhok" and "Torzhoksky" districts.
        if (len(district.stem) < len(twin.stem)) == (district.sort == "Urban Okrug"):
            twin.stem = district.stem
    return [district for held in kept.values() for district in held]


def _same(one: str, other: str) -> bool:
    """Tell whether two keys are one name, or a town's and the adjective made of it."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    root = short.rstrip("aeio")
    return (
        len(root) > 3
        and long.endswith("ski")
        and not short.endswith("ski")
        and long.removeprefix(root) in {"ski", "i", "eski", "inski", "nski", "ovski", "evski"}
    )


def _without_towns(districts: list[_District], towns: list[Entry]) -> list[_District]:
    """Return the districts but those that are no more than one of the settlements."""
    known = {(town.parent, latin(town.name)) for town in towns}
    return [
        district
        for district in districts
        if district.sort not in {"Urban Okrug", "Urban Settlement"}
        or not any(
            parent == district.parent and _same(name, district.key) for parent, name in known
        )
    ]


def _district_entry(district: _District) -> Entry:
    name = f"{district.stem} {district.sort}"
    russian = ukrainian = ""
    aliases = [spelling for spelling in district.spellings if latin(spelling) != latin(name)]
    if known := UKRAINIAN_DISTRICTS.get(district.code.removeprefix("geonames:")) or next(
        (v for k, v in UKRAINIAN_DISTRICTS.items() if k.endswith(district.code[8:])), None
    ):
        ukrainian, russian = f"{known[1]} район", f"{known[2]} район"
    elif district.sort == "District":
        russian = next(filter(None, map(_russian, district.spellings)), "")
    return Entry(
        code=district.code,
        kind="district",
        parent=district.parent,
        name=name,
        name_ru=russian,
        name_uk=ukrainian,
        lat=None,
        lon=None,
        aliases=tuple(aliases),
    )


def _russian(spelling: str) -> str:
    """Return the Russian name that GeoNames transliterated, or "" where that is not certain."""
    found = re.fullmatch(r"([A-Z].*iy) [Rr]ayon", spelling)
    # ts may be ц or тс, and l before a consonant may have lost its soft sign.
    if not found or re.search(r"ts|l(?=[bcdfgkmnprstvz])|[^’iy ]y[e]|\be|[aeiou]e", found[1]):
        return ""
    text = re.sub(r"iy\b", "ий", found[1].lower())
    for ours, theirs in _CYRILLIC.items():
        text = text.replace(ours, theirs)
    text = re.sub(r"(?<=[бвгдзклмнпрстфхчшщж])y", "ы", text).replace("y", "й").replace("e", "е")
    return f"{text.title()} район" if re.fullmatch("[а-яё -]+", text) else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
