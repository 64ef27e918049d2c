"""From YAML files to a checked catalogue: the only room that imports yaml and pydantic."""
