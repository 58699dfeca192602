"""Makes resources/gazetteer.tsv: `python packaging/make_gazetteer.py FOLDER`.

FOLDER holds regions.tsv (ISO 3166-2 regions, from iso3166-2-db, iso-codes and iso3166_2) and
geonames_admin2_ru_ua.tsv (GeoNames' second-order divisions). What they get wrong stands in
gazetteer_facts.py beside this file, what they lack (countries, seas, settlements) in
gazetteer_added.tsv, which has the gazetteer's own columns.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gazetteer_facts import (
    DISTRICT_ALIASES,
    DISTRICT_FIXES,
    DISTRICT_REGIONS,
    NOT_TO_BE_TURNED_BACK,
    REGION_ALIASES,
    REGION_NAMES,
    UKRAINIAN_DISTRICTS,
)

from desktop.records.fold import latin
from desktop.records.gazetteer import Entry, read_gazetteer

_HERE = Path(__file__).resolve().parent
_TARGET = _HERE.parent / "resources" / "gazetteer.tsv"
_COLUMNS = ("code", "kind", "parent", "name", "name_ru", "name_uk", "lat", "lon", "aliases")


def _district_code(geonames: str) -> str:
    """Return our code; the last part of GeoNames' is an id of its own, but for most raions."""
    last = geonames.rpartition(".")[2]
    return f"geonames:{last if len(last) > 4 else geonames}"


# The ways GeoNames writes the sort of a division -> ours; the first that fits is taken.
_SORTS = (
    (r"Gorodskoye Poseleniye (.+)|(.+) Gorodskoye Poseleniye", "Urban Settlement"),
    (r"Gorodskoy Okrug (?:ZATO |Gorod )?(.+)|(?:Gorod|ZATO) (.+)", "Urban Okrug"),
    (r"(.+) (?:Gorodskoy|Godorskoy|Urban) (?:Okrug|[Dd]istrict)", "Urban Okrug"),
    (r"(.+?) City(?: District| Municipality| Center| Council)?|(.+) Municipality", "Urban Okrug"),
    (r"(?:Munitsipal.nyy|Urban) Okrug (.+)", "Okrug"),
    (r"(.+?)(?: Munitsipal.nyy| Munitsypal.nyy| Municipal)? Okrug", "Okrug"),
    (r"(.+?)(?: Municipal| National| Natsional.nyy)? (?:[Rr]ayon|rajon|District)", "District"),
    (r"(.+?)(?: Municipal| Natsional.nyy)? (?:Ulus|Kozhuun|Uchastok|Region)", "District"),
    (r"(.+)", "Urban Okrug"),
)

_RAIONS = {_district_code(code): names for code, names in UKRAINIAN_DISTRICTS.items()}

# The letters that BGN/PCGN's transliteration, which GeoNames uses, stands for; y is in `_russian`.
_CYRILLIC = dict(
    zip(
        ("shch", "zh", "kh", "ch", "sh", "yu", "ya", "yë", "ye", *"abvgdeëziklmnoprstuf’"),
        ("щ", "ж", "х", "ч", "ш", "ю", "я", "ё", "е", *"абвгдеёзиклмнопрстуфь"),
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

    def is_town_of(self, entry: Entry) -> bool:
        """Tell whether this division is no more than that settlement."""
        return (
            self.sort in {"Urban Okrug", "Urban Settlement"}
            and self.parent == entry.parent
            and _same(latin(entry.name), self.key)
        )


def main(folder: Path) -> None:
    """Write the gazetteer that the sources in `folder` and the facts make."""
    with (folder / "regions.tsv").open(encoding="utf-8", newline="") as lines:
        regions = list(csv.DictReader(lines, delimiter="\t"))
    with (folder / "geonames_admin2_ru_ua.tsv").open(encoding="utf-8", newline="") as lines:
        divisions = list(csv.DictReader(lines, delimiter="\t"))
    every_district = _merged(_districts(divisions, regions))
    added = read_gazetteer(_HERE / "gazetteer_added.tsv")
    settlements = [_town(e, every_district) for e in added if e.kind == "settlement"]
    districts = map(_district_entry, _without_towns(every_district, settlements))
    entries = [
        *(entry for entry in added if entry.kind != "settlement"),
        *map(_region, regions),
        *sorted(districts, key=lambda entry: (entry.parent, entry.name)),
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


def _town(entry: Entry, districts: Iterable[_District]) -> Entry:
    """Return the settlement, with its district's names as aliases if it is a district by itself."""
    own = [district for district in districts if district.is_town_of(entry)]
    spellings = [spelling for district in own for spelling in district.spellings]
    okrug = [f"{entry.name} Urban Okrug"] if own else []
    return replace(entry, aliases=(*entry.aliases, *okrug, *spellings))


def _districts(
    divisions: Iterable[dict[str, str]], regions: Iterable[dict[str, str]]
) -> Iterator[_District]:
    iso = {row["geonames_admin1"]: (row["iso"], row["en_geonames"]) for row in regions}
    for row in divisions:
        country, admin1, _ = row["code"].split(".")
        parent, words = iso[f"{country}.{admin1}"]
        if words != row["admin1"]:
            raise ValueError(f"{row['code']} is said to be in {row['admin1']}, not in {words}")
        stem, sort = _stem_and_sort(row["code"], row["name"].rstrip("."))
        parent = DISTRICT_REGIONS.get(row["code"], parent)
        yield _District(_district_code(row["code"]), parent, stem, sort, [row["name"]])


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


def _without_towns(districts: Iterable[_District], towns: list[Entry]) -> Iterator[_District]:
    """Yield the districts but those that are no more than one of the settlements."""
    for district in districts:
        if not any(map(district.is_town_of, towns)):
            yield district


def _district_entry(district: _District) -> Entry:
    name = f"{district.stem} {district.sort}"
    russian = ukrainian = ""
    aliases = [spelling for spelling in district.spellings if latin(spelling) != latin(name)]
    aliases += DISTRICT_ALIASES.get((district.parent, district.stem), ())
    if known := _RAIONS.get(district.code):
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
    if not found or spelling in NOT_TO_BE_TURNED_BACK:
        return ""
    text = found[1].lower()
    # ts may be ц or тс, and an l before a consonant may have lost its soft sign.
    if re.search(r"ts|l(?=[bcdfgkmnprstvz]|y[au])|[^’iy ]y[e]|[aeiou]e", text):
        return ""
    text = re.sub(r"\be", "э", re.sub(r"iy\b", "ий", text))
    for theirs, ours in _CYRILLIC.items():
        text = text.replace(theirs, ours)
    text = re.sub(r"(?<=[бвгдзклмнпрстфхчшщж])y", "ы", text).replace("y", "й")
    return f"{text.title()} район" if re.fullmatch("[а-яё -]+", text) else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
