"""What code that does not parse as Java is instead: what other languages have and Java has not.

It is asked of nothing else, so it need not be complete.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: The signs of each language, the surest first.
_SIGNS = (
    ("pseudocode", r"(?i)(?://|/\*|#)[^\n]{0,80}\bpseudo-?\s?code"),
    ("C or C++", r"^[ \t]*#[ \t]*(?:include|define|ifdef|ifndef|pragma)\b|\basm[ \t]+volatile"),
    ("C or C++", r"\bstd::\w|\bu?int(?:8|16|32|64)_t\b|\b(?:unsigned|typedef|sizeof|printf)\b"),
    ("C or C++", r"\b(?:char|void|int|float|double)[ \t]*\*[ \t]*\w|\w->\w+[ \t]*[-+=;]"),
    ("C or C++", r"\b__\w|\bnullptr\b|\(\w+[ \t]*\*\)|\b_mm_\w"),
    ("C#", r"\busing[ \t]+System\b|\bnamespace[ \t]+\w|\bforeach[ \t]*\(var\b"),
    ("C#", r"\bget;[ \t]*set;|[(,][ \t]*(?:out|ref)[ \t]+\w+[ \t]*[,)]"),
    ("Python", r"^[ \t]*def[ \t]+\w+[ \t]*\(.{0,200}:[ \t]*$|^[ \t]*elif\b"),
    ("Python", r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import\b|import[ \t]+\w+[ \t]*$)"),
    ("Kotlin", r"\bfun[ \t]+\w+[ \t]*\(|\bval[ \t]+\w+[ \t]*[:=]"),
    ("JavaScript", r"\bconsole\.log\b|\b(?:const|let)[ \t]+\w+[ \t]*=|=>[ \t]*\{|==="),
    ("JSP", r"<%"),
    ("XML or HTML", r"^[ \t]*</?[a-zA-Z]+[^<>\n]{0,200}>[ \t]*$"),
    ("SQL", r"(?i)\A\s*(?:select\s[^;]{1,400}\sfrom|insert\s+into|create\s+table|delete\s+from)\b"),
    ("SQL", r"(?i)\A\s*update\s+\w+\s+set\b"),
    ("JSON", r'\A\s*[\[{]\s*(?:"[^"\n]{0,80}"\s*:|\{\s*")'),
    ("YAML", r"\A[\w.-]+:(?:[ \t][^\n;{}]*)?\n(?:[ \t]*(?:- |[\w.-]+:)[^\n;]*(?:\n|\Z))++\Z"),
    ("Rust", r"\bfn[ \t]+\w+[ \t]*[(<]|\blet[ \t]+mut\b|\bprintln!"),
    ("Go", r"\bfunc[ \t]+(?:\([^()\n]{0,80}\)[ \t]*)?\w+\(|^[ \t]*package[ \t]+\w+[ \t]*$"),
    (
        "a shell command",
        r"^[ \t]*(?:\$[ \t]|(?:java|javac|jar|mvn|export|cd|ls|echo|sudo|apt|git|docker|curl)"
        r"[ \t]+[-./\w])[^;{}()\n]*$",
    ),
    ("pseudocode", r"\bfunction[ \t]+\w+[ \t]*\(|\bforeach[ \t]*\(|:=|<-(?!-)|\w[ \t]*←"),
    ("pseudocode", r"(?i)\bfor[ \t]+each\b|\bend[ \t]+(?:if|for|while)\b"),
    ("pseudocode", r"^[ \t]*(?:else[ \t]*)?if\b[^\n]{0,200}\bthen[ \t]*$"),
    ("pseudocode", r"\b(?:if|while)[ \t]*\([^()\n]{0,80}\b(?:is|exists|such|not)\s"),
    ("pseudocode", r"\bfor[ \t]*\([ \t]*(?:each[ \t]|\w+[ \t]+from\b)"),
)
_PATTERNS = tuple((language, re.compile(sign, re.MULTILINE)) for language, sign in _SIGNS)


class Sign(NamedTuple):
    """The language that a text reads like, and the range that tells."""

    language: str
    start: int
    end: int


def foreign_sign(code: str) -> Sign | None:
    """Return what shows that code is no Java, None where nothing tells."""
    for language, sign in _PATTERNS:
        if found := sign.search(code):
            blanks = len(found[0]) - len(found[0].lstrip())
            return Sign(language, found.start() + blanks, found.end())
    return None
