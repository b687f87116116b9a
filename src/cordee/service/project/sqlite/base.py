"""The database backend: Django's, but who waits for the writer's place asks for it often, and ever more often.

SQLite has one writer at a time. Its own waiting sleeps longer and longer, up to a tenth of a second: with several writers
the place stands empty while all of them sleep, and who came last has it before who waited longest.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

_PAUSES = ((0.02, 0.0005),)
"""Up to so many seconds of waiting, so many seconds between two tries."""
_LAST_PAUSE = 0.0001


class ClosePatience(base.DatabaseWrapper):
    """`timeout` and `transaction_mode` as in Django's options."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Opened with SQLite's own patience, for that is not repeated; then it no longer sleeps by itself."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that asks again for `timeout` seconds."""
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        cursor = self.connection.cursor(factory=_Cursor)
        cursor.timeout = timeout
        return cursor


DatabaseWrapper = ClosePatience  # the name by which Django asks


class _Cursor(SQLiteCursorWrapper):
    """A statement that finds the place taken has done nothing, and is asked again."""

    timeout: float

    def execute(self, query: str, params: Any = None) -> Any:
        return self._asked(lambda: super(_Cursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        """Outside a transaction each row would be written by itself, so that the whole can't be asked again: SQLite
        waits."""
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * self.timeout)}")
        try:
            return super().executemany(query, param_list)
        finally:
            self.connection.execute("PRAGMA busy_timeout = 0")

    def _asked(self, ask: Callable[[], Any]) -> Any:
        began = time.monotonic()
        while True:
            try:
                return ask()
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - began
                # By its first number alone: a place that was taken after we began to read (517) stays taken.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or waited > self.timeout:
                    raise
            time.sleep(next((pause for up_to, pause in _PAUSES if waited < up_to), _LAST_PAUSE))
