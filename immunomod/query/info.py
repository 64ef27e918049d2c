"""What this installation is: versions, counts, coverage, places."""

import json
import platform
from collections import Counter

from immunomod import __version__, paths
from immunomod.index.reader import Index
from immunomod.query.entries import catalogue_of
from immunomod.query.listing import FILTERS_OF
from immunomod.query.result import SCHEMA_VERSION, Result


def information(index: Index) -> Result:
    """One result with everything `immunomod info` shows."""
    agents = index.summaries("agents")
    facts = {
        "version": __version__,
        "python": platform.python_version(),
        "schema_version": SCHEMA_VERSION,
        "catalogue_version": index.meta["version"],
        "catalogue_updated": index.meta["updated"],
        "catalogue_digest": index.meta.get("digest"),
        "catalogue_path": str(paths.builtin_data()),
        "added_catalogues": [str(path) for path in paths.added_catalogues(())],
        "index_path": str(index.file) if index.file else "in memory",
        "counts": {kind: index.count(kind) for kind in (*FILTERS_OF, "targets", "checks")},
        "coverage": dict(sorted(Counter(agent["coverage"] for agent in agents).items())),
        "effects": dict(sorted(Counter(agent["effect"] for agent in agents).items())),
        "identity_sources": json.loads(index.meta["identity_sources"]),
    }
    return Result("info", [facts], catalogue=catalogue_of(index))
