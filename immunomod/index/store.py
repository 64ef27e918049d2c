"""Opens the index, and makes it again when it is missing, stale or damaged."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from immunomod import __version__, paths
from immunomod.index.layout import LAYOUT
from immunomod.index.reader import Index, IndexDamaged, seal
from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WAIT = 120.0  # seconds to wait for another process that is building the same index


def open_index(added: Sequence[Path] = (), rebuild: bool = False) -> Index:
    """The index of our catalogue with `added` ones on top, built first if need be.

    `rebuild` sets aside whatever index there is. Raises CatalogueInvalid or CatalogueUnreadable.
    """
    if not added and not rebuild:
        ready = _open(paths.packaged_index(), {"layout": LAYOUT, "software": __version__})
        if ready is not None:
            return ready
    sources = [paths.builtin_data(), *added]
    fingerprint = _fingerprint(sources)
    try:
        return _cached(sources, fingerprint, rebuild)
    except OSError as error:
        reason = error.strerror or str(error)
    except sqlite3.Error as error:
        reason = str(error)
    print(f"immunomod: no index can be kept ({reason}); reading the catalogue anew each time", file=sys.stderr)
    return _build_in_memory(sources)


def _cached(sources: Sequence[Path], fingerprint: str, rebuild: bool) -> Index:
    import hashlib

    folder = paths.cache_folder()
    family = hashlib.sha256("\n".join([__version__, *map(str, sources)]).encode()).hexdigest()[:12]
    file = folder / f"{family}-{fingerprint[:20]}.sqlite"
    wanted = {"fingerprint": fingerprint}
    if not rebuild:
        found = _open(file, wanted)
        if found is not None:
            return found
    folder.mkdir(parents=True, exist_ok=True)
    with _only_one(folder / f"{family}.lock"):
        found = None if rebuild else _open(file, wanted)  # another process may have built it meanwhile
        if found is None:
            _build_file(sources, file, wanted)
            for stale in folder.glob(f"{family}-*.sqlite"):
                if stale != file:
                    stale.unlink(missing_ok=True)
            found = _open(file, wanted)
    if found is None:
        raise OSError(f"{file} cannot be read back")
    return found


def _open(file: str | Path, wanted: dict[str, str]) -> Index | None:
    """An index that says of itself what is wanted, or None."""
    if not os.path.isfile(file):
        return None
    connection = None
    try:
        connection = sqlite3.connect(_address(file), uri=True)
        index = Index(connection, file)
        if all(index.meta.get(key) == value for key, value in wanted.items()):
            return index
    except (sqlite3.Error, IndexDamaged):
        pass
    if connection is not None:
        connection.close()
    return None


def _address(file: str | Path) -> str:
    """The file as an address for SQLite, which is told that nobody will change it (https://www.sqlite.org/uri.html)."""
    path = os.path.abspath(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.sep != "/":
        path = "/" + path.replace(os.sep, "/")
    return f"file:{path}?mode=ro&immutable=1"


def _build_file(sources: Sequence[Path], file: Path, meta: dict[str, str]) -> None:
    """Builds beside `file` and moves it into place, so that nobody sees half an index."""
    temporary = file.with_name(f"{file.stem}.{os.getpid()}.tmp")
    try:
        connection = sqlite3.connect(temporary)
        try:
            _fill(sources, connection, meta)
        finally:
            connection.close()
        seal(temporary)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _build_in_memory(sources: Sequence[Path]) -> Index:
    connection = sqlite3.connect(":memory:")
    _fill(sources, connection, {})
    return Index(connection, None)


def _fill(sources: Sequence[Path], connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    import gc
    import json

    from immunomod.catalogue.load import files, load
    from immunomod.index.build import build, content_digest

    gc.disable()  # a third of the time otherwise: many objects are made, none in cycles, and the process is short
    try:
        catalogue = load(sources)
        digest = content_digest(file for source in sources for file in files(source))
        added = json.dumps([str(path) for path in sources[1:]])
        build(catalogue, connection, {**meta, "digest": digest, "added": added})
    finally:
        gc.enable()


def write_index(data: Path, file: Path) -> None:
    """Writes the ready-made index that a wheel carries."""
    file.unlink(missing_ok=True)
    _build_file([data], file, {})


def _fingerprint(sources: Sequence[Path]) -> str:
    """A digest of which files there are and when each last changed, and of the software that reads them."""
    import hashlib

    digest = hashlib.sha256(f"{LAYOUT} {__version__}".encode())
    for source in sources:
        for file in [source, *(sorted(source.iterdir()) if source.is_dir() else [])]:
            if file.suffix in (".yaml", ".yml") or file == source:
                digest.update(_state(file).encode())
    return digest.hexdigest()


def _state(file: Path) -> str:
    try:
        state = file.stat()
    except OSError:
        return f"{file} missing"
    return f"{file.resolve()} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}\n"


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Lets one process build at a time; SQLite's own lock goes when its process does, however it ends."""
    connection = sqlite3.connect(lock, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()
