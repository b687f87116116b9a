"""Whether the database's tables are those of this code."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def missing_migrations() -> list[str]:
    """The migrations of this code that the database has not had, as `app.name`, in order."""
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    return [f"{one.app_label}.{one.name}" for one, _ in executor.migration_plan(targets)]


def unknown_migrations() -> list[str]:
    """Migrations that the database has had and this code does not know: the database is of a later version."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations or {})
    return sorted(
        f"{app}.{name}" for app, name in executor.loader.applied_migrations if (app, name) not in known
    )


def applied_migrations() -> list[str]:
    """The migrations that the database has had, as `app.name`."""
    return [f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.applied_migrations]


def known_migrations() -> list[str]:
    """The migrations of this code."""
    return [f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.disk_migrations or {}]
