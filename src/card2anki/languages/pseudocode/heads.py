"""The headers of blocks: conditions, loops, cases; each with where its head ends."""

from __future__ import annotations

from card2anki.languages.pseudocode import words
from card2anki.languages.pseudocode.drafts import Draft, Found
from card2anki.languages.pseudocode.operators import ASSIGNMENTS, WORD_OPERATORS
from card2anki.languages.pseudocode.reader import Reader
from card2anki.languages.pseudocode.tree import Expression, Form, Formality, Kind, Role
from card2anki.languages.pseudocode.words import word_set

_THEN = frozenset({"then", "do", ":"})
#: What begins the body of a header in its own line, without any sign before it.
_JUMPS = word_set("return break continue throw raise goto")
_IN = frozenset(("in", "∈", "of", "from", "over", "through", "across", ":", *ASSIGNMENTS))
#: Words that go on with a condition behind its parenthesis.
_NO_STATEMENT = WORD_OPERATORS | words.VERBS | {"if"}
_RANGE = word_set("to downto upto until through step by down while with")
_AFTER_FOR = word_set("each all every any")
#: How many tokens ``With form.title`` has at most, which ``End With`` ends.
_LONGEST_OWNER = 6


def head_end(reader: Reader, first: int, last: int) -> tuple[int, int, bool]:
    """Return where the condition of a header ends, where its body begins, and if that is sure.

    The condition ends with ``then``, ``do`` or a colon, with its parenthesis, with a comma
    where it is English, or with the line.
    """
    text = reader.text
    sign = reader.find(first, last, _THEN)
    while 0 <= sign < last - 1 and text.words[sign] == ":" and _is_inner_colon(reader, first, sign):
        sign = reader.find(sign + 1, last, _THEN)
    if sign >= 0:
        if text.kinds[sign] is Kind.WORD:
            reader.keyword(sign)
        behind = sign + 1
        if text.kinds[sign] is Kind.WORD and reader.is_in(behind, last, {":"}):
            behind += 1
        return sign, behind, True
    if reader.is_block:
        return last, last, True
    if first < last and text.words[first] == "(" and _begins_body(reader, text.pairs[first], last):
        return text.pairs[first] + 1, text.pairs[first] + 1, True
    jump = reader.find(first + 1, last, _JUMPS)
    if jump >= 0:
        return jump, jump, True
    return last, last, False


def _is_inner_colon(reader: Reader, first: int, sign: int) -> bool:
    """Say whether a colon is one of ``for x : xs`` or ``a ? b : c``, and ends no header."""
    if reader.is_block:
        return True
    question = reader.find(max(0, sign - 12), sign, {"?"})
    return question >= 0 or _is_range(reader, first, sign)


def _is_range(reader: Reader, first: int, sign: int) -> bool:
    """Say whether a colon stands between the bounds of a loop: ``for k = 1:n``."""
    text = reader.text
    is_between = text.is_glued(sign) == text.is_glued(sign + 1)
    is_loop = first > 0 and text.folded[first - 1] in words.FOR
    return is_between and is_loop and reader.find(first, sign, ASSIGNMENTS) >= 0


def _begins_body(reader: Reader, closer: int, last: int) -> bool:
    """Say whether a statement begins behind the parenthesis of a condition."""
    text, n = reader.text, closer + 1
    if closer < 0 or n >= last:
        return 0 <= closer == last - 1
    if text.kinds[n] is Kind.PLACEHOLDER or text.words[n] in ("++", "--", "*"):
        return text.words[n] != "*" or not text.is_glued(n)
    if text.kinds[n] is not Kind.WORD:
        return False
    return text.folded[n] not in _NO_STATEMENT


def _header(
    form: Form,
    n: int,
    last: int,
    closes: str,
    expressions: tuple[Expression, ...] = (),
    formality: Formality = Formality.FORMAL,
    *,
    is_explicit: bool = False,
) -> Draft:
    """Return the draft of a header whose keyword is the token ``n``."""
    draft = Draft(form, n, max(last, n + 1), formality, n, expressions=expressions)
    draft.is_header, draft.is_explicit, draft.closes = True, is_explicit, closes
    return draft


