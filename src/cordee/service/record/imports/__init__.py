"""Bringing a bundle into a record: read, compared, looked at, then all or nothing."""
