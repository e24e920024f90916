"""Statements without a block: assignments, calls, output, returns, orders in English, prose."""

from __future__ import annotations

from card2anki.languages.pseudocode import words
from card2anki.languages.pseudocode.drafts import Draft, Found
from card2anki.languages.pseudocode.generics import declared, is_type_like
from card2anki.languages.pseudocode.operators import ASSIGNMENTS
from card2anki.languages.pseudocode.reader import Reader
from card2anki.languages.pseudocode.tree import Expression, Form, Formality, Kind, Node, Role

_RESULTS = {
    **dict.fromkeys(words.RETURN, Form.RETURN),
    **dict.fromkeys(words.YIELD, Form.YIELD),
    **dict.fromkeys(words.THROW, Form.THROW),
}
_JUMPS = {
    **dict.fromkeys(words.BREAK, Form.BREAK),
    **dict.fromkeys(words.CONTINUE, Form.CONTINUE),
    **dict.fromkeys(words.STOP, Form.STOP),
    **dict.fromkeys(words.GOTO, Form.GOTO),
}
_OF_NODE = {
    Node.CALL: Form.CALL,
    Node.ELISION: Form.ELISION,
    Node.NAMED: Form.ENTRY,
    Node.ASSIGNMENT: Form.ASSIGNMENT,
}
#: How many tokens a statement has at most that stands before ``else`` in its line.
_LONGEST_BODY = 200
#: How many words an order has at most; what is longer, with a full stop, is prose.
_LONGEST_ORDER = 14
#: Words that are commands before what is code, and verbs of a sentence before English.
_VERBS = frozenset({"put", "send", "receive", "get", "show"})


def _cut(reader: Reader, first: int, last: int) -> int:
    """Return where a statement ends that stands before ``else`` or ``end`` in one line."""
    if not reader.is_body:
        return last
    cut = reader.find(
        first + 1,
        min(last, first + _LONGEST_BODY),
        {"else", "elif", "elsif", "elseif", "fi", "end", "endif"},
    )
    if cut < 0 or reader.find(first, cut, {"if"}) >= 0:
        return last
    return cut