def condition_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``if``, ``unless``, ``while`` with its condition."""
    is_loop = reader.text.folded[n] in words.WHILE
    form, closes = (Form.WHILE, "while") if is_loop else (Form.IF, "if")
    return _conditional(reader, form, n, n + 1, last, closes)


def _conditional(reader: Reader, form: Form, n: int, first: int, last: int, closes: str) -> Found:
    for word in range(n, first):
        reader.keyword(word)
    end, behind, is_sure = head_end(reader, first, last)
    expressions, formality = reader.read(first, end)
    if not is_sure and formality is not Formality.FORMAL:
        comma = reader.find(first, last, {","})
        if comma > 0 and comma + 1 < last:
            end, behind = comma, comma + 1
            expressions, formality = reader.read(first, end)
    stop = max(behind, first)
    draft = _header(form, n, stop, closes, expressions, formality, is_explicit=is_sure)
    return draft, behind


def else_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``else``, ``else if`` and its other spellings, ``otherwise``."""
    text = reader.text
    if text.folded[n] in words.ELSE_IF:
        return _conditional(reader, Form.ELSE_IF, n, n + 1, last, "if")
    if reader.is_in(n + 1, last, {"if"}):
        return _conditional(reader, Form.ELSE_IF, n, n + 2, last, "if")
    reader.keyword(n)
    behind = n + 1
    is_colon = reader.is_in(behind, last, {":"})
    if is_colon or reader.is_in(behind, last, {",", "then", "do"}):
        behind += 1
    return _header(Form.ELSE, n, behind, "if", is_explicit=is_colon), behind


def for_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read the header of a loop over values."""
    text = reader.text
    reader.keyword(n)
    first = n + 1
    if reader.is_in(first, last, _AFTER_FOR) and text.words[first + 1 : first + 2] != ["in"]:
        reader.keyword(first)
        first += 1
    end, behind, is_sure = _for_end(reader, first, last)
    inner, inner_end = first, end
    if first < end and text.words[first] == "(" and text.pairs[first] == end - 1:
        inner, inner_end = first + 1, end - 1
        if reader.is_in(inner, inner_end, _AFTER_FOR):
            reader.keyword(inner)
            inner += 1
    expressions, formality = _for_parts(reader, inner, inner_end)
    if not is_sure and formality is not Formality.FORMAL:
        comma = reader.find(first, last, {","})
        if comma > 0 and comma + 1 < last:
            end, behind = comma, comma + 1
            expressions, formality = _for_parts(reader, inner, end)
    draft = _header(Form.FOR, n, behind, "for", expressions, formality, is_explicit=is_sure)
    return draft, behind


def _for_end(reader: Reader, first: int, last: int) -> tuple[int, int, bool]:
    """Find the end of the header; its first colon may stand between a name and what it is in."""
    text = reader.text
    end, behind, is_sure = head_end(reader, first, last)
    if end + 1 < last and text.words[end] == ":" and end - first <= 2 and behind == end + 1:
        later = reader.find(end + 1, last, {":", "do"})
        if later >= 0:
            return head_end(reader, end + 1, last)
    return end, behind, is_sure


def _for_parts(reader: Reader, first: int, last: int) -> tuple[tuple[Expression, ...], Formality]:
    text = reader.text
    if reader.find(first, last, {";"}) >= 0:
        start = _after_types(reader, first, last)
        return reader.read_list(start, last)
    sign = reader.find(first, last, _IN)
    if sign < 0:
        return reader.read(first, last)
    target = _after_types(reader, first, sign)
    variables, formality = reader.read_list(target, sign)
    if text.kinds[sign] is Kind.WORD:
        reader.keyword(sign)
    parts, start = list(variables), sign + 1
    while start < last:
        end = reader.find(start, last, _RANGE)
        end = last if end < 0 else end
        part, other = reader.read_list(start, end)
        formality = formality if other is Formality.FORMAL else other
        parts.extend(part)
        start = end
        while reader.is_in(start, last, _RANGE):
            reader.keyword(start)
            start += 1
    return tuple(parts), formality


def _after_types(reader: Reader, first: int, last: int) -> int:
    """Return the name behind the types of a loop's variable, ``first`` where there is no type."""
    name = reader.type_end(first, last)
    reader.text.give_words(first, name, Role.TYPE)
    return name


