"""Where the catalogue and its index are found."""

import os
from collections.abc import Sequence
from pathlib import Path

ENVIRONMENT = "IMMUNOMOD_CATALOGUE"
CACHE_ENVIRONMENT = "IMMUNOMOD_CACHE"
_PACKAGE = Path(__file__).resolve().parent


def builtin_data() -> Path:
    """The folder of our own YAML files: inside an installed package, beside it in a checkout."""
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "data"


def packaged_index() -> Path:
    """The ready-made index that a wheel carries; absent in a checkout."""
    return _PACKAGE / "data" / "index.sqlite"


def added_catalogues(options: Sequence[Path]) -> list[Path]:
    """The user's own catalogues: those of the option, or else those of the environment variable."""
    if options:
        return list(options)
    named = os.environ.get(ENVIRONMENT, "")
    return [Path(part) for part in named.split(os.pathsep) if part]


def cache_folder() -> Path:
    """Where an index is kept that had to be built."""
    named = os.environ.get(CACHE_ENVIRONMENT)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("immunomod", appauthor=False)
