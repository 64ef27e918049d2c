"""The index: a SQLite file derived from the catalogue, opened read only on every lookup."""
