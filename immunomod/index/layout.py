"""Tables of the index. Raise LAYOUT whenever tables or the shape of stored entries change.

A name's row says which name comes next in its space, so two neighbours prove that there is nothing between them:
a row that is lost is noticed without reading the whole file. Each space begins with the empty name.
"""

LAYOUT = "27"

TABLES = """
CREATE TABLE meta (value TEXT NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE entries (
    kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    summary TEXT NOT NULL, body TEXT NOT NULL, checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX entry_key ON entries (kind, id);
CREATE TABLE names (
    space TEXT NOT NULL, folded TEXT NOT NULL, next TEXT NOT NULL, position INTEGER NOT NULL,
    matches TEXT NOT NULL, checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX name_key ON names (space, folded);
CREATE TABLE links (relation TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, checksum INTEGER NOT NULL);
CREATE UNIQUE INDEX link_key ON links (relation, key);
CREATE VIRTUAL TABLE facts USING fts5 (
    text, also, kind UNINDEXED, id UNINDEXED, place UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
);
"""
