"""Results as flat rows, the same for plain, TSV and CSV. The id stands first, lists are joined by `; `."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from immunomod.query.result import Result, View
from immunomod.records import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

Row = list[str]


class Rows(NamedTuple):
    """A header and rows of the same length; no cell holds a tab or a line break."""

    header: Sequence[str]
    rows: Sequence[Row]


_OWN_MODULE = frozenset({"check", "checklist", "compare"})


def rows_of(result: Result) -> Rows:
    """The rows of any result."""
    if result.command in _OWN_MODULE:  # imported when asked for: the plain lookups go without
        module = __import__(f"immunomod.render.rows_{result.command}", fromlist=["rows"])
        return _table(module.HEADER, module.rows(result))
    return _SHAPES[shape(result)](result)


def shape(result: Result) -> str:
    """The command, or for commands that answer differently without a name, `command:overview`."""
    first = result.results[0] if result.results else {}
    overview = {
        "safety": "topic",
        "condition": "category",
        "mechanism": "effect",
        "about": "title",
        "risk": "definition",
        "target": "name",
    }
    if result.command in overview and overview[result.command] in first:
        return f"{result.command}:overview"
    return result.command


def cell(value: Any) -> str:
    """One value as one cell."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(item) for item in value)
    return " ".join(str(value).split())


def _table(header: Sequence[str], rows: Iterator[Sequence[Any]]) -> Rows:
    return Rows(header, [[cell(value) for value in row] for row in rows])


def _misses(result: Result, row: Callable[[View], Iterator[Sequence[Any]]], width: int, key: str) -> Iterator[Sequence[Any]]:
    """Rows of each result; among several names a missing one keeps its line, with its query in the last column."""
    several = len(result.results) > 1
    for item in result.results:
        if item[key] is not None:
            yield from row(item)
        elif several:
            yield [""] * (width - 1) + [item["query"]]


_AGENT_HEAD = ("id", "name", "effect", "classes", "mechanisms")
_DRUG = (*_AGENT_HEAD, "targets", "routes", "status", "brands", "uses", "boxed", "atc", "query")


def brands_of(agent: View) -> list[str]:
    """Current brands of all regions, each once."""
    return list(dict.fromkeys([*agent["brands"]["US"], *agent["brands"]["EU"]]))


def boxed_of(agent: View) -> list[str]:
    """The names of the boxed hazards."""
    return [warning["name"] for warning in agent["safety"]["warnings"] if warning["level"] == "boxed"]


def _drug(result: Result) -> Rows:
    def row(item: View) -> Iterator[Sequence[Any]]:
        agent = item["agent"]
        uses = dict.fromkeys(use["condition"] for use in agent["uses"])
        targets = [target["symbol"] for target in agent["targets"]]
        head = [agent[key] for key in _AGENT_HEAD]
        tail = [brands_of(agent), list(uses), boxed_of(agent), agent["ids"]["atc"], item["query"]]
        yield [*head, targets, agent["routes"], agent["status"], *tail]

    return _table(_DRUG, _misses(result, row, len(_DRUG), "agent"))


_SAFETY = ("id", "part", "item", "name", "level", "text", "refs", "query")


def _safety(result: Result) -> Rows:
    def row(item: View) -> Iterator[Sequence[Any]]:
        for fact in safety_facts(item["safety"]):
            yield [item["agent"]["id"], *fact, item["query"]]

    return _table(_SAFETY, _misses(result, row, len(_SAFETY), "agent"))


def safety_facts(block: View) -> Iterator[Sequence[Any]]:
    """Every fact of a safety block as (part, item, name, level, text, refs); empty parts say why they are."""
    for part, said in block["parts"].items():
        if said in ("none listed", "not covered"):
            yield part, "", "", said, "", block["none_listed"].get(part, [])
            continue
        items = block[part] if isinstance(block[part], list) else [block[part]]
        for fact in items:
            if fact:
                yield part, *_fact(part, fact), fact["refs"]


def _fact(part: str, fact: View) -> Sequence[Any]:
    """One fact as (item, name, level, text)."""
    note = fact["note"]
    cells: dict[str, Callable[[], Sequence[Any]]] = {
        "warnings": lambda: (fact["risk"], fact["name"], fact["level"], note),
        "contraindications": lambda: (fact["with"] or fact["condition"] or "", fact["what"], "contraindicated", note),
        "before_starting": lambda: (fact["do"], fact["name"], "", note),
        "monitoring": lambda: (fact["test"], fact["name"], "", sentence_of(fact["when"], note)),
        "interactions": lambda: (
            fact["with"],
            fact["name"],
            fact["level"],
            sentence_of(fact["effect"], fact["action"], note),
        ),
        "vaccines": lambda: (fact["kind"], f"{fact['kind']} vaccines", "", sentence_of(fact["advice"], note)),
    }
    advice: Callable[[], Sequence[Any]] = lambda: ("", part, "", sentence_of(fact["advice"], note))  # noqa: E731
    return cells.get(part, advice)()


