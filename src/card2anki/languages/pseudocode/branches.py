"""What ``else``, ``catch`` and their like branch from."""

from __future__ import annotations

from card2anki.languages.pseudocode.drafts import Draft, Style
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Form, Formality

BRANCHES = frozenset({Form.ELSE, Form.ELSE_IF, Form.CATCH, Form.FINALLY})
_AFTER_IF = frozenset({Form.IF, Form.ELSE_IF})
_AFTER_TRY = frozenset({Form.TRY, Form.CATCH})
#: What may have an ``else`` in some languages, where its block is by indentation.
_MAY_HAVE_ELSE = frozenset({Form.FOR, Form.WHILE, Form.LOOP, Form.REPEAT, Form.TRY})


def before(branch: Draft) -> frozenset[Form]:
    """Return what a branch branches from."""
    return _AFTER_IF if branch.closes == "if" else _AFTER_TRY


def follows(text: Text, block: Draft, branch: Draft) -> bool:
    """Say whether the last statement of a block is what a branch branches from.

    It may be in the line of another header, ``for x in xs: if a: b``, and others behind it in
    its own: ``try: a(); b()``.
    """
    lines = text.lines
    for last in reversed(block.children):
        if _is_branched(last, branch):
            return True
        if last.is_header or text.begins[last.first] or lines[last.first] != lines[last.last - 1]:
            return False
    return False


def _is_branched(block: Draft, branch: Draft) -> bool:
    last: Draft | None = block
    while last is not None:
        if last.form in before(branch) or _has_branch(last, branch):
            return True
        last = last.children[-1] if last.children and last.style is Style.INLINE else None
    return False


def _has_branch(last: Draft, branch: Draft) -> bool:
    if branch.form is Form.FINALLY:
        return last.form is Form.ELSE
    if branch.form is not Form.ELSE:
        return False
    is_block = last.style is Style.INDENTED or not (last.children or last.style is Style.INLINE)
    return last.form in (Form.CATCH, Form.CASE) or (last.form in _MAY_HAVE_ELSE and is_block)


def may_stand_alone(text: Text, block: Draft, branch: Draft) -> bool:
    """Say whether a branch may be all that is shown, or belong to what is English or left out."""
    if block.form in (Form.SWITCH, Form.CASE):
        return True
    if not block.children:
        return block.style is Style.ROOT
    last = block.children[-1]
    told = text.folded[last.first : last.last]
    if last.formality in (Formality.ACTION, Formality.PROSE):
        return "if" in told or "when" in told or text.folded[branch.first] == "otherwise"
    if "if" in told and "else" not in told:  # x = if a then b
        return branch.closes == "if"
    return last.form in (Form.ELISION, Form.SWITCH)
