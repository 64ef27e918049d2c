"""The recipes of docs/medication-lists.md run as they stand, where their library is installed."""

import re
import shutil
import sys
from typing import Any

import pytest

from immunomod.annotation import columns
from immunomod.annotation.columns import COLUMNS
from immunomod.index.reader import Index
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "medication-lists.md").read_text(encoding="utf-8")
WANTED = ["prednisone", None, None]


def recipe(first_line: str) -> str:
    """The code block that holds a line."""
    (found,) = [code for code in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if first_line in code]
    return str(found)


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(code, "recipe", "exec"), names)  # noqa: S102
    return names


def test_the_library(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    run(recipe("import immunomod\n"))
    assert capsys.readouterr().out.startswith("prednisone suppresses glucocorticoid-receptor-agonism oral\n")


def test_columns_are_those_of_a_table(index: Index) -> None:
    found = columns(["predniSONE 20 mg tab", "metformin", "Humira"], fuzzy=True)
    assert list(found) == [*COLUMNS, "distance"]
    assert found["agent_id"] == ["prednisone", None, "adalimumab"]
    assert found["distance"] == ["0", None, "0"]


def test_pandas(index: Index) -> None:
    pandas = pytest.importorskip("pandas")
    found = run(recipe("import pandas as pd\nfrom immunomod.annotation import columns\n"))
    meds = found["meds"]
    assert [None if pandas.isna(id) else id for id in meds["agent_id"]] == WANTED
    assert list(found["suppressing"]["drug"]) == ["predniSONE 20 mg tab"]


def test_polars(index: Index) -> None:
    pytest.importorskip("polars")
    found = run(recipe("import polars as pl\n"))
    assert found["meds"]["agent_id"].to_list() == WANTED
    assert found["suppressing"]["drug"].to_list() == ["predniSONE 20 mg tab"]


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_pyspark(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pyspark", "pandas", "pyarrow"):
        pytest.importorskip(library)
    if shutil.which("java") is None:
        pytest.skip("PySpark needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # the workers' Python is this one
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    found = run(recipe("from pyspark.sql import SparkSession\n"))
    try:
        rows = found["meds"].collect()
    finally:
        found["spark"].stop()
    assert [row["agent_id"] for row in rows] == WANTED
    assert rows[0]["route_class"] == "systemic"
