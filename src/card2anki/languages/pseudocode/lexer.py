"""A Pygments lexer for pseudocode in its many styles: braces, indentation, BEGIN/END, CLRS.

Small words (``to``, ``in``, ``do``) are keywords only behind a word that opens a header, and no
word is one where it is assigned to or a member is taken of it.
"""

from __future__ import annotations

import re

from pygments.lexer import RegexLexer, bygroups, include, words
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

__all__ = ["PseudocodeLexer"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_OPENS_HEADER = _words(
    "if elseif elsif elif unless switch case select when for foreach forall parfor while "
    "until repeat loop catch except"
)
_IN_HEADER = _words(
    "then do to downto upto by step of in from where with each all every times forever"
)
_CONTROL = _words(
    "then else endif fi otherwise default endcase esac endswitch match do done od endfor "
    "endwhile wend endloop forever return yield break continue exit goto stop halt throw "
    "raise try finally endtry begin end next call pass skip assert await"
)
_DECLARATION = _words(
    "function func fn fun def procedure proc algorithm method subroutine sub constructor "
    "endfunction endprocedure endalgorithm endsub macro coroutine"
)
_TYPE_DECLARATION = _words(
    "class struct structure interface enum record module namespace trait type endclass "
    "endstruct endrecord program endprogram package"
)
_MODIFIER = _words(
    "var let set const constant declare define global local static private public protected "
    "final abstract virtual override async new import include require requires ensure ensures"
)
_OUTPUT = _words("print output display input read write log println printf echo show")
_WORD_OPERATOR = _words(
    "and or not xor nand nor mod div is isa equals instanceof implies union intersect"
)
_CONSTANT = _words("true false null nil none nan infinity inf undefined unknown this self super")
_TYPE = _words(
    "int integer float double real bool boolean string str char character byte short long "
    "number void any array list set map dict dictionary queue stack deque heap tree graph "
    "node pointer vector matrix tensor tuple object date datetime uuid"
)
_NAME = r"[^\W\d]\w*"
_START = r"(?<![\w.])"
#: A keyword is no keyword where it is assigned to, or a member is taken of it.
_NOT_A_NAME = r"\b(?![\w(]*\.)(?!\s*[=←](?!=))"
_LABELS = (
    "data|inputs?|outputs?|requires?|ensures?|result|parameters?|precondition|postcondition"
    r"|initiali[sz]ation|complexity|algorithm(?:[ \t]+\d[\w.]*)?"
)
_END = r"if|for|while|function|procedure|loop|repeat|case|switch|class|try|algorithm|program|sub"
_STATEMENT = r"(?:if|while|for|until|switch|foreach|elif|elseif|catch|return|when|case)\b"


class PseudocodeLexer(RegexLexer):
    """Tokens of pseudocode. Total: there is no text it has an error token for."""

    name = "Pseudocode"
    url = "https://en.wikipedia.org/wiki/Pseudocode"
    aliases = ["pseudocode", "pseudo", "algorithm"]
    filenames = ["*.pseudocode", "*.pseudo", "*.algo"]
    mimetypes = ["text/x-pseudocode"]
    flags = re.MULTILINE | re.IGNORECASE

    tokens = {
        "root": [
            (r"\n", Whitespace),
            include("line-start"),
            include("comments"),
            include("strings"),
            include("definitions"),
            include("keywords"),
            include("numbers"),
            include("math"),
            include("names"),
            include("operators"),
            (r"[^\S\n]+", Whitespace),
            (r".", Text),
        ],
        "line-start": [
            (
                r"^([ \t]*)(\d{1,3})([.):])(?=\s)",
                bygroups(Whitespace, Generic.Prompt, Punctuation),
            ),
            (r"^(\d{1,3})(?=[ \t]{1,40}[^\W\d])", Generic.Prompt),
            (r"^([ \t]*)([-*•–])(?=[ \t]+[^\W\d])", bygroups(Whitespace, Generic.Prompt)),
            (
                r"^([ \t]*)(step[ \t]+\d+)([:.)])",
                bygroups(Whitespace, Generic.Subheading, Punctuation),
            ),
            (rf"^([ \t]*)({_LABELS})(:)", bygroups(Whitespace, Generic.Subheading, Punctuation)),
            # Name(parameters) before a brace, a colon or a return type at the end of the line
            (
                rf"^([ \t]*)(?!{_STATEMENT})([^\W\d][\w.\-]*)"
                r"(?=[ \t]*\([^()\n]*\)[ \t]*(?:\{|:[ \t]*$|->[^\n]*[:{][ \t]*$))",
                bygroups(Whitespace, Name.Function),
            ),
        ],
        "definitions": [
            (
                rf"{_START}({'|'.join(_DECLARATION)})([ \t]+)([^\W\d][\w.\-]*)",
                bygroups(Keyword.Declaration, Whitespace, Name.Function),
            ),
            (
                rf"{_START}({'|'.join(_TYPE_DECLARATION)})([ \t]+)({_NAME})"
                r"(?=[ \t]*(?:$|[:{(<]|extends\b|implements\b|inherits\b))",
                bygroups(Keyword.Declaration, Whitespace, Name.Class),
            ),
        ],
        "keywords": [
            (rf"{_START}end[ \t\-_]*(?:{_END})?\b(?!\s*[(=.])", Keyword),
            (words(_OPENS_HEADER, prefix=_START, suffix=_NOT_A_NAME), Keyword, "header"),
            (words(_CONTROL, prefix=_START, suffix=_NOT_A_NAME), Keyword),
            (words(_DECLARATION, prefix=_START, suffix=r"\b(?!\s*[=.])"), Keyword.Declaration),
            (
                words(_MODIFIER, prefix=_START, suffix=r"\b(?=[ \t]+[\w<(\"'])"),
                Keyword.Declaration,
            ),
            (words(_WORD_OPERATOR, prefix=_START, suffix=r"\b(?!\s*[(=.])"), Operator.Word),
            (words(_CONSTANT, prefix=_START, suffix=r"\b"), Keyword.Constant),
            (
                words(_OUTPUT, prefix=_START, suffix=r"\b(?=[(\"' ])(?!\s*[=.←])"),
                Name.Builtin,
            ),
            (
                words(_TYPE, prefix=_START, suffix=r"\b(?=[ \t]*(?:<|\[\]|\*|[ \t][^\W\d]))"),
                Keyword.Type,
            ),
            (
                rf"(:)([ \t]*)({'|'.join(_TYPE)})\b",
                bygroups(Punctuation, Whitespace, Keyword.Type),
            ),
        ],
        "header": [
            (r"(?=[ \t]*(?:\n|[{;]))", Whitespace, "#pop"),
            (words(_IN_HEADER, prefix=_START, suffix=r"\b(?!\s*[=.(])"), Keyword),
            include("root"),
        ],
        "comments": [
            (r"/\*(?:.|\n)*?(?:\*/|\Z)", Comment.Multiline),
            (r"\(\*\s(?:.|\n)*?(?:\*\)|\Z)", Comment.Multiline),
            # floor division by a number
            (r"//(?=[ \t]*\d+(?:\.\d+)?[ \t]*(?:$|[)\];,]))", Operator),
            (r"(?<!:)//[^\n]*", Comment.Single),
            (r"[▷⊳►▹][^\n]*", Comment.Single),
            (r"(?<![\w&(\[])#[^\n]*", Comment.Single),
            (r"(?:^|(?<=\s))--(?=[\s-])[^\n]*", Comment.Single),
            (r"^[ \t]*%+[ \t][^\n]*", Comment.Single),
            (r"^[ \t]*;;[^\n]*", Comment.Single),
        ],
        "strings": [
            (r'"""(?:.|\n)*?(?:"""|\Z)', String.Doc),
            (r'\b[rbf]{0,2}"(?:\\.|[^"\\\n])*"|"(?:\\.|[^"\\\n])*"', String.Double),
            (r"(?<!\w)'(?:\\.|[^'\\\n])*'(?!\w)", String.Single),
            (r"“[^”\n]{0,400}”", String.Double),
            (r"`[^`\n]+`", String.Backtick),
        ],
        "numbers": [
            (r"0x[0-9a-f_]+\b", Number.Hex),
            (r"0b[01_]+\b", Number.Bin),
            (r"\d[\d_]*\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+", Number.Float),
            (r"\d[\d_]*", Number.Integer),
        ],
        "math": [
            (
                r"\$\$[^$]+\$\$|\$(?=[^\s$\d{(])[^$\n]{1,120}?(?<=\S)\$(?!\w)|\\\([^\n]{1,120}?\\\)",
                Literal,
            ),
            (r"\\[A-Za-z]+", Name.Builtin.Pseudo),
        ],
        "names": [
            (r"<(?=[A-Za-z_])[A-Za-z_][\w-]*(?:[ ][\w'-]+)+>", Generic.Emph),  # <some condition>
            (r"\.\.\.|…", Generic.Emph),
            (
                r"(?<![\w-])(?:[A-Z][A-Z0-9]+-){1,6}+[A-Z0-9]{2,}(?=\s*\()",
                Name.Function,
            ),  # MAX-HEAPIFY(
            (rf"(\.)({_NAME})(?=\s*\()", bygroups(Punctuation, Name.Function)),
            (rf"(\.)({_NAME})", bygroups(Punctuation, Name.Attribute)),
            (rf"{_NAME}(?=\()", Name.Function),
            (rf"@{_NAME}", Name.Decorator),
            (rf"\${_NAME}", Name.Variable),
            (rf"{_NAME}(?:['′’]+(?!\w)|[’'](?:s|t|re|ve|ll|d)\b)?", Name),
        ],
        "operators": [
            (
                r"<=>|<==|==>|<--|-->|<-|←|⟵|:=|::=|->|→|⟶|=>|⇒|==|&&|\|\||[=!<>+\-*/%&|^~?]=?"
                r"|[≤≥≠≈≡∧∨¬∈∉∪∩⊆⊂⊇∖×÷·√∑∏∀∃⊕⊗∘±∇∂↦⇔]",
                Operator,
            ),
            (r"[∞⊥∅⊤εℝℕℤ]", Keyword.Constant),
            (r"[{}()\[\],;:.⌊⌋⌈⌉⟨⟩@#$\\`'\"]", Punctuation),
        ],
    }
