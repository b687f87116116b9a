"""The tables of the trial store."""

from __future__ import annotations

VERSION = 1
"""Of the tables. A store of another version is refused, never changed in silence."""

SCHEMA = (
    # `asked`: its conditions as programs (cordee.trials.index), MessagePack; `body`: the whole trial, MessagePack.
    """CREATE TABLE trial (
        id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, phase TEXT NOT NULL, status TEXT NOT NULL,
        updated TEXT NOT NULL, digest TEXT NOT NULL, file TEXT NOT NULL,
        asked BLOB NOT NULL, body BLOB NOT NULL)""",
    """CREATE TABLE site (
        trial INTEGER NOT NULL, country TEXT NOT NULL, city TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL)""",
    "CREATE INDEX site_country ON site (country, status, trial)",
    "CREATE INDEX site_trial ON site (trial)",
    # Numbers run from 0 without a gap and are never given again: programs hold them.
    "CREATE TABLE leaf (number INTEGER PRIMARY KEY, body BLOB NOT NULL UNIQUE)",
    "CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL)",
    "CREATE TABLE correction (trial TEXT PRIMARY KEY, file TEXT NOT NULL, text TEXT NOT NULL)",
    """CREATE VIRTUAL TABLE words USING fts5 (
        id, title, conditions, drugs, sites, eligibility, tokenize = 'unicode61 remove_diacritics 2')""",
)
