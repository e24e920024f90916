"""The heads of functions and classes, in all their spellings."""

from __future__ import annotations

from card2anki.languages.pseudocode import words
from card2anki.languages.pseudocode.drafts import Draft, Found
from card2anki.languages.pseudocode.generics import after_angles, declared, is_type_like, next_comma
from card2anki.languages.pseudocode.reader import Reader
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Form, Formality, Kind, Node, Parameter, Role
from card2anki.languages.pseudocode.words import word_set

#: How far behind ``function`` its name is looked for.
_FAR = 20
_NAMING = frozenset({Kind.WORD, Kind.NUMBER})
#: Words that are called with parentheses and a block behind them, and are no functions.
_NO_FUNCTION = word_set(
    "if while for switch catch until elif foreach synchronized using with lock when unless"
    " repeat forall loop else return atomic on upon try do match select parfor new and or not"
    " in assert print"
)


def function_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``function f(a, b)``, ``Algorithm 2: Name``, ``def f(a) -> int:``."""
    text = reader.text
    is_named = reader.is_in(n + 1, last, {"["}) or text.kinds[min(n + 1, last - 1)] in _NAMING
    if n + 1 >= last or not is_named:
        return None
    if text.folded[n] in ("algorithm", "procedure") and (titled := _title(reader, n, last)):
        return titled
    sign = reader.find(n + 1, min(last, n + _FAR), {"="})  # function y = f(x)
    is_assigned = 0 <= sign < last - 1 and reader.find(n + 1, sign, {"("}) < 0
    name = _name(reader, sign + 1 if is_assigned else n + 1, last)
    if name < 0:
        return None
    is_shy = text.folded[n] in words.SHY_FUNCTION
    has_parameters = reader.is_in(name + 1, last, {"("})
    ends = reader.is_block or text.words[last - 1] == ":"
    if not (has_parameters or ends) and (is_shy or name + 1 < last):
        return None
    if is_shy and not ends and not _is_bare(reader, name + 1, last):
        return None
    reader.keyword(n, Role.DECLARATION)
    return _function(reader, n, name, last)


def _is_bare(reader: Reader, opener: int, last: int) -> bool:
    """Say whether nothing but parentheses is behind a name, glued to it."""
    text = reader.text
    return (
        reader.is_in(opener, last, {"("})
        and text.is_glued(opener)
        and text.pairs[opener] == last - 1
    )


def _name(reader: Reader, n: int, last: int) -> int:
    """Return the name of a function: the last word before the parenthesis."""
    text = reader.text
    if text.kinds[n] is not Kind.WORD:
        return -1
    while n + 2 < last and text.words[n + 1] in (".", "::", "-") and text.kinds[n + 2] is Kind.WORD:
        text.give(n, Role.NAME)
        n += 2
    behind = after_angles(text, n + 1, last)
    if behind == n + 1 and n + 1 < last and text.kinds[n + 1] is Kind.WORD:
        return declared(text, n, last)
    return n


def _title(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``Algorithm 3: Name of it`` or ``Algorithm Name (a, b)``."""
    text = reader.text
    if text.kinds[n + 1] is not Kind.NUMBER:
        return None
    reader.keyword(n, Role.DECLARATION)
    reader.phrase(n + 2, last)
    name = n + 3 if reader.is_in(n + 2, last, {":", "."}) else n + 2
    if (
        name < last
        and text.kinds[name] is Kind.WORD
        and (name + 1 == last or text.words[name + 1] == "(")
    ):
        text.give(name, Role.FUNCTION)
    draft = Draft(Form.LABEL, n, last, Formality.PHRASE, n)
    return draft, last


def _function(reader: Reader, n: int, name: int, last: int) -> Found:
    text = reader.text
    text.give(name, Role.FUNCTION)
    draft = Draft(Form.FUNCTION, n, last, keyword=n, name=name, is_header=True, closes="function")
    opener = after_angles(text, name + 1, last)
    if not reader.is_in(opener, last, {"("}):
        sign = reader.find(name + 1, last, {":"})
        return _ended(reader, draft, sign if sign >= 0 else last, last)
    closer = text.pairs[opener] if opener < text.pairs[opener] < last else last - 1
    draft.parameters = parameters_of(reader, opener + 1, closer)
    if draft.parameters is None:
        reader.phrase(opener + 1, closer)
        draft.weaken(Formality.PHRASE)
    sign = reader.find(closer + 1, last, {":", "=", "=>"})
    if sign >= 0 and text.words[sign] == ":" and sign + 1 < last:
        behind = declared_type_end(reader, sign + 1, last)
        if behind >= last or text.words[behind] == ":":
            sign = behind if behind < last else -1
    return _ended(reader, draft, sign if sign >= 0 else last, last)


