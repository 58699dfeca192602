"""What a text tells of other things than attacks and their consequences."""

from collections.abc import Sequence
from typing import Final

from desktop.reading.drafts import Draft
from desktop.reading.thing_words import MUNITION
from desktop.reading.things import head_of
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_FRONT: Final = words(
    "танк ббм бтр бмп гаубица миномет пехота штурмовик боестолкновение группировка десантник",
    "опорный гармата гаубиця міномет піхота зіткнення угруповання бригада пикап пікап tank",
    "howitzer mortar infantry clash soldier brigade regiment pickup морпех спецназовец полк",
    "морпіх сержант",
)
_AIR_DEFENCE: Final = words(
    "пво ппо протиповітряний противовоздушный повітряний воздушный air aerial пкр авиация",
    "anti-aircraft дежурный чергові рэб реб оборона defence defense",
)
_FOREVER: Final = words(
    "forces_suffered troops_suffered",
    "с_начала_специальной с_начала_проведения с_начала_сво с_начала_боевых с_начала_войны",
    "з_початку_повномасштабн від_початку_повномасштабн з_початку_війни від_початку_війни",
    "з_початку_вторгнення від_початку_вторгнення з_початку_широкомасштабн с_начала_года",
    "від_початку_широкомасштабн з_початку_року від_початку_року since_the_start_of_the_war",
    "since_the_beginning_of_the_war since_the_start_of_the_full-scale since_the_full-scale",
    "since_the_beginning_of_the_full-scale since_the_start_of_the_invasion",
    "since_the_invasion_began since_the_beginning_of_the_year since_the_start_of_the_year",
)
_SUMMED: Final = words(
    "всего итого усього загалом потеря втрата total altogether lose lost уничтожено знищено",
)
_ELSEWHERE: Final = words(
    "учения полигон маневры навчання полігон маневри exercise drill manoeuvres maneuvers бюджет",
    "budget закупка контракт закупівля contract package procurement поставка постачання субсидия",
    "паводок меморіал мемориал memorial plaque funeral суд приговорить вирок",
)
_ATTACK: Final = words(
    "атака атаковать удар ударить обстрел обстрелять взрыв пво рэб обломок обстріл атакувати вибух",
    "вдарити ппо реб уламок влучання влучити окупант ворог противник ворожий враг вражеский всу",
    "attack strike shell shelling explosion blast missile drone bomb bombing air-raid debris enemy",
    "wreckage війська росіянин fire нападение прилет детонация деоккупация occupier artillery raid",
)
_BORN: Final = words("рождение народження born birth родиться")
_BEFORE_YEARS: Final = 3


def without_passing(
    tokens: Sequence[Token], drafts: Sequence[Draft], year: int | None
) -> list[Draft]:
    """Return the drafts that are of an attack: none of a front, an exercise or another age.

    `year` is that of the statement, None where it is not known.
    """
    attack = any(_is_of_attack(token) for token in tokens) or any(
        one.sort == MUNITION for one in drafts
    )
    sentences: dict[int, list[Token]] = {}
    for token in tokens:
        sentences.setdefault(token.sentence, []).append(token)
    void = {number for number, inside in sentences.items() if _elsewhere(inside, year)}
    return [
        draft
        for draft in drafts
        if tokens[draft.first].sentence not in void and (attack or draft.sort == MUNITION)
    ]


def _is_of_attack(token: Token) -> bool:
    if token.kind is not Kind.WORD:
        return False
    head = head_of(token)
    return bool(_ATTACK & {token.low, *token.lemmas}) or bool(head and head[0] == MUNITION)


def _elsewhere(inside: Sequence[Token], year: int | None) -> bool:
    forms = {form for one in inside for form in (one.low, *one.lemmas)}
    low = " ".join(one.low for one in inside)
    summed = _SUMMED & forms or "suffered" in forms
    if (summed and any(said in low for said in _FOREVER)) or _ELSEWHERE & forms:
        return True
    if _FRONT & forms and not _AIR_DEFENCE & forms:
        return True
    return (
        year is not None and not _BORN & forms and any(_is_past_year(one, year) for one in inside)
    )


def _is_past_year(token: Token, year: int) -> bool:
    is_year = token.kind is Kind.NUMBER and len(token.text) == 4 and token.text.isdigit()
    return is_year and 1900 <= int(token.text) <= year - _BEFORE_YEARS
