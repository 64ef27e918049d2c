"""Writes a checked catalogue into a new index."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from immunomod import __version__
from immunomod.catalogue import names
from immunomod.catalogue.model import Catalogue
from immunomod.index import facts, summaries, views
from immunomod.index.cite import View
from immunomod.index.layout import LAYOUT, TABLES
from immunomod.index.reader import NAMES, checksum
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
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
    relations = Relations(catalogue)
    _kin(relations, connection)
    _names(catalogue, connection)
    for kind, view_of in views.BODIES.items():
        summary_of = summaries.SUMMARIES.get(kind, summaries.plain)
        for position, id in enumerate(catalogue.entries(kind)):
            view = view_of(catalogue, id)
            if kind == "agents":
                _links(view, connection)
            summary = _dumps(summary_of(view, relations))
            body = _dumps(view)
            row = (kind, id, position, summary, body, checksum((summary, body)))
            connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", row)
            if kind != "checks":
                found = ((text, also, kind, id, place) for place, text, also in facts.of_entry(catalogue, kind, view))
                connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", found)
    _words(catalogue, connection)
    _meta(catalogue, connection, meta)
    connection.commit()
    connection.executescript("PRAGMA optimize; VACUUM;")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _kin(relations: Relations, connection: sqlite3.Connection) -> None:
    for kind, families in relations.family.items():
        rows = ((kind, ancestor, descendant) for ancestor, family in families.items() for descendant in sorted(family))
        connection.executemany("INSERT INTO kin VALUES (?, ?, ?)", rows)


def _names(catalogue: Catalogue, connection: sqlite3.Connection) -> None:
    seen: set[tuple[str, str, str, str]] = set()
    for position, row in enumerate(names.all_names(catalogue)):
        key = (row.space, row.folded, row.kind, row.id)
        if key not in seen:  # a name that stands in several fields of one entry counts once, by its best field
            seen.add(key)
            values = (row.space, row.folded, position, row.kind, row.id, row.field, row.value)
            connection.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    base = len(seen) + 1_000_000
    for name, shared in catalogue.shared_names.items():
        for space, kind, ids in (("agent", "agents", shared.agents), ("condition", "conditions", shared.conditions)):
            for position, id in enumerate(ids):
                row_key = (space, fold(name), kind, id)
                if row_key not in seen:
                    values = (space, fold(name), base + position, kind, id, "shared_name", name)
                    connection.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _words(catalogue: Catalogue, connection: sqlite3.Connection) -> None:
    """The words of medication lists: read whole by `annotate`, not searched."""
    for kind in ("list_names", "list_words"):
        for position, (id, entry) in enumerate(catalogue.entries(kind).items()):
            body = _dumps({"id": id, **entry.model_dump()})
            connection.execute(
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", (kind, id, position, body, body, checksum((body, body)))
            )


def _links(view: View, connection: sqlite3.Connection) -> None:
    """An agent's rows in the tables of mechanisms and uses."""
    id = view["id"]
    connection.executemany("INSERT INTO acts VALUES (?, ?)", ((mechanism, id) for mechanism in view["mechanisms"]))
    for use in view["uses"]:
        # outside its own entry, a section of the agent's label is spelt with the agent's id
        refs = [f"{id}:{ref.removeprefix('label:')}" if ref.startswith("label:") else ref for ref in use["refs"]]
        connection.execute("INSERT INTO uses VALUES (?, ?, ?)", (use["condition"], id, _dumps({**use, "refs": refs})))


def _meta(catalogue: Catalogue, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    header = catalogue.header
    identity = [catalogue.sources[id].model_dump() for id in header.identity_sources] if header else []
    values = {
        "layout": LAYOUT,
        "software": __version__,
        "version": header.version if header else "",
        "updated": header.updated if header else "",
        "identity_sources": _dumps(identity),
        "names_checksum": str(checksum(*connection.execute(NAMES))),
        **meta,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
