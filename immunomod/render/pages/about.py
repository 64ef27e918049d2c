"""The primer, and terms."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.render.blocks import Block, Bullets, Fields, Heading, Next, Paragraph, Span, Title, line
from immunomod.render.pages.common import cited, each, joined, short_refs, sources


def pages(result: Result) -> Iterator[Block]:
    """A short page for each term."""
    return each(result, "term", _page)


def _page(item: View) -> Iterator[Block]:
    term = item["term"]
    yield Title(term["name"])
    yield Paragraph(cited(term["definition"], term["refs"]))
    rows = []
    if term["synonyms"]:
        rows.append(("also", line(joined(term["synonyms"], 8))))
    if term["see"]:
        rows.append(("see", line(joined(other["name"] for other in term["see"]))))
    if rows:
        yield Fields(rows)
    if term["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(term["sources"])))


def primer(result: Result) -> Iterator[Block]:
    """The primer, section by section."""
    yield Title("Immune modulators", line(Span("· a primer", "dim")))
    for section in result.results:
        yield Heading(section["title"])
        for i, text in enumerate(section["text"]):
            last = i == len(section["text"]) - 1
            yield Paragraph(line(text, Span(" " + short_refs(section["refs"]), "ref") if last else None))
        if section["see"]:
            yield Next([(command, "") for command in section["see"]])
    yield Next([("immunomod about biosimilar", "a term explained"), ("immunomod list terms", "all terms")])
