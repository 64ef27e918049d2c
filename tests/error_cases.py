"""How each message of docs/errors.md is brought about."""

import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from immunomod import paths
from immunomod.api.opened import Opened
from immunomod.catalogue import nodes
from immunomod.errors import ImmunomodError
from immunomod.index.reader import IndexDamaged
from immunomod.query import entries
from tests.conftest import SMALL, Run

OTHER = "catalogue: {version: '1', updated: '2026-01-31'}\n"


class World:
    """A folder, and ways to call the command."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, run: Callable[..., Run]) -> None:
        self.folder, self.patch, self.run = folder, patch, run

    def file(self, name: str, content: str | bytes = "") -> str:
        """A file of the folder."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return str(path)

    def without_ours(self) -> None:
        """Puts an empty catalogue in the place of ours, which takes seconds to load."""
        self.file("empty/empty.yaml", OTHER)
        for module in ("immunomod.catalogue.validate", "immunomod.audit.run"):
            self.patch.setattr(f"{module}.builtin_data", lambda: self.folder / "empty")


Case = Callable[[World], Run]


def call(*arguments: str, stdin: str | None = None) -> Case:
    return lambda world: world.run(*arguments, stdin=stdin)


def terminal(*arguments: str, stdin: bool = True) -> Case:
    """A call with a terminal, or nothing, for standard input."""

    class Terminal:
        def isatty(self) -> bool:
            return True

    def case(world: World) -> Run:
        from immunomod.cli import names
        from immunomod.cli.commands import medication

        for module in (names, medication):
            given = type("sys", (), {"stdin": Terminal() if stdin else None, "stdout": sys.stdout, "stderr": sys.stderr})
            world.patch.setattr(module, "sys", given)
        return world.run(*arguments)

    return case


def catalogue(text: str | bytes, name: str = "case.yaml") -> Case:
    """What `validate` says of a catalogue, without the places; the status is that of a lookup in it."""

    def case(world: World) -> Run:
        world.without_ours()
        done = world.run("validate", world.file(name, text), "-f", "plain")
        problems = [line.split("\t", 3)[3] for line in done.out.splitlines()]
        return Run(done.status, "", "\n".join(problems) or done.err)

    return case


def changed(old: str, new: str) -> Case:
    """As `catalogue`, for the small one with a change."""
    assert old in SMALL
    return catalogue(SMALL.replace(old, new, 1))


def limited(name: str, value: int, text: str) -> Case:
    """As `catalogue`, with a bound of the loader that a small file exceeds."""

    def case(world: World) -> Run:
        world.patch.setattr(nodes, name, value)
        return catalogue(text)(world)

    return case


def annotate(content: str | bytes, *options: str, name: str = "list.csv") -> Case:
    return lambda world: world.run("annotate", world.file(name, content), *options)


def failing(error: BaseException) -> Case:
    """A lookup in which the system, or somebody, steps in."""

    def case(world: World) -> Run:
        def query(*_: object) -> None:
            raise error

        world.patch.setattr(entries, "drug", query)
        return world.run("drug", "x", "--full")

    return case


def without_a_cache(world: World) -> Run:
    data = world.folder / "data"
    world.file("data/small.yaml", SMALL)
    world.patch.setattr(paths, "builtin_data", lambda: data)
    world.patch.setattr(paths, "packaged_index", lambda: str(world.folder / "none"))
    world.patch.setenv(paths.CACHE_ENVIRONMENT, world.file("cache", "a file"))
    return world.run("drug", "examplumab", "-f", "plain")


def in_python(question: Callable[[Opened], object]) -> Case:
    """An error of the API, as the command would end with it."""

    def case(world: World) -> Run:
        import immunomod

        try:
            question(immunomod.load())
        except ImmunomodError as error:
            return Run(2 if type(error).__name__ == "UsageError" else 3, "", str(error))
        raise AssertionError

    return case


def damaged(*_: object) -> None:
    raise IndexDamaged("x")


def parquet(write: Callable[[Path], object], *options: str) -> Case:
    def case(world: World) -> Run:
        pytest.importorskip("pyarrow")
        path = world.folder / "list.parquet"
        write(path)
        return world.run("annotate", str(path), *options)

    return case


