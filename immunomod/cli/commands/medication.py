"""annotate: a medication list with the immune modulators in it."""

import io
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from immunomod.annotation.api import make
from immunomod.annotation.files import STDIN, Kind, Source, kind_of, target
from immunomod.annotation.run import Input, Progress, annotate_table, open_reader, open_writer
from immunomod.annotation.summary import Summary
from immunomod.annotation.view import Collector
from immunomod.cli.output import Output, ask, fail, note, output_options, reported_errors, show
from immunomod.exits import Exit
from immunomod.query.entries import catalogue_of
from immunomod.query.result import Result
from immunomod.render import Format, render

_WRITTEN = {Format.CSV: Kind.CSV, Format.TSV: Kind.TSV, Format.JSONL: Kind.JSONL, Format.PLAIN: Kind.LINES}


@output_options
def annotate(
    file: Annotated[Path, typer.Argument(help="A table or a list; - reads standard input.", metavar="FILE")],
    output: Output,
    column: Annotated[str | None, typer.Option("--column", "-c", help="The column to read.", metavar="NAME")] = None,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file; it appears when it is whole.", metavar="FILE")
    ] = None,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Correct one slip in a long word.")] = False,
    unmatched: Annotated[
        int, typer.Option("--unmatched", help="Name the N most frequent texts that matched nothing.", metavar="N", min=0)
    ] = 0,
    prefix: Annotated[str, typer.Option("--prefix", help="Put this before the names of added columns.", metavar="TEXT")] = "",
    input_format: Annotated[
        Kind | None, typer.Option("--input-format", help="What FILE is; its name tells otherwise.", metavar="KIND")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", help="What parts the cells of a CSV file, e.g. ';'.", metavar="CHAR")
    ] = None,
    encoding: Annotated[str, typer.Option("--encoding", help="Of a text file, e.g. cp1252.", metavar="NAME")] = "utf-8",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
) -> None:
    """Find the immune modulators that a column of medication texts names.

    Reads CSV, TSV, JSON Lines, Parquet and plain lines, and writes the same kind with columns added: agent_id, matched_text,
    match_kind, effect, mechanism, atc, route, route_class. -f, or the name of --output, chooses another kind.

    \b
    Examples:
      immunomod annotate meds.csv --column drug > out.csv
      immunomod annotate meds.parquet --column drug -o out.parquet
      cut -f3 meds.tsv | immunomod annotate -
    """
    if file == STDIN and sys.stdin.isatty():
        fail("- reads standard input, which is a terminal; pipe a list into it", Exit.USAGE)
    asked = Input(file, column, input_format, encoding, delimiter)
    summary = Summary(keep_unmatched=unmatched > 0)
    with reported_errors():
        kind = asked.told_kind()
        into = _kind_to_write(output.format, out, kind)
        source = Source(file, encoding)
        reader = open_reader(source, asked, kind)
    annotator, catalogue = ask(lambda index: (make(index, fuzzy), catalogue_of(index)), output)
    with reported_errors(), _bar(source, out, quiet) as tell:
        if into is not None:
            with target(out) as stream:
                writer = open_writer(stream, into, reader, source, asked)
                annotate_table(reader, writer, annotator, prefix, summary, tell)
        else:
            collector = Collector(annotator)
            annotate_table(reader, collector, annotator, prefix, summary, tell)
            _show(Result("annotate", collector.results, catalogue=catalogue), output, out)
    if not quiet:
        for line in summary.lines(unmatched):
            note(line)
    raise typer.Exit(Exit.FOUND if summary.matched else Exit.NOT_FOUND)


def _kind_to_write(format: Format | None, out: Path | None, kind: Kind) -> Kind | None:
    """The kind of table to write, or None for the formats that show results."""
    if format is not None:
        return _WRITTEN.get(format)
    if out is not None:
        return kind_of(out) or kind
    if sys.stdout.isatty() and kind == Kind.LINES:
        return None
    if sys.stdout.isatty() and kind == Kind.PARQUET:
        fail("Parquet is not for a terminal; give --output FILE, or -f csv", Exit.USAGE)
    return kind


def _show(result: Result, output: Output, out: Path | None) -> None:
    """The results as a page or an object, on standard output or in a file."""
    if out is None:
        show(result, output)
        return
    text = io.StringIO()
    render(result, output.format or Format.PLAIN, text, False)
    with target(out) as stream:
        stream.write(text.getvalue().encode())


def _no_bar(summary: Summary) -> None:
    """Nobody watches."""


def _bar(source: Source, out: Path | None, quiet: bool) -> AbstractContextManager[Progress]:
    """A progress bar where somebody watches and no rows pass by: on a terminal's stderr, with the rows going elsewhere."""
    if quiet or not sys.stderr.isatty() or (out is None and sys.stdout.isatty()):
        return nullcontext(_no_bar)
    from immunomod.cli.bar import progress

    return progress(source.size, source.at)
