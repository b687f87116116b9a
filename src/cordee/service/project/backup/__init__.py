"""Backup and restore: one consistent, encrypted, verified copy of everything, the same for SQLite and PostgreSQL."""