def importing(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``import a.b``, ``using namespace std``, ``package demo``."""
    text = reader.text
    if n + 1 >= last or last - n > 12 or text.kinds[n + 1] not in (Kind.WORD, Kind.OTHER):
        return None
    if text.words[n + 1] == "(" or text.folded[n] not in ("import", "include", "package"):
        return None
    reader.keyword(n)
    expressions, formality = reader.read(n + 1, last)
    return Draft(Form.IMPORT, n, last, formality, n, expressions=expressions), last


def calling(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``CALL f(a, b)``."""
    if n + 2 >= last or reader.text.kinds[n + 1] is not Kind.WORD:
        return None
    expressions, formality = reader.read(n + 1, last)
    if formality is not Formality.FORMAL or expressions[0].node is not Node.CALL:
        return None
    reader.keyword(n)
    return Draft(Form.CALL, n, last, formality, n, expressions=expressions), last


def assertion(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``assert x > 0``, ``Require: n is even``."""
    text = reader.text
    if reader.is_in(n + 1, last, {"(", ":"}) or n + 1 >= last:
        return None
    if text.folded[n] not in ("assert", "assume"):
        return None
    reader.keyword(n)
    expressions, formality = reader.read(n + 1, last)
    return Draft(Form.ASSERT, n, last, formality, n, expressions=expressions), last


def output(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``print x``, ``INPUT n``, ``read a, b``; with parentheses it is a call."""
    text = reader.text
    last = _cut(reader, n, last)
    if n + 1 >= last or text.words[n + 1] in ("(", ":", "<<"):
        return None
    parts, formality = reader.read_list(n + 1, last)
    if formality is not Formality.FORMAL and text.folded[n] in _VERBS:
        return None
    reader.keyword(n, Role.COMMAND)
    return Draft(Form.OUTPUT, n, last, formality, n, expressions=parts), last


def variable(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``let x = 1``, ``var n: int``, ``DECLARE total : INTEGER``."""
    text = reader.text
    if n + 1 >= last or text.kinds[n + 1] is not Kind.WORD:
        return None
    if text.folded[n] == "let" and reader.find(n + 1, last, {"be"}) >= 0:
        return _bound(reader, n, last, {"be"})
    first = n + 1
    while reader.is_in(first, last, words.DECLARATIONS) and first + 1 < last:
        reader.keyword(first, Role.DECLARATION)
        first += 1
    sign = reader.find(first, last, ASSIGNMENTS | {":", "as", ","})
    typed = declared(text, first, sign if sign >= 0 else last)
    is_single = (sign if sign >= 0 else last) == first + 1
    if typed < 0 and not is_single and text.words[first + 1] not in ("[", ".", ",", ")"):
        return None
    draft = _declaration(reader, first if is_single else max(typed, first), first, last)
    reader.keyword(n, Role.TYPE if text.folded[n] in words.TYPES else Role.DECLARATION)
    draft.keyword = n
    return draft, last


def _declaration(reader: Reader, name: int, first: int, last: int) -> Draft:
    """Read a name with what stands behind it: a type, a value, more names."""
    text = reader.text
    for n in range(first, name):
        if text.kinds[n] is Kind.WORD:
            is_type = text.folded[n] not in words.QUALIFIERS
            text.give(n, Role.TYPE if is_type else Role.DECLARATION)
    draft = Draft(Form.DECLARATION, first, last, name=name)
    sign = reader.find(name, last, ASSIGNMENTS)
    colon = reader.find(name, sign if sign >= 0 else last, {":", "as", "∈"})
    if colon >= 0:
        text.give_words(colon + 1, sign if sign >= 0 else last, Role.TYPE)
        names, draft.formality = reader.read_list(name, colon)
        values, formality = reader.read(sign + 1, last) if sign >= 0 else ((), Formality.FORMAL)
        draft.expressions = (*names, *values)
        draft.weaken(formality)
        return draft
    draft.expressions, draft.formality = reader.read_list(name, last)
    return draft


def setting(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``set x to 1``; else ``set`` is a name or an order."""
    return _bound(reader, n, last, {"to", "=", "<-", "←", ":=", "as"})


def _bound(reader: Reader, n: int, last: int, signs: set[str]) -> Found | None:
    text = reader.text
    if n + 1 >= last or text.kinds[n + 1] not in (Kind.WORD, Kind.MATH):
        return None
    last = _cut(reader, n, last)
    sign = reader.find(n + 1, last, signs)
    if sign < 0:
        return None
    target, formality = reader.read(n + 1, sign)
    value, other = reader.read(sign + 1, last)
    reader.keyword(n)
    if text.kinds[sign] is Kind.WORD:
        reader.keyword(sign)
    draft = Draft(Form.ASSIGNMENT, n, last, formality, n, expressions=(*target, *value))
    draft.weaken(other)
    return draft, last


def result(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``return x``, ``yield x``, ``throw e``."""
    text = reader.text
    form = _RESULTS[text.folded[n]]
    if reader.is_in(n + 1, last, {":"}) or text.folded[n] == "returns":
        return None
    last = _cut(reader, n, last)
    if form is Form.YIELD and reader.is_in(n + 1, last, {"("}) and text.is_glued(n + 1):
        return None
    parts, formality = reader.read_list(n + 1, last)
    reader.keyword(n)
    return Draft(form, n, last, formality, n, expressions=parts), last


def jump(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``break``, ``continue``, ``stop``, ``goto label``; a longer line may be an order."""
    text = reader.text
    form = _JUMPS[text.folded[n]]
    last = _cut(reader, n, last)
    if reader.is_in(n + 1, last, {"(", ":"}):
        return None
    stop = last - 1 if text.words[last - 1] in (".", ";") else last
    is_jump = stop == n + 1 or (form is not Form.STOP and stop == n + 2)
    if text.folded[n] in ("break", "exit", "continue", "leave"):
        is_jump = is_jump or reader.is_in(
            n + 1, last, {"from", "out", "the", "for", "while", "loop"}
        )
    if text.folded[n] in ("skip", "pass", "jump", "terminate", "abort") and stop > n + 1:
        return None
    if not is_jump:
        return None
    if form is Form.STOP and stop > n + 1:
        form = Form.BREAK
    reader.keyword(n)
    reader.phrase(n + 1, last)
    formality = Formality.FORMAL if stop <= n + 2 else Formality.PHRASE
    return Draft(form, n, last, formality, n), last


# -- what no keyword heads


def plain(reader: Reader, first: int, last: int) -> Found:
    """Read an assignment, a declaration, a call, an order or prose."""
    if last == first + 1 and reader.text.words[first] == ";":
        return Draft(Form.ELISION, first, last), last
    last = _cut(reader, first, last)
    for attempt in (_assignment, _typed, _label):
        if found := attempt(reader, first, last):
            return found, last
    expressions, formality = reader.read(first, last)
    if formality is Formality.FORMAL:
        form = _OF_NODE.get(expressions[0].node, Form.EXPRESSION)
        return Draft(form, first, last, formality, expressions=expressions), last
    if all(one.node is not Node.PHRASE for one in expressions):
        form = _OF_NODE.get(expressions[0].node, Form.EXPRESSION)
        return Draft(form, first, last, Formality.PHRASE, expressions=expressions), last
    if pairs := _pairs(reader, first, last):
        return pairs, last
    return _english(reader, first, last, expressions), last


def _assignment(reader: Reader, first: int, last: int) -> Draft | None:
    text = reader.text
    sign = reader.find(first, last, ASSIGNMENTS)
    if sign <= first:
        return None
    name = reader.type_end(first, sign)
    if name > first:
        return _declaration(reader, name, first, last)
    colon = reader.find(first, sign, {":"})
    if colon > first:
        if text.folded[first] in words.HEADINGS:
            return None
        if colon == first + 1 and text.kinds[first] is Kind.WORD:
            return _declaration(reader, first, first, last)
        return None
    target, is_formal = reader.expressions.read_list(first, sign)
    value, other = reader.read_list(sign + 1, last)
    draft = Draft(Form.ASSIGNMENT, first, last, expressions=(*target, *value))
    draft.keyword = sign
    if not is_formal:
        draft.weaken(Formality.PHRASE)
    draft.weaken(other)
    if not is_formal and sign - first > 5 and text.words[sign] == "=":
        draft.weaken(Formality.ACTION)
    return draft


def _typed(reader: Reader, first: int, last: int) -> Draft | None:
    """Read ``int count;``, ``Node* next``, ``total : INTEGER``: names with a type, and no value."""
    text = reader.text
    stop = last - 1 if text.words[last - 1] == ";" else last
    name = declared(text, first, stop)
    if (name > first and reader.is_in(name + 1, stop, {",", "(", "[", "{"})) or name + 1 == stop:
        is_sure = is_type_like(text, first, name)
        if is_sure or (name == first + 1 and _is_class(text.words[first]) and stop < last):
            return _declaration(reader, name, first, last)
    is_pair = stop == first + 3 and text.words[first + 1] == ":" and text.kinds[first] is Kind.WORD
    if is_pair and text.folded[first + 2] in words.TYPES:
        return _declaration(reader, first, first, last)
    return None


def _is_class(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or not word.isupper()) and word != "The"


def _label(reader: Reader, first: int, last: int) -> Draft | None:
    """Read ``Input: a list``, ``again:``, ``For the rest:`` and other lines headed by a colon."""
    text = reader.text
    colon = reader.find(first, last, {":"})
    if colon < 0 or reader.find(first, colon, {"?"}) >= 0:
        return None
    if colon == last - 1:
        return _heading(reader, first, last)
    is_heading = text.folded[first] in words.HEADINGS and colon <= first + 2
    if not is_heading and (colon > first + 4 or colon + 1 == last):
        return None
    parts, formality = reader.read_list(colon + 1, last)
    if is_heading:
        for n in range(first, colon):
            text.give(n, Role.HEADING)
        return Draft(Form.LABEL, first, last, formality, first, expressions=parts)
    if colon == first + 1:
        key, _ = reader.expressions.read(first, colon)
        return Draft(Form.ENTRY, first, last, formality, expressions=(key, *parts))
    if formality is Formality.FORMAL or last - first <= _LONGEST_ORDER:
        reader.phrase(first, colon)
        return Draft(Form.ENTRY, first, last, Formality.PHRASE, expressions=parts)
    return None


def _heading(reader: Reader, first: int, last: int) -> Draft:
    """Read a line that ends with a colon: a label, or an order with its steps below."""
    text = reader.text
    is_label = last - first <= 3
    if is_label:
        text.give_words(first, last - 1, Role.HEADING)
    else:
        reader.phrase(first, last - 1)
    formality = Formality.FORMAL if is_label and last - first == 2 else Formality.PHRASE
    draft = Draft(Form.LABEL, first, last, formality, is_header=True)
    draft.closes = "with"
    return draft


def _pairs(reader: Reader, first: int, last: int) -> Draft | None:
    """Read several expressions between commas: members of an enumeration, values of a table."""
    if reader.find(first, last, {","}) < 0:
        return None
    parts, is_formal = reader.expressions.read_list(first, last)
    if not is_formal:
        reader.phrase(first, last)
        return None
    return Draft(Form.EXPRESSION, first, last, expressions=parts)


def _english(reader: Reader, first: int, last: int, expressions: tuple[Expression, ...]) -> Draft:
    is_prose = _is_sentence(reader, first, last)
    form = Form.PROSE if is_prose else Form.ACTION
    formality = Formality.PROSE if is_prose else Formality.ACTION
    return Draft(form, first, last, formality, expressions=expressions)


def _is_sentence(reader: Reader, first: int, last: int) -> bool:
    """Say whether English tells something, rather than ordering it."""
    text = reader.text
    length = last - first
    if text.kinds[first] is not Kind.WORD:
        return length > 4
    if text.folded[first] in words.SENTENCE and length > 3:
        return True
    early = text.folded[first + 1 : first + 4]
    if length > 3 and any(word in words.VERBS for word in early):
        return True
    return length > _LONGEST_ORDER and text.words[last - 1] == "."
