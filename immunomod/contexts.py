"""`contextmanager` and `suppress` for the modules that every lookup loads: contextlib would take as long as the answer."""

from __future__ import annotations

from immunomod.records import TYPE_CHECKING

__all__ = ["contextmanager", "suppress"]

if TYPE_CHECKING:
    from contextlib import contextmanager, suppress
else:

    class _Context:
        """Runs a generator up to its `yield`, and on from there when the block ends, as contextlib does."""

        def __init__(self, steps):
            self.steps = steps

        def __enter__(self):
            return next(self.steps)

        def __exit__(self, kind, error, trace):
            try:
                next(self.steps) if error is None else self.steps.throw(error)
            except StopIteration:
                return True
            except BaseException as raised:
                if raised is not error:
                    raise
            return False

    def contextmanager(make):
        """Makes a context of a generator with one `yield`."""
        return lambda *values, **named: _Context(make(*values, **named))

    class suppress:  # noqa: N801
        """A block that may end in these errors."""

        def __init__(self, *kinds):
            self.kinds = kinds

        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            return isinstance(error, self.kinds)
