"""Information on the installation: versions, places, counts, coverage."""

from collections.abc import Iterator, Mapping

from immunomod.query.result import Result, View
from immunomod.render.blocks import Block, Bullets, Fields, Heading, Line, Next, Paragraph, Span, Title, line

_HEADINGS = {
    "counts": ("Entries", ""),
    "coverage": ("Safety", "agents by what their facts come from"),
    "parts": ("Safety by part", "agents"),
    "facts": ("Facts", ""),
    "effects": ("Effects", "agents"),
    "regions": ("Regions", "agents approved or used"),
}
_CLASSES = 12


def info(result: Result) -> Iterator[Block]:
    """Versions and places first, then what the catalogue holds; the longest classes stand for all."""
    facts = result.results[0]
    yield Title("immunomod", line(facts["version"]))
    yield Fields(list(_places(facts)))
    for key, (heading, remark) in _HEADINGS.items():
        yield Heading(heading, remark)
        yield Fields([(_words(name), line(_number(number))) for name, number in facts[key].items()])
    yield Heading("Classes", "agents")
    yield Paragraph(_classes(facts["classes"]))
    if facts["identity_sources"]:
        yield Heading("Sources of names and identifiers")
        yield Bullets([line(_source(item)) for item in facts["identity_sources"]])
    yield Next([("immunomod info -f plain", "all of it, one fact a line"), ("immunomod list agents", "")])


def _places(facts: View) -> Iterator[tuple[str, Line]]:
    yield "catalogue", line(f"{facts['catalogue_version']} of {facts['catalogue_updated']}")
    yield "in", line(facts["catalogue_path"])
    yield from (("added", line(path)) for path in facts["added_catalogues"])
    yield "index", line(facts["index_path"])
    yield "digest", line(facts["catalogue_digest"] or "none")
    yield "schema", line(f"version {facts['schema_version']} of the JSON output")
    yield "python", line(facts["python"])


def _classes(classes: Mapping[str, int]) -> Line:
    shown = [f"{name} {count}" for name, count in list(classes.items())[:_CLASSES]]
    rest = len(classes) - len(shown)
    return line(", ".join(shown), Span(f" and {rest} more classes", "dim") if rest > 0 else None)


def _words(key: str) -> str:
    return key.replace("_", " ")


def _number(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number}" for key, number in value.items())
    return str(value)


def _source(item: View) -> str:
    parts = (item.get("title"), item.get("date"), item.get("licence"))
    return ", ".join(part for part in parts if part)
