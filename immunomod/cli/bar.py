"""A progress bar on stderr. The one module of the command line that imports rich, and only when a bar is shown."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from immunomod.annotation.summary import Summary


@contextmanager
def progress(size: int | None, at: Callable[[], int]) -> Iterator[Callable[[Summary], None]]:
    """Shows rows, rate and hits, and with a known `size` in bytes how far `at` has got; gone when done."""
    begun = time.monotonic()
    columns = [TextColumn("{task.description}")]
    shown = [BarColumn(), *columns, TimeRemainingColumn()] if size else columns
    with Progress(*shown, console=Console(stderr=True), transient=True, refresh_per_second=5) as bar:
        task = bar.add_task("0 rows", total=size)

        def tell(summary: Summary) -> None:
            rate = summary.rows / max(time.monotonic() - begun, 1e-6)
            text = f"{summary.rows:,} rows, {summary.matched:,} matched, {rate:,.0f} rows/s"
            bar.update(task, description=text, completed=at())

        yield tell
