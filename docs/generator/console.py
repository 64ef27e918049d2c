"""Console blocks of a page, which show what commands really print.

In a ```console block, a line `$ command` (with the lines `> more of it` below) is run, and what it prints replaces what
stands beneath. A block of another language with title="NAME" is a file that the commands find beside them.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from docs.generator import shell

TOOLS = ("jq", "csvcut", "csvlook", "xargs", "make", "sqlite3")  # a block waits for those it names

_BLOCK = re.compile(r"^```(?P<info>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')


class Call(NamedTuple):
    """A command as typed, with its prompt, and what the page says it prints."""

    typed: str
    printed: str

    @property
    def command(self) -> str:
        return self.typed.removeprefix("$ ").replace("\n> ", "\n")


def refreshed(text: str) -> str:
    """A page with the output in its console blocks made anew; blocks whose tools are missing stay as they are."""
    with TemporaryDirectory() as folder:
        return _BLOCK.sub(lambda block: _block(block, Path(folder)), text)


def calls(body: str) -> Iterator[Call]:
    """The commands of a console block."""
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        match = re.match(r"(\$ [^\n]*(?:\n> [^\n]*)*)\n?(.*)", part, re.DOTALL)
        if match:
            yield Call(match[1], match[2].rstrip("\n"))


def _block(block: re.Match[str], folder: Path) -> str:
    title = _TITLE.search(block["info"])
    if title:
        (folder / title[1]).write_text(block["body"], encoding="utf-8")
    if block["info"] != "console":
        return block[0]
    missing = [tool for tool in TOOLS if re.search(rf"\b{tool}\b", block["body"]) and not shutil.which(tool)]
    if missing:
        print(f"not run, for want of {', '.join(missing)}: {block['body'].splitlines()[0]}", file=sys.stderr)
        return block[0]
    shown = (f"{call.typed}\n{shell.run(call.command, folder)}".rstrip() for call in calls(block["body"]))
    return "```console\n" + "\n".join(shown) + "\n```"
