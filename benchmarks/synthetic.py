"""Bigger catalogues to measure on: the agents of ours many times over, under other names."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

_NAMES = ("name", "us_name", "synonyms", "codes", "brands", "former_brands", "biosimilars")


def catalogue(data: Path, factor: int, folder: Path) -> None:
    """A folder of YAML files with `factor` times our agents. Copies keep their facts, and have no identifiers of their own."""
    shutil.copytree(data, folder)
    text = (folder / "modulators.yaml").read_text(encoding="utf-8")
    agents = yaml.load(text, yaml.CBaseLoader)["agents"]  # noqa: S506 (every scalar as text)
    for number in range(1, factor):
        mark = f"copy {number}"
        copies = {
            f"{id}-copy-{number}": {
                **{key: value for key, value in agent.items() if key not in ("ids", "former_ids")},
                **_renamed(agent, mark),
            }
            for id, agent in agents.items()
        }
        file = folder / f"copy-{number}.yaml"
        file.write_text(json.dumps({"agents": copies}, ensure_ascii=False, indent=1), encoding="utf-8")  # JSON is YAML


def _renamed(agent: dict[str, Any], mark: str) -> dict[str, Any]:
    return {key: _marked(agent[key], mark) for key in _NAMES if key in agent}


def _marked(value: Any, mark: str) -> Any:
    """Every name in a value, with a mark behind it."""
    if isinstance(value, dict):
        return {key: item if key == "regions" else _marked(item, mark) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item, mark) for item in value]
    return f"{value} {mark}"


if __name__ == "__main__":
    # in a process of its own, so that the memory it takes goes with it: python synthetic.py DATA FACTOR FOLDER
    catalogue(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
