"""What there is to know of each language: its words, its wrappings, what may be left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from card2anki.languages.grammars import hypertext, lexing, readings, shell
from card2anki.languages.grammars.grammar import Grammar, Mode, Parser
from card2anki.languages.syntax.elision import Elisions, Place


@dataclass(frozen=True, slots=True)
class Dialect:
    """A language of snippets.

    ``name`` is what people call it. A snippet is right if it parses as it is, with what it leaves
    out filled in, or in one of its ``readings``. ``clauses`` are the keywords that need a statement
    behind them, where semicolons end statements; ``closers`` the words that end a block, by the
    words that begin one. ``is_bracketed`` says that brackets match but for mistakes,
    ``has_sure_quotes`` that a quote is one wherever it stands in code, and ends on its line,
    ``has_slash_comments`` that ``//`` begins a comment, or that code may hold such code.
    ``has_tags`` says that its tags have to match, ``has_modifiers`` that a word such as ``if``
    begins no block where it stands behind a statement.
    """

    name: str
    grammar: Grammar
    tokens: re.Pattern[str]
    reserved: frozenset[str]
    elisions: Elisions | None = None
    readings: tuple[readings.Reading, ...] = ()
    clauses: frozenset[str] = frozenset()
    closers: Mapping[str, str] | None = None
    is_bracketed: bool = True
    has_sure_quotes: bool = True
    has_slash_comments: bool = True
    has_tags: bool = False
    has_modifiers: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# -- what dots mean

_TIGHT_BEHIND = frozenset({">", ")", "&", "*", "]"})


def _is_pack(at: Place) -> bool:
    """Say whether dots expand or declare arguments: ``Args... args``, ``f(args...)``."""
    before, dots, after = at.token(-1), at.token(0), at.token(1)
    is_behind = before.kind == "word" or before.text in _TIGHT_BEHIND
    return is_behind and before.end == dots.start and (after.kind == "word" or after.text in ">),(")


def _is_spread(at: Place) -> bool:
    """Say whether dots stand right before what they spread or collect: ``...args``."""
    dots, after = at.token(0), at.token(1)
    is_value = after.kind in ("word", "string", "block") or after.text in "([{"
    return bool(after.text) and is_value and dots.end == after.start


def _is_range(at: Place) -> bool:
    """Say whether dots stand between two cases: ``case 1 ... 5``."""
    return at(-2) == "case"


def _never(_at: Place) -> bool:
    return False


def _is_go_list(at: Place) -> bool:
    return _is_spread(at) or _is_pack(at)


# -- C and its kin

_C = _words("""
    auto break case char const continue default do double else enum extern float for goto if inline
    int long register restrict return short signed sizeof static struct switch typedef union
    unsigned void volatile while
""")
_CPP = _C | _words("""
    alignas alignof bool catch class concept consteval constexpr constinit co_await co_return
    co_yield decltype delete dynamic_cast explicit export false friend mutable namespace new
    noexcept nullptr operator private protected public reinterpret_cast requires static_assert
    static_cast template this thread_local throw true try typeid typename using virtual wchar_t
""")
_CSHARP = _words("""
    abstract as base bool break byte case catch char checked class const continue decimal default
    delegate do double else enum event explicit extern false finally fixed float for foreach goto if
    implicit in int interface internal is lock long namespace new null object operator out override
    params private protected public readonly ref return sbyte sealed short sizeof stackalloc static
    string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual
    void volatile while async await
