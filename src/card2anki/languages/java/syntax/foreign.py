"""What code that does not parse as Java is instead: what other languages have and Java has not.

It is asked of nothing else, so it need not be complete. The compile server knows the same signs.
"""

from __future__ import annotations

import re

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
    ("a template", r"<%|^[ \t]*</?[a-zA-Z]+[^<>\n]{0,200}>[ \t]*$"),
    (
        "a shell command",
        r"^[ \t]*(?:\$[ \t]|(?:java|javac|jar|mvn|export|cd|ls|echo|sudo|apt|git|docker|curl)"
        r"[ \t]+[-./\w])[^;{}()\n]*$",
    ),
    ("pseudocode", r"\bfunction[ \t]+\w+[ \t]*\(|\bforeach[ \t]*\(|:=|<-(?!-)|←"),
    ("pseudocode", r"(?i)\bfor[ \t]+each\b|\bend[ \t]+(?:if|for|while)\b|\bthen[ \t]*$"),
    ("pseudocode", r"\b(?:if|while)[ \t]*\([^()\n]{0,80}\b(?:is|exists|such|not)\s"),
    ("pseudocode", r"\bfor[ \t]*\([ \t]*\w+[ \t]+from\b"),
)
_PATTERNS = tuple((language, re.compile(sign, re.MULTILINE)) for language, sign in _SIGNS)


def language_of(code: str) -> str:
    """Return what code reads like that is no Java, "" where nothing tells."""
    return next((language for language, sign in _PATTERNS if sign.search(code)), "")
