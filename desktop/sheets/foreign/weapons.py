"""Which munition a weapon's model is, for tables that name models."""

import re
from collections.abc import Callable
from typing import Final

from desktop.records.fold import fold, latin

# In order: the first that is found in the text; codes of the munitions that come with a desk.
_MODELS: Final = tuple(
    (code, re.compile(rf"\b(?:{pattern})"))
    for code, pattern in (
        ("decoy", r"gerbera|parodi|decoy|imitator"),
        ("recon_drone", (r"orlan|zala\b|supercam|reconn|razved|rozvid|forpost|eleron|mohajer|"
                        r"merlin|kartograf|granat")),
        ("shahed", r"shakhed|shahed|geran"),
        ("fpv", r"fpv|copter|kopter|mavic"),
        ("fixed_wing_drone", r"lantset|lancet|molni|italmas|privet|banderol"),
        ("drone", r"uav|drone|bpla|bespilot|bezpilot|orion|mogadzher"),
        ("guided_air_missile", r"(?:[xh]|kh) ?(?:59|69|31|35|58|25|29|38|39)(?!\d)"),
        ("ballistic_missile", (r"iskander m|kn ?23|kinzhal|(?:[xh]|kh) ?47|tochka|ballist|shakhab|"
                              r"shahab|sejjil|sedzhil|gkhadr|ghadr|emad|zulfi|zolfa|fateh|fatekh|"
                              r"khorramshahr|qiam|kiam|[sim]rbm|icbm|oreshnik|scud")),
        ("cruise_missile", (r"iskander k|(?:[xh]|kh) ?(?:101|555|55|22|32)(?!\d)|"
                           r"kalibr|caliber|onik|oniks|onyx|tsirkon|zircon|iskander|cruise|krylat|"
                           r"hoveizeh|khoveiz|soumar|mrcm|storm shadow|scalp|neptun|bastion|"
                           r"p ?800|3m")),
        ("anti_aircraft_missile", r"[sc] ?(?:300|400)\b"),
        ("bomb", r"kab\b|fab\b|gbu\b|umpk|umpb|bomb|aerial bomb|barrel"),
        ("rocket", r"rocket|rszo|mlrs|grad|uragan|smerch|tornado|himars"),
        ("shell", r"shell|artill|mortar|minomet|snariad|howitzer|tank"),
        ("mine", r"mine\b|mines\b|landmine|mina\b"),
        ("boat", r"boat|usv\b|bek\b|kater"),
        ("missile", r"missile|raket"),
    )
)  # fmt: skip


def munition_of(written: str, knows: Callable[[str], bool]) -> str:
    """Return the code of the munition that a model is, empty where it can't be told.

    Several models are a plain missile or drone if that is what they have in common.  `knows` tells
    whether the desk has a munition of this code.
    """
    parts = [part for part in re.split(r"[/,;+&]| and | и | та ", fold(written)) if part.strip()]
    found = {code for part in parts if (code := _one(part)) and knows(code)}
    if len(found) > 1:
        found = {_family(code) for code in found}
    return found.pop() if len(found) == 1 and knows(next(iter(found))) else ""


def _family(code: str) -> str:
    if "missile" in code:
        return "missile"
    return "drone" if "drone" in code or code in {"shahed", "decoy", "fpv"} else code


def _one(part: str) -> str:
    plain = latin(part)
    folded = re.sub(r"[\W_]+", " ", part).strip()
    return next(
        (code for code, pattern in _MODELS if pattern.search(folded) or pattern.search(plain)), ""
    )
