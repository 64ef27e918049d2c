"""annotate: tables and lists of every kind in and out, whole or not at all, with one line for whatever is wrong."""

import csv
import gzip
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from immunomod.annotation.columns import COLUMNS
from tests.conftest import ROOT, Run, lines

ROWS = [
    ["1", "predniSONE 20 mg tab", "20"],
    ["2", 'HUMIRA(CF) PEN, 40 MG/0.4 ML "kit"', "40"],
    ["3", "metformin\n500 mg", ""],
    ["4", "neomycin-polymyxin-hydrocortisone otic", "x"],
]
WANTED = ["prednisone", "adalimumab", "", "hydrocortisone"]
HEADER = ["id", "drug", "dose"]
Call = Callable[..., Run]


def written(rows: list[list[str]], **options: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", **options).writerows([HEADER, *rows])
    return out.getvalue()


@pytest.fixture
def meds(tmp_path: Path) -> Path:
    file = tmp_path / "meds.csv"
    file.write_text(written(ROWS), encoding="utf-8")
    return file


def test_a_csv_file_keeps_its_columns_and_order(run: Call, meds: Path) -> None:
    done = run("annotate", str(meds), "--column", "drug")
    assert done.status == 0
    head, *rows = csv.reader(io.StringIO(done.out))
    assert head == [*HEADER, *COLUMNS]
    assert [row[:3] for row in rows] == ROWS
    assert [row[3] for row in rows] == WANTED
    assert rows[0][4:] == [
        "predniSONE",
        "name",
        "suppresses",
        "glucocorticoid-receptor-agonism",
        "A07EA03, H02AB07",
        "oral",
        "systemic",
    ]
    assert rows[2][3:] == [""] * len(COLUMNS)
    assert "4 rows, 3 matched (75.0 %)" in done.err
    assert "corticosteroid 2; TNF blocker 1" in done.err


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeffid,drug\r\n1,Humira\r\n", "\ufeffid,drug,agent_id\r\n1,Humira,adalimumab\r\n"),
        ("drug\nHumira\n\nimuran\n", "drug,agent_id\nHumira,adalimumab\n,\nimuran,azathioprine\n"),
        ('drug\n"a ""Humira"" pen"\n', 'drug,agent_id\n"a ""Humira"" pen",adalimumab\n'),
        ("drug\n" + "x" * 200_000 + " Humira\n", "drug,agent_id\n" + "x" * 200_000 + " Humira,adalimumab\n"),
    ],
)
def test_marks_line_ends_quotes_and_long_cells_stay(run_here: Call, tmp_path: Path, before: str, after: str) -> None:
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_bytes(before.encode())
    assert run_here("annotate", str(file), "--column", "drug", "-o", str(out), "-q").status == 0
    got = list(csv.reader(io.StringIO(out.read_bytes().decode(), newline="")))
    wanted = list(csv.reader(io.StringIO(after, newline="")))
    assert [row[: len(wanted[0])] for row in got] == wanted
    assert (b"\r\n" in out.read_bytes()) == ("\r\n" in before)


def test_standard_input_is_lines_or_with_a_column_csv(run: Call) -> None:
    done = run("annotate", "-", stdin="Humira 40 mg\nmetformin\t5\n\n")
    rows = lines(done.out)
    assert [row[0] for row in rows] == ["adalimumab", "", ""]
    assert [row[-1] for row in rows] == ["Humira 40 mg", "metformin 5", ""]
    done = run("annotate", "-", "--column", "drug", stdin=written(ROWS))
    assert [row[3] for row in csv.reader(io.StringIO(done.out))][1:] == WANTED


def test_tsv_is_taken_as_it_stands(run: Call, tmp_path: Path) -> None:
    file = tmp_path / "meds.tsv"
    file.write_text('id\tdrug\n1\t5" tape\n2\t"Humira\n', encoding="utf-8")
    done = run("annotate", str(file), "--column", "drug", "-q")
    assert [line.split("\t")[:3] for line in done.out.splitlines()] == [
        ["id", "drug", "agent_id"],
        ["1", '5" tape', ""],
        ["2", '"Humira', "adalimumab"],
    ]


def test_json_lines_keep_their_objects(run: Call, tmp_path: Path) -> None:
    file = tmp_path / "meds.jsonl"
    file.write_text('{"drug": "Humira", "more": {"a": [1]}}\n\n{"drug": null, "other": 2}\n{}\n', encoding="utf-8")
    done = run("annotate", str(file), "--column", "drug")
    first, second, third = map(json.loads, done.out.splitlines())
    assert first["more"] == {"a": [1]}
    assert first["agent_id"] == "adalimumab"
    assert (second["other"], second["agent_id"]) == (2, None)
    assert list(third) == list(COLUMNS)


