"""A collection's database, opened as what anyone may have made.

SQLite is asked for nothing but rows of plain tables: what a view or a computed column would
run is not run, no other statement is allowed, no value may be longer than a limit, and what is
read may not come to more than the file holds, which ends reading where pages point at pages
that were read before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

#: The longest value, in bytes: a field with some embedded pictures.
_LONGEST_VALUE = 64 << 20
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_PRAGMAS = ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0")
#: The least that a row takes, in bytes, whatever it holds.
_LEAST_ROW = 8

Row = Sequence[Any]


class Database:
    """The tables of a collection."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self._left = size  # of what may still be read, in bytes
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.create_collation("unicase", _unicase)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.set_authorizer(_only_reading)
        found = connection.execute("SELECT name, type, rootpage FROM sqlite_master")
        #: The names of those that are nothing else, so that reading one runs nothing.
        self.tables = frozenset(
            str(name)
            for name, kind, root in found
            if kind == "table" and isinstance(root, int) and root > 0
        )

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of a table, in no order."""
        if table not in self.tables:
            raise ValueError(f"there is no table {table!r}")
        described = self._connection.execute(f"PRAGMA table_xinfo({table})")
        if any(hidden for *_, hidden in described):
            raise ValueError(f"the table {table!r} computes columns")
        query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - both are ours
        for row in self._connection.execute(query):
            self._left -= _LEAST_ROW + sum(len(v) for v in row if isinstance(v, str | bytes))
            if self._left < 0:
                raise ValueError("it says more than it holds")
            yield row


@contextmanager
def open_database(file: Path) -> Iterator[Database]:
    """Open a collection. Raises ValueError, also while it is read, with what is wrong with it."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            yield Database(connection, file.stat().st_size)
    except sqlite3.Error as error:
        raise ValueError(str(error)) from error


def _only_reading(
    action: int, first: str | None, second: str | None, database: str | None, through: str | None
) -> int:
    """Allow a statement to read tables and their columns, not through a view or a trigger."""
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) or (
        action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo"
    )
    return sqlite3.SQLITE_OK if reads and through is None else sqlite3.SQLITE_DENY


def _unicase(first: str, second: str) -> int:
    """Compare as Anki does, which knows no case; SQLite has to know how some columns sort."""
    a, b = first.casefold(), second.casefold()
    return (a > b) - (a < b)