def _numbers(path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table({"drug": [1, 2]}), path)


def _torn(path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(
        pyarrow.table({"drug": ["Humira" * 50, "x"] * 999}), path, compression="none", use_dictionary=False
    )
    data = bytearray(path.read_bytes())
    data[4:60] = b"\xff" * 56
    path.write_bytes(data)


def _without_pyarrow(world: World) -> Run:
    world.patch.setitem(sys.modules, "pyarrow", None)
    world.patch.setitem(sys.modules, "pyarrow.parquet", None)
    return world.run("annotate", world.file("list.parquet", b"PAR1"))


def _parquet_at_a_terminal(world: World) -> Run:
    from immunomod.cli.commands import medication

    class Out:
        def isatty(self) -> bool:
            return True

    world.patch.setattr(medication, "sys", type("sys", (), {"stdin": sys.stdin, "stdout": Out(), "stderr": sys.stderr}))
    return world.run("annotate", world.file("list.parquet", b"PAR1"))


def _parquet_from_a_pipe(world: World) -> Run:
    pytest.importorskip("pyarrow")
    from immunomod.annotation.files import Source

    class Pipe:
        def seekable(self) -> bool:
            return False

    world.patch.setattr(Source, "binary", lambda *_: Pipe())
    return world.run("annotate", world.file("list.parquet", b"PAR1"))


CHAIN = "conditions:\n" + "".join(f"  c{n}: {{name: c {n}, category: other, parent: c{n + 1}}}\n" for n in range(50))
SOURCED = "sources:\n  s: {title: A source, kind: reference}\n"

CASES: dict[str, list[Case]] = {
    "no command is called …; did you mean …?": [call("drg")],
    "no command is called …; it is … …: immunomod … …": [call("tacrolimus"), call("mycophenolate", "mofetil")],
    "no command is called …; see immunomod --help": [call("qqqq")],
    "no option is called …; did you mean …?": [call("drug", "x", "--formt", "json")],
    "no option is called …; see immunomod … --help": [call("drug", "x", "-z")],
    "… is missing; see immunomod … --help": [call("drug")],
    "… is missing; use one of …": [call("list")],
    "… needs a value; see immunomod --help": [call("drug", "x", "-f")],
    "… takes no value; leave out the = and what follows": [call("drug", "x", "--json=1")],
    "unexpected …; see immunomod … --help": [call("list", "agents", "more")],
    "… is not allowed for …; did you mean …?": [call("list", "agens")],
    "… is not allowed for …; use one of …": [call("list", "x")],
    "… is not allowed for …; use a whole number from …": [call("search", "x", "--limit", "0"), call("search", "x", "-n", "y")],
    "no command is called …; use … --…": [call("help"), call("help", "drug"), call("version")],
    "--json and --format … contradict each other; give one": [call("drug", "x", "--json", "-f", "csv")],
    "--… does not apply to …; they take …": [call("list", "conditions", "--effect", "suppresses")],
    "nothing to search for; give a word, e.g. immunomod search hepatitis": [call("search", "--", "-")],
    "one name has nothing to be checked against; give two, or add --pregnant, --breastfeeding or --condition": [
        call("check", "tacrolimus")
    ],
    "nothing to compare; name two agents or more, or give --mechanism or --condition": [call("compare")],
    "compare needs two agents or more, and this is …; name another": [call("compare", "tacrolimus")],
    "… agents are too many for one checklist, which takes …; give fewer names, or run it for each agent": [
        call("checklist", "L04A", "L01X")
    ],
    "no … is called …": [call("drug", "qqqq")],
    "no … is called …; did you mean …?": [call("drug", "tacrolimos")],
    "no … is called …; it is … …: immunomod … …": [call("condition", "tacrolimus"), call("drug", "Crohn's disease")],
    "no … is called …; for a disease of the patient: --condition …": [call("check", "tacrolimus", "psoriasis")],
    "no names on standard input; give one name a line": [call("drug", "-", stdin="\n")],
    "- reads names from standard input, which is …; pipe a list into it": [
        terminal("drug", "-"),
        terminal("drug", "-", stdin=False),
    ],
    "standard input cannot be read (…); pipe a list into it": [
        lambda world: _with_stdin(world, lambda: (_ for _ in ()).throw(OSError(9, "Bad file descriptor")))
    ],
    "line … of standard input has more than … characters; give one name a line": [call("drug", "-", stdin="x" * 200_000)],
    "…: no such file or folder; check the path": [
        call("drug", "x", "--catalogue", "/nowhere.yaml"),
        call("validate", "/nowhere"),
    ],
    "…: no .yaml file in this folder; name a catalogue file or folder": [lambda world: world.run("validate", str(world.folder))],
    "…: …; check the path and its permissions": [
        lambda world: world.run("validate", "/dev/null"),
        lambda world: world.run("annotate", str(world.folder), "--input-format", "csv"),
    ],
    "the catalogue has …; mend and try again": [
        lambda world: world.run("drug", "x", "--catalogue", world.file("bad.yaml", "terms: []\n"))
    ],
    "empty file; add entries or remove it": [catalogue("# nothing\n")],
    "not UTF-8; save the file as UTF-8": [catalogue(b"a: \xff\n")],
    "the character U+…; remove it or put a space in its place": [catalogue("a: \x07\n"), catalogue("a: \u2028\n")],
    "larger than … MiB; split the file": [limited("MAX_BYTES", 2 * 1024 * 1024, "#" * 3 * 1024 * 1024)],
    "more than … values; split the file": [limited("MAX_VALUES", 5, "a: [b, c, d, e, f]\n")],
    "too many problems to go on; mend these first": [limited("MAX_PROBLEMS", 2, "a: &a b\nc: &c d\ne: &e f\n")],
    "not YAML: …; check quotes and indentation": [catalogue("a: [\n")],
    "a second document starts here; keep one document in a file": [catalogue("terms: {}\n---\nterms: {}\n")],
    "nested deeper than … levels; flatten it": [catalogue("a: " + "[" * 50)],
    "longer than … characters; shorten it": [catalogue("a: " + "x" * 30_000), catalogue("a: " + "x" * 30_000 + "\n")],
    "alias *…; write the value out, aliases are not used here": [catalogue("a: &x b\nc: *x\n")],
    "anchor &…; write values out, anchors are not used here": [catalogue("a: &x b\n")],
    "tag …; remove it, every value is read as text": [catalogue("a: !!python/object:os.system b\n")],
    "a list or mapping as a key; use a word": [catalogue("? [a]\n: b\n")],
    "duplicate key …, first on line …; remove or rename one": [catalogue("terms: {}\nterms: {}\n")],
    "expected a mapping; top-level keys are …": [catalogue("- a\n")],
    "unknown key …; top-level keys are catalogue, …": [catalogue("drugs: {}\n")],
    "… must be a mapping of id to entry; put entries below it or remove it": [catalogue("terms: []\n")],
    "… stands in …:… too; remove or rename one": [lambda world: _two_files(world)],  # noqa: PLW0108 (defined below)
    "… is not an id of …; use …": [catalogue("terms:\n  A_b: {name: x, definition: y, refs: ['who-atc:1']}\n")],
    "unknown key …; remove it or correct its spelling": [
        changed("    status: marketed\n", "    status: marketed\n    dose: 5 mg\n")
    ],
    "… is missing; add it": [changed("    status: marketed\n", "")],
    "… is empty; fill it in or remove the key": [changed("    name: examplumab\n", '    name: ""\n')],
    "expected …, found …; see the schema": [changed("    name: examplumab\n", "    name: [a, b]\n")],
    "… is not allowed here; did you mean …?": [changed("routes: [subcutaneous]", "routes: [subcutaneus]")],
    "… is not allowed here; use one of …": [changed("category: autoimmune", "category: joints")],
    "… does not have the form …; correct it": [changed("set_id: 6b89", "set_id: 6B89")],
    "… would be a formula in a spreadsheet; begin with a letter or digit": [changed("name: gout,", "name: =gout,")],
    "… is not a date; write YYYY-MM-DD": [changed("set_id: 6b89e8a4", "revised: 2026-02-30, set_id: 6b89e8a4")],
    "no … entry …; did you mean …?": [changed("{condition: gout,", "{condition: gput,")],
    "no … entry …; add it or correct the spelling": [changed("mechanisms: [blocking]", "mechanisms: [nothing]")],
    "ref … names no source; write source:section": [changed('refs: ["book:1"]', 'refs: ["1"]')],
    "ref … names no section; write source:section": [changed('refs: ["book:1"]', 'refs: ["book:"]')],
    "ref … is a section of the agent's label, but … has no label; add it or name the source": [
        changed('    label: {product: "Examplo", set_id: 6b89e8a4-9f11-42e3-8e79-fe617e7c461f}\n', "")
    ],
    "ref …: no source …; declare it under sources or correct it": [changed('refs: ["12.1"]', 'refs: ["nowhere:1"]')],
    "ref …:…: … has no EMA approval of …; add it to approvals or correct the name": [
        changed('refs: ["1"]', 'refs: ["ema:Examplo"]')
    ],
    "… is its own ancestor; correct parent": [changed("parent: suppression\n", "parent: blocking\n")],
    "… has more than … ancestors; flatten the tree": [catalogue(OTHER + CHAIN)],
    "… already leads to … (…, …:…); remove it from one of them or declare it in shared_names": [
        changed("interactants:\n", "interactants:\n  coumadin: {name: Warfarin, kind: drug}\n")
    ],
    "… has no letter or digit; remove it": [changed("    name: examplumab\n", "    name: examplumab\n    synonyms: ['™']\n")],
    "… cites the boxed warning but is not level: boxed; mend one": [changed("level: boxed", "level: warning")],
    "… is boxed but cites no boxed warning; mend one": [changed('refs: [boxed, "5.10"]', 'refs: ["5.10"]')],
    "stands twice in this agent; merge the two": [
        changed("      monitoring:\n", "        - {risk: infection, level: boxed, refs: [boxed]}\n      monitoring:\n")
    ],
    "… is said to list no …, but is cited here; correct one of the two": [
        changed("      coverage: label\n", "      coverage: label\n      none_listed: {interactions: ['7']}\n")
    ],
    "…, but its mechanism says …; correct one": [changed("effect: suppresses\n    modality", "effect: stimulates\n    modality")],
    "nothing else counts as a single drug; remove counts": [
        changed("kind: drug}", "kind: drug, counts: {effects: [suppresses], note: n}}")
    ],
    "every agent would count; name a mechanism or the like": [changed("kind: drug}", "kind: group, counts: {note: n}}")],
    "no agent has the modality …; correct the spelling or remove it": [
        changed("kind: drug}", "kind: group, counts: {modalities: [pill], note: n}}")
    ],
    "…: no such file; to annotate a text, pipe it: echo '…' | immunomod annotate -": [call("annotate", "Humira")],
    "…: its name does not tell what kind of file it is; give --input-format …": [annotate("", name="list.xyz")],
    "… is read as plain lines, without columns; leave out --column, or give --input-format csv": [
        annotate("Humira\n", "--column", "drug", name="list.txt")
    ],
    "…: …; name another file with --output": [annotate("drug\nHumira\n", "-o", "/nowhere/out.csv")],
    "… is empty; a header line is needed": [annotate("")],
    "… is empty; one JSON object a line is needed": [annotate("", name="list.jsonl")],
    "… has no column …; it has …": [annotate("drug,note\na,b\n", "--column", "x")],
    "… has no column …; it has …; its cells seem to be parted by …: give --delimiter …": [
        annotate("drug;note\na;b\n", "--column", "drug")
    ],
    "… has … columns; say which to read with --column: …": [annotate("drug,note\na,b\n")],
    "… has … columns named …; rename all but one": [annotate("drug,drug\na,b\n", "--column", "drug")],
    "the input has a column … already; give --prefix, e.g. --prefix immunomod_": [
        annotate("drug,agent_id\na,b\n", "--column", "drug")
    ],
    "--delimiter … is not one character; give e.g. ';' or tab": [annotate("drug\n", "--delimiter", "ab")],
    "no encoding is called …; common ones are utf-8, cp1252 and latin-1": [annotate("drug\n", "--encoding", "utf-9")],
    "…, after line …: … is not …; name the encoding, e.g. --encoding cp1252": [annotate(b"drug\n\xff\n")],
    "…, after line …: …; check the file": [annotate(gzip.compress(b"drug\nHumira\n")[:-9], name="list.csv.gz")],
    "…, line …: …; mend the quotes there": [annotate('drug\n"Humira\n')],
    "…, row …: … cells where the header has …; mend or quote it (it begins with …)": [annotate("drug\na,b\n")],
    "…, line …: not JSON (…); one object a line is needed": [
        annotate("{\n", name="list.jsonl"),
        annotate("[" * 100_000, name="list.jsonl"),
    ],
    '…, line …: not an object; write it as {"drug": ...}': [annotate("[1]\n", name="list.jsonl")],
    "the key … is not in the first object; only JSON Lines can hold it: write -f jsonl": [
        annotate('{"drug": "a"}\n{"drug": "b", "more": 1}\n', "-f", "csv", "--column", "drug", name="list.jsonl")
    ],
    "- reads standard input, which is a terminal; pipe a list into it": [terminal("annotate", "-")],
    "Parquet is not for a terminal; give --output FILE, or -f csv": [_parquet_at_a_terminal],
    "Parquet needs pyarrow; install it: pip install 'immunomod[parquet]'": [_without_pyarrow],
    "Parquet cannot be read from a pipe; name a file": [_parquet_from_a_pipe],
    "…: not a Parquet file (…); give its kind with --input-format": [parquet(lambda path: path.write_bytes(b"no"))],
    "…: column … holds …, not text; name another with --column": [parquet(_numbers)],
    "…: damaged (…); write the file anew": [parquet(_torn)],
    "…: no such folder; name a folder of label records": [call("audit", "/nowhere")],
    "…: no .json file in this folder; name a folder of label records": [lambda world: audit(world, None)],
    "…: not a JSON file that can be read (…); mend or remove it": [lambda world: audit(world, "{")],
    "…: not a label record; expected an object with set_id and sections": [lambda world: audit(world, "[]")],
    "no index can be kept (…); reading the catalogue anew each time; set IMMUNOMOD_CACHE to a folder of your own": [
        without_a_cache
    ],
    "the index cannot be read back (…); check the disk, or set IMMUNOMOD_CACHE to another": [failing(IndexDamaged("x"))],
    "…: …; check that it can be read or written": [failing(OSError(28, "No space left on device"))],
    "not enough memory; allow the process more of it": [failing(MemoryError())],
    "interrupted": [failing(KeyboardInterrupt())],
    "… is …; give one of …": [in_python(lambda reference: reference.agents(effect="calms"))],  # type: ignore[attr-defined]
    "the index cannot be read back (…); check the disk": [in_python(lambda reference: reference._ask(damaged))],
}


def _with_stdin(world: World, read: Callable[[], object]) -> Run:
    from immunomod.cli import names

    class Broken:
        def isatty(self) -> bool:
            return False

        @property
        def buffer(self) -> object:
            return type("buffer", (), {"read": staticmethod(read)})

    world.patch.setattr(names, "sys", type("sys", (), {"stdin": Broken(), "stderr": sys.stderr}))
    return world.run("drug", "-")


def audit(world: World, content: str | None) -> Run:
    """An audit of one label record, or of none."""
    world.without_ours()
    return world.run("audit", str(Path(world.file("labels/x.json" if content else "labels/x", content or "")).parent))


def _two_files(world: World) -> Run:
    world.without_ours()
    entry = "terms:\n  x: {name: x, definition: y, refs: ['s:1']}\n"
    world.file("two/a.yaml", entry + SOURCED)
    folder = Path(world.file("two/b.yaml", entry)).parent
    done = world.run("validate", str(folder), "-f", "plain")
    return Run(done.status, "", "\n".join(line.split("\t", 3)[3] for line in done.out.splitlines()))
