"""Values of a call that need no conversion: for the others typer imports pydantic, which takes as long as a check."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["take_directly"]


class _Direct:
    """Takes what is left out, what is its own default, texts and paths; hands the rest on to what typer has."""

    def __init__(self, build: Any) -> None:
        self._build = build

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value that a parameter's function gets."""
        kind = param.type_descriptor.annotation
        is_many = param.multiple or param.nargs == -1
        if value is None:
            return () if is_many else None
        if type(value) is kind and value == param.default:
            return value
        if kind == list[Path] and is_many and isinstance(value, tuple) and all(map(_is_plain, value)):
            return [Path(one) for one in value]
        if kind is Path and not is_many and _is_plain(value):
            return Path(value)
        if not is_many and isinstance(value, str) and isinstance(kind, type) and issubclass(kind, str):
            with suppress(ValueError):  # what an enumeration lacks is typer's to refuse
                return kind(value)
        return self._build().coerce(value, param=param, ctx=ctx)


def _is_plain(value: object) -> bool:
    """Say whether nothing is to be said against a path: what is there can be read."""
    return isinstance(value, str) and (not os.access(value, os.F_OK) or os.access(value, os.R_OK))


def take_directly(params: list[Any]) -> list[Any]:
    """Return parameters, each of which converts only what has to be converted; an old typer converts all."""
    for param in params:
        build = getattr(param, "get_runtime_param", None)
        if build is not None and "get_runtime_param" not in vars(param):
            direct = _Direct(build)
            param.get_runtime_param = lambda direct=direct: direct
    return params
