"""The index is made when it must be, never trusted when it is wrong, and safe when many want it at once."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from immunomod import paths
from immunomod.index import store
from immunomod.index.reader import IndexDamaged, sealed
from tests.conftest import ROOT, SMALL, Run


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of this test's own, with the small catalogue as ours."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "small.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(paths, "builtin_data", lambda: data)
    monkeypatch.setattr(paths, "packaged_index", lambda: tmp_path / "no index")
    folder = tmp_path / "cache"
    monkeypatch.setenv(paths.CACHE_ENVIRONMENT, str(folder))
    return folder


def indexes(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.sqlite"))


def test_the_first_use_builds_and_the_second_reuses(cache: Path) -> None:
    assert store.open_index().matches("agent", "examplumab")[0].id == "examplumab"
    (built,) = indexes(cache)
    before = built.stat().st_mtime_ns
    store.open_index()
    assert built.stat().st_mtime_ns == before


def test_a_changed_catalogue_makes_a_new_index_and_drops_the_old(cache: Path) -> None:
    store.open_index()
    (old,) = indexes(cache)
    file = paths.builtin_data() / "small.yaml"
    file.write_text(SMALL.replace("name: examplumab", "name: examplumab alfa"), encoding="utf-8")
    assert store.open_index().body("agents", "examplumab")["name"] == "examplumab alfa"
    assert old not in indexes(cache)
    assert len(indexes(cache)) == 1


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "zeros", "other layout"])
def test_a_damaged_index_is_built_anew(cache: Path, damage: str) -> None:
    store.open_index().close()
    (file,) = indexes(cache)
    whole = file.read_bytes()
    if damage == "other layout":
        connection = sqlite3.connect(file)
        connection.execute("UPDATE meta SET value = replace(value, 'fingerprint', 'x')")
        connection.commit()
        connection.close()
    else:
        content = {"empty": b"", "text": b"not a database", "cut": whole[: len(whole) // 2], "zeros": bytes(len(whole))}
        file.write_bytes(content[damage])
    try:
        assert store.open_index().body("agents", "examplumab")["id"] == "examplumab"
    except IndexDamaged:  # noticed on reading: the command then asks for a rebuild
        assert store.open_index(rebuild=True).body("agents", "examplumab")["id"] == "examplumab"


def test_a_flipped_byte_in_an_entry_is_noticed(cache: Path) -> None:
    store.open_index().close()
    (file,) = indexes(cache)
    content = file.read_bytes()
    assert b'"It blocks TNF' in content
    file.write_bytes(content.replace(b'"It blocks TNF', b'"It blockt TNF'))
    opened = store.open_index()
    with pytest.raises(IndexDamaged):
        opened.body("agents", "examplumab")


def test_a_lost_name_is_noticed_before_anything_is_not_found(cache: Path) -> None:
    store.open_index().close()
    (file,) = indexes(cache)
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM names WHERE folded = 'examplumab'")
    connection.commit()
    connection.close()
    with pytest.raises(IndexDamaged):
        store.open_index().verify()


def test_where_nothing_can_be_written_the_index_is_built_in_memory(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    opened = store.open_index()
    assert opened.file is None
    assert opened.body("agents", "examplumab")["id"] == "examplumab"
    notice = capsys.readouterr().err
    assert notice.count("\n") == 1
    assert "no index can be kept" in notice


def test_no_half_written_file_is_left_when_a_build_fails(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(store, "_fill", broken)
    with pytest.raises(MemoryError):
        store.open_index()
    assert not [file for file in cache.iterdir() if file.suffix != ".lock"]


def test_added_catalogues_have_an_index_of_their_own(cache: Path, tmp_path: Path) -> None:
    added = tmp_path / "mine.yaml"
    added.write_text("conditions:\n  gout: {name: gout flare, category: autoimmune}\n", encoding="utf-8")
    assert store.open_index([added]).body("conditions", "gout")["name"] == "gout flare"
    assert store.open_index().body("conditions", "gout")["name"] == "gout"
    assert len(indexes(cache)) == 2


def test_many_processes_on_an_empty_cache_all_answer(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), paths.CACHE_ENVIRONMENT: str(tmp_path / "cache")}
    command = [sys.executable, "-m", "immunomod", "drug", "tacrolimus", "-f", "jsonl"]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    answers = [process.communicate(timeout=120) for process in running]
    assert all(process.returncode == 0 for process in running)
    assert len({out for out, _ in answers}) == 1
    assert {err for _, err in answers} == {b""}


def test_without_a_home_folder_and_with_a_read_only_cache_a_lookup_still_answers(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("drug", "tacrolimus", "-f", "plain", HOME="/nonexistent", IMMUNOMOD_CACHE="/proc/nowhere")
    assert done.status == 0
    assert done.out.startswith("tacrolimus\t")
    assert "no index can be kept" in done.err


def test_a_flipped_byte_anywhere_is_noticed_where_nothing_is_found(cache: Path) -> None:
    store.open_index().close()
    (file,) = indexes(cache)
    content = file.read_bytes()
    for at in range(100, len(content), 997):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert not sealed(file)
    file.write_bytes(content)
    assert sealed(file)