def declared_type_end(reader: Reader, n: int, last: int) -> int:
    """Return what stands behind the type that a function returns: ``f(a): List<int>``."""
    text = reader.text
    if n < last and text.kinds[n] is Kind.WORD:
        n = after_angles(text, n + 1, last)
        while n + 1 < last and text.words[n] == "[" and text.pairs[n] >= 0:
            n = text.pairs[n] + 1
    return n


def _ended(reader: Reader, draft: Draft, sign: int, last: int) -> Found:
    """Set the end of a head at the sign that ends it; the body may begin behind it."""
    text = reader.text
    opener = (draft.name or 0) + 1
    closer = text.pairs[opener] if opener < last and text.words[opener] == "(" else opener - 1
    text.give_words(closer + 1, min(sign, last), Role.TYPE)
    is_colon = sign < last and text.words[sign] == ":"
    draft.is_explicit = reader.is_block or is_colon
    draft.last = min(sign + 1, last)
    return draft, draft.last


def parameters_of(reader: Reader, first: int, last: int) -> tuple[Parameter, ...] | None:
    """Return the parameters between parentheses, None where they are told in English."""
    text, found, n = reader.text, list[Parameter](), first
    while n < last:
        end = next_comma(text, n, last)
        one = _parameter(reader, n, end) if end > n else None
        if one is None and end > n:
            return None
        if one:
            found.append(Parameter(text.places[one.name], one.is_optional, one.is_many))
        n = end + 1
    return tuple(found)


def _parameter(reader: Reader, first: int, last: int) -> Parameter | None:
    text = reader.text
    many = text.words[first] in ("...", "…", "*", "**") if first < last else False
    if many:
        first += 1
        if first >= last:
            return Parameter(first - 1, is_many=True)
    if reader.is_in(first, last - 1, {"in"}) and text.kinds[first + 1] is Kind.WORD:
        reader.keyword(first, Role.DECLARATION)  # in vec3 normal
        first += 1
    optional = reader.find(first, last, {"=", "?", ":=", "optional", "default"})
    sign = reader.find(first, last, {":", "=", "?", ":=", "default", "∈", "in", "of", "as"})
    end = sign if sign >= 0 else last
    name = declared(text, first, end)
    if name < 0:
        name = first if end <= first + 1 else _array(reader, first, end)
    if name < 0 or text.kinds[name] is not Kind.WORD:
        return Parameter(first, optional >= 0, True) if text.words[first] in "([{" else None
    text.give_words(first, last, Role.TYPE)
    if optional >= 0:
        reader.read(optional + 1, last)
    text.give(name, Role.PARAMETER)
    dots = any(text.words[n] in ("...", "…") for n in range(first, last))
    return Parameter(name, optional >= 0, many or dots)


def _array(reader: Reader, first: int, last: int) -> int:
    """Return the name in ``A[1..n]``, ``&count`` or ``*head``."""
    text = reader.text
    if text.words[first] in ("&", "*", "@", "..."):
        first += 1
    is_array = first + 1 < last and text.words[first + 1] in ("[", "...", "…", ".")
    return first if first + 1 == last or is_array else -1


def untitled_function(reader: Reader, first: int, last: int) -> Found | None:
    """Read ``Name(a, b) {``, ``MAX-HEAPIFY(A, i):``, ``int f(int a) {`` and other heads."""
    text = reader.text
    opener = reader.find(first, last, {"("})
    if opener <= first or text.kinds[opener - 1] is not Kind.WORD:
        return None
    closer = text.pairs[opener]
    name = opener - 1
    is_word = text.folded[name] in _NO_FUNCTION and not is_type_like(text, first, name)
    if closer < 0 or is_word or reader.find(first, opener, _ASSIGNED) >= 0:
        return None
    if not _is_head(reader, first, name, closer, last):
        return None
    parameters = parameters_of(reader, opener + 1, closer)
    if parameters is None:
        return None
    draft, behind = _function(reader, first, name, last)
    draft.keyword = None
    for n in range(first, name):
        if text.kinds[n] is Kind.WORD:
            role = Role.DECLARATION if text.folded[n] in _DECLARING else Role.TYPE
            text.give(n, role if text.words[n + 1] not in (".", "::") else Role.NAME)
    return draft, behind


