"""The texts that people see: marked where they are declared, translated where they are shown.

The language is the one of the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG) when the program
starts.  The catalogue is looked for once: the standard library's own `gettext.gettext` looks for
its file at every call, which lists would feel.
"""

import gettext

from desktop.records.resources import resources

_CATALOGUE = gettext.translation("incident-desk", str(resources() / "locale"), fallback=True)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for such a mark
    """Return `text` as it is; the mark is read when the catalogue is made."""
    return text


def _(text: str) -> str:
    """Return `text` in the language of the program."""
    return _CATALOGUE.gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a text that goes with the number `n`."""
    return _CATALOGUE.ngettext(one, many, n)
