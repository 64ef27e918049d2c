"""Pieces that several pages share."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from immunomod.query.result import Result, View
from immunomod.render.blocks import Block, Line, Rule, Span, line


def each(result: Result, key: str, page: Callable[[View], Iterator[Block]]) -> Iterator[Block]:
    """A page for each result that was found, with a rule between."""
    first = True
    for item in result.results:
        if item[key] is None:
            continue
        if not first:
            yield Rule()
        first = False
        yield from page(item)


def cited(text: str, refs: Sequence[str]) -> Line:
    """Text with its sources behind it."""
    return line(Span(text), Span(" " + short_refs(refs), "ref") if refs else None)


def short_refs(refs: Sequence[str]) -> str:
    """Refs as a reader needs them: `[5.1, 5.2, EMA Modigraf]`."""
    return f"[{', '.join(_short(ref) for ref in refs)}]"


def _short(ref: str) -> str:
    source, _, section = ref.partition(":")
    if source == "label":
        return section
    if source == "ema":
        return f"EMA {section}"
    if source == "leaflet":
        return f"leaflet {section.replace(':', ' ')}"
    if source == "dailymed":
        id, _, place = section.partition(" ")
        return f"{_dailymed(id)} {place}".rstrip()
    return f"{source} {section}" if section else source


def _dailymed(set_id: str) -> str:
    """A label of another medicine by the start of its id, which the list of sources has in full."""
    return f"DailyMed {set_id[:8]}"


def for_routes(fact: View) -> str:
    """The routes that a fact holds for, behind its name; nothing where it holds for all."""
    return f" ({', '.join(fact['routes'])})" if fact["routes"] else ""


def sentence(*parts: str | None) -> str:
    """Parts joined to running text; empty ones are left out."""
    text = ""
    for part in parts:
        if part:
            mark = ". " if part[0].isupper() else "; "
            text = f"{text.rstrip('.')}{mark}{part}" if text else part
    return text


def joined(items: Iterable[str], most: int | None = None) -> str:
    """Items in one line, the rest counted."""
    items = list(items)
    if most is None or len(items) <= most:
        return ", ".join(items)
    return f"{', '.join(items[:most])} and {len(items) - most} more"


def sources(views: Sequence[View]) -> Iterator[Line]:
    """One line a source: title, publisher, date, address."""
    for view in views:
        address = Span(f" {view['url']}", "link", view["url"]) if view["url"] else None
        if view["id"].startswith("dailymed:"):
            yield line(Span(_dailymed(view["id"].removeprefix("dailymed:")), "ref"), address)
            continue
        about = ", ".join(part for part in (view["publisher"], view["date"] or _undated(view)) if part)
        key = Span(f"{view['id']}: ", "ref")
        note = Span(f" ({view['note']})", "dim") if view["note"] else None
        yield line(key, view["title"], Span(f", {about}" if about else "", "dim"), note, address)


def _undated(view: View) -> str:
    return "undated" if view["kind"] == "label" else ""