""")
_CLAUSES = _words("if else for foreach while do switch try catch finally lock using namespace")

_C_ENDINGS = {
    "else": (Mode("void a(){if(a);", "\n}"),),
    "}": (Mode("void a(){if(a){", "\n}"), Mode("void a(){do{", "\n}")),
    ".": (Mode("void a(){a", "\n;}"),),
    "->": (Mode("void a(){a", "\n;}"),),
}
_C_MODES = (
    Mode(),
    Mode("void a(){switch(a){", "\n}}"),
    Mode("struct a{", "\n};", of_members=True),
    Mode("int a[]={", "\n};"),
    Mode("int a=", "\n;"),
)

_C_READINGS = (
    readings.with_placeholders,
    readings.without_context,
    readings.without_macros,
    readings.first_branches,
)
C = Dialect(
    name="C",
    grammar=Grammar((Parser("tree_sitter_c"),), _C_MODES, _C_ENDINGS),
    tokens=lexing.C_TOKENS,
    reserved=_C,
    elisions=Elisions(_C, "_", _is_range),
    readings=_C_READINGS,
    clauses=_CLAUSES,
)
CPP = Dialect(
    name="C++",
    grammar=Grammar(
        (Parser("tree_sitter_cpp"),),
        (*_C_MODES, Mode("class a{", "\n};", of_members=True), Mode("auto a=", "\n;")),
        {
            **_C_ENDINGS,
            "catch": (Mode("void a(){try{}", "\n}"),),
            "}": (*_C_ENDINGS["}"], Mode("void a(){try{", "\n}")),
            "[": (Mode("auto a=", "(){};"),),
        },
    ),
    tokens=lexing.C_TOKENS,
    reserved=_CPP,
    elisions=Elisions(_CPP, "_", _is_pack),
    readings=_C_READINGS,
    clauses=_CLAUSES,
)
CSHARP = Dialect(
    name="C#",
    grammar=Grammar(
        (Parser("tree_sitter_c_sharp"),),
        (
            Mode(),
            Mode("class a{", "\n}", of_members=True),
            Mode("var a=", "\n;"),
            Mode("switch(a){", "\n}"),
            Mode("class a{int a{", "\n}}"),
            Mode("enum a{", "\n}"),
        ),
        {
            "else": (Mode("if(a);"),),
            "catch": (Mode("try{}"),),
            "finally": (Mode("try{}"),),
            "}": (Mode("if(a){"), Mode("try{"), Mode("do{")),
            ".": (Mode("a", "\n;"), Mode("var a=a", "\n;")),
            "[": (Mode("", "\nclass a{}"),),
            "where": (Mode("class a<T> ", "{}"),),
        },
        slowness=8,
    ),
    tokens=lexing.CSHARP_TOKENS,
    reserved=_CSHARP,
    elisions=Elisions(_CSHARP, "_", _never),
    readings=(readings.with_placeholders, readings.without_context),
    clauses=_CLAUSES,
)

# -- JavaScript

_JAVASCRIPT = _words("""
    async await break case catch class const continue debugger default delete do else export extends
    false finally for function if import in instanceof let new null of return static super switch
    this throw true try typeof undefined var void while with yield
""")
_TYPESCRIPT = _JAVASCRIPT | _words("""
    abstract any as boolean declare enum implements infer interface is keyof namespace never number
    private protected public readonly string symbol type unknown
""")
_SCRIPT_MODES = (
    Mode(),
    Mode("class a{", "\n}", of_members=True),
    Mode("a={", "\n}", of_members=True),
    Mode("a=", "\n"),
    Mode("switch(a){", "\n}"),
    Mode("a=[", "\n]"),
)
_SCRIPT_ENDINGS = {
    "else": (Mode("if(a);"),),
    "catch": (Mode("try{}"),),
    "finally": (Mode("try{}"),),
    "}": (Mode("if(a){"), Mode("try{"), Mode("do{")),
    "<": (Mode("a=<>", "\n</>"),),
    ".": (Mode("a", "\n"),),
    "?": (Mode("a?", "\n"),),
}
_NODE_PROMPT = re.compile(r"^[ \t]*>[ \t]|^[ \t]*(?:js|ts|node)>[ \t]", re.MULTILINE)
_node_session = partial(shell.session, prompt=_NODE_PROMPT)

JAVASCRIPT = Dialect(
    name="JavaScript",
    grammar=Grammar((Parser("tree_sitter_javascript"),), _SCRIPT_MODES, _SCRIPT_ENDINGS),
    tokens=lexing.JAVASCRIPT_TOKENS,
    reserved=_JAVASCRIPT,
    elisions=Elisions(_JAVASCRIPT, "_", _is_spread, is_typed=False),
    readings=(readings.without_context, readings.text_of_tags, _node_session),
)
_TYPED_MODES = (
    *_SCRIPT_MODES,
    Mode("interface a{", "\n}", of_members=True),
    Mode("type a=", "\n"),
    Mode("enum a{", "\n}"),
)
_TYPESCRIPT_PARSERS = (
    Parser("tree_sitter_typescript", "language_typescript"),
    Parser("tree_sitter_typescript", "language_tsx"),
)
TYPESCRIPT = Dialect(
    name="TypeScript",
    grammar=Grammar(_TYPESCRIPT_PARSERS, _TYPED_MODES, _SCRIPT_ENDINGS),
    tokens=lexing.JAVASCRIPT_TOKENS,
    reserved=_TYPESCRIPT,
    elisions=Elisions(_TYPESCRIPT, "_", _is_spread, is_typed=False),
    readings=(
        readings.without_context,
        readings.newer_typescript,
        readings.text_of_tags,
        _node_session,
    ),
)

TSX = replace(
    TYPESCRIPT,
    name="TSX",
    grammar=Grammar(_TYPESCRIPT_PARSERS[::-1], _TYPED_MODES, _SCRIPT_ENDINGS),
)

# -- Go, HCL, Ruby, HTML, the shell

_named_placeholders = readings.named(shell.PLACEHOLDER)

_GO = _words("""
    break case chan const continue default defer else fallthrough for func go goto if import
    interface map package range return select struct switch type var
