"""Keeps an error in what Qt calls from ending the program, under Python 3.11.

An error that the interpreter makes there (a failed look-up, not a `raise`) is unfinished until an
`except` has seen it, and PySide crashes when it carries an unfinished one from one of our overrides
through Qt to the override that called it.  Python 3.12 knows no unfinished errors.
"""

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaMethod
from shiboken6 import Shiboken


def install() -> None:
    """Guard the overrides of each class that is made from one of Qt's from now on."""
    if sys.version_info < (3, 12):
        every: Any = Shiboken.Object
        every.__init_subclass__ = classmethod(_guard_overrides)


def _guard_overrides(cls: type[Any]) -> None:
    """Guard what Qt calls of a new class."""
    qts = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, found in list(vars(cls).items()):
        if (
            inspect.isfunction(found)
            and not name.startswith("__")
            and any(name in vars(base) for base in qts)
            and name not in _slots(qts[0])
        ):
            setattr(cls, name, _guarded(found))


def _slots(base: type) -> set[str]:
    """Return what can be connected: PySide reads from its code how many arguments it takes."""
    meta = getattr(base, "staticMetaObject", None)
    methods = [meta.method(n) for n in range(meta.methodCount())] if meta is not None else []
    return {
        method.name().toStdString()
        for method in methods
        if method.methodType() == QMetaMethod.MethodType.Slot
    }


def _guarded(override: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(override)
    def guarded(*given: Any, **named: Any) -> Any:
        try:
            return override(*given, **named)
        except BaseException:  # noqa: TRY203 - finishes the error
            raise

    return guarded
