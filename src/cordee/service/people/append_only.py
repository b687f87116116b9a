"""The access log's guard inside the database: entries are added, never changed or taken away; heads only go forward.

Both statements of each vendor are idempotent. Emptying a database of tests lifts the guard first.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSED = "the access log is append-only"
_SQLITE = {
    "access_entry_stays": "BEFORE UPDATE ON people_accessentry",
    "access_entry_is_kept": "BEFORE DELETE ON people_accessentry",
    "access_head_is_kept": "BEFORE DELETE ON people_accesshead",
    "access_head_goes_forward": "BEFORE UPDATE ON people_accesshead"
    " WHEN NEW.number <> OLD.number + 1 OR NEW.person_id <> OLD.person_id",
}
_POSTGRESQL = {
    "access_entry_stays": ("people_accessentry", "BEFORE UPDATE OR DELETE", "FOR EACH ROW"),
    "access_entry_is_kept": ("people_accessentry", "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    "access_head_is_kept": ("people_accesshead", "BEFORE DELETE", "FOR EACH ROW"),
    "access_head_is_not_emptied": ("people_accesshead", "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    "access_head_goes_forward": (
        "people_accesshead",
        "BEFORE UPDATE",
        "FOR EACH ROW WHEN (NEW.number <> OLD.number + 1 OR NEW.person_id <> OLD.person_id)",
    ),
}


def guarding(vendor: str) -> list[str]:
    """The statements that put the guard up."""
    if vendor == "sqlite":
        raised = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        return [f"CREATE TRIGGER IF NOT EXISTS {name} {when} {raised}" for name, when in _SQLITE.items()]
    function = (
        "CREATE OR REPLACE FUNCTION access_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        *(
            f"CREATE OR REPLACE TRIGGER {name} {when} ON {table} {how} EXECUTE FUNCTION access_log_is_append_only()"
            for name, (table, when, how) in _POSTGRESQL.items()
        ),
    ]


def lifting(vendor: str) -> list[str]:
    """The statements that take the guard away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, (table, _, _) in _POSTGRESQL.items()]


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Put the guard up on `connection`'s database."""
    with connection.cursor() as cursor:
        for statement in guarding(connection.vendor):
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for emptying a database of tests or of a demo, never for real data."""
    with connection.cursor() as cursor:
        for statement in lifting(connection.vendor):
            cursor.execute(statement)


def migrate_up(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For the migration."""
    for statement in guarding(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def migrate_down(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For the migration, backwards."""
    for statement in lifting(schema_editor.connection.vendor):
        schema_editor.execute(statement)
