"""Texts that XML can hold: others have U+FFFD in the place of what it has no character for (XML 1.0 §2.2)."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import Literal

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["holds_odd_texts", "mend_texts"]

T = TypeVar("T")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def holds_odd_texts(store: Store) -> bool:
    """Say whether any literal of a store has a character that XML lacks."""
    return any(isinstance(quad.object, Literal) and _ODD.search(quad.object.value) for quad in store)


def mend_texts(found: T) -> T:
    r"""Return a value of the model with all texts in it as XML can hold them; the same value where they are.

    >>> mend_texts(("Acme \x1b[31m", 7))
    ('Acme \ufffd[31m', 7)
    """
    return _mend(found)  # type: ignore[no-any-return]  # of the type that came in


def _mend(found: Any) -> Any:
    if isinstance(found, str):
        return _ODD.sub("\N{REPLACEMENT CHARACTER}", found) if _ODD.search(found) else found
    if isinstance(found, list):
        return [_mend(one) for one in found]
    if isinstance(found, tuple):
        mended = [_mend(one) for one in found]
        return type(found)._make(mended) if hasattr(found, "_make") else tuple(mended)
    if isinstance(found, dict):
        return {_mend(key): _mend(one) for key, one in found.items()}
    if not is_dataclass(found) or isinstance(found, type):
        return found
    changed = {
        each.name: new
        for each in fields(found)
        if each.init and (new := _mend(old := getattr(found, each.name))) is not old and new != old
    }
    return replace(found, **changed) if changed else found
