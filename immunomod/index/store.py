"""Opens the index, and makes it again when it is missing, stale or damaged."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence

from immunomod import __version__, paths
from immunomod.contexts import contextmanager, suppress
from immunomod.index.layout import LAYOUT
from immunomod.index.reader import Index, IndexDamaged, seal
from immunomod.records import TYPE_CHECKING
from immunomod.text import clean

if TYPE_CHECKING:
    from pathlib import Path

_WAIT = 120.0  # seconds to wait for another process that is building the same index
_POLL = 0.1  # seconds between two looks at it; Ctrl-C is heard in between
_LEFTOVER = 24 * 3600.0  # seconds after which a temporary file belongs to no build any more


def open_index(added: Sequence[Path] = (), damaged: str | Path | None = None) -> Index:
    """The index of our catalogue with `added` ones on top, built first if need be.

    `damaged` is the file of an index that turned out to be so: the next best is taken, if it is whole, or a new one
    is built. Raises CatalogueInvalid or CatalogueUnreadable.
    """
    if not added and damaged is None:
        ready = _open(paths.packaged_index(), {"layout": LAYOUT, "software": __version__})
        if ready is not None:
            return ready
    sources = [paths.builtin_data(), *added]
    try:
        folder = paths.cache_folder()
        try:
            return _cached(folder, sources, damaged)
        except OSError as error:
            reason = f"{folder}: {error.strerror or error}"
        except sqlite3.Error as error:
            reason = f"{folder}: {error}"
    except OSError as error:
        reason = error.strerror or str(error)
    hint = f"reading the catalogue anew each time; set {paths.CACHE_ENVIRONMENT} to a folder of your own"
    with suppress(OSError):  # stderr may take nothing
        print(f"immunomod: {clean(f'no index can be kept ({reason}); {hint}')}", file=sys.stderr)
    return _build_in_memory(sources)


def _cached(folder: Path, sources: Sequence[Path], damaged: str | Path | None) -> Index:
    import hashlib

    fingerprint = _fingerprint(sources)
    family = hashlib.sha256(b"\n".join([__version__.encode(), *map(os.fsencode, sources)])).hexdigest()[:12]
    file = folder / f"{family}-{fingerprint[:20]}.sqlite"
    wanted = {"fingerprint": fingerprint}
    found = _kept(file, wanted, damaged)
    if found is not None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    with _only_one(folder / f"{family}.lock"):
        found = _kept(file, wanted, damaged)  # another process may have built it meanwhile
        if found is None:
            _clear(folder, family, file)
            _build_file(sources, file, wanted)
            found = _kept(file, wanted)
    if found is None:
        raise OSError(f"{file.name} cannot be read back")
    return found


def _kept(file: Path, wanted: dict[str, str], damaged: str | Path | None = None) -> Index | None:
    """An index that we kept and that nobody else could have changed.

    Raises PermissionError for one that somebody else could have: it is not believed, and not ours to replace.
    """
    if not os.path.isfile(file):
        return None
    if not _is_ours(file):
        raise PermissionError(None, f"{file.name} belongs to somebody else or can be changed by others")
    found = _open(file, wanted)
    if found is None or damaged is None:
        return found
    try:
        found.verify()  # once bitten
        return found
    except IndexDamaged:
        found.close()
        return None


def _is_ours(file: Path) -> bool:
    """Whether only we or root could have written a file: an index is believed, and it speaks of drugs."""
    if os.name != "posix":
        return True
    state = os.stat(file)
    return state.st_uid in (0, os.geteuid()) and not state.st_mode & 0o022


def _clear(folder: Path, family: str, kept: Path) -> None:
    """Removes indexes of earlier states of the catalogue, and what builds left that were killed."""
    import time

    old = time.time() - _LEFTOVER
    for file in [*folder.glob(f"{family}-*.sqlite"), *folder.glob("*.tmp")]:
        with suppress(OSError):  # it is gone already, or somebody else's
            if (file.name.startswith(family) and file != kept) or (file.suffix == ".tmp" and file.stat().st_mtime < old):
                file.unlink()


def _open(file: str | Path, wanted: dict[str, str]) -> Index | None:
    """An index that says of itself what is wanted, or None."""
    if not os.path.isfile(file):
        return None
    connection = None
    try:
        connection = sqlite3.connect(_address(file), uri=True, check_same_thread=False)
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
    temporary = os.path.join(file.parent, f"{file.stem}-{os.urandom(6).hex()}.tmp")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644))  # new, and for nobody else to write
    try:
        connection = sqlite3.connect(temporary)
        try:
            _fill(sources, connection, meta)
        finally:
            connection.close()
        seal(temporary)
        os.replace(temporary, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _build_in_memory(sources: Sequence[Path]) -> Index:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
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
    file.chmod(0o644)  # for everybody to read, whatever the umask here


def _fingerprint(sources: Sequence[Path]) -> str:
    """A digest of which files there are and when each last changed, and of the software that reads them."""
    import hashlib

    digest = hashlib.sha256(f"{LAYOUT} {__version__}".encode())
    for source in sources:
        files = [source]
        with suppress(OSError):  # what cannot be read is reported when it is to be loaded
            files += sorted(file for file in source.iterdir() if file.suffix in (".yaml", ".yml"))
        for file in files:
            digest.update(_state(file).encode(errors="surrogatepass"))
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
    import time

    connection = sqlite3.connect(lock, timeout=0, isolation_level=None)
    try:
        until = time.monotonic() + _WAIT
        while True:
            try:
                connection.execute("BEGIN EXCLUSIVE")
                break
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
            time.sleep(_POLL)
        yield
    finally:
        connection.close()
