"""Reads catalogue files and folders into one checked catalogue; reports every problem, not the first."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from immunomod.catalogue import lint, schema
from immunomod.catalogue.messages import explain
from immunomod.catalogue.model import Catalogue, Place
from immunomod.catalogue.nodes import Node, read
from immunomod.errors import CatalogueInvalid, CatalogueUnreadable, Problem
from immunomod.text import quoted

_ENTRY: dict[str, TypeAdapter[Any]] = {}
_ID: dict[str, TypeAdapter[Any]] = {}
for _kind in schema.KINDS:
    _id, _entry = schema.CatalogueFile.model_fields[_kind].annotation.__args__  # type: ignore[union-attr]
    _ID[_kind], _ENTRY[_kind] = TypeAdapter(_id), TypeAdapter(_entry)


def files(path: Path) -> list[Path]:
    """The YAML files a path stands for: itself, or those directly in a folder, by name.

    Raises CatalogueUnreadable when there is none.
    """
    try:
        if path.is_dir():
            found = sorted(p for p in path.iterdir() if p.suffix in (".yaml", ".yml") and not p.is_dir())
            if not found:
                raise CatalogueUnreadable(f"{path}: no .yaml file in this folder; name a catalogue file or folder")
            return found
        if not path.exists():
            raise CatalogueUnreadable(f"{path}: no such file or folder; check the path")
    except OSError as error:
        raise _unreadable(path, error) from None
    return [path]


def _unreadable(path: Path, error: OSError) -> CatalogueUnreadable:
    return CatalogueUnreadable(f"{path}: {error.strerror or error}; check the path and its permissions")


def load(paths: Sequence[Path]) -> Catalogue:
    """One catalogue from files and folders; an entry of a later path replaces that of an earlier one by id.

    Raises CatalogueInvalid with all problems, or CatalogueUnreadable when a path cannot be read.
    """
    catalogue = Catalogue()
    problems: list[Problem] = []
    for path in paths:
        seen: set[tuple[str, str]] = set()
        for file in files(path):
            problems += _add_file(catalogue, file, seen)
    problems += lint.check(catalogue)
    if problems:
        raise CatalogueInvalid(problems)
    return catalogue


def is_complete(path: Path) -> bool:
    """Whether a path holds a catalogue of its own (with a `catalogue:` header), not an addition to ours."""
    roots = (_read(file)[0] for file in files(path))
    return any(root is not None and isinstance(root.value, dict) and "catalogue" in root.value for root in roots)


def _read(file: Path) -> tuple[Node | None, list[Problem]]:
    try:
        return read(file)
    except OSError as error:
        raise _unreadable(file, error) from None


def _add_file(catalogue: Catalogue, file: Path, seen: set[tuple[str, str]]) -> list[Problem]:
    root, problems = _read(file)
    if root is None:
        return problems or [Problem(str(file), 1, 1, "empty file; add entries or remove it")]
    if not isinstance(root.value, dict):
        kinds = ", ".join(schema.KINDS)
        return [*problems, Problem(str(file), root.line, root.column, f"expected a mapping; top-level keys are {kinds}")]
    for kind, node in root.value.items():
        place = Place(str(file), node, *root.keys[kind])
        problems += _add_kind(catalogue, kind, node, place, seen)
    return problems


def _add_kind(catalogue: Catalogue, kind: str, node: Node, place: Place, seen: set[tuple[str, str]]) -> Iterable[Problem]:
    if kind == "catalogue":
        header, wrong = _validated(TypeAdapter(schema.Header), place)
        if header is not None:
            catalogue.header = header
            catalogue.places["catalogue", ""] = place
        return wrong
    if kind not in schema.KINDS:
        return [place.problem((), f"unknown key {quoted(kind)}; top-level keys are catalogue, {', '.join(schema.KINDS)}")]
    if not isinstance(node.value, dict):
        return [place.problem((), f"{kind!r} must be a mapping of id to entry; put entries below it or remove it")]
    problems: list[Problem] = []
    for id, entry in node.value.items():
        at = Place(place.file, entry, *node.keys[id])
        if (kind, id) in seen:
            first = catalogue.places[kind, id]
            problems.append(at.problem((), f"{quoted(id)} stands in {first.file}:{first.line} too; remove or rename one"))
            continue
        seen.add((kind, id))
        catalogue.places[kind, id] = at
        catalogue.entries(kind).pop(id, None)
        model, found = _validated(_ENTRY[kind], at)
        found += _id_problems(kind, id, at)
        if model is not None:
            catalogue.entries(kind)[id] = model
        problems += found
    return problems


def _id_problems(kind: str, id: str, place: Place) -> list[Problem]:
    try:
        _ID[kind].validate_python(id)
    except ValidationError:
        form = "an HGNC symbol such as JAK1" if kind == "targets" else "lower-case words joined by hyphens"
        return [place.problem((), f"{quoted(id)} is not an id of {kind}; use {form}")]
    return []


def _validated(adapter: TypeAdapter[Any], place: Place) -> tuple[Any, list[Problem]]:
    try:
        return adapter.validate_python(place.node.plain()), []
    except ValidationError as error:
        return None, [place.problem(path, message) for path, message in map(explain, error.errors())]
