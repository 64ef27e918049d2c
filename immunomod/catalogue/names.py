"""Every name that leads to an entry, with the field it stands in."""

from collections.abc import Iterator
from typing import NamedTuple

from immunomod.catalogue.model import Catalogue
from immunomod.text import fold

SHARED_FIELDS = frozenset({"atc", "class"})  # one of these may stand for several entries


SPACES = ("agent", "atc", "condition", "condition code", "mechanism", "target", "risk", "check", "interactant", "term")


class NameRow(NamedTuple):
    """`value` in `field` of entry `id`; `path` leads to it inside the entry."""

    space: str  # one of SPACES; names are unique inside it
    kind: str
    id: str
    field: str
    value: str
    path: tuple[str | int, ...] = ()

    @property
    def folded(self) -> str:
        return fold(self.value)


def all_names(catalogue: Catalogue) -> Iterator[NameRow]:
    """All names, the better field first, so that `matched` says the most telling one."""
    for id in catalogue.agents:
        yield from _agent(catalogue, id)
    for kind, space in (
        ("conditions", "condition"),
        ("mechanisms", "mechanism"),
        ("risks", "risk"),
        ("checks", "check"),
        ("interactants", "interactant"),
        ("terms", "term"),
    ):
        for id in catalogue.entries(kind):
            yield from _entry(catalogue, kind, space, id)
    for symbol in catalogue.targets:
        for row in _entry(catalogue, "targets", "target", symbol):
            yield row
            yield row._replace(space="mechanism", field="target")  # a mechanism is asked for by its target too


def collisions(rows: list[NameRow], shared: set[tuple[str, str]]) -> Iterator[tuple[NameRow, NameRow]]:
    """Pairs of rows of one space whose names are the same but whose entries are not; `shared` are allowed."""
    first: dict[tuple[str, str], NameRow] = {}
    for row in rows:
        if row.field in SHARED_FIELDS or row.space == "condition code":
            continue
        key = (row.space, row.folded)
        other = first.setdefault(key, row)
        if (other.kind, other.id) != (row.kind, row.id) and key not in shared:
            yield row, other


def _agent(catalogue: Catalogue, id: str) -> Iterator[NameRow]:
    agent = catalogue.agents[id]

    def row(field: str, value: str | None, *path: str | int) -> Iterator[NameRow]:
        if value:
            yield NameRow("agent", "agents", id, field, value, path)

    yield from row("id", id)
    yield from row("name", agent.name, "name")
    yield from row("us_name", agent.us_name, "us_name")
    for region in ("US", "EU"):
        for i, brand in enumerate(getattr(agent.brands, region)):
            yield from row("brand", brand, "brands", region, i)
    for i, similar in enumerate(agent.biosimilars):
        yield from row("biosimilar", similar.name, "biosimilars", i, "name")
        yield from row("biosimilar", similar.brand, "biosimilars", i, "brand")
    for region in ("US", "EU"):
        for i, brand in enumerate(getattr(agent.former_brands, region)):
            yield from row("former_brand", brand, "former_brands", region, i)
    for i, synonym in enumerate(agent.synonyms):
        yield from row("synonym", synonym, "synonyms", i)
    for i, code in enumerate(agent.codes):
        yield from row("code", code, "codes", i)
    for i, former in enumerate(agent.former_ids):
        yield from row("former_id", former, "former_ids", i)
    for i, atc in enumerate(agent.ids.atc):
        yield from row("atc", atc, "ids", "atc", i)
    for field in ("unii", "rxcui", "chembl", "drugbank", "cas", "mesh"):
        yield from row(field, getattr(agent.ids, field), "ids", field)


def _entry(catalogue: Catalogue, kind: str, space: str, id: str) -> Iterator[NameRow]:
    entry = catalogue.entries(kind)[id]
    yield NameRow(space, kind, id, "id", id)
    yield NameRow(space, kind, id, "name", entry.name, ("name",))
    for i, synonym in enumerate(entry.synonyms):
        yield NameRow(space, kind, id, "synonym", synonym, ("synonyms", i))
    for i, former in enumerate(getattr(entry, "former_ids", [])):
        yield NameRow(space, kind, id, "former_id", former, ("former_ids", i))
    if kind == "mechanisms" and entry.class_name:
        yield NameRow(space, kind, id, "class", entry.class_name, ("class_name",))
    if kind == "conditions":
        ids = entry.ids
        codes = [("mondo", ids.mondo), ("doid", ids.doid), ("mesh", ids.mesh)]
        for field, code in [*codes, *(("icd10cm", code) for code in ids.icd10cm)]:
            if code:
                yield NameRow("condition code", kind, id, field, code, ("ids", field))
