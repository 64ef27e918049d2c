"""`NamedTuple` for the modules that every lookup loads: importing `typing` would take a sixth of a lookup's time."""

from __future__ import annotations

from collections import namedtuple

__all__ = ["TYPE_CHECKING", "NamedTuple"]

TYPE_CHECKING = False  # type checkers take it for true, as they do that of `typing`

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Record(type):
        """Makes a named tuple of a class with annotated fields, as `typing.NamedTuple` does."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = list(body["__annotations__"])
            defaults = [body.pop(field) for field in fields if field in body]
            base = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            return type(name, (base,), {"__slots__": (), **body})

    class NamedTuple(metaclass=_Record):
        """The base of records; as tuples they are compared, unpacked and made anew with `_replace`."""
