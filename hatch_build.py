"""Puts the catalogue and its ready-made index into the wheel."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):  # type: ignore[type-arg]
    """Checks the catalogue, builds the index, and adds both under immunomod/data."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a checkout reads data/ where it stands
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from immunomod.index.store import write_index

        index = root / "build" / "index.sqlite"
        index.parent.mkdir(exist_ok=True)
        write_index(root / "data", index)
        included = build_data["force_include"]
        included[str(index)] = "immunomod/data/index.sqlite"
        for file in sorted([*(root / "data").glob("*.yaml"), *(root / "data").glob("*.json")]):
            included[str(file)] = f"immunomod/data/{file.name}"
