"""What stands in for `typing` and `contextlib` where every lookup passes behaves as they do."""

import contextlib
import typing
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from immunomod import contexts, records


def point(base: Any) -> Any:
    """A record on one base or the other."""

    class Point(base):  # type: ignore[misc]
        """A place."""

        x: int
        y: int = 2

        @property
        def sum(self) -> int:
            return self.x + self.y

    return Point


def test_records_are_named_tuples() -> None:
    for made in (point(records.NamedTuple), point(typing.NamedTuple)):
        assert made(1) == (1, 2)
        assert made(y=3, x=1) == (1, 3)
        assert made(1)._replace(y=5).sum == 6
        assert repr(made(1)) == "Point(x=1, y=2)"
        assert (made._fields, made.__doc__, made.__module__) == (("x", "y"), "A place.", __name__)
        assert not hasattr(made(1), "__dict__")
        with pytest.raises(TypeError):
            made()


def told(library: Any, end: Callable[[], object]) -> list[str]:
    """What happens around and after a block that ends in some way."""
    happened: list[str] = []

    @library.contextmanager  # type: ignore[untyped-decorator]
    def context(name: str) -> Iterator[str]:
        try:
            yield name
        except KeyError:
            happened.append("swallowed")
        except ValueError as error:
            raise OSError("turned") from error
        finally:
            happened.append("left")

    try:
        with context("inside") as name:
            happened.append(name)
            end()
        happened.append("after")
    except BaseException as error:  # noqa: BLE001
        happened.append(repr(error))
    try:
        with library.suppress(KeyError, OSError):
            end()
            happened.append("went through")
    except BaseException as error:  # noqa: BLE001
        happened.append(repr(error))
    return happened


def ending(error: BaseException) -> Callable[[], object]:
    def end() -> None:
        raise error

    return end


@pytest.mark.parametrize(
    "error", [KeyError("x"), ValueError("x"), OSError("x"), TypeError("x"), KeyboardInterrupt(), SystemExit(3)], ids=repr
)
def test_contexts_end_as_those_of_contextlib(error: BaseException) -> None:
    assert told(contexts, ending(error)) == told(contextlib, ending(error))


def test_contexts_that_end_well() -> None:
    assert told(contexts, int) == told(contextlib, int) == ["inside", "left", "after", "went through"]
