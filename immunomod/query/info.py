"""What this installation is: versions, counts, coverage, places."""

import json
import platform
from collections import Counter
from collections.abc import Iterable

from immunomod import __version__, paths
from immunomod.index.reader import Index
from immunomod.query.entries import catalogue_of
from immunomod.query.listing import FILTERS_OF
from immunomod.query.result import SCHEMA_VERSION, Result, View
from immunomod.text import seen


def information(index: Index) -> Result:
    """One result with everything `immunomod info` shows."""
    agents = index.summaries("agents")
    bodies = index.bodies("agents")
    facts = {
        "version": __version__,
        "python": platform.python_version(),
        "schema_version": SCHEMA_VERSION,
        "catalogue_version": index.meta["version"],
        "catalogue_updated": index.meta["updated"],
        "catalogue_digest": index.meta.get("digest"),
        "catalogue_path": seen(str(paths.builtin_data())),
        "added_catalogues": [seen(path) for path in json.loads(index.meta["added"])],
        "index_path": seen(str(index.file)) if index.file else "in memory",
        "counts": {kind: index.count(kind) for kind in (*FILTERS_OF, "targets", "checks")},
        "coverage": dict(sorted(Counter(agent["coverage"] for agent in agents).items())),
        "effects": dict(sorted(Counter(agent["effect"] for agent in agents).items())),
        "regions": dict(sorted(Counter(region for agent in agents for region in agent["regions"]).items())),
        "classes": _commonest(name for agent in agents for name in agent["classes"]),
        "parts": _parts(bodies),
        "facts": _facts(bodies),
        "identity_sources": json.loads(index.meta["identity_sources"]),
    }
    return Result("info", [facts], catalogue=catalogue_of(index))


def _commonest(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, the commonest first, then by name."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0].casefold())))


def _parts(bodies: list[View]) -> dict[str, dict[str, int]]:
    """For each part of safety, in how many agents it is listed, none listed or not covered."""
    counts: dict[str, Counter[str]] = {}
    for body in bodies:
        for part, said in body["safety"]["parts"].items():
            counts.setdefault(part, Counter())[said] += 1
    return {part: dict(sorted(found.items())) for part, found in counts.items()}


def _facts(bodies: list[View]) -> dict[str, int]:
    """How many uses and safety facts there are."""
    counts = Counter({"uses": sum(len(body["uses"]) for body in bodies)})
    for body in bodies:
        for part in body["safety"]["parts"]:
            found = body["safety"][part]
            counts[part] += len(found) if isinstance(found, list) else int(found is not None)
    return dict(counts)