def test_parquet_keeps_its_types(run: Call, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    file, out = tmp_path / "meds.parquet", tmp_path / "out.parquet"
    table = arrow.table({"id": [1, 2], "drug": ["Humira", None], "when": arrow.array([0, None], arrow.timestamp("ms"))})
    parquet.write_table(table, file)
    done = run("annotate", str(file), "--column", "drug", "--fuzzy", "-o", str(out))
    assert done.status == 0, done.err
    found = parquet.read_table(out)
    assert found.select(["id", "drug", "when"]).equals(table)
    assert found["agent_id"].to_pylist() == ["adalimumab", None]
    assert found["distance"].to_pylist() == [0, None]
    assert run("annotate", str(file), "--column", "id").status == 2
    assert run("annotate", str(out), "--column", "drug", "--prefix", "x_", "-f", "csv").status == 0


def test_parquet_without_its_library_says_what_to_install(run: Call, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError", encoding="utf-8")
    done = run("annotate", "x.parquet", "--column", "drug", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert done.status == 2
    assert "no such file" in done.err.casefold()
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    done = run("annotate", str(tmp_path / "x.parquet"), "-c", "drug", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (done.status, done.err) == (2, "immunomod: Parquet needs pyarrow; install it: pip install 'immunomod[parquet]'\n")


@pytest.mark.parametrize(
    ("arguments", "suffix"), [(["-f", "jsonl"], "csv"), ([], "jsonl"), (["-f", "tsv"], "csv"), ([], "tsv.gz"), ([], "csv")]
)
def test_one_kind_becomes_another(run_here: Call, meds: Path, tmp_path: Path, arguments: list[str], suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert run_here("annotate", str(meds), "--column", "drug", "-o", str(out), *arguments, "-q").status == 0
    data = gzip.decompress(out.read_bytes()) if suffix.endswith("gz") else out.read_bytes()
    kind = arguments[1] if arguments else suffix.removesuffix(".gz")
    if kind == "jsonl":
        rows = [list(json.loads(line).values()) for line in data.decode().splitlines()]
        assert [row[3] or "" for row in rows] == WANTED
    else:
        text = io.StringIO(data.decode(), newline="")
        rows = list(csv.reader(text, delimiter="\t" if kind == "tsv" else ","))[1:]
        assert [row[3] for row in rows] == WANTED
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]


def test_gzip_is_read(run_here: Call, tmp_path: Path, meds: Path) -> None:
    file = tmp_path / "meds.csv.gz"
    file.write_bytes(gzip.compress(meds.read_bytes()))
    assert "adalimumab" in run_here("annotate", str(file), "--column", "drug").out
    file.write_bytes(gzip.compress(meds.read_bytes())[:-12])
    assert run_here("annotate", str(file), "--column", "drug").status == 2


def test_results_name_each_agent_with_what_it_is(run_here: Call, meds: Path) -> None:
    done = run_here("annotate", str(meds), "--column", "drug", "--json", "-q")
    results = json.loads(done.out)["results"]
    assert [item["text"] for item in results] == [row[1] for row in ROWS]
    (agent,) = results[0]["agents"]
    assert (agent["id"], agent["matched_text"], agent["classes"]) == ("prednisone", "predniSONE", ["corticosteroid"])
    assert results[2]["agent_id"] is None
    assert results[2]["agents"] == []


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        (written(ROWS), ["--column", "durg"], "has no column 'durg'; it has id, drug, dose; did you mean 'drug'?"),
        (written(ROWS), [], "has 3 columns; say which to read with --column: id, drug, dose"),
        ("drug,drug\n1,2\n", ["--column", "drug"], "has 2 columns named 'drug'; rename all but one"),
        ("drug,agent_id\n1,2\n", ["--column", "drug"], "has a column 'agent_id' already; give --prefix"),
        ("", ["--column", "drug"], "is empty; a header line is needed"),
        ("id;drug\n1;Humira\n", ["--column", "drug"], "give --delimiter ';'"),
        ("id,drug\n1,Humira\n2,a,b\n", ["--column", "drug"], "row 2: 3 cells where the header has 2"),
        ('id,drug\n1,"Humira\n', ["--column", "drug"], "line 2: unexpected end of data; mend the quotes there"),
        ("id,drug\n1,caf\udce9\n", ["--column", "drug"], "--encoding cp1252"),
        (written(ROWS), ["--column", "drug", "--encoding", "nosuch"], "no encoding is called 'nosuch'"),
        (written(ROWS), ["--column", "drug", "--delimiter", "ab"], "is not one character"),
        (written(ROWS), ["--column", "drug", "--input-format", "jsonl"], "line 1: not JSON"),
        ("[1]\n", ["--column", "drug", "--input-format", "jsonl"], "line 1: not an object"),
        (written(ROWS), ["--column", "drug", "-o", "/nosuchfolder/out.csv"], "/nosuchfolder/out.csv: No such file"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(
    run_here: Call, tmp_path: Path, content: str, arguments: list[str], message: str
) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes(content.encode(errors="surrogateescape"))
    done = run_here("annotate", str(file), *arguments)
    assert done.status == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_or_tells_no_kind(run_here: Call, tmp_path: Path) -> None:
    done = run_here("annotate", str(tmp_path / "none.csv"), "--column", "drug")
    assert (done.status, done.out) == (2, "")
    assert "No such file" in done.err
    done = run_here("annotate", "prednisone 20 mg")
    assert done.status == 2
    assert "pipe it: echo 'prednisone 20 mg' | immunomod annotate -" in done.err
    done = run_here("annotate", str(tmp_path), "--column", "drug")
    assert done.status == 2
    assert "--input-format csv" in done.err
    done = run_here("annotate", str(tmp_path), "--column", "drug", "--input-format", "csv")
    assert (done.status, done.err) == (2, f"immunomod: {tmp_path}: Is a directory; check the path and its permissions\n")


def test_another_delimiter_and_encoding(run_here: Call, tmp_path: Path) -> None:
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_bytes("id;drug\n1;Humira für Müller\n".encode("cp1252"))
    options = ["--column", "drug", "--delimiter", ";", "--encoding", "cp1252", "-o", str(out), "-q"]
    assert run_here("annotate", str(file), *options).status == 0
    assert out.read_bytes().decode("cp1252").splitlines()[1].startswith("1;Humira für Müller;adalimumab;")


def test_the_output_appears_whole_or_not_at_all(run_here: Call, tmp_path: Path) -> None:
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    file.write_text("id,drug\n" + "1,Humira\n" * 10_000 + "1,2,3\n", encoding="utf-8")
    assert run_here("annotate", str(file), "--column", "drug", "-o", str(out)).status == 2
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_file_may_be_replaced_by_its_own_output(run_here: Call, meds: Path) -> None:
    assert run_here("annotate", str(meds), "--column", "drug", "-o", str(meds), "-q").status == 0
    assert meds.read_text(encoding="utf-8").startswith("id,drug,dose,agent_id,")


def test_the_exit_status_says_whether_anything_matched(run_here: Call, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    for content, status in (("drug\nHumira\nx\n", 0), ("drug\nx\n", 1), ("drug\n", 1)):
        file.write_text(content, encoding="utf-8")
        done = run_here("annotate", str(file))
        assert done.status == status
        assert done.out.startswith("drug,agent_id,")


def test_a_prefix_makes_room_for_other_columns(run_here: Call, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("drug,route\nHumira,sc\n", encoding="utf-8")
    done = run_here("annotate", str(file), "--column", "drug", "--prefix", "im_")
    assert done.out.splitlines()[0].split(",")[:3] == ["drug", "route", "im_agent_id"]


def test_the_summary_names_what_is_left(run_here: Call, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("metformin\nTAC 0.1 %\nmetformin\nHumira\nmethotrexte\n", encoding="utf-8")
    done = run_here("annotate", str(file), "--unmatched", "1", "--fuzzy")
    assert "5 rows, 2 matched (40.0 %), 1 of them with a slip corrected" in done.err
    assert "left out: TAC 1" in done.err
    assert done.err.endswith("most frequent unmatched:\nimmunomod: metformin: 2\n")
    assert run_here("annotate", str(file), "--unmatched", "1", "-q").err == ""


def test_a_bar_shows_only_on_a_terminal_of_its_own(meds: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "immunomod", "annotate", str(meds), "--column", "drug"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with (tmp_path / "out.csv").open("wb") as out:
        subprocess.run(command, stdout=out, stderr=slave, env=environment, check=True, timeout=60)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "4 rows, 3 matched" in shown
    assert "rows/s" in shown
    assert "\x1b" not in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_plain_lines_have_no_column_to_name(run: Call, tmp_path: Path) -> None:
    file = tmp_path / "meds.txt"
    file.write_text("drug\nHumira\n", encoding="utf-8")
    done = run("annotate", str(file), "-c", "drug")
    assert (done.status, done.out) == (2, "")
    mend = "leave out --column, or give --input-format csv"
    assert done.err == f"immunomod: {file} is read as plain lines, without columns; {mend}\n"
    assert run("annotate", str(file), "-c", "drug", "--input-format", "csv").status == 0
