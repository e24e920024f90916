"""The rules' documentation, made of their docstrings.

``python -m card2anki.report.rules FOLDER`` writes a page for each rule and the index.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

from card2anki.model import Safety
from card2anki.report.characters import json_text
from card2anki.rule import Rule
from card2anki.rules import RULES

FAMILIES = {
    "F": "The card format",
    "Q": "The question",
    "A": "The answer",
    "T": "What a template or a chat left behind",
    "D": "Duplicates, over all files of a run",
    "L": "Code: its labels and its layout",
    "J": "Java",
    "P": "Python",
    "S": "Pseudocode",
    "G": "Code in other languages, and code in any",
    "M": "Markup: math, images, links, characters",
    "U": "The linter's own use",
}
SCHEMA = 1
_SECTION = re.compile(r"^(Why|Bad|Good):\n((?: {4}.*\n?|\n)+)", re.MULTILINE)
_FIXES = {
    Safety.SAFE: "`--fix` mends it.",
    Safety.UNSAFE: "`--fix --unsafe-fixes` mends it; look at the diff first.",
    None: "There is no fix: an author has to see to it.",
}


def sections(rule: Rule) -> dict[str, str]:
    """Return the parts of a rule's documentation: Why, Bad, Good, as far as there are any."""
    return {name: dedent(text).strip() for name, text in _SECTION.findall(rule.docs + "\n")}


def summary(rule: Rule) -> str:
    """Return what a rule finds, in one sentence."""
    return " ".join(rule.docs.split("\n\n")[0].split())


def page(rule: Rule) -> str:
    """Return the page of a rule, as markdown."""
    return "\n".join(_page(rule)) + "\n"


def index(rules: Iterable[Rule]) -> str:
    """Return the list of rules by family, as markdown."""
    rules = list(rules)
    lines = ["# Rules", "", "Made of the rules' docstrings; do not edit."]
    for family, title in FAMILIES.items():
        members = [rule for rule in rules if rule.code.startswith(family)]
        if members:
            lines += ["", f"## {family}: {title}", "", "| code | name | severity | fix | what |"]
            lines += ["|---|---|---|---|---|", *map(_row, members)]
    return "\n".join(lines) + "\n"


def rules_text(rules: Iterable[Rule]) -> str:
    """Return a line a rule, for the terminal."""
    return "".join(
        f"{rule.code}  {rule.severity:<7}  {rule.fix or '-':<6}  {rule.name}"
        f"{'' if rule.default else '  (only if selected)'}\n"
        for rule in rules
    )


def rules_json(rules: Iterable[Rule]) -> str:
    """Return all that is known of rules, as JSON."""
    return json_text({"schema": SCHEMA, "rules": [_data(rule) for rule in rules]})


def _data(rule: Rule) -> dict[str, Any]:
    parts = sections(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "fix": rule.fix.value if rule.fix else None,
        "default": rule.default,
        "options": dict(rule.options),
        "summary": summary(rule),
        "why": parts.get("Why", ""),
        "bad": parts.get("Bad", ""),
        "good": parts.get("Good", ""),
    }


def _row(rule: Rule) -> str:
    severity = rule.severity if rule.default else f"{rule.severity}, if selected"
    fix = rule.fix or "-"
    return f"| [{rule.code}]({rule.code}.md) | {rule.name} | {severity} | {fix} | {summary(rule)} |"


def _page(rule: Rule) -> Iterator[str]:
    parts = sections(rule)
    off = "" if rule.default else "; in force only where it is selected"
    yield from (
        f"# {rule.code} {rule.name}",
        "",
        summary(rule),
        "",
        f"Severity: {rule.severity}{off}.",
    )
    for name, title in (("Why", "Why"), ("Bad", "Bad"), ("Good", "Good")):
        if name in parts:
            text = [parts[name]] if name == "Why" else ["````markdown", parts[name], "````"]
            yield from ("", f"## {title}", "", *text)
    yield from ("", "## Fix", "", _FIXES[rule.fix])
    if rule.options:
        yield from ("", "## Options", "", "```toml", f"[tool.card2anki.options.{rule.code}]")
        yield from (
            f"{name.replace('_', '-')} = {json.dumps(v)}" for name, v in rule.options.items()
        )
        yield "```"


def write_pages(folder: Path) -> None:
    """Write the page of each rule and the index; remove pages of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[A-Z][0-9][0-9][0-9].md"):
        old.unlink()
    (folder / "README.md").write_text(index(RULES), "utf-8")
    for rule in RULES:
        (folder / f"{rule.code}.md").write_text(page(rule), "utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
