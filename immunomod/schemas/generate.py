"""Writes the schema files and the typed shapes anew; with --check only says whether they are current.

Run as `python -m immunomod.schemas.generate [--check]`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from immunomod.catalogue.schema import CatalogueFile
from immunomod.schemas import typed
from immunomod.schemas.output import Output

FOLDER = Path(__file__).parent


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name."""
    output = TypeAdapter(Output).json_schema(by_alias=True)
    catalogue = CatalogueFile.model_json_schema(by_alias=True)
    return {
        "output.schema.json": {"title": "immunomod output", **output},
        "catalogue.schema.json": {**catalogue, "title": "immunomod catalogue file"},
    }


def main() -> int:
    """Writes or checks; returns the exit status."""
    stale = []
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    texts = {name: json.dumps({**head, **schema}, indent=2) + "\n" for name, schema in schemas().items()}
    for name, text in {**texts, "../shapes.py": typed.source()}.items():
        file = FOLDER / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv[1:]:
                file.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv[1:]:
        print(f"not current: {', '.join(stale)}; run python -m immunomod.schemas.generate", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
