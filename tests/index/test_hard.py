"""The index under attack: the answer is right or the damage is noticed, nothing is trusted that others could have written."""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from immunomod import paths
from immunomod.catalogue import names as catalogue_names
from immunomod.catalogue.load import load
from immunomod.index import store
from immunomod.index.keeper import Keeper
from immunomod.index.reader import Index, IndexDamaged
from immunomod.query import entries, listing
from immunomod.query.filters import Filters
from immunomod.text import fold
from tests.battery import FULL

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and signals of POSIX")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, with the small catalogue as ours and a place for the index of a wheel."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "full.yaml").write_bytes(FULL.read_bytes())
    monkeypatch.setattr(paths, "builtin_data", lambda: data)
    monkeypatch.setattr(paths, "packaged_index", lambda: str(tmp_path / "wheel.sqlite"))
    monkeypatch.setenv(paths.CACHE_ENVIRONMENT, str(tmp_path / "cache"))
    return tmp_path / "cache"


def built(cache: Path) -> Path:
    (file,) = cache.glob("*.sqlite")
    return file


def damage(file: Path) -> None:
    content = file.read_bytes()
    assert b'"It blocks TNF' in content
    file.write_bytes(content.replace(b'"It blocks TNF', b'"It blockt TNF'))


def action(index: Index) -> str:
    text: str = index.body("agents", "examplumab")["action"]["text"]
    return text


QUESTIONS: list[Callable[[Index], object]] = [
    lambda index: entries.drug(index, [["examplumab"]]),
    lambda index: entries.drug(index, [["Examplo", "mab", "nosuch", "L04AB"]]),
    lambda index: entries.drug(index, [["exampluma"]]),
    lambda index: entries.safety(index, [["EX-123"]]),
    lambda index: entries.condition(index, [["podagra"], ["M10.9"]], Filters(mechanism="blocking")),
    lambda index: entries.mechanism(index, [["TNF"]]),
    lambda index: entries.about(index, ["trough"]),
    lambda index: listing.search(index, "bleeding"),
    lambda index: listing.search(index, "qqqq"),
    lambda index: listing.listing(index, "agents", Filters(condition="gout")),
    lambda index: index.names_starting("agent", "ex", 60),
    lambda index: index.names_starting("condition", "", 60),
]