_DECLARING = words.MODIFIERS | words.QUALIFIERS
_BEHIND_CLASS = word_set("extends implements inherits of is (")
_ASSIGNED = word_set("= := <- ← += = return new throw")


def _is_head(reader: Reader, first: int, name: int, closer: int, last: int) -> bool:
    """Say whether a name with parentheses is defined, not called."""
    text = reader.text
    behind = closer + 1
    before = text.words[name - 1] if name > first else ""
    is_member = before in (".", "::", "->")
    is_typed = name > first and not is_member and _is_typed(reader, first, name)
    if reader.is_block:
        return name == first or is_member or is_typed
    if behind < last and text.words[last - 1] == ":" and (behind == last - 1 or is_typed):
        return name == first or is_typed
    if behind == last - 1 and text.words[behind] == ":":
        return True
    return (
        name == first
        and behind + 1 < last
        and text.words[behind] in ("->", "→")
        and text.words[last - 1] == ":"
    )


def _is_typed(reader: Reader, first: int, name: int) -> bool:
    text = reader.text
    if text.words[first].startswith("@"):
        return True
    if declared(text, first, name + 1) == name:
        return True
    return is_type_like(text, first, name) or text.words[name - 1] == "~"


def define(text: Text, call: Draft) -> bool:
    """Make a call a definition, as in ``MAX-HEAPIFY(A, i)`` above an indented block.

    Says whether it can be one: its name has a capital, its arguments are names.
    """
    if call.form is not Form.CALL or not text.words[call.first][:1].isupper():
        return False
    function, *arguments = call.expressions[0].parts
    names = (function, *(one.parts[0] if one.node is Node.INDEX else one for one in arguments))
    if any(one.node is not Node.NAME or one.last != one.first + 1 for one in names):
        return False
    call.form, call.name, call.closes = Form.FUNCTION, call.first, "function"
    call.is_header = True
    call.parameters = tuple(Parameter(one.first) for one in names[1:])
    call.expressions = ()
    text.give(call.first, Role.FUNCTION)
    for one in names[1:]:
        text.roles[one.first] = Role.PARAMETER
    return True


def class_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``class Name``, ``struct Point {``, ``enum Color:``."""
    text = reader.text
    if n + 1 >= last or text.kinds[n + 1] is not Kind.WORD:
        return None
    ends = reader.is_block or text.words[last - 1] == ":"
    if text.folded[n] == "program" and last <= n + 3 and text.words[last - 1] == ";":
        reader.keyword(n, Role.DECLARATION)
        text.give(n + 1, Role.CLASS)
        return Draft(Form.LABEL, n, last, keyword=n, name=n + 1), last
    extends = reader.find(n + 2, last, _BEHIND_CLASS) == n + 2
    is_shy = text.folded[n] in words.SHY_CLASS or last > n + 2
    if is_shy and not (ends or extends):
        return None
    if ends and _is_function(reader, n, last):
        return None
    name = n + 1
    if reader.is_in(name, last, {"class", "struct"}) and name + 1 < last:
        name += 1
    reader.keyword(n, Role.DECLARATION)
    text.give(name, Role.CLASS)
    for other in range(name + 1, last):
        if text.kinds[other] is Kind.WORD:
            is_keyword = text.folded[other] in ("extends", "implements", "inherits", "from")
            text.give(other, Role.DECLARATION if is_keyword else Role.TYPE)
    draft = Draft(Form.CLASS, n, last, keyword=n, name=name, is_header=True, closes="class")
    draft.is_explicit = ends
    return draft, last


def _is_function(reader: Reader, n: int, last: int) -> bool:
    """Say whether a type is meant that a function returns: ``struct node *find(int key) {``."""
    text = reader.text
    opener = reader.find(n, last, {"("})
    return text.folded[n] in ("struct", "enum", "union") and opener > n + 2
