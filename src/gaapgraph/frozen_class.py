"""Frozen values: classes like frozen, slotted data classes, that cost a fraction to define.

`dataclasses` compiles six functions for each class, ten where values have an order, and a command defines a hundred
classes before it begins: a sixth of the time of a short `build`. Here one function is compiled for each class, its
initialiser, once there is a value to make; the others are written once. `dataclasses.fields`, `replace` and `asdict`
take these classes as their own.
"""

from __future__ import annotations

import operator
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field

__all__ = ["frozen"]

_Class = TypeVar("_Class")


@overload
def frozen(cls: type[_Class], /) -> type[_Class]: ...
@overload
def frozen(*, kw_only: bool = ..., order: bool = ...) -> Callable[[type[_Class]], type[_Class]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[_Class] | None = None, /, *, kw_only: bool = False, order: bool = False
) -> type[_Class] | Callable[[type[_Class]], type[_Class]]:
    """Make a class one of frozen values, equal and hashed by their fields.

    Args:
        cls: A class with annotated fields, as `dataclasses.dataclass` takes it.
        kw_only: Fields are given by name only.
        order: Values have the order of their fields.

    >>> @frozen
    ... class Place:
    ...     line: int
    ...     cell: int = 1
    >>> Place(3), Place(3) == Place(3, 1), Place(3) in {Place(3)}
    (Place(line=3, cell=1), True, True)
    """

    def make(given: type[_Class]) -> type[_Class]:
        made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(given)
        methods = {"__init__": _Initialiser(made), **_comparisons(made, order=order), **_SHARED}
        for name, method in methods.items():
            if name not in given.__dict__:
                setattr(made, name, method)
        return made

    return make if cls is None else make(cls)


class _Initialiser:
    """Stands for the `__init__` of a class until anybody asks for it: most classes of a command never have a value."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
        """Compile the function, which takes this place, and return it, bound to the value that is made."""
        made = _compile_initialiser(self.cls)
        self.cls.__init__ = made
        return made.__get__(instance, owner)


def _compile_initialiser(cls: type[Any]) -> Any:
    """Compile the `__init__` of a class; the slots' own descriptors set the fields, whatever the class refuses."""
    scope: dict[str, Any] = {"_ABSENT": MISSING}
    by_position: list[str] = ["self"]
    by_name: list[str] = []
    steps: list[str] = []
    for each in fields(cls):
        scope[f"_set_{each.name}"] = getattr(cls, each.name).__set__
        default, value = _default(each, scope)
        (by_name if each.kw_only else by_position).append(each.name + default)
        steps.append(f"_set_{each.name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        steps.append("self.__post_init__()")
    parameters = ", ".join([*by_position, "*", *by_name] if by_name else by_position)
    exec(f"def __init__({parameters}):\n {'; '.join(steps) or 'pass'}", scope)
    return scope["__init__"]


def _default(each: Field[Any], scope: dict[str, Any]) -> tuple[str, str]:
    """Return how the parameter of a field names its default, if any, and the expression of the value it gets."""
    if each.default is not MISSING:
        scope[f"_default_{each.name}"] = each.default
        return f"=_default_{each.name}", each.name
    if each.default_factory is not MISSING:
        scope[f"_make_{each.name}"] = each.default_factory
        return "=_ABSENT", f"_make_{each.name}() if {each.name} is _ABSENT else {each.name}"
    return "", each.name


def _comparisons(cls: type[Any], *, order: bool) -> dict[str, Any]:
    """Return the methods by which values of one class are compared and hashed."""
    names = [each.name for each in fields(cls) if each.compare]
    key: Callable[[Any], Any] = operator.attrgetter(*names) if names else _no_fields

    def hashed(self: Any) -> int:
        return hash(key(self))

    def comparison(compare: Callable[[Any, Any], bool]) -> Any:
        def compared(self: Any, other: object) -> Any:
            return compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

        return compared

    named = (operator.eq, operator.lt, operator.le, operator.gt, operator.ge) if order else (operator.eq,)
    return {"__hash__": hashed} | {f"__{compare.__name__}__": comparison(compare) for compare in named}


def _no_fields(_: object) -> tuple[()]:
    return ()


def _describe(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(_: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_SHARED = {
    "__repr__": _describe,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}
