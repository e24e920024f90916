"""The tree of blocks: braces, indentation and ``END`` on one stack."""

from __future__ import annotations

from collections.abc import Iterable

from card2anki.languages.pseudocode.branches import BRANCHES, before, follows, may_stand_alone
from card2anki.languages.pseudocode.definitions import define
from card2anki.languages.pseudocode.drafts import Blocks, Draft, Style, frozen
from card2anki.languages.pseudocode.ends import ends_unknown, expected_ends, fits, is_stop
from card2anki.languages.pseudocode.lines import Does, Line
from card2anki.languages.pseudocode.reader import Reader
from card2anki.languages.pseudocode.statements import opens_block, read_statement
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Form, Formality

#: How deep blocks are nested at most.
DEEPEST = 200
#: How many statements a line has at most: each is looked for in all that is left of the line.
_MOST_IN_LINE = 30

#: What a brace in the line below makes a header of.
_MAY_OPEN = frozenset({Form.CALL, Form.ACTION, Form.LABEL, Form.EXPRESSION})


class Builder:
    """Puts statements into blocks as they come."""

    def __init__(self, text: Text, lines: Iterable[Line]) -> None:
        self._text = text
        self._lines = list(lines)
        self._reader = Reader(text)
        self._stack = [Draft(Form.BLOCK, 0, 0, indent=-1, style=Style.ROOT)]
        self.found = Blocks()
        self._has_bare_ends = False
        self._ends, self.found.has_begin = expected_ends(self._reader, self._lines)

    def build(self) -> Blocks:
        """Return the tree of the whole text."""
        before: Line | None = None
        for line in self._lines:
            if line.does is Does.OPENS:
                self._open(line)
            elif line.does is Does.CLOSES:
                self._close_brace(line)
            else:
                self._say(line, before)
            before = line
        while len(self._stack) > 1:
            self._close()
        root = self._stack[0]
        self.found.statements = tuple(frozen(self._text, one) for one in root.children)
        return self.found

    # -- what is open

    @property
    def _top(self) -> Draft:
        return self._stack[-1]

    def _push(self, draft: Draft) -> None:
        if len(self._stack) >= DEEPEST:
            self.found.is_too_deep = True
            return
        self._stack.append(draft)

    def _close(self) -> None:
        """Close the innermost block."""
        draft = self._stack.pop()
        draft.body = tuple(frozen(self._text, one) for one in draft.children)
        if draft.style is Style.PENDING and not draft.is_ended:
            self.found.empty.append(draft)
        if draft.style in (Style.BRACES, Style.INLINE) or draft.goes_on:
            return
        if draft.form is Form.REPEAT and self._text.folded[draft.first] == "repeat":
            self.found.repeats.append(draft)
        is_ended = draft.is_header and draft.form is not Form.REPEAT
        if is_ended and draft.closes not in ("", "case") and draft.form is not Form.LABEL:
            (self.found.ended if draft.is_ended else self.found.unended).append(draft)

    def _leave(self, indent: int) -> None:
        """Close what a line at some indentation does not belong to."""
        while self._top.style in (Style.PENDING, Style.INDENTED, Style.INLINE, Style.WORDS):
            top = self._top
            if indent > top.indent:
                break
            if (
                top.expects_end
                and top.style in (Style.PENDING, Style.WORDS)
                and top.body_indent < 0
            ):
                top.style = Style.WORDS  # flat: nothing but its END closes it
                break
            if top.style is Style.WORDS and top.body_indent <= top.indent:
                break
            self._close()

    # -- lines

    def _say(self, line: Line, before: Line | None) -> None:
        if before and before.does is Does.CLOSES and not line.begins:
            line = self._tail(line, self._text.pairs[before.first])
        if line.first >= line.last:
            return
        self._reader.is_block = line.is_block
        first, depth, is_first = line.first, len(self._stack), True
        for _ in range(_MOST_IN_LINE):
            self._reader.is_body = not is_first
            draft, behind = read_statement(self._reader, first, line.last)
            draft.indent = line.indent
            is_inline = draft.is_header and behind < line.last
            if behind >= line.last and line.is_block:
                opens_block(draft)
            self._place(draft, is_new=line.begins and is_first)
            if draft.is_header and draft.form is not Form.END:
                draft.style = Style.INLINE if is_inline else Style.PENDING
            first, is_first = behind, False
            if first >= line.last:
                break
        else:
            self.found.is_too_deep = True
        while len(self._stack) > depth and self._top.style is Style.INLINE:
            self._close()
        while self._top.style is Style.INLINE:
            self._close()

    def _tail(self, line: Line, opener: int) -> Line:
        """Return what a line says behind a brace that closed a block in it.

        What closes a bracket around the block belongs to the statement that the block is in.
        """
        first, pairs = line.first, self._text.pairs
        outer = [n for n in range(first, line.last) if 0 <= pairs[n] < opener]
        if outer:
            self._reader.expressions.read_list(first, outer[-1])
            first = outer[-1] + 1
        while first < line.last and self._text.words[first] in (")", "]", ",", ";", "."):
            first += 1
        return Line(line.does, first, line.last, line.indent, line.begins, line.is_block)

    def _place(self, draft: Draft, *, is_new: bool) -> None:
        if draft.form is Form.END:
            self._end(draft)
            return
        if self._is_begin(draft):
            return
        if draft.form in BRANCHES and self._goes_on(draft):
            self._add(draft)
            return
        if is_new and draft.form is not Form.UNTIL:
            self._leave(draft.indent)
            self._check_indent(draft)
        if draft.form in BRANCHES:
            self._branch(draft)
        elif draft.form is Form.CASE:
            self._case(draft)
        elif draft.form is Form.UNTIL or self._ends_loop(draft):
            self._until(draft)
            return
        self._add(draft)

    def _add(self, draft: Draft) -> None:
        top = self._top
        if top.body_indent < 0 and not top.children:
            top.body_indent = draft.indent
            if top.style is Style.PENDING:
                top.style = Style.WORDS if top.expects_end else Style.INDENTED
        top.children.append(draft)
        if draft.is_header:
            draft.expects_end = draft.expects_end or self._expects(draft)
            self._push(draft)

    def _is_begin(self, draft: Draft) -> bool:
        """Take ``begin`` on a line of its own as the opener of the header above it."""
        top = self._top
        is_begin = draft.form is Form.BLOCK and draft.expects_end
        is_open = top.style in (Style.PENDING, Style.INLINE)
        is_taken = is_begin and is_open and top.is_header and not top.children
        if is_taken and draft.indent >= top.indent:
            top.expects_end, top.is_begun, top.style = True, True, Style.WORDS
            top.end = self._text.end(draft.last - 1)
            return True
        return False

    def _check_indent(self, draft: Draft) -> None:
        """Note an indentation that nothing explains, and hang what has it below the line above."""
        top = self._top
        if top.style in (Style.BRACES, Style.INLINE) or not top.children or top.body_indent < 0:
            return
        if draft.indent > top.body_indent and draft.form not in BRANCHES:
            above = top.children[-1]
            if top.style is Style.ROOT and define(self._text, above):
                self._push(above)
            elif above.style is Style.PENDING and not above.is_header:
                self.found.unexplained.append(draft)
                above.style = Style.INDENTED
                above.indent = max(above.indent, top.body_indent)
                self._push(above)
        elif draft.indent < top.body_indent and top.is_header and not _is_table(top, draft):
            self.found.dedents.append(draft)
        elif draft.indent < top.body_indent:
            top.body_indent = draft.indent

    # -- braces

    def _open(self, line: Line) -> None:
        top = self._top
        if top.style is Style.PENDING and not top.children:
            top.style = Style.BRACES
            top.end = self._text.end(line.first)
            return
        last = top.children[-1] if top.children else None
        if line.begins and last and last.form in _MAY_OPEN and last.style is Style.PENDING:
            opens_block(last)
            last.style = Style.BRACES
            self._push(last)
            return
        draft = Draft(Form.BLOCK, line.first, line.first + 1, is_header=True, style=Style.BRACES)
        draft.indent = line.indent
        self._top.children.append(draft)
        self._push(draft)

    def _close_brace(self, line: Line) -> None:
        if not any(draft.style is Style.BRACES for draft in self._stack):
            return
        while self._top.style is not Style.BRACES:
            self._close()
        self._top.end = self._text.end(line.first)
        self._close()

    # -- branches

    def _goes_on(self, draft: Draft) -> bool:
        """Close the open block that a branch of the same indentation belongs to, if there is one.

        Its ``END`` becomes that of the branch.
        """
        wanted = before(draft)
        for at in range(len(self._stack) - 1, 0, -1):
            one = self._stack[at]
            if one.style in (Style.BRACES, Style.INLINE):
                return False
            if one.form is Form.SWITCH and draft.form is Form.ELSE and one.indent == draft.indent:
                while len(self._stack) > at + 1:
                    self._close()
                draft.closes = "case"
                return True
            if one.form in wanted and one.indent <= draft.indent < max(
                one.body_indent, one.indent + 1
            ):
                if draft.indent > one.indent and not self._is_over_lines(one):
                    self.found.dedents.append(draft)
                draft.indent = one.indent
                self._hand_over(at, draft)
                return True
        return False

    def _is_over_lines(self, header: Draft) -> bool:
        """Say whether a head goes over lines, as with ``THEN`` in a line of its own."""
        return self._text.lines[header.first] != self._text.lines[header.last - 1]

    def _hand_over(self, at: int, draft: Draft) -> None:
        while len(self._stack) > at + 1:
            self._close()
        draft.expects_end = self._top.expects_end
        self._top.goes_on = True
        self._close()

    def _branch(self, draft: Draft) -> None:
        wanted = before(draft)
        if follows(self._text, self._top, draft):
            return
        at = self._nearest(draft, wanted)
        if at >= 0:
            self._hand_over(at, draft)
        elif not may_stand_alone(self._text, self._top, draft):
            self.found.orphans.append(draft)
            unended, children = self.found.unended, self._top.children
            if unended and children and unended[-1] is children[-1]:
                unended.pop()  # its END is that of this one

    def _nearest(self, draft: Draft, wanted: frozenset[Form]) -> int:
        """Return which of the open blocks a branch branches from, -1 where none does."""
        for at in range(len(self._stack) - 1, 0, -1):
            one = self._stack[at]
            if one.style is Style.BRACES:
                return -1
            is_below = draft.indent > one.indent and len(one.children) < 2 and one is self._top
            if one.form in wanted and (one.style is not Style.INDENTED or is_below):
                return at
        return -1

    def _case(self, draft: Draft) -> None:
        """Close the case above, which may be indented like this one or less."""
        while self._top.form is Form.CASE and self._top.style in (Style.PENDING, Style.INDENTED):
            if draft.indent > self._top.indent and self._top.children:
                break
            self._close()

    # -- ends

    def _ends_loop(self, draft: Draft) -> bool:
        """Say whether it ends the loop above: the condition of a ``do``, ``forever``."""
        last = self._top.children[-1] if self._top.children else None
        if last is None or last.form is not Form.REPEAT or last.is_ended or self._reader.is_block:
            return False
        opener, word = self._text.folded[last.first], self._text.folded[draft.first]
        if draft.form is Form.LOOP:
            return (opener, word) == ("repeat", "forever") and draft.last == draft.first + 1
        return draft.form is Form.WHILE and opener == "do"

    def _until(self, draft: Draft) -> None:
        """Let a condition end the loop that is open, or was closed just before."""
        draft.form = Form.UNTIL
        draft.is_header = False
        for at in range(len(self._stack) - 1, 0, -1):
            one = self._stack[at]
            if one.style is Style.BRACES:
                break
            if one.form in (Form.REPEAT, Form.LOOP) and draft.indent >= one.indent:
                while len(self._stack) > at + 1:
                    self._close()
                one.is_ended = one.goes_on = True
                self._close()
                self._top.children.append(draft)
                return
        self._leave(draft.indent)
        for last in reversed(self._top.children[-1:]):
            last.is_ended = last.is_ended or last.form is Form.REPEAT
        self._top.children.append(draft)

    def _end(self, draft: Draft) -> None:
        """Let an ``END`` close the block that it names."""
        at = self._opener(draft)
        is_bare = self._text.folded[draft.first] == "next" and draft.last == draft.first + 1
        if is_bare and self._stack[at].indent != draft.indent:
            draft.form = Form.CONTINUE  # as in Perl
            self._place(draft, is_new=True)
            return
        if at > 0:
            while len(self._stack) > at + 1:
                self._close()
            self._top.is_ended = True
            self._top.end = self._text.end(draft.last - 1)
            self._close()
            self._has_bare_ends = self._has_bare_ends or draft.closes == "any"
            return
        self._leave(draft.indent)
        last = self._top.children[-1] if self._top.children else None
        while last is not None:
            if fits(last, draft, has_begin=self.found.has_begin) and not last.is_ended:
                last.is_ended = True
                self.found.unended = [one for one in self.found.unended if one is not last]
                self.found.ended.append(last)
                return
            last = last.children[-1] if last.children and last.style is Style.INLINE else None
        last = self._top.children[-1] if self._top.children else None
        if last and ends_unknown(last, draft):
            last.is_ended = True
            return
        if not self._has_bare_ends and is_stop(self._text, draft):
            draft.form = Form.STOP
            self._top.children.append(draft)
            return
        if draft.closes == "any" and self._is_program():
            self._top.is_ended = True
            return
        met = self._top if self._top.style is not Style.ROOT else None
        self.found.stray.append((draft, met))

    def _is_program(self) -> bool:
        """Say whether the text begins with ``START``, which an ``END`` of its own may end."""
        root = self._top
        if root.style is not Style.ROOT or root.is_ended or not root.children:
            return False
        return self._text.folded[root.children[0].first] in ("start", "program", "algorithm")

    def _opener(self, draft: Draft) -> int:
        """Return which of the open blocks an ``END`` closes, 0 where none does."""
        fallback = 0
        for at in range(len(self._stack) - 1, 0, -1):
            one = self._stack[at]
            if one.style is Style.BRACES:
                break
            if fits(one, draft, has_begin=self.found.has_begin):
                if one.indent == draft.indent:
                    return at
                fallback = fallback or at
        return fallback

    def _expects(self, draft: Draft) -> bool:
        if draft.form in (Form.CASE, Form.LABEL, Form.UNTIL, Form.REPEAT, Form.WITH):
            return False
        return draft.closes in self._ends


def _is_table(header: Draft, row: Draft) -> bool:
    """Say whether a line is one of those below a title that are no code at all."""
    return header.form is Form.LABEL and row.formality in (Formality.ACTION, Formality.PROSE)
