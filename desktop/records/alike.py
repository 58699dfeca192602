"""By what a source is known again: its URL, its text, and the runs of words that it holds."""

import re
from collections.abc import Collection
from hashlib import blake2b, sha256
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit

from desktop.records.fold import fold

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
# So many neighbouring words are one run; one run in `_SHARE` is kept, at most `MOST` of a text.
_RUN = 3
_SHARE = 4
MOST = 1000
# From this share of its runs on a text seems to be retold in another; officials' statements on
# different nights share up to six tenths of their formulas.
RETOLD = 0.7
_MOST_WORDS = 20_000
# Says who sent the reader there, not what is read.
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|yclid|igshid|ref|ref_src|from|single|embed")
_SAME_HOSTS = {"telegram.me": "t.me", "twitter.com": "x.com"}


def url_key(url: str) -> str:
    """Return what stays of a URL where it leads to the same page; "" where there is none.

    Scheme, www. and m., a last slash, the part after # and what only tracks make no difference.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return fold(text)
    host = _SAME_HOSTS.get(host, host)
    path = parts.path.rstrip("/")
    if host == "t.me":
        path = path.removeprefix("/s") if path.startswith("/s/") else path
    asked = urlencode([(name, value) for name, value in query if not _TRACKING.fullmatch(name)])
    return f"{host}{port}{path}{'?' if asked else ''}{asked}"


def text_key(text: str) -> str:
    """Return a fingerprint of a text's words; "" of a text without any.

    Case, accents, punctuation and white space make no difference.
    """
    words = _WORD.findall(fold(text))
    return sha256(" ".join(words).encode()).hexdigest()[:32] if words else ""


def shingles(text: str) -> frozenset[int]:
    """Return numbers for a fixed share of the runs of three words that a text holds.

    Two texts that share a run both have its number or both have not.
    """
    kept = {number for number in _runs(text) if number % _SHARE == 0}
    return frozenset(islice(sorted(kept), MOST))


def contained(one: str, other: str) -> float:
    """Return which share, 0 to 1, of the runs of the shorter text the longer holds too.

    Texts of which the shorter has other numbers tell of something else, in the same words.
    """
    first, second = set(_runs(one)), set(_runs(other))
    smaller, larger = sorted((first, second), key=len)
    if not smaller:
        return 0.0
    share = len(smaller & larger) / len(smaller)
    shorter, longer = (one, other) if smaller is first else (other, one)
    return share * _numbers_kept(_numbers(shorter), _numbers(longer))


def _runs(text: str) -> list[int]:
    words = _WORD.findall(fold(text))[:_MOST_WORDS]
    return [
        int.from_bytes(blake2b(" ".join(words[at : at + _RUN]).encode(), digest_size=7).digest())
        for at in range(len(words) - _RUN + 1)
    ]


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _numbers_kept(some: Collection[str], others: Collection[str]) -> float:
    return len(set(some) & set(others)) / len(some) if some else 1.0
