"""A text in which signs are even, so that rules need know one form of each."""

import re
from typing import Final

_HYPHENS: Final = "‐‑‒–−﹣－⁃"
_LONG_DASHES: Final = "—―⸺⸻﹘"
_APOSTROPHES: Final = "’‘‛ʼʻʹ′´`＇"
_QUOTES: Final = "«»“”„‟″＂‹›"
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180e\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
)
_BULLET: Final = "•"
_PICTURES: Final = (
    "\u2022\u2023\u2043\u204c\u204d\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\U000e0000-\U000e007f\u00b7\u25aa\u25ab"
)

SOFT: Final = "\u00ad"
"""What an unseen character within a word becomes: part of the word, of none of its letters."""

_WEB: Final = re.compile(r"\b(?:https?://|www\.|t\.me/)\S+|(?<!\w)@\w+|\S+@\w+\.\w+\S*")
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\](\([^()\s]*\))")
_TAGGED: Final = re.compile(r"#(?=\w*\d)\w+")
_TAG: Final = re.compile(r"<(?:/?[a-zA-Z][^<>\n]{0,200}|!--[^<>]*--)>")
_WITHIN: Final = re.compile(rf"(?<=[^\W\d_])[{_UNSEEN}\u0301\u0300]+(?=[^\W\d_]|$)")
_MARKUP: Final = re.compile(r"[*_~#|\\^\t\r\v\f\0]|(?<![\w])>")
_PICTURE: Final = re.compile(f"[{_PICTURES}][{_PICTURES}{_UNSEEN}\u20e3 ]*")
_LOOSE_HYPHEN: Final = re.compile(r"(?<![^\W_])-|-(?![^\W_])")
_LONG_IN_WORD: Final = re.compile(rf"(?<=\d)[{_LONG_DASHES}](?=\d)")
_LOOSE_APOSTROPHE: Final = re.compile(r"(?<![^\W\d_])'|'(?![^\W\d_])")
_SOFT_BREAK: Final = re.compile(r"(?<=[^\s.!?:;•])(\s*?)\n(?=[ ]*[^\W\dA-ZА-ЯІЇЄҐЁ_])")

_TWINS: Final = str.maketrans("aceiopxyABCEHIKMOPTXi", "асеіорхуАВСЕНІКМОРТХі")
_MIXED: Final = re.compile(r"(?=\w*[а-яёіїєґА-ЯЁІЇЄҐ])(?=\w*[A-Za-z])[^\W\d_]+")
_LONE_LETTER: Final = re.compile(r"(?<=[ \n])[acoiyAC](?= [ ]*[а-яёіїєґА-ЯЁІЇЄҐ])")

_ONE_FORM: Final = (
    dict.fromkeys(map(ord, _HYPHENS), "-")
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | dict.fromkeys(map(ord, _QUOTES), '"')
    | dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    | dict.fromkeys((0x2028, 0x2029, 0x85), "\n")
    | {ord("…"): ".", ord("ё"): "е", ord("Ё"): "Е"}
)


def even(text: str) -> str:
    """Return a text of the same length in which each sign has one form.

    Offsets hold: what stands at 10:15 of the result is 10:15 of `text`. In the result

    - a hyphen within a word or between digits is "-", every other dash is "–";
    - quotes are '"', apostrophes within words are "'";
    - spaces of all kinds, markdown, HTML tags, addresses of the web, hashtags with a number in them
      and emoji in mid-sentence are blanks; an emoji or bullet that opens a line or follows a
      sentence's end or two blanks is "•";
    - a line break within a sentence is a blank, others are a line feed;
    - "ё" is "е"; digits of any script are 0-9; a Latin letter that passes for a Cyrillic one in a
      Cyrillic word is that;
    - an unseen character within a word is SOFT.
    """
    made = _blanked(text)
    made = _PICTURE.sub(_picture, made)
    made = _WITHIN.sub(lambda found: SOFT * len(found[0]), made)
    made = re.sub(rf"[{_UNSEEN[1:]}]", " ", made)
    made = re.sub(r"(?<![^\W\d_])\u00ad", " ", made)
    made = _MARKUP.sub(" ", made).translate(_ONE_FORM)
    made = _LONG_IN_WORD.sub("-", made)
    made = re.sub(f"[{_LONG_DASHES}]", "–", made)
    made = _LOOSE_HYPHEN.sub("–", made)
    made = _LOOSE_APOSTROPHE.sub('"', made)
    made = _MIXED.sub(lambda found: found[0].translate(_TWINS), made)
    made = _LONE_LETTER.sub(lambda found: found[0].translate(_TWINS), made)
    if not made.isascii():
        made = "".join(_digit(one) if one.isdecimal() else one for one in made)
    return _SOFT_BREAK.sub(lambda found: found[1] + " ", made)


def _blanked(text: str) -> str:
    made = _LINK.sub(
        lambda found: f" {found[1]} " + " " * (len(found[0]) - len(found[1]) - 2), text
    )
    for pattern in (_TAG, _WEB, _TAGGED):
        made = pattern.sub(lambda found: " " * len(found[0]), made)
    return made


def _picture(found: re.Match[str]) -> str:
    before = found.string[: found.start()].rstrip("*_~# \u00a0" + "\ufe0f")
    gap = found.string[len(before) : found.start()]
    opens = not before or before[-1] in ".!?:;\n" or gap.count(" ") + gap.count("\u00a0") > 1
    return (_BULLET if opens else " ") + " " * (len(found[0]) - 1)


def _digit(one: str) -> str:
    return str(int(one))