def test_a_flipped_byte_never_makes_a_wrong_answer(cache: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "wheel.sqlite"
    store.write_index(paths.builtin_data(), damaged)
    right = [Keeper().ask(question) for question in QUESTIONS]
    content = damaged.read_bytes()
    chance = random.Random(1)
    places = [page + chance.randrange(4096) for page in range(0, len(content), 4096) for _ in range(4)]
    for at in places:
        damaged.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        for number in chance.sample(range(len(QUESTIONS)), 3):
            assert Keeper().ask(QUESTIONS[number]) == right[number], (at, number)


def test_a_name_that_is_lost_is_never_taken_for_one_that_is_not_there(cache: Path) -> None:
    store.open_index().close()
    file = built(cache)
    whole = file.read_bytes()
    rows = sqlite3.connect(file).execute("SELECT space, folded FROM names").fetchall()
    assert {space for space, _ in rows} == {*catalogue_names.SPACES}
    for space, folded in random.Random(2).sample(rows, 40):
        file.write_bytes(whole)
        connection = sqlite3.connect(file)
        connection.execute("DELETE FROM names WHERE space = ? AND folded = ?", (space, folded))
        connection.commit()
        connection.close()
        opened = store.open_index()
        for ask in (
            opened.matches,
            lambda s, f, index=opened: index.names_starting(s, f[:2], 9),
            lambda s, _, index=opened: index.names(s),
        ):
            with pytest.raises(IndexDamaged):
                ask(space, folded)
        assert opened.matches("term" if space == "agent" else "agent", "nosuch") == []


def test_every_name_is_found_and_nothing_between_two(cache: Path) -> None:
    opened = store.open_index()
    known = {(row.space, row.folded) for row in catalogue_names.all_names(load([FULL]))}
    for space, folded in known:
        assert opened.matches(space, folded)
        assert opened.matches(space, folded + "\x00") == []
        assert opened.names_starting(space, folded, 99)
        assert (
            opened.matches(space, fold(folded[:-1])) == []
            or (space, fold(folded[:-1])) in known
            or space in ("agent", "condition")
        )


def test_a_damaged_index_of_the_wheel_falls_to_the_one_in_the_cache(cache: Path, tmp_path: Path) -> None:
    store.open_index().close()
    carried = tmp_path / "wheel.sqlite"
    store.write_index(paths.builtin_data(), carried)
    damage(carried)
    before = built(cache).stat()
    assert store.open_index().file == str(carried)
    for _ in range(2):
        assert Keeper().ask(action) == "It blocks TNF."
        assert built(cache).stat() == before  # asked, not built anew


def test_where_both_are_damaged_one_is_built_once(cache: Path, tmp_path: Path) -> None:
    store.open_index().close()
    carried = tmp_path / "wheel.sqlite"
    store.write_index(paths.builtin_data(), carried)
    damage(carried)
    damage(built(cache))
    assert Keeper().ask(action) == "It blocks TNF."
    before = built(cache).stat()
    assert Keeper().ask(action) == "It blocks TNF."
    assert built(cache).stat() == before


@posix
def test_a_damaged_index_that_cannot_be_replaced_is_read_around(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open_index().close()
    damage(built(cache))

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store, "_build_file", refused)
    assert Keeper().ask(action) == "It blocks TNF."
    notice = capsys.readouterr().err
    assert notice.count("\n") == 1
    assert "no index can be kept" in notice
    assert "Permission denied" in notice
    assert paths.CACHE_ENVIRONMENT in notice


@posix
@pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
def test_an_index_that_others_may_write_is_neither_believed_nor_replaced(
    cache: Path, capsys: pytest.CaptureFixture[str], mode: int
) -> None:
    store.open_index().close()
    file = built(cache)
    planted = file.read_bytes().replace(b'"It blocks TNF', b'"It blockt TNF')
    file.write_bytes(planted)
    file.chmod(mode)
    opened = store.open_index()
    assert opened.file is None
    assert action(opened) == "It blocks TNF."
    assert "belongs to somebody else or can be changed by others" in capsys.readouterr().err
    assert file.read_bytes() == planted


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o000, 0o644), (0o002, 0o644), (0o077, 0o600)])
def test_only_its_owner_may_write_an_index_and_all_may_read_that_of_a_wheel(
    cache: Path, tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        store.open_index().close()
        store.write_index(paths.builtin_data(), tmp_path / "x.sqlite")
    finally:
        os.umask(before)
    assert built(cache).stat().st_mode & 0o777 == mode
    assert (tmp_path / "x.sqlite").stat().st_mode & 0o777 == 0o644
    assert store.open_index().file is not None


def test_what_killed_builds_left_goes_with_the_next_build(cache: Path) -> None:
    store.open_index().close()
    family = built(cache).name[:12]
    left, others, old = (cache / name for name in (f"{family}-x.tmp", "abcdef012345-y.tmp", "abcdef012345-z.tmp"))
    for file in (left, others, old):
        file.touch()
    os.utime(old, (0, 0))
    store.open_index().close()
    assert left.exists()  # nothing was built
    built(cache).unlink()
    store.open_index().close()
    assert [file.exists() for file in (left, others, old)] == [False, True, False]


@posix
def test_a_killed_build_hurts_nobody(cache: Path) -> None:
    begun = time.monotonic()
    store.open_index().close()
    whole = time.monotonic() - begun
    chance = random.Random(3)
    for _ in range(8):
        for file in cache.iterdir():
            file.unlink()
        child = os.fork()
        if child == 0:
            try:
                store.open_index()
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert action(store.open_index()) == "It blocks TNF."
        assert not list(cache.glob("*.tmp"))


def test_a_build_that_another_process_holds_up_is_waited_for_with_an_ear_for_ctrl_c(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store.open_index().close()
    file = built(cache)
    file.unlink()
    holder = sqlite3.connect(cache / f"{file.name[:12]}.lock", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    def pressed(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", pressed)
    with pytest.raises(KeyboardInterrupt):
        store.open_index()
    monkeypatch.undo()
    monkeypatch.setattr(store, "_WAIT", 0.2)
    monkeypatch.setattr(paths, "builtin_data", lambda: cache.parent / "data")
    monkeypatch.setattr(paths, "packaged_index", lambda: str(cache.parent / "none"))
    monkeypatch.setenv(paths.CACHE_ENVIRONMENT, str(cache))
    assert store.open_index().file is None
    assert "locked" in capsys.readouterr().err
    holder.close()
    assert store.open_index().file is not None


@pytest.mark.parametrize("make", ["file", "nothing", "loop", "device"])
def test_a_cache_that_is_no_folder_is_done_without(cache: Path, capsys: pytest.CaptureFixture[str], make: str) -> None:
    if make == "file":
        cache.write_text("", encoding="utf-8")
    else:
        cache.symlink_to({"nothing": "nothing there", "loop": cache.name, "device": os.devnull}[make])
    assert action(store.open_index()) == "It blocks TNF."
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("error", [RuntimeError("no home"), None])
def test_without_a_home_there_is_a_notice_and_no_folder_called_tilde(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception | None
) -> None:
    import platformdirs

    def place(*_: object, **__: object) -> Path:
        if error is not None:
            raise error
        return Path("~/.cache/immunomod")

    monkeypatch.delenv(paths.CACHE_ENVIRONMENT)
    monkeypatch.setattr(platformdirs, "user_cache_path", place)
    monkeypatch.chdir(cache.parent)
    assert action(store.open_index()) == "It blocks TNF."
    assert "there is no home folder" in capsys.readouterr().err
    assert not Path("~").exists()


def test_an_index_of_another_version_stays_and_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.open_index().close()
    (old,) = cache.glob("*.sqlite")
    monkeypatch.setattr(store, "__version__", "9.9.9")
    assert store.open_index().file != old
    assert len(list(cache.glob("*.sqlite"))) == 2
    monkeypatch.undo()


def test_an_index_that_is_damaged_even_when_new_is_an_error_of_its_own(cache: Path) -> None:
    def question(index: Index) -> None:
        raise IndexDamaged("always")

    with pytest.raises(IndexDamaged):
        Keeper().ask(question)