def loop_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``loop``, ``forever``, ``loop for each step``."""
    if reader.is_in(n + 1, last, {"("}) and not reader.is_block:
        return None
    reader.keyword(n)
    if reader.is_in(n + 1, last, words.FOR) and (found := for_head(reader, n + 1, last)):
        found[0].closes = "loop"
        return found
    if reader.is_in(n + 1, last, {"while", "until"}):
        return _conditional(reader, Form.LOOP, n, n + 2, last, "loop")
    return _counted(reader, Form.LOOP, n, last)


def _counted(reader: Reader, form: Form, n: int, last: int) -> Found:
    """Read a header that says how often in its own words, or not at all."""
    end, behind, is_sure = head_end(reader, n + 1, last)
    stop = end - 1 if end > n + 2 and reader.text.folded[end - 1] == "times" else end
    if stop < end:
        reader.keyword(stop)
    expressions, formality = reader.read(n + 1, stop)
    draft = _header(form, n, behind, "loop", expressions, formality, is_explicit=is_sure)
    return draft, behind


def repeat_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``repeat`` or ``do``, and what is said of how often."""
    text = reader.text
    is_do = text.folded[n] == "do"
    if reader.is_in(n + 1, last, {"("}) and not (reader.is_block or text.words[last - 1] == ":"):
        return None
    if reader.is_in(n + 1, last, {"while", "until"}):
        reader.keyword(n)
        return _conditional(reader, Form.WHILE, n, n + 2, last, "loop")
    if is_do and n + 1 < last and text.words[n + 1] != ":":
        return None
    end, _, is_sure = head_end(reader, n + 1, last)
    if n + 1 < end and not is_sure and text.folded[end - 1] != "times":
        return None  # an order: repeat step 2
    reader.keyword(n)
    return _counted(reader, Form.REPEAT, n, last)


def until_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read the condition that ends a loop; with a block behind it, it heads one."""
    reader.keyword(n)
    end, behind, is_sure = head_end(reader, n + 1, last)
    expressions, formality = reader.read(n + 1, end)
    draft = Draft(Form.UNTIL, n, max(behind, n + 1), formality, n, expressions=expressions)
    draft.is_header, draft.is_explicit, draft.closes = is_sure, is_sure, "loop"
    return draft, behind


def switch_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``switch`` or ``match``; they are names and orders as often."""
    text = reader.text
    is_shy = text.folded[n] != "switch"
    is_case = reader.is_in(n + 1, last, {"case"})
    if is_shy and not (is_case or reader.is_block or text.words[last - 1] == ":"):
        return None
    reader.keyword(n)
    if is_case:
        n += 1
        reader.keyword(n)
    end, behind, is_sure = head_end(reader, n + 1, last)
    found = reader.read(n + 1, end)
    return _header(Form.SWITCH, n, behind, "switch", *found, is_explicit=is_sure), behind


