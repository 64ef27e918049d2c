"""Writes a checked catalogue into a new index."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from immunomod import __version__
from immunomod.catalogue import names
from immunomod.catalogue.model import Catalogue
from immunomod.index import facts, links, summaries, views
from immunomod.index.cite import View
from immunomod.index.layout import LAYOUT, TABLES
from immunomod.index.reader import checksum
from immunomod.index.relations import Relations
from immunomod.text import fold


def content_digest(files: Iterable[Path]) -> str:
    """A digest of the contents of catalogue files, in order."""
    digest = hashlib.blake2b(LAYOUT.encode(), digest_size=16)
    for file in files:
        data = file.read_bytes()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def build(catalogue: Catalogue, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    """Fills an empty database with everything a lookup needs."""
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;" + TABLES)
    relations = Relations(catalogue)
    _names(catalogue, connection)
    for kind, view_of in views.BODIES.items():
        made = [view_of(catalogue, id) for id in catalogue.entries(kind)]
        _entries(kind, made, relations, connection)
        if kind != "checks":
            found = ((text, also, kind, v["id"], place) for v in made for place, text, also in facts.of_entry(catalogue, kind, v))
            connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", found)
        if kind == "agents":
            _links(links.of_agents(catalogue, made), connection)
    _links(links.of_catalogue(catalogue, relations), connection)
    _words(catalogue, connection)
    _meta(catalogue, connection, meta)
    connection.commit()
    connection.executescript("PRAGMA optimize; VACUUM;")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entries(kind: str, made: Sequence[View], relations: Relations, connection: sqlite3.Connection) -> None:
    summary_of = summaries.SUMMARIES.get(kind, summaries.plain)
    for position, view in enumerate(made):
        _insert(connection, kind, view["id"], position, _dumps(summary_of(view, relations)), _dumps(view))


def _insert(connection: sqlite3.Connection, kind: str, id: str, position: int, summary: str, body: str) -> None:
    row = (kind, id, position, summary, body, checksum((kind, id, str(position), summary, body)))
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", row)


def _words(catalogue: Catalogue, connection: sqlite3.Connection) -> None:
    """The words of medication lists: read whole by `annotate`, found by no search."""
    for kind in ("list_names", "list_words"):
        for position, (id, entry) in enumerate(catalogue.entries(kind).items()):
            _insert(connection, kind, id, position, "{}", _dumps({"id": id, **entry.model_dump()}))


def _names(catalogue: Catalogue, connection: sqlite3.Connection) -> None:
    """One row a name: all entries that it leads to."""
    matches: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for row in names.all_names(catalogue):
        # a name that stands in several fields of one entry counts once, by its best field
        of_name = matches.setdefault((row.space, row.folded), {})
        of_name.setdefault((row.kind, row.id), [row.kind, row.id, row.field, row.value])
    for name, shared in catalogue.shared_names.items():
        for space, kind, ids in (
            ("agent", "agents", shared.agents),
            ("condition", "conditions", shared.conditions),
            ("target", "targets", shared.targets),
            ("mechanism", "targets", shared.targets),
        ):
            for id in ids:
                matches.setdefault((space, fold(name)), {}).setdefault((kind, id), [kind, id, "shared_name", name])
    for id, agent in catalogue.agents.items():
        for group in (fold(code[:length]) for code in agent.ids.atc for length in (3, 4, 5)):
            matches.setdefault(("atc", group), {})["agents", id] = ["agents", id, "atc", group]
    for space in names.SPACES:  # the empty name that begins the chain of each space
        matches.setdefault((space, ""), {})
    positions = {name: position for position, name in enumerate(matches)}
    ordered = sorted(matches)
    for (space, folded), (space_after, after) in zip(ordered, [*ordered[1:], ("", "")], strict=True):
        following = after if space_after == space else ""
        position, text = positions[space, folded], _dumps(list(matches[space, folded].values()))
        values = (space, folded, following, position, text, checksum((space, folded, following, str(position), text)))
        connection.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", values)


def _links(found: Iterable[links.Link], connection: sqlite3.Connection) -> None:
    for relation, key, value in found:
        text = _dumps(value)
        values = (relation, key, text, checksum((relation, key, text)))
        connection.execute("INSERT INTO links VALUES (?, ?, ?, ?)", values)


def _meta(catalogue: Catalogue, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    header = catalogue.header
    identity = [catalogue.sources[id].model_dump() for id in header.identity_sources] if header else []
    values = {
        "layout": LAYOUT,
        "software": __version__,
        "version": header.version if header else "",
        "updated": header.updated if header else "",
        "identity_sources": _dumps(identity),
        **meta,
    }
    text = _dumps(values)
    connection.execute("INSERT INTO meta VALUES (?, ?)", (text, checksum((text,))))
