"""JSON Schemas of the output and of catalogue files: the models they come from, and the files themselves."""
