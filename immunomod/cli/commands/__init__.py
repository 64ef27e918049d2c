"""One module a group of commands; each command parses its arguments and asks one query."""
