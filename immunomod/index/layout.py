"""Tables of the index. Raise LAYOUT whenever tables or the shape of stored entries change."""

LAYOUT = "5"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entries (
    kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    summary TEXT NOT NULL, body TEXT NOT NULL, checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX entry_key ON entries (kind, id);
CREATE TABLE names (
    space TEXT NOT NULL, folded TEXT NOT NULL, position INTEGER NOT NULL,
    kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL
);
CREATE INDEX name_key ON names (space, folded);
CREATE TABLE uses (condition TEXT NOT NULL, agent TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX use_key ON uses (condition);
CREATE TABLE acts (mechanism TEXT NOT NULL, agent TEXT NOT NULL);
CREATE INDEX act_key ON acts (mechanism);
CREATE TABLE kin (kind TEXT NOT NULL, ancestor TEXT NOT NULL, descendant TEXT NOT NULL);
CREATE INDEX kin_key ON kin (kind, ancestor);
CREATE VIRTUAL TABLE facts USING fts5 (
    text, also, kind UNINDEXED, id UNINDEXED, place UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
);
"""
