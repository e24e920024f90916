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
#: A line of the plan of a query, as PostgreSQL tells it.
_STEP = re.compile(
    r".{0,200}\((?:cost|actual time)=|[ \t]*+[A-Z][a-z]{1,20}(?: [A-Za-z]{1,20}){0,3}: "
)
#: The names of columns, a line below them, and rows.
_RESULT = re.compile(
    r"^(?![ \t]*--)[^\n;,(]*[^\s;,(][ \t]*\n[ \t]*-{3,200}(?:[ \t+|]{1,3}-{1,200}){0,50}[ \t]*$"
    r"(?:\n[ \t]*[^\s][^\n]*)*+",
    re.MULTILINE,
)
_PROMPT = re.compile(
    r"^[ \t]*(?:[\w:.@/-]{1,30}(?:[ ]?\[\w{0,30}\])?[=*(-]{0,2}[>#][ \t]|->[ \t])", re.MULTILINE
)
#: Code of procedures, which is a language of its own in each database.
_PROCEDURE = re.compile(
    r"\b(?:CREATE|REPLACE)\s{1,8}(?:FUNCTION|PROCEDURE|TRIGGER|PACKAGE|AGGREGATE|TYPE|RULE)\b"
    r"|^\s{0,80}(?:DECLARE|DELIMITER|DO|IF|WHILE|LOOP|EXEC|EXECUTE|CALL|PREPARE|LOAD)\b|\$\$|\bEND\s+IF\b"
    r"|\bVALUES\s{1,8}LESS\s{1,8}THAN\b|\bBEGIN\b(?!\s{0,8}(?:;|TRAN|WORK|\Z))",
    re.IGNORECASE | re.MULTILINE,
)
_GAP = re.compile(
    r"'(?:[^']|'')*+'|\"[^\"\n]*\"|--[^\n]*|/\*(?s:.{0,1000}?)\*/"
    r"|(?P<list>,[ \t\r\n]{0,200}(?:\.{3,}|…)(?=\s{0,200}(?:[);]|FROM\b|\Z)))"
    r"|(?P<alone>^[ \t]*(?:\.{3,}|…)[ \t]*,?[ \t]*$|\{%[^\n]{0,200}?%\}"
    r"|\A\s{0,80}\{\{[^{}\n]{0,200}\}\}[ \t]*$)"
    r"|(?P<word>(?<=SELECT)\s{1,8}(?:STREAM|TVR|TABLE)\b|\bAS\s{1,8}OF\s{1,8}'[^'\n]{0,80}'"
    r"|\bWINDOW\s{1,8}(?:TUMBLING|HOPPING|SESSION)\s{0,8}\([^()\n]{0,80}\)|\bEMIT\s{1,8}CHANGES\b"
    r"|\bWITH\s{1,8}TIES\b|\bALLOW\s{1,8}FILTERING\b|\bUSING\s{1,8}(?:TTL|TIMESTAMP)\s{1,8}\d+"
    r"|\bIF\s{1,8}NOT\s{1,8}EXISTS(?=\s{0,8}(?:;|\Z)))"
    r"|(?P<name>\.{3,}|…|<[A-Za-z][\w -]{0,60}>|\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{0,80}\}"
    r"|%\(\w{1,40}\)s|%s|\?\d{1,3}|\{\w{1,40}\}"
    r"|\bWINDOW\b(?!\s{1,8}\w{1,60}\s{1,8}AS\b))"  # a column is called so
    r"|(?P<line>^(?:GO|[ \t]*\.[a-z]+\b[^\n;]{0,200}|\\[^\n]{0,200}"
    r"|(?:ERROR|DETAIL|HINT|NOTICE|WARNING)\b[^\n;:]{0,80}:[^\n]{0,400}"
    r"|USE[ \t]+\w{1,60}|/)[ \t]*;?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)


def is_output(code: str) -> bool:
    """Say whether most of a snippet is a table of results."""
    lines = [line for line in code.split("\n") if line.strip()]
    rows = [line for line in lines if _ROW.match(line) or _STEP.match(line)]
    return len(rows) * 2 > len(lines)


def is_procedure(code: str) -> bool:
    """Say whether a snippet holds more than queries."""
    return _PROCEDURE.search(code) is not None


def filled(code: str) -> str:
    """Return a text as long: what is left out is a name or blank, prompts and output are blank."""
    queries = _RESULT.sub(_blank, session(code, prompt=_PROMPT))
    return _GAP.sub(_stand_in, queries)


#: What may be left out in a synopsis, ``[WHERE condition]``; in brackets of T-SQL are names.
_OPTION = re.compile(r"\[[ ]?[A-Z]{2,20}\b[^\[\]]{0,200}\](?:,?[ ]?\.{3})?")
_CALL = re.compile(r"[ \t]*\w{1,80}\([^\n]*\)[ \t]*")


def listed(text: str) -> str:
    """Return calls that stand alone on their lines as one list of them."""
    lines = [line for line in text.split("\n") if line.strip()]
    return ",".join(lines) if len(lines) > 1 and all(map(_CALL.fullmatch, lines)) else text


def synopsis(text: str) -> str:
    """Return SQL without what a synopsis says may be left out."""
    for _ in range(_MOST_OPTIONS):
        text = _OPTION.sub(_blank, text)
    return text


#: So deep do options nest.
_MOST_OPTIONS = 3
#: What queries are made of, without what is asked for.
_OUTLINE = re.compile(
    r"(?:\s|\d{1,2}[.):]|->|=>|[→,/>+]|\.\.\.|…|\b(?:SELECT|DISTINCT|FROM|ON|JOIN|WHERE|GROUP|BY|HAVING"
    r"|ORDER|LIMIT|OFFSET|UNION|WINDOW|WITH|OVER|TOP|FETCH|QUALIFY)\b)++",
)


def is_outline(code: str) -> bool:
    """Say whether a snippet tells the order of the clauses of a query, and is none."""
    return _OUTLINE.fullmatch(code) is not None


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"\S", " ", found[0])


def _stand_in(found: re.Match[str]) -> str:
    if found["name"]:
        return "x" * len(found[0])
    if found["list"] or found["alone"] or found["word"] or found["line"]:
        return _blank(found)
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
