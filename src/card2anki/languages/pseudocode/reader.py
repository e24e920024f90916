"""What reading a statement takes: its text, its expressions, and questions about its tokens."""

from __future__ import annotations

from collections.abc import Collection

from card2anki.languages.pseudocode.expressions import Expressions
from card2anki.languages.pseudocode.generics import declared, is_type_like
from card2anki.languages.pseudocode.operators import ASSIGNMENTS
from card2anki.languages.pseudocode.phrases import phrase_roles
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Expression, Formality, Kind, Role
from card2anki.languages.pseudocode.words import FUNCTION, MODIFIERS, SENTENCE, word_set

#: Behind these signs a word is a name, whatever it says.
_BEHIND_NAME = ASSIGNMENTS | word_set(". , ++ -- ) ] == != -> :: ?. & | && || >")


class Reader:
    """The text of a snippet while its statements are read.

    ``is_block`` says that a brace opens a block behind the line that is read, ``is_body`` that
    what is read stands behind a header in its line.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.vocabulary = frozenset(text.folded)
        self.expressions = Expressions(text)
        self.is_block = False
        self.is_body = False

    def is_name(self, n: int, last: int) -> bool:
        """Say whether a word at the head of a statement is a name, for its sign says so."""
        text = self.text
        if n + 1 >= last:
            return False
        behind = text.words[n + 1]
        if behind == "[":
            return text.is_glued(n + 1)
        if behind == "(":
            return text.words[n].istitle() and self.is_in(text.pairs[n + 1] + 1, last, _ARROWS)
        if behind in ("*", "-", "+", "/", "<", "%", "^"):
            return text.folded[n] not in _BEFORE_SIGN and not text.is_glued(n + 2)
        if behind in ("++", "--"):
            return n + 2 >= last or text.kinds[n + 2] is not Kind.WORD
        if behind in ("|", "&", "."):
            is_sign = text.is_glued(n + 1) if behind == "." else not text.is_glued(n + 2)
            return n + 2 < last and is_sign
        if behind == ",":
            return text.folded[n] not in _BEFORE_COMMA
        return behind in _BEHIND_NAME

    def after_modifiers(self, n: int, last: int) -> int:
        """Return what stands behind words such as ``public static``, where a head follows."""
        text, start = self.text, n
        while n + 1 < last and text.folded[n] in MODIFIERS and text.kinds[n + 1] is Kind.WORD:
            text.give(n, Role.DECLARATION)
            n += 1
        return n if n == start or text.folded[n] in _DECLARING else start

    def find(self, first: int, last: int, wanted: Collection[str]) -> int:
        """Return the first of some words outside of brackets, -1 where none stands there."""
        words, pairs, n = self.text.folded, self.text.pairs, first
        while n < last:
            if words[n] in wanted:
                return n
            n = pairs[n] if n < pairs[n] < last else n
            n += 1
        return -1

    def type_end(self, first: int, last: int) -> int:
        """Return the name behind a type, as in ``Node* n``; ``first`` where there is none."""
        text = self.text
        name = declared(text, first, last)
        if name < 0 or text.folded[first] in SENTENCE:
            return first
        is_named = name + 1 >= last or text.words[name + 1] in ("[", ",", ";", *ASSIGNMENTS)
        is_typed = name == first + 1 or is_type_like(text, first, name)
        return name if is_named and is_typed else first

    def read(self, first: int, last: int) -> tuple[tuple[Expression, ...], Formality]:
        """Return an expression, or none of nothing, and how formal it is."""
        if first >= last:
            return (), Formality.FORMAL
        found, is_formal = self.expressions.read(first, last)
        return (found,), _formality(is_formal)

    def read_list(self, first: int, last: int) -> tuple[tuple[Expression, ...], Formality]:
        """Return what stands between commas, and how formal it is."""
        found, is_formal = self.expressions.read_list(first, last)
        return found, _formality(is_formal)

    def keyword(self, n: int, role: Role = Role.KEYWORD) -> None:
        """Say that a word is a keyword."""
        self.text.give(n, role)

    def phrase(self, first: int, last: int) -> None:
        """Give the words of a range the roles that they have in English."""
        phrase_roles(self.text, first, last)

    def is_in(self, n: int, last: int, wanted: Collection[str]) -> bool:
        """Say whether a token is there, and one of some words."""
        return n < last and self.text.folded[n] in wanted


def _formality(is_formal: bool) -> Formality:
    return Formality.FORMAL if is_formal else Formality.PHRASE


#: A modifier before one of these belongs to what it declares.
_DECLARING = word_set("class struct interface enum record union trait namespace") | FUNCTION
#: Behind a word with parentheses, that is a case of a ``match``: ``If(c, a, b) -> a``.
_ARROWS = frozenset({"->", "=>", "→", "⇒"})
_BEFORE_COMMA = word_set("otherwise else finally then")
#: Words behind which a sign begins an operand: ``return -1``.
_BEFORE_SIGN = word_set(
    "return yield print output case if while until when not and or throw write display log"
    " elif elseif unless puts echo emit else do then for"
)