def case_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``case``, ``default``, ``when``; ``case x of`` heads the cases themselves."""
    text = reader.text
    if text.folded[n] == "case" and (of := reader.find(n + 1, min(last, n + 60), {"of"})) >= 0:
        reader.keyword(n)
        reader.keyword(of)
        first, end = (n + 2, last) if of == n + 1 else (n + 1, of)
        return _header(Form.SWITCH, n, last, "switch", *reader.read(first, end)), last
    sign = reader.find(n + 1, last, {":", "->", "=>", "then", "→", "⇒"})
    if sign < 0 and not reader.is_block:
        return _undivided(reader, n, last)
    end = sign if sign >= 0 else last
    reader.keyword(n)
    found = reader.read_list(n + 1, end)
    if sign >= 0 and text.kinds[sign] is Kind.WORD:
        reader.keyword(sign)
    behind = end + 1 if sign >= 0 else end
    return _header(Form.CASE, n, behind, "case", *found), behind


def arm_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``| Circle r -> pi * r^2``, a case of a ``match``."""
    if reader.text.words[n] != "|":
        return None
    sign = reader.find(n + 1, last, {"->", "=>", "→", "⇒"})
    if sign <= n + 1:
        return None
    reader.phrase(n + 1, sign)
    draft = _header(Form.CASE, n, sign + 1, "case", formality=Formality.PHRASE)
    return draft, sign + 1


def do_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``list.each do |x|``: a call with a block that ``end`` ends."""
    text = reader.text
    sign = reader.find(n + 1, last, {"do"})
    if sign < 0 or not (sign == last - 1 or text.words[sign + 1] == "|" == text.words[last - 1]):
        return None
    expressions, formality = reader.read(n, sign)
    if formality is not Formality.FORMAL:
        return None
    reader.keyword(sign)
    draft = _header(Form.WITH, n, last, "with", expressions)
    draft.keyword = sign
    return draft, last


def _undivided(reader: Reader, n: int, last: int) -> Found | None:
    """Read a case without a sign behind its value."""
    if reader.text.folded[n] == "default" and n + 1 < last:
        return None
    expressions, formality = reader.read(n + 1, last)
    if reader.text.folded[n] == "when" and formality is not Formality.FORMAL:
        comma = reader.find(n + 1, last, {","})
        if comma < 0 or comma + 1 >= last:
            return None
        return _conditional(reader, Form.WITH, n, n + 1, last, "with")
    reader.keyword(n)
    return _header(Form.CASE, n, last, "case", expressions, formality), last


def catch_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``catch``, which is English where neither a colon nor a brace is behind it."""
    text = reader.text
    is_sure = reader.is_block or reader.is_in(n + 1, last, {"("}) or text.words[last - 1] == ":"
    if not is_sure and n + 1 < last and text.words[n + 1].islower():
        return None
    reader.keyword(n)
    end, behind, is_sure = head_end(reader, n + 1, last)
    parts, _ = reader.read(n + 1, end)
    return _header(Form.CATCH, n, behind, "try", parts, is_explicit=is_sure), behind


def plain_block(reader: Reader, n: int, last: int) -> Found | None:
    """Read ``try`` or ``finally``."""
    text = reader.text
    form = Form.TRY if text.folded[n] in words.TRY else Form.FINALLY
    behind = n + 1
    if reader.is_in(behind, last, {":"}):
        behind += 1
    elif behind < last and text.words[behind] == "(" and reader.is_block:
        reader.read(behind, last)
        behind = last
    elif behind < last:
        return None
    reader.keyword(n)
    return _header(form, n, behind, "try", is_explicit=behind > n + 1), behind


def with_head(reader: Reader, n: int, last: int) -> Found | None:
    """Read what heads a block of its own: ``with``, ``begin``, ``atomic``, ``upon a message:``."""
    text = reader.text
    is_begin = text.folded[n] == "begin"
    is_sure = (
        reader.is_block or text.folded[last - 1] in (":", "do") or (is_begin and last == n + 1)
    )
    is_basic = text.folded[n] == "with" and n + 1 < last <= n + _LONGEST_OWNER
    if not (is_sure or is_basic):
        return None
    end, behind, _ = head_end(reader, n + 1, last)
    expressions, formality = reader.read(n + 1, end)
    if not is_sure and formality is not Formality.FORMAL:
        return None
    reader.keyword(n)
    form = Form.BLOCK if is_begin else Form.WITH
    is_sure = is_sure and not is_begin
    draft = _header(form, n, behind, "with", expressions, formality, is_explicit=is_sure)
    draft.expects_end = is_begin and not reader.is_block and last == n + 1
    return draft, behind
