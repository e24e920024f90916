"""Code to compact HTML: a dozen classes, neighbouring tokens of one class in one span.

Pygments' own formatter needs 2.5 kB for a median snippet and forty classes; this needs 0.9 kB,
and the theme can give each of its classes a colour that is readable by day and by night.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Literal, Name, Number, Operator, String, Token
from pygments.util import ClassNotFound

from card2anki.render.escape import escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

#: Code longer than this many characters, or with such lines or runs of white space, is shown
#: without colours: some of Pygments' lexers take quadratic time on it.
LONGEST = 20_000
_DEGENERATE = re.compile(r"[^\S\n]{200}|(?:[^\S\n]*+\n){100}|[^\n]{2000}")

#: The class of each kind of token; a kind that is not named has its parent's.
_CLASSES: dict[_TokenType, str] = {
    Token: "",
    Keyword: "k",
    Keyword.Type: "t",
    Keyword.Constant: "m",
    Name.Function: "f",
    Name.Class: "t",
    Name.Exception: "t",
    Name.Builtin: "b",
    Name.Decorator: "d",
    Name.Constant: "m",
    Name.Entity: "m",
    Name.Tag: "k",
    Name.Attribute: "b",
    Name.Label: "d",
    Name.Variable.Magic: "b",
    String: "s",
    String.Doc: "c",
    String.Escape: "e",
    String.Interpol: "e",
    String.Regex: "e",
    String.Affix: "k",
    Literal.Date: "s",
    Number: "m",
    Comment: "c",
    Comment.Preproc: "d",
    Comment.PreprocFile: "s",
    Operator.Word: "k",
    Generic.Deleted: "r",
    Generic.Inserted: "i",
    Generic.Heading: "f",
    Generic.Subheading: "f",
    Generic.Prompt: "d",
    Generic.Error: "r",
    Generic.Traceback: "r",
}
#: Languages whose lexer goes by another name; None where there is nothing to colour.
_LEXERS = {"text": None, "": None, "assembly": "nasm", "razor": "html"}
#: PHP on a card seldom begins with <?php.
_OPTIONS = {"php": {"startinline": True}}


def highlight(code: str, language: str) -> str:
    """Return the HTML of a snippet, its lines divided by ``<br>``.

    Anki's editors turn line feeds in a field into ``<br>``, so there must be none.
    """
    lexer = lexer_of(code, language)
    html = _coloured(code, lexer) if lexer else escape(code)
    return html.replace("\n", "<br>")


def lexer_of(code: str, language: str) -> Lexer | None:
    """Return the lexer for code, None where there is none that can be trusted with it."""
    if len(code) > LONGEST or _DEGENERATE.search(code):
        return None
    return _lexer(language)


@cache
def _lexer(language: str) -> Lexer | None:
    if language == "pseudocode":
        from card2anki.languages.pseudocode.lexer import PseudocodeLexer

        return PseudocodeLexer(stripnl=False)
    name = _LEXERS.get(language, language)
    if name is None:
        return None
    try:
        return get_lexer_by_name(name, stripnl=False, **_OPTIONS.get(name, {}))
    except ClassNotFound:
        return None


@cache
def _class(kind: _TokenType) -> str:
    while kind not in _CLASSES and kind.parent is not None:
        kind = kind.parent
    return _CLASSES[kind]


def _coloured(code: str, lexer: Lexer) -> str:
    out: list[str] = []
    run: list[str] = []
    current = ""
    tokens = list(lexer.get_tokens(code))
    if "".join([text for _, text in tokens]).rstrip("\n") != code.rstrip("\n"):
        return escape(code)  # some lexers lose text or say it twice
    for kind, text in tokens:
        group = _class(kind)
        if group != current and not text.isspace():  # white space needs no span of its own
            out.append(_span(current, "".join(run)))
            run.clear()
            current = group
        run.append(text)
    last = "".join(run)
    if not code.endswith("\n"):
        last = last.removesuffix("\n")  # Pygments ends every text with one
    out.append(_span(current, last))
    return "".join(out)


def _span(group: str, text: str) -> str:
    if not group or not text:
        return escape(text)
    inner = text.rstrip()
    return f'<span class="{group}">{escape(inner)}</span>{text[len(inner) :]}'
