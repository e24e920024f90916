"""The rule pages, made of the rules' docstrings: ``python -m card2anki.report.rules FILE``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from card2anki.rule import Rule
from card2anki.rules import RULES

_SECTION = re.compile(r"^(Why|Bad|Good):\n((?: {4}.*\n?|\n)+)", re.MULTILINE)


def sections(rule: Rule) -> dict[str, str]:
    """Return the parts of a rule's documentation: Why, Bad, Good, as far as there are any."""
    return {name: dedent(text).strip() for name, text in _SECTION.findall(rule.docs + "\n")}


def rules_markdown() -> str:
    """Return the page of all rules."""
    lines = ["# Rules", "", "Made of the rules' docstrings; do not edit.", ""]
    lines += ["| code | name | severity |", "|---|---|---|"]
    lines += [f"| [{r.code}](#{r.code.lower()}) | {r.name} | {r.severity} |" for r in RULES]
    for rule in RULES:
        lines += _page(rule)
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> Iterator[str]:
    parts = sections(rule)
    yield from ("", f"## {rule.code}", "", f"`{rule.name}` ({rule.severity}): {_first(rule.docs)}")
    if "Why" in parts:
        yield from ("", parts["Why"])
    for name, title in (("Bad", "Instead of"), ("Good", "write")):
        if name in parts:
            yield from ("", f"{title}", "", "````markdown", parts[name], "````")


def _first(docs: str) -> str:
    return " ".join(docs.split("\n\n")[0].split())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(rules_markdown(), "utf-8")
