"""A collection's database, opened as what anyone may have made.

SQLite is asked for nothing but rows of plain tables: what a view or a computed column would
run is not run, no other statement is allowed, no value may be longer than a limit, and what is
read may not come to more than the file holds, which ends reading where pages point at pages
that were read before.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from card2anki.errors import UsageError

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
_COMPUTED = re.compile(r"\bas\s*\(", re.IGNORECASE)

Row = Sequence[Any]


class Database:
    """The tables of a collection. Raises UsageError, with ``shown`` for the file's name."""

    def __init__(self, file: Path, shown: str) -> None:
        self._shown = shown
        self._left = file.stat().st_size  # of what may still be read, in bytes
        uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        for limit, value in _LIMITS.items():
            self._connection.setlimit(limit, value)
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
        self._connection.create_collation("unicase", _unicase)
        try:
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.set_authorizer(_only_reading)
            self.tables = frozenset(self._plain_tables())
        except (sqlite3.Error, UsageError) as error:
            self.close()
            if isinstance(error, sqlite3.Error):
                raise self._damaged(error) from error
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of a table, in no order."""
        if table not in self.tables:
            raise UsageError(f"{self._shown}: there is no table {table!r} in it")
        query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - both are ours
        try:
            for row in self._connection.execute(query):
                self._left -= _LEAST_ROW + sum(len(v) for v in row if isinstance(v, str | bytes))
                if self._left < 0:
                    raise UsageError(f"{self._shown}: damaged: it says more than it holds")
                yield row
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _plain_tables(self) -> Iterator[str]:
        """Yield the names of the tables that are nothing else, so that reading one runs nothing."""
        query = "SELECT name, type, rootpage, sql FROM sqlite_master"
        for name, kind, root, sql in self._connection.execute(query):
            if kind == "table" and isinstance(root, int) and root > 0:
                if _COMPUTED.search(str(sql)):
                    raise UsageError(f"{self._shown}: the table {name!r} in it computes columns")
                yield str(name)

    def _damaged(self, error: sqlite3.Error) -> UsageError:
        return UsageError(f"{self._shown}: damaged: {error}")


def _only_reading(
    action: int, first: str | None, second: str | None, database: str | None, through: str | None
) -> int:
    """Allow a statement to read tables, not through a view or a trigger, and nothing else."""
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if reads and through is None else sqlite3.SQLITE_DENY


def _unicase(first: str, second: str) -> int:
    """Compare as Anki does, which knows no case; SQLite has to know how some columns sort."""
    a, b = first.casefold(), second.casefold()
    return (a > b) - (a < b)
