"""YAML: the same object as JSON. The one renderer that imports yaml."""

from typing import TextIO

from immunomod.query.result import Result


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes a value out each time: aliases help nobody who reads this."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    yaml.dump(result.envelope(), out, Dumper, sort_keys=False, allow_unicode=True, width=120)
