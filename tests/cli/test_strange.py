"""Strange calls end in an answer or in one clear line; the long run of these is fuzz/cli.py."""

import gc
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from immunomod import paths
from tests.strange import Case, call, complaints, prepare


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for name in (paths.CACHE_ENVIRONMENT, "HOME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    for name in ("builtin_data", "packaged_index"):
        monkeypatch.setattr(paths, name, getattr(paths, name))
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    prepare(tmp_path)
    yield tmp_path
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize("seed", range(4))
def test_a_strange_call_ends_as_the_contract_says(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    statuses = set()
    for _ in range(100):
        case = Case(chance, folder)
        status, out, err = call(case)
        statuses.add(status)
        assert not [*complaints(case, status, out, err)], (str(case), status, out[:300], err[:300])
    assert {0, 1, 2} <= statuses
