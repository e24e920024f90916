r"""Math in markdown: ``\( \)``, ``\[ \]``, ``$ $`` and ``$$ $$``, read before anything else.

Inside math nothing is markdown: ``q^*`` is no emphasis and ``x_{i,j}`` no word. What comes out
is what Anki's MathJax reads: ``\( \)`` and ``\[ \]``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from card2anki.prose import is_dollar_math
from card2anki.render.escape import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

#: Each opening delimiter, its closing one, and whether the formula stands on its own line.
_DELIMITERS = {r"\(": (r"\)", False), r"\[": (r"\]", True), "$$": ("$$", True)}
#: A formula longer than this many characters is none: its closing delimiter is missing. The
#: bound keeps a text of nothing but opening ones from being searched to its end for each.
_LONGEST = 4000
_MOST_LINES = 200
#: TeX ends its comments with the line; what Anki gets is one line. A percent sign on the last
#: one is meant as such.
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n")
_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")


def add_math(md: MarkdownIt) -> None:
    """Teach a markdown parser to read math."""
    md.inline.ruler.before("escape", "math", _inline)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "math_block", _block, interrupts)
    md.add_render_rule("math", _render)


def _inline(state: StateInline, silent: bool) -> bool:
    text, start = state.src, state.pos
    opening = text[start : start + 2]
    if opening in _DELIMITERS:
        closing, display = _DELIMITERS[opening]
        end = text.find(closing, start + 2, min(state.posMax, start + _LONGEST))
        if end < 0 or not text[start + 2 : end].strip():
            return False
        _push(state, text[start + 2 : end], display, silent)
        state.pos = end + 2
        return True
    if text[start] != "$":
        return False
    end = text.find("$", start + 1, min(state.posMax, start + _LONGEST))
    if end < 0 or not is_dollar_math(text[start + 1 : end], text[end + 1 : end + 2]):
        return False
    _push(state, text[start + 1 : end], False, silent)
    state.pos = end + 1
    return True


def _block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a formula on lines of its own, whose lines may look like lists or headings."""
    start = state.bMarks[first] + state.tShift[first]
    opening = state.src[start : start + 2]
    if opening not in (r"\[", "$$"):
        return False
    closing = _DELIMITERS[opening][0]
    lines: list[str] = []
    length = 0
    for line in range(first, end):
        if line in state.env["snippets"] or (line > first and _leaves(state, line)):
            return False
        begin = state.bMarks[line] + state.tShift[line] + (0 if lines else 2)
        text = state.src[begin : state.eMarks[line]]
        formula, closed, behind = text.partition(closing)
        if lines and (opening in formula or (opening == "$$" and not text.strip())):
            return False
        lines.append(formula)
        length += len(formula)
        if closed:
            return _push_block(state, first, line, lines, behind, silent)
        if length > _LONGEST or len(lines) > _MOST_LINES:
            return False
    return False


def _leaves(state: StateBlock, line: int) -> bool:
    """Say whether a line is no more part of the list item or quote that is being read."""
    return state.sCount[line] < state.blkIndent and not state.isEmpty(line)


def _push_block(
    state: StateBlock, first: int, last: int, lines: list[str], behind: str, silent: bool
) -> bool:
    formula = "\n".join(lines)
    if not formula.strip() or behind.strip(" \t.,;:"):
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.block = True
        token.content = formula
        token.meta = {"display": True, "behind": behind.strip()}
        token.map = [first, last + 1]
        state.line = last + 1
    return True


def _push(state: StateInline, formula: str, display: bool, silent: bool) -> None:
    if not silent:
        token = state.push("math", "", 0)
        token.content = formula
        token.meta = {"display": display, "behind": ""}


def _render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    formula = " ".join(_PERCENT.sub(r"\1\\%", _COMMENT.sub(r"\1 ", token.content)).split())
    opening, closing = (r"\[", r"\]") if token.meta["display"] else (r"\(", r"\)")
    html = f"{opening}{escape(formula)}{closing}{escape(token.meta['behind'])}"
    return f"<p>{html}</p>" if token.block else html
