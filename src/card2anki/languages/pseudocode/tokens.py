"""Pieces of code: words, numbers, strings, comments and signs. No text is refused.

Most of what is special here is about characters that mean two things: an apostrophe in
``node's`` is no quote, ``//`` divides or comments, ``#`` comments or counts, ``<`` compares or
opens ``<some condition>``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from card2anki.languages.pseudocode.markers import find_markers
from card2anki.languages.pseudocode.tree import Kind, Token
from card2anki.languages.pseudocode.words import word_set

_TOKEN = re.compile(
    r"""\s*+(?:
      (?P<url>[a-z]{2,8}://[^\s"'<>()\[\]{}]++)
    | (?P<string>[rbfRBF]{1,2}(?:"(?:\\.|[^"\\\n])*+"|'(?!\()(?:\\.|[^'\\\n])*+'(?!\w)))
    | (?P<word>
        (?:[A-Z][A-Za-z0-9]++-){1,6}+[A-Za-z0-9]{2,}+(?=\s?\()
      | [a-z]{3,}+-[a-z]{3,}+(?=\()
      | @?[^\W\d]\w*+(?:['’](?:s|t|re|ve|ll|d|m)\b|['′’″]++(?!\w))?
      | [∞⊥∅⊤] )
    | (?P<number>
        0[xX][0-9A-Fa-f_]++\b
      | \$?\d[\d_]*+(?:\.\d++)*+(?:[eE][+-]?\d++)?\w*+(?:%(?=\s*+(?:of\b|$|[),;:}\]\n])))? )
    | (?P<bracket>(?!\(\*\s)[()\[\]{}⟨⟩⌊⌋⌈⌉])
    | (?P<placeholder>\.\.\.++|…|⋯|⋮)
    | (?P<comment>//|/\*|\(\*(?=\s)|<!--|[▷⊳►▹]|\#|--(?=[\s-])|;(?=;)|%)
    | (?P<quote>\"\"\"|\'\'\'|["'`“‘«])
    | (?P<math>\\\(|\$\$|\$(?=[^\s\d{(])|\\[A-Za-z]++)
    | (?P<angle><(?=[^\W\d]))
    | (?P<operator>
        <=>|<==>|==>|<==|<--|-->|<->|<-|>>>|<<=|>>=|\*\*|\+\+|--|&&|\|\||===|!==|=/=
      | ->|=>|::=|:=|::|<=|>=|==|!=|<>|=<|<<|>>|\|>|[-+*/%&|^~]=|\.\.[<=]?|\?[.?:]
      | [-+*/<>=&|^~!?] | \\(?=[ \t]++[\w{(])
      | [−–←→⇒⇐⟵⟶⟹⟸⟺↔⇔↦≤≥≠≈≡∧∨¬∈∉∪∩⊆⊂⊇⊃∖×÷·√∑∏∀∃⊕⊗∘±∇∂∼≜≔⊢⊨∝≪≫∣∥] )
    | (?P<punctuation>[,;:.])
    | (?P<other>\S) )""",
    re.VERBOSE,
)
#: ``// 2``, ``// n)``: what divides, for there is a bracket to be closed behind it, or a number.
_DIVISION = re.compile(r"//=?[ \t]*(?:\d[\d.]*[ \t]*(?=$|[)\];,{:]|then\b|do\b)|[\w.]+[ \t]*[)\]])")
_OPERAND_BEFORE = re.compile(r"[\w)\]][ \t]*\Z")
_PREPROCESSOR = re.compile(r"#(?:include|define|undef|ifdef|ifndef|endif|pragma)\b[^\n]*+")
_COUNTS = re.compile(r"#(?:\s*+of\b|\w)")
_PLACEHOLDER = re.compile(r"<[^\W\d][\w'’.,/ -]{0,80}>")
_OPERAND_BEHIND = re.compile(r"[ \t]*+[\w(\"'$]")
_MATH = re.compile(
    r"\$\$[^$]{1,2000}\$\$|\$(?=[^\s$\d{(])[^$\n]{1,120}(?<=\S)\$(?!\w)|\\\([^\n]{1,120}?\\\)"
    r"|\$[^\W\d]\w*+|\\[A-Za-z]++"
)
_LINE_STRING = {
    quote: re.compile(pattern)
    for quote, pattern in {
        '"': r'"(?:\\.|[^"\\\n])*+"',
        "'": r"'(?:\\.|[^'\\\n])*+'(?!\w)",
        "`": r"`[^`\n]{1,400}`",
        "“": r"“[^”\"\n]{0,400}[”\"]",
        "‘": r"‘[^’\n]{0,400}’(?!\w)",
        "«": r"«[^»\n]{0,400}»",
    }.items()
}
#: How much of a line is looked at to tell what a sign in it means.
_NEAR = 200
#: How many lines a string in plain quotes may go over.
_STRING_LINES = 12
_BLOCK_COMMENTS = {"/*": "*/", "(*": "*)", "<!--": "-->"}
_ASSIGNING = re.compile(r"(?:[=←+*/<>≤≥≠(,-]|\b(?:is|if|while|and|or|to|the))[ \t]*\Z")
_OPENS_STRING = re.compile(r"(?:[=(,+\[{:]|\b(?:print|return|output|display|case))[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Unended:
    """A string or a comment that is opened and never ended; ``opener`` is what opened it."""

    start: int
    end: int
    opener: str


@dataclass(slots=True)
class _Scanner:
    """Reads code from left to right. ``missing`` holds closers that do not come any more."""

    code: str
    tokens: list[Token] = field(default_factory=list)
    unended: list[Unended] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def add(self, kind: Kind, start: int, end: int) -> int:
        self.tokens.append(Token(kind, start, end))
        return end

    def line_end(self, start: int) -> int:
        end = self.code.find("\n", start)
        return len(self.code) if end < 0 else end

    def before(self, start: int) -> str:
        """Return the text that stands before an offset in its line, or what ends it."""
        begin = max(0, start - 40)
        return self.code[max(self.code.rfind("\n", begin, start) + 1, begin) : start]

    def find(self, closer: str, start: int) -> int:
        """Return where a closer begins, -1 where it does not come; asked once too often only."""
        if closer in self.missing:
            return -1
        found = self.code.find(closer, start)
        if found < 0:
            self.missing.add(closer)
        return found


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a text, what of it has no end, and if its lines are numbered."""

    tokens: tuple[Token, ...]
    unended: tuple[Unended, ...]
    is_listing: bool


def tokens_of(code: str) -> Scan:
    """Return the tokens of any text."""
    scanner = _Scanner(code)
    found_markers = find_markers(code)
    markers = found_markers.ends
    match, at = _TOKEN.match, 0
    add = scanner.tokens.append
    while found := match(code, at):
        group = found.lastgroup or ""
        start, at = found.span(group)
        if start in markers:
            at = scanner.add(Kind.MARKER, start, markers[start])
        elif kind := _PLAIN.get(group):
            add(Token(kind, start, at))
        else:
            at = _READERS[group](scanner, start, found[group])
    return Scan(tuple(scanner.tokens), tuple(scanner.unended), found_markers.is_listing)


# -- comments


def _comment(scanner: _Scanner, start: int, opener: str) -> int:
    if opener in _BLOCK_COMMENTS:
        return _block_comment(scanner, start, opener)
    if _is_comment(scanner, start, opener):
        end = start + len(scanner.code[start : scanner.line_end(start)].rstrip())
        return scanner.add(Kind.COMMENT, start, end)
    if opener == "#":
        return _number_sign(scanner, start)
    if opener == ";":
        return scanner.add(Kind.PUNCTUATION, start, start + 1)
    end = start + len(opener)
    if scanner.code.startswith("=", end):
        end += 1
    return scanner.add(Kind.OPERATOR, start, end)


def _is_comment(scanner: _Scanner, start: int, opener: str) -> bool:
    code, before = scanner.code, scanner.before(start)
    if opener == "//":
        is_operand = _OPERAND_BEFORE.search(before)
        return not (is_operand and (_DIVISION.match(code, start) or _is_inside(scanner, start)))
    if opener == "#":
        is_word = before[-1:].isalnum() or before[-1:] in ("_", "&", "(", "[")
        counts = _COUNTS.match(code, start) and _ASSIGNING.search(before)
        return not (is_word or counts or _PREPROCESSOR.match(code, start))
    if opener in ("%", ";"):
        return not before.strip() and code[start + 1 : start + 2] in (" ", ";", "%")
    return opener != "--" or not before or before[-1].isspace()


def _is_inside(scanner: _Scanner, start: int) -> bool:
    """Say whether brackets that are open before a sign are closed behind it in its line."""
    code = scanner.code
    begin = max(code.rfind("\n", 0, start) + 1, start - _NEAR)
    end = min(scanner.line_end(start), start + _NEAR)
    depth = _depth(code[begin:start])
    return depth > 0 and depth + _depth(code[start:end]) == 0


def _depth(text: str) -> int:
    return sum(text.count(one) for one in "([") - sum(text.count(one) for one in ")]")


def _block_comment(scanner: _Scanner, start: int, opener: str) -> int:
    code, closer = scanner.code, _BLOCK_COMMENTS[opener]
    found = scanner.find(closer, start + 2)
    if found >= 0:
        return scanner.add(Kind.COMMENT, start, found + len(closer))
    if opener == "(*":
        return scanner.add(Kind.BRACKET, start, start + 1)
    if opener == "/*" and _OPERAND_BEFORE.search(scanner.before(start)):
        return scanner.add(Kind.OPERATOR, start, start + 2)  # src/*
    scanner.unended.append(Unended(start, start + len(opener), opener))
    return scanner.add(Kind.COMMENT, start, len(code.rstrip()))


def _number_sign(scanner: _Scanner, start: int) -> int:
    if found := _PREPROCESSOR.match(scanner.code, start):
        return scanner.add(Kind.OTHER, start, start + len(found[0].rstrip()))
    return scanner.add(Kind.OTHER, start, start + 1)


# -- strings


def _quote(scanner: _Scanner, start: int, opener: str) -> int:
    if len(opener) == 3:
        found = scanner.find(opener, start + 3)
        if found >= 0:
            return scanner.add(Kind.STRING, start, found + 3)
        scanner.unended.append(Unended(start, start + 3, opener))
        return scanner.add(Kind.STRING, start, start + 3)
    found_here = _LINE_STRING[opener].match(scanner.code, start)
    if found_here and not _is_transposed(scanner, start, opener):
        return scanner.add(Kind.STRING, start, found_here.end())
    if opener == '"':
        return _unclosed(scanner, start)
    if opener == "'" and _OPENS_STRING.search(scanner.before(start)):
        return _unclosed(scanner, start)
    if opener == "`" and (end := _string_over_lines(scanner.code, start, opener)):
        return scanner.add(Kind.STRING, start, end)
    return scanner.add(Kind.OTHER, start, start + 1)


def _is_transposed(scanner: _Scanner, start: int, opener: str) -> bool:
    """Say whether a quote is a sign of its own, as in ``(A + B)'``."""
    return opener == "'" and scanner.code[start - 1 : start] in (")", "]")


def _unclosed(scanner: _Scanner, start: int) -> int:
    """Read a string that has no end in its line."""
    code = scanner.code
    if code[start - 1 : start].isdigit() and code[start + 1 : start + 2] in ("", " ", "\n"):
        return scanner.add(Kind.OTHER, start, start + 1)  # 5" are inches
    if end := _string_over_lines(code, start, code[start]):
        return scanner.add(Kind.STRING, start, end)
    scanner.unended.append(Unended(start, start + 1, code[start]))
    line = code[start : scanner.line_end(start)].rstrip()
    return scanner.add(Kind.STRING, start, start + max(1, len(line)))


def _string_over_lines(code: str, start: int, quote: str) -> int:
    """Return where a string ends that goes over lines, 0 where it does not.

    The next line with such a quote has an odd number of them; elsewhere it lacks one itself.
    """
    lines = code[start : start + 2000].split("\n", _STRING_LINES)[:_STRING_LINES]
    end = start + len(lines[0]) + 1
    for line in lines[1:]:
        if count := line.count(quote):
            return end + line.index(quote) + 1 if count % 2 else 0
        end += len(line) + 1
    return 0


# -- mathematics and what is left out


def _math(scanner: _Scanner, start: int, opener: str) -> int:
    if found := _MATH.match(scanner.code, start):
        is_word = opener == "$" and not found[0].endswith("$")
        return scanner.add(Kind.WORD if is_word else Kind.MATH, start, found.end())
    return scanner.add(Kind.OTHER, start, start + 1)


def _angle(scanner: _Scanner, start: int, opener: str) -> int:
    code = scanner.code
    found = _PLACEHOLDER.match(code, start)
    if found and not _compares(scanner, start, found.end()):
        return scanner.add(Kind.PLACEHOLDER, start, found.end())
    return scanner.add(Kind.OPERATOR, start, start + 1)


def _compares(scanner: _Scanner, start: int, end: int) -> bool:
    """Say whether ``<`` and ``>`` stand between operands, or around the type in ``List<int>``."""
    code = scanner.code
    before = code[start - 1 : start]
    if before and (before.isalnum() or before in ("_", "<", ":", ".")):
        return True
    if not _OPERAND_BEFORE.search(scanner.before(start)):
        return False
    words = scanner.before(start).split()
    return words[-1].casefold() not in _BEFORE_CONDITION and bool(_OPERAND_BEHIND.match(code, end))


_BEFORE_CONDITION = word_set(
    "if while until and or not for each in return print elif elseif else then do case when"
)


def _other(scanner: _Scanner, start: int, opener: str) -> int:
    kind = Kind.OPERATOR if unicodedata.category(opener) == "Sm" else Kind.OTHER
    return scanner.add(kind, start, start + 1)


_PLAIN: Mapping[str, Kind] = {
    "word": Kind.WORD,
    "number": Kind.NUMBER,
    "bracket": Kind.BRACKET,
    "operator": Kind.OPERATOR,
    "punctuation": Kind.PUNCTUATION,
    "placeholder": Kind.PLACEHOLDER,
    "string": Kind.STRING,
    "url": Kind.OTHER,
}
_READERS: Mapping[str, Callable[[_Scanner, int, str], int]] = {
    "comment": _comment,
    "quote": _quote,
    "math": _math,
    "angle": _angle,
    "other": _other,
}