""")
GO = Dialect(
    name="Go",
    grammar=Grammar(
        (Parser("tree_sitter_go"),),
        (
            Mode(),
            Mode("type a struct{", "\n}\n"),
            Mode("type a interface{", "\n}\n"),
            Mode("var a=", "\n"),
            Mode("var a=b{", "\n}\n"),
            Mode("func a(){switch a{", "\n}}\n"),
            Mode("func a(){select {", "\n}}\n"),
        ),
        {
            "else": (Mode("func a(){if a {}", "\n}\n"),),
            "}": (Mode("func a(){if a {", "\n}\n"),),
            ".": (Mode("func a(){a", "\n}\n"),),
        },
    ),
    tokens=lexing.GO_TOKENS,
    reserved=_GO,
    elisions=Elisions(_GO, "_", _is_go_list),
    readings=(readings.with_placeholders, readings.without_context),
)
#: What a plan says of a line, that it is added, changed, removed, and of a value.
_PLANNED = r"^[ \t]*(?:-/\+|\+/-|[-+~])(?=[ \t])|[ \t]->[ \t][^\n]*"
HCL = Dialect(
    name="HCL",
    grammar=Grammar((Parser("tree_sitter_hcl"),), (Mode(), Mode("a=", "\n"), Mode("a={", "\n}"))),
    tokens=lexing.HCL_TOKENS,
    reserved=_words("true false null for in if else endif endfor"),
    elisions=Elisions(frozenset(), "_", _is_pack),
    readings=(_named_placeholders, readings.blanked(_PLANNED, re.MULTILINE)),
)
_RUBY = _words("""
    alias and begin break case class def defined? do else elsif end ensure false for if in module
    next nil not or redo rescue retry return self super then true undef unless until when while
    yield require require_relative attr_accessor attr_reader attr_writer
""")
_IRB_PROMPT = re.compile(
    r"^[ \t]*(?:irb(?:\([^\n)]{0,40}\))?[:\d]{0,9}|\d\.\d\.\d[\d :]{0,9})[>*][ \t]|^[ \t]*>>[ \t]",
    re.MULTILINE,
)
RUBY = Dialect(
    name="Ruby",
    grammar=Grammar(
        (Parser("tree_sitter_ruby"),),
        (Mode(), Mode("a={", "\n}")),
        {"when": (Mode("case a\n", "\nend"),), ".": (Mode("a"),)},
    ),
    tokens=lexing.RUBY_TOKENS,
    reserved=_RUBY,
    elisions=Elisions(_RUBY, "_", _never, is_typed=False),
    readings=(
        partial(shell.session, prompt=_IRB_PROMPT),
        _named_placeholders,
    ),
    closers=dict.fromkeys(
        _words("def class module if unless while until case begin do for"), "end"
    ),
    has_slash_comments=False,
    has_sure_quotes=False,
    has_modifiers=True,
)
HTML = Dialect(
    name="HTML",
    grammar=Grammar(
        (Parser("tree_sitter_html"),),
        (Mode(), Mode("<a ", ">\n")),
    ),
    tokens=lexing.HTML_TOKENS,
    reserved=frozenset(),
    readings=(hypertext.filled,),
    is_bracketed=False,
    has_sure_quotes=False,
    has_tags=True,
)
_BASH = _words("""
    if then else elif fi for while until do done case esac function in select time local export
    return echo
""")
BASH = Dialect(
    name="Bash",
    grammar=Grammar((Parser("tree_sitter_bash"),)),
    tokens=lexing.SHELL_TOKENS,
    reserved=_BASH,
    readings=(shell.commands, shell.synopsis),
    closers={"if": "fi", "do": "done", "case": "esac", "{": "}", "(": ")"},
    is_bracketed=False,
    has_slash_comments=False,
    has_sure_quotes=False,
)

#: By the language that labels mean.
DIALECTS: Mapping[str, Dialect] = {
    "bash": BASH,
    "c": C,
    "cpp": CPP,
    "csharp": CSHARP,
    "go": GO,
    "hcl": HCL,
    "html": HTML,
    "javascript": JAVASCRIPT,
    "ruby": RUBY,
    "tsx": TSX,
    "typescript": TYPESCRIPT,
}
