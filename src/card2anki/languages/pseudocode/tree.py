"""What pseudocode comes to when it is read: tokens with roles, and a tree of statements.

Everything is frozen. Offsets count code points of the code; tokens are named by their index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is by its characters alone.

    ``MARKER`` is what stands before a statement and is not part of it: the number of a line in
    a listing, of a step, or a bullet. ``PLACEHOLDER`` stands for something left out: ``...`` or
    ``<some condition>``. ``OTHER`` is any character without a meaning of its own.
    """

    WORD = "word"
    NUMBER = "number"
    STRING = "string"
    COMMENT = "comment"
    OPERATOR = "operator"
    BRACKET = "bracket"
    PUNCTUATION = "punctuation"
    MATH = "math"
    PLACEHOLDER = "placeholder"
    MARKER = "marker"
    OTHER = "other"


class Role(StrEnum):
    """What a token is to the statement it stands in.

    Only words have one, and symbols that act as a word would (``∧`` is an ``OPERATOR_WORD`` no
    more than ``&&``: both have ``NONE``). ``PHRASE`` is a word of English, ``HEADING`` one of a
    label such as ``Input:``.
    """

    NONE = "none"
    KEYWORD = "keyword"
    DECLARATION = "declaration keyword"
    OPERATOR_WORD = "word operator"
    CONSTANT = "constant"
    TYPE = "type"
    FUNCTION = "defined function"
    CLASS = "defined class"
    PARAMETER = "parameter"
    CALLED = "called function"
    COMMAND = "command"
    MEMBER = "member"
    NAME = "name"
    PHRASE = "phrase"
    HEADING = "heading"


class Formality(StrEnum):
    """How much of a statement is code, from the most.

    Of a ``FORMAL`` one everything was parsed. Of a ``PHRASE`` the structure is known and an
    operand is English (``while the queue is not empty``), an ``ACTION`` is an order in English
    (``swap a and b``), and ``PROSE`` is neither.
    """

    FORMAL = "formal"
    PHRASE = "phrase"
    ACTION = "action"
    PROSE = "prose"


class Form(StrEnum):
    """What kind of statement a statement is."""

    FUNCTION = "function"
    CLASS = "class"
    BLOCK = "block"
    IF = "if"
    ELSE_IF = "else if"
    ELSE = "else"
    FOR = "for"
    WHILE = "while"
    LOOP = "loop"
    REPEAT = "repeat"
    UNTIL = "until"
    SWITCH = "switch"
    CASE = "case"
    TRY = "try"
    CATCH = "catch"
    FINALLY = "finally"
    WITH = "with"
    RETURN = "return"
    YIELD = "yield"
    THROW = "throw"
    BREAK = "break"
    CONTINUE = "continue"
    STOP = "stop"
    GOTO = "goto"
    ASSIGNMENT = "assignment"
    DECLARATION = "declaration"
    OUTPUT = "input or output"
    CALL = "call"
    ENTRY = "entry"
    LABEL = "label"
    IMPORT = "import"
    ASSERT = "assert"
    EXPRESSION = "expression"
    ELISION = "elision"
    ACTION = "action"
    PROSE = "prose"
    END = "end"


class Node(StrEnum):
    """What kind of expression an expression is, and what its ``parts`` are.

    Of a ``CALL`` and of an ``INDEX`` the first part is what is called or indexed, of a
    ``MEMBER`` the two sides of the dot, of an ``ASSIGNMENT`` target and value. ``TUPLE``,
    ``LIST`` and ``BRACES`` are ``( , )``, ``[ ]`` and ``{ }``. A ``NAMED`` argument is
    ``name = value`` or ``name: value``. A ``PHRASE`` has no parts.
    """

    NAME = "name"
    LITERAL = "literal"
    ELISION = "elision"
    CALL = "call"
    INDEX = "index"
    MEMBER = "member"
    UNARY = "unary"
    BINARY = "binary"
    CHOICE = "choice"
    ASSIGNMENT = "assignment"
    GROUP = "group"
    TUPLE = "tuple"
    LIST = "list"
    BRACES = "braces"
    NAMED = "named"
    LAMBDA = "lambda"
    NEW = "new"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of code without blanks around it; comments and strings may go over lines."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A part of a statement: the tokens from ``first`` up to, and without, ``last``.

    ``operator`` is the token that makes it what it is, where one does. ``height`` says how deep
    the tree below it is; it is bounded.
    """

    node: Node
    first: int
    last: int
    parts: tuple[Expression, ...] = ()
    operator: int | None = None
    height: int = 1

    def walk(self) -> Iterator[Expression]:
        """Return the expression and its parts, as they are read."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.parts))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: the token of its name, whether it may be left out, and if it takes many."""

    name: int
    is_optional: bool = False
    is_many: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with the block that it heads.

    ``first`` and ``last`` are the tokens of its head, as with an expression; ``start`` and
    ``end`` the range of code that it takes with its body. ``keyword`` is the token that makes it
    what it is, and ``name`` that of the function or class it defines. ``is_header`` says that a
    block belongs to it, though it may have none.
    """

    form: Form
    formality: Formality
    start: int
    end: int
    first: int
    last: int
    keyword: int | None = None
    name: int | None = None
    parameters: tuple[Parameter, ...] | None = None
    expressions: tuple[Expression, ...] = ()
    body: tuple[Statement, ...] = ()
    is_header: bool = False

    def walk(self) -> Iterator[Statement]:
        """Return the statement and those in it, as they are read."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.body))


@dataclass(frozen=True, slots=True)
class Tree:
    """A snippet as it was read.

    ``tokens`` cover every character that is no blank, in order; each has a role in ``roles``.
    """

    code: str
    tokens: tuple[Token, ...]
    roles: tuple[Role, ...]
    statements: tuple[Statement, ...]

    def text(self, token: int) -> str:
        """Return the characters of a token."""
        one = self.tokens[token]
        return self.code[one.start : one.end]

    def walk(self) -> Iterator[Statement]:
        """Return all statements, as they are read."""
        for statement in self.statements:
            yield from statement.walk()
