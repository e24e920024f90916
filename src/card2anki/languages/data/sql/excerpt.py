"""SQL as cards show it: a clause alone, prompts and results, dots and placeholders.

What is blank or a name instead is as long, so that all offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from card2anki.languages.grammars.shell import session

#: A line of a table that a query returns.
_ROW = re.compile(r"[ \t]*(?:\||\+[-=+]|[-=+]{3})|.{0,80}-{5}[ \t]*$")
_PROMPT = re.compile(
    r"^[ \t]*(?:[\w:.@/-]{1,30}(?:[ ]?\[\w{0,30}\])?[=*(-]{0,2}[>#][ \t]|->[ \t])", re.MULTILINE
)
#: Code of procedures, which is a language of its own in each database.
_PROCEDURE = re.compile(
    r"\b(?:CREATE|REPLACE)\s{1,8}(?:FUNCTION|PROCEDURE|TRIGGER|PACKAGE|AGGREGATE|TYPE|RULE)\b"
    r"|^\s{0,80}(?:DECLARE|DELIMITER|DO|IF|WHILE|LOOP|EXEC|EXECUTE|CALL|PREPARE|LOAD)\b|\$\$|\bEND\s+IF\b"
    r"|\bBEGIN\b(?!\s{0,8}(?:;|TRAN|WORK|\Z))",
    re.IGNORECASE | re.MULTILINE,
)
_GAP = re.compile(
    r"'(?:[^']|'')*+'|\"[^\"\n]*\"|--[^\n]*|/\*(?s:.{0,1000}?)\*/"
    r"|(?P<list>,[ \t\r\n]{0,200}(?:\.{3,}|…)(?=\s{0,200}(?:[);]|FROM\b|\Z)))"
    r"|(?P<alone>^[ \t]*(?:\.{3,}|…)[ \t]*,?[ \t]*$)"
    r"|(?P<name>\.{3,}|…|<[A-Za-z][\w -]{0,60}>|\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{0,80}\}"
    r"|\bWINDOW\b(?!\s{1,8}\w{1,60}\s{1,8}AS\b))"  # a column is called so
    r"|(?P<word>(?<=SELECT)\s{1,8}(?:STREAM|TVR|TABLE)\b|\bAS\s{1,8}OF\s{1,8}'[^'\n]{0,80}'"
    r"|\bWINDOW\s{1,8}(?:TUMBLING|HOPPING|SESSION)\s{0,8}\([^()\n]{0,80}\))"
    r"|(?P<line>^(?:GO|\\[^\n]{0,200}|USE[ \t]+\w{1,60}|/)[ \t]*;?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)


def is_output(code: str) -> bool:
    """Say whether most of a snippet is a table of results."""
    lines = [line for line in code.split("\n") if line.strip()]
    rows = [line for line in lines if _ROW.match(line)]
    return len(rows) * 2 > len(lines)


def is_procedure(code: str) -> bool:
    """Say whether a snippet holds more than queries."""
    return _PROCEDURE.search(code) is not None


def filled(code: str) -> str:
    """Return a text as long: what is left out is a name or blank, prompts and output are blank."""
    return _GAP.sub(_stand_in, session(code, prompt=_PROMPT))


def _stand_in(found: re.Match[str]) -> str:
    if found["name"]:
        return "x" * len(found[0])
    if found["list"] or found["alone"] or found["word"] or found["line"]:
        return re.sub(r"\S", " ", found[0])
    return found[0]


class Wrapping(NamedTuple):
    """What is put around an excerpt to make a statement of it."""

    before: str = ""
    after: str = ""


_CLAUSES = """
    where join left right full inner cross natural on group having order limit union window offset
    fetch intersect except using
"""
_CONDITIONS = "and or in between like is not"
#: By the first word of an excerpt.
_LEADING = {
    **dict.fromkeys(_CLAUSES.upper().split(), Wrapping("SELECT a FROM a ")),
    **dict.fromkeys(_CONDITIONS.upper().split(), Wrapping("SELECT a FROM a WHERE a ")),
    "SET": Wrapping("UPDATE a "),
    "WITH": Wrapping("", "\nSELECT a"),
    "OVER": Wrapping("SELECT a() "),
    "PARTITION": Wrapping("SELECT a() OVER (", "\n)"),
    "ADD": Wrapping("ALTER TABLE a "),
    "DROP": Wrapping("ALTER TABLE a "),
    "WHEN": Wrapping("SELECT CASE ", "\nEND"),
    "ELSE": Wrapping("SELECT CASE WHEN a THEN a ", "\nEND"),
}
_ANY = (Wrapping("CREATE TABLE a (", "\n)"), Wrapping("SELECT "), Wrapping("SELECT a IN (", "\n)"))
_FIRST = re.compile(r"(?:\s++|--[^\n]*+|/\*(?s:.{0,1000}?)\*/)*+(\w+)")


def wrappings(code: str) -> Iterator[Wrapping]:
    """Yield in what a snippet may stand, beginning with nothing."""
    yield Wrapping()
    found = _FIRST.match(code)
    leading = _LEADING.get(found[1].upper()) if found else None
    if leading:
        yield leading
    yield from _ANY
