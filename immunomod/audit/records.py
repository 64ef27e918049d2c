"""Label records: openFDA's JSON, as the API answers or one label a file with its alternates."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from immunomod.audit.sections import Sections
from immunomod.errors import CatalogueUnreadable
from immunomod.text import clean


class Record(NamedTuple):
    """One label: where it was read, its set id, its date as YYYY-MM-DD or None, its sections."""

    file: str
    name: str
    set_id: str | None
    date: str | None
    sections: Sections


def read(folder: Path) -> list[Record]:
    """All label records of a folder's JSON files.

    Raises CatalogueUnreadable when there is none, or a file is not a label record.
    """
    if not folder.is_dir():
        raise CatalogueUnreadable(f"{folder}: no such folder; name a folder of label records")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise CatalogueUnreadable(f"{folder}: no .json file in this folder; name a folder of label records")
    return [record for file in files for record in _records(file)]


def _records(file: Path) -> Iterator[Record]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogueUnreadable(f"{file}: not a JSON file that can be read ({error}); mend or remove it") from None
    labels = content.get("results", [content]) if isinstance(content, dict) else []
    if not isinstance(labels, list) or not labels or not all(map(_is_label, labels)):
        raise CatalogueUnreadable(f"{file}: not a label record; expected an object with set_id and sections")
    for label in labels:
        yield _record(file, label)
        for other in label.get("alternates") or []:
            if other.get("sections"):
                yield _record(file, other)


def _is_label(label: object) -> bool:
    """Whether a value has the shape of a label, its alternates included."""
    if not isinstance(label, dict) or not isinstance(label.get("sections") or {}, dict):
        return False
    others = label.get("alternates") or []
    return isinstance(label.get("set_id") or "", str) and isinstance(others, list) and all(map(_is_label, others))


def _record(file: Path, label: dict[str, Any]) -> Record:
    held = label.get("sections")
    if not isinstance(held, dict):  # the API's own form: sections beside the identifiers, each a list of texts
        held = {
            key: " ".join(value)
            for key, value in label.items()
            if isinstance(value, list) and value and all(isinstance(text, str) for text in value)
        }
    sections = {key: str(text) for key, text in held.items() if text}
    set_id = clean(label["set_id"]) if label.get("set_id") else None  # it is shown
    return Record(str(file), str(label.get("drug") or file.stem), set_id, date_of(label), sections)


def date_of(label: dict[str, Any]) -> str | None:
    """The revision date of a label as the catalogue writes it."""
    text = str(label.get("effective_time") or "")
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if len(text) == 8 and text.isdigit() else None
