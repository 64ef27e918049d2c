"""The audit as one operation: reads the catalogue and the records, returns a result."""

import json
from collections.abc import Sequence
from pathlib import Path

from immunomod.audit.compare import SEVERITY, compare, known_prints, record_prints, worklist
from immunomod.audit.records import read
from immunomod.catalogue.load import load
from immunomod.paths import builtin_data
from immunomod.query.result import NO_CATALOGUE, Result
from immunomod.text import plural

PRINTS = "label-digests.json"


def audited(folder: Path, added: Sequence[Path], fail_on: str | None) -> Result:
    """The findings, one a row, and a worklist as notices; `found` when one is as grave as `fail_on`.

    Raises CatalogueInvalid or CatalogueUnreadable.
    """
    catalogue = load([builtin_data(), *added])
    findings = compare(catalogue, read(folder), known_prints(builtin_data() / PRINTS))
    todo = worklist(findings)
    notices = [f"worklist: {plural(len(todo), 'agent')} to read again" if todo else "nothing to do"]
    notices += [f"{row['id']}: {plural(int(row['findings']), 'finding')}, {row['gravest']}" for row in todo]
    grave = SEVERITY if fail_on == "any" else SEVERITY[: SEVERITY.index(fail_on.replace("-", " ")) + 1] if fail_on else ()
    version = {"version": catalogue.header.version, "updated": catalogue.header.updated} if catalogue.header else NO_CATALOGUE
    return Result(
        "audit",
        [finding._asdict() for finding in findings],
        notices=notices,
        catalogue=version,
        failed=any(finding.kind in grave for finding in findings),
    )


def write_prints(folder: Path, added: Sequence[Path], file: Path) -> None:
    """Records the digests of the labels that the catalogue was curated from."""
    catalogue = load([builtin_data(), *added])
    found = record_prints(catalogue, read(folder))
    lines = [f"{json.dumps(set_id)}: {json.dumps(found[set_id], sort_keys=True)}" for set_id in sorted(found)]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