def sentence_of(*parts: str | None) -> str:
    return ": ".join(part for part in parts if part)


_CONSIDERATION = ("id", "topic", "name", "advice", "refs")
_CONDITION = (
    "id",
    "name",
    "effect",
    "classes",
    "mechanisms",
    "status",
    "regions",
    "population",
    "routes",
    "condition",
    "note",
    "refs",
    "query",
)
_AGENT = ("id", "name", "effect", "classes", "mechanisms", "targets", "routes", "status", "brands", "atc", "coverage")


def _mechanism(result: Result) -> Rows:
    header = (*_AGENT[:-1], "mechanism", "query")

    def row(item: View) -> Iterator[Sequence[Any]]:
        for agent in item["agents"]:
            yield [*(agent[key] for key in _AGENT[:-1]), item["mechanism"]["id"], item["query"]]

    return _table(header, _misses(result, row, len(header), "mechanism"))


_RISK = ("id", "name", "effect", "classes", "mechanisms", "level", "risk", "risk_name", "note", "routes", "refs", "query")
_TARGET = ("id", "name", "effect", "classes", "mechanisms", "symbol", "target_name", "action", "through", "text", "refs", "query")


def _of_agents(key: str, header: Sequence[str]) -> Callable[[Result], Rows]:
    """Rows of the agents that stand beside an entry."""

    def row(item: View) -> Iterator[Sequence[Any]]:
        for agent in item["agents"]:
            yield [*(agent[name] for name in header[:-1]), item["query"]]

    return lambda result: _table(header, _misses(result, row, len(header), key))


def _about(result: Result) -> Rows:
    header = ("id", "name", "definition", "refs", "query")

    def row(item: View) -> Iterator[Sequence[Any]]:
        yield [*(item["term"][key] for key in header[:-1]), item["query"]]

    return _table(header, _misses(result, row, len(header), "term"))


def _keys(*header: str) -> Callable[[Result], Rows]:
    return lambda result: _table(header, ([item[key] for key in header] for item in result.results))


def _list(result: Result) -> Rows:
    first = result.results[0] if result.results else {}
    header = next((keys for mark, keys in _LISTS if mark in first), ("id", "name"))
    return _keys(*header)(result)


_CONDITION_ROW = ("id", "name", "category", "parent", "agents", "synonyms")
_MECHANISM_ROW = ("id", "name", "effect", "parent", "targets", "agents", "synonyms")
_LISTS: tuple[tuple[str, Sequence[str]], ...] = (
    ("coverage", _AGENT),
    ("category", _CONDITION_ROW),
    ("class_name", _MECHANISM_ROW),
    ("boxed", ("id", "name", "agents", "boxed", "parent", "definition", "synonyms")),
    ("kind", ("id", "name", "kind", "members", "synonyms")),
    ("definition", ("id", "name", "definition", "synonyms")),
)


def _info(result: Result) -> Rows:
    return _table(("key", "value"), ([key, value] for item in result.results for key, value in _flat(item)))


def _flat(item: View, before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


_SHAPES: dict[str, Callable[[Result], Rows]] = {
    "drug": _drug,
    "safety": _safety,
    "safety:overview": _keys(*_CONSIDERATION),
    "condition": _of_agents("condition", _CONDITION),
    "condition:overview": _keys(*_CONDITION_ROW),
    "mechanism": _mechanism,
    "mechanism:overview": _keys(*_MECHANISM_ROW),
    "about": _about,
    "risk": _of_agents("risk", _RISK),
    "target": _of_agents("target", _TARGET),
    "about:overview": _keys("id", "title", "text", "refs"),
    "risk:overview": _keys("id", "name", "agents", "boxed", "parent", "definition", "synonyms"),
    "target:overview": _keys("id", "name", "agents", "synonyms"),
    "list": _list,
    "annotate": _keys("agent_id", "matched_text", "match_kind", "effect", "mechanism", "atc", "route", "route_class", "text"),
    "search": _keys("id", "kind", "name", "where", "snippet"),
    "info": _info,
    "validate": _keys("file", "line", "column", "message"),
    "audit": _keys("agent", "kind", "where", "detail"),
}
