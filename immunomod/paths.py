"""Where the catalogue and its index are found. A lookup in a ready-made index needs no pathlib, so only functions import it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT = "IMMUNOMOD_CATALOGUE"
CACHE_ENVIRONMENT = "IMMUNOMOD_CACHE"
_PACKAGE = os.path.dirname(os.path.realpath(__file__))


def builtin_data() -> Path:
    """The folder of our own YAML files: inside an installed package, beside it in a checkout."""
    from pathlib import Path

    packaged = Path(_PACKAGE) / "data"
    return packaged if packaged.is_dir() else Path(_PACKAGE).parent / "data"


def packaged_index() -> str:
    """The ready-made index that a wheel carries; absent in a checkout."""
    return os.path.join(_PACKAGE, "data", "index.sqlite")


def added_catalogues(options: Sequence[Path]) -> list[Path]:
    """The user's own catalogues: those of the option, or else those of the environment variable."""
    if options:
        return list(options)
    named = [part for part in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if part]
    if not named:
        return []
    from pathlib import Path

    return [Path(part) for part in named]


def cache_folder() -> Path:
    """Where an index is kept that had to be built. Raises OSError when there is no such place."""
    named = os.environ.get(CACHE_ENVIRONMENT)
    if named:
        from pathlib import Path

        return Path(named)
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("immunomod", appauthor=False)
    except RuntimeError:
        folder = None
    if folder is None or not folder.is_absolute():  # its versions differ in what they say where there is no home
        raise FileNotFoundError(None, "there is no home folder")
    return folder
