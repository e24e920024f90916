"""What the rules say of a text, and what their fixes make of it; without files or processes."""

from __future__ import annotations

from pathlib import Path

from card2anki.languages.checkers import Checkers
from card2anki.linting.fixes import Mended, mend
from card2anki.linting.judging import judge
from card2anki.linting.linter import lint, lint_all, unsuppressed
from card2anki.linting.registry import registry
from card2anki.linting.selection import ActiveRule, Selection
from card2anki.model import Deck, Finding, MissingMedia, Safety, place_of
from card2anki.render.media import find_media
from card2anki.rule import Rule, Scope
from card2anki.source.parser import parse
from card2anki.source.reading import decode

#: Where a finding begins and ends, as lines and columns, and what it says.
Said = tuple[tuple[int, int], tuple[int, int], str]
_CODE = frozenset(code for code, rule in registry().items() if rule.scope is Scope.CODE)


def deck_of(text: str | bytes, path: str = "pots.md") -> Deck:
    return parse(decode(text if isinstance(text, bytes) else text.encode(), path))


def active(*codes: str) -> tuple[ActiveRule, ...]:
    """Return rules with their own severities and options; all that are on without any code."""
    chosen = [r for r in registry().values() if (r.code in codes if codes else r.default)]
    return tuple(ActiveRule(rule, rule.options) for rule in chosen)


def findings_in(
    decks: list[Deck], *codes: str, checkers: Checkers | None = None
) -> dict[str, list[Finding]]:
    """Return what rules say of several decks, by path; infos of the linter's own rules too.

    Code is judged only by checkers that are given.
    """
    files = [lint(deck, active(*codes), _missing_media(deck)) for deck in decks]
    compared = lint_all(files, Selection(active(*codes), {}, (), None)).findings
    judged = judge(files, checkers) if checkers else None
    silent = judged.silent if judged else _CODE
    return {
        path: unsuppressed(
            file, (*compared[path], *(judged.findings[path] if judged else ())), silent
        )
        for file in files
        for path in (file.source.path,)
    }


def _missing_media(deck: Deck) -> tuple[MissingMedia, ...]:
    return find_media(deck, Path(deck.source.path).parent).missing


def findings(text: str | bytes, *codes: str, checkers: Checkers | None = None) -> list[Finding]:
    deck = deck_of(text)
    return findings_in([deck], *codes, checkers=checkers)[deck.source.path]


def said(code: str, text: str | bytes, checkers: Checkers | None = None) -> list[Said]:
    source = deck_of(text).source
    found = findings(text, code, checkers=checkers)
    places = [(place_of(source, one.span), one.message) for one in found if one.code == code]
    return [((p.line, p.column), (p.end_line, p.end_column), message) for p, message in places]


def mended(
    text: str,
    *rules: Rule | str,
    wanted: Safety = Safety.UNSAFE,
    checkers: Checkers | None = None,
) -> Mended:
    """Return a text after the fixes of some rules."""
    codes = [rule.code if isinstance(rule, Rule) else rule for rule in rules]

    def find(deck: Deck) -> list[Finding]:
        return findings_in([deck], *codes, checkers=checkers)[deck.source.path]

    return mend(deck_of(text), find, wanted)


def fixed(
    text: str,
    *rules: Rule | str,
    wanted: Safety = Safety.UNSAFE,
    checkers: Checkers | None = None,
) -> str:
    return mended(text, *rules, wanted=wanted, checkers=checkers).deck.source.text
