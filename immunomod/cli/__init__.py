"""The command line: commands parse, queries answer, renderers print."""
