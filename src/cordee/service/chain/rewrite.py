"""Writing many changed rows back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models


def rewrite(rows: Sequence[models.Model], names: Collection[str]) -> None:
    """Write the named fields of every row, by its primary key: one statement, run for each row.

    `QuerySet.bulk_update` makes one CASE of every row for every field: for a hundred alerts of a dozen fields that
    is most of a cycle.
    """
    if not rows:
        return
    meta: Any = rows[0]._meta
    key, quoted = meta.pk, connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    sets = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    values = [
        [each.get_db_prep_save(getattr(row, each.attname), connection) for each in (*fields, key)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(meta.db_table)} SET {sets} WHERE {quoted(key.column)} = %s",  # nosec B608 - names of our own
            values,
        )
