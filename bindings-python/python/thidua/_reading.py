"""The library's own JSON as values: each field as its annotation says."""

from __future__ import annotations

from dataclasses import is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

_fields = cache(get_type_hints)


def read(kind: Any, found: Any) -> Any:
    """Read what was found as a value of a kind.

    It is a dataclass, a number, a list or a tuple of them, or one of them or nothing. A tuple of pairs is
    read from an object too, by its names.
    """
    if found is None:
        return None
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: read(own, found[name]) for name, own in _fields(kind).items()})
    if kind in (float, Decimal, Fraction):
        return kind(found)
    args = get_args(kind)
    if NoneType in args:
        return read(next(own for own in args if own is not NoneType), found)
    origin = get_origin(kind)
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        items = found
        if isinstance(found, dict):
            several = len(get_args(args[0])) > 2
            items = [(name, *own) if several else (name, own) for name, own in found.items()]
        return origin(read(args[0], own) for own in items)
    if origin is tuple:
        return tuple(read(own, item) for own, item in zip(args, found, strict=True))
    return found
