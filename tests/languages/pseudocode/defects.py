"""Defects put into good programs, one each, of the kinds that authors of cards make.

None is an accident that leaves the program good:

* a bracket, a brace or a quote that is taken away or added leaves an odd number of them, and a
  bracket becomes one of another kind only where it holds the arguments of a call or an index,
  which are no half-open interval;
* the END that is taken away is one of several of its kind, and one that is added or changed has
  no block to end;
* an `else` or a `catch` loses its `if` or its `try` to what now stands between, or comes twice;
* what is unreachable stands in the block of a `return` in a function, at its depth;
* a call has a name that is defined once, with parameters that can't be left out;
* a line that is moved to the left ends between two depths that are open.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from tests.languages.pseudocode.samples import Line, Program, programs, restyled

#: How many defects there are in all, and of each kind at most.
WANTED = 1_800
_MOST = 150
_HEADER = re.compile(
    r"\}?\s*(?:if|else|elif|for|while|unless|foreach|switch|def|function|try)\b", re.IGNORECASE
)


class Kind(StrEnum):
    BRACKET_REMOVED = "bracket removed"
    BRACKET_ADDED = "bracket added"
    BRACKET_SWAPPED = "bracket of another kind"
    BRACE_REMOVED = "brace removed"
    BRACE_ADDED = "brace added"
    BRACE_HIDDEN = "brace hidden by a comment"
    QUOTE_REMOVED = "quote removed"
    COMMENT_OPEN = "comment left open"
    END_REMOVED = "END removed"
    END_ADDED = "END added"
    END_WRONG = "END of the wrong kind"
    UNTIL_REMOVED = "until removed"
    ELSE_ORPHAN = "orphan else"
    ELSE_TWICE = "else twice"
    CATCH_ORPHAN = "orphan catch"
    UNREACHABLE = "unreachable code"
    ARITY = "number of arguments"
    PARAMETER_TWICE = "parameter twice"
    ASSIGNMENT = "assignment as a condition"
    MISSPELT = "misspelt name"
    EMPTY_HEADER = "header without a body"
    DEDENT = "dedent to a depth never opened"


@dataclass(frozen=True, slots=True)
class Edit:
    """Text in place of the characters from ``start`` to ``end``, and where else it matters."""

    start: int
    end: int
    text: str
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    program: Program
    kind: Kind
    edit: Edit

    @property
    def text(self) -> str:
        before, after = self.program.text[: self.edit.start], self.program.text[self.edit.end :]
        return before + self.edit.text + after

    def is_near(self, offset: int) -> bool:
        """Say whether an offset of the text is within a line of the edit or of its partner."""
        line = self.text.count("\n", 0, offset)
        first = self.program.line_of(self.edit.start)
        last = first + self.edit.text.count("\n")
        if first - 1 <= line <= last + 1:
            return True
        if self.edit.partner is None:
            return False
        grown = self.edit.text.count("\n") - self._removed.count("\n")
        other = self.program.line_of(self.edit.partner)
        return abs(other + (grown if other > first else 0) - line) <= 1

    @property
    def _removed(self) -> str:
        return self.program.text[self.edit.start : self.edit.end]

    def __str__(self) -> str:
        line = self.program.line_of(self.edit.start) + 1
        return f"{self.program.name}:{line}: {self.kind}: {self._removed!r} -> {self.edit.text!r}"


_Maker = Callable[[Program], Iterator[Edit]]


@cache
def defects() -> tuple[Defect, ...]:
    """Return the defects: always the same, drawn by lot, as many of each kind as there are."""
    found = {kind: all_defects(kind) for kind in Kind}
    drawn = {
        kind: random.Random(kind).sample(some, min(_MOST, len(some)))
        for kind, some in found.items()
    }
    rest = [one for kind, some in found.items() for one in some if one not in drawn[kind]]
    missing = WANTED - sum(map(len, drawn.values()))
    more = random.Random(1).sample(rest, max(0, missing))
    return tuple(one for some in (*drawn.values(), more) for one in some)


@cache
def all_defects(kind: Kind) -> tuple[Defect, ...]:
    """Return every defect of a kind, no text twice."""
    found: dict[str, Defect] = {}
    for program in (*programs(), *restyled()):
        for edit in _MAKERS[kind](program):
            defect = Defect(program, kind, edit)
            found.setdefault(defect.text, defect)
    return tuple(found.values())


# -- brackets


def _brackets(program: Program, shapes: str) -> Iterator[int]:
    return (at for at in sorted(program.pairs) if program.text[at] in shapes)


def _is_marker(line: str) -> bool:
    """Say whether a line begins like an entry of a list, ``a) ``, or has a smiley."""
    return bool(re.match(r"\s*\w{1,2}\)", line)) or ":)" in line


def _bracket_removed(program: Program) -> Iterator[Edit]:
    for at in _brackets(program, "()[]"):
        line = program.lines[program.line_of(at)]
        cut = at - line.start
        if not _is_marker(line.text[:cut] + line.text[cut + 1 :]):
            yield Edit(at, at + 1, "", program.pairs[at])


def _bracket_added(program: Program) -> Iterator[Edit]:
    for at in _brackets(program, "()[]"):
        shape = program.text[at]
        yield Edit(at, at, shape, program.pairs[at])
        if shape in ")]" and program.text[at + 1 : at + 2] in ("\n", ";"):
            yield Edit(at + 1, at + 1, ")" if shape == "]" else "]", program.pairs[at])


def _bracket_swapped(program: Program) -> Iterator[Edit]:
    other = {"(": "[", ")": "]", "[": "(", "]": ")"}
    for at in _brackets(program, "()[]"):
        opener, closer = sorted((at, program.pairs[at]))
        held = program.text[opener + 1 : closer]
        is_index = not re.search(r"[,:]|\.\.", held) or program.text[opener] == "("
        if re.search(r"\w\Z", program.text[:opener]) and held and is_index:
            yield Edit(at, at + 1, other[program.text[at]], program.pairs[at])


def _brace_removed(program: Program) -> Iterator[Edit]:
    for at in _brackets(program, "{}"):
        yield Edit(at, at + 1, "", program.pairs[at])


def _brace_added(program: Program) -> Iterator[Edit]:
    for at in _brackets(program, "{}"):
        line = program.lines[program.line_of(at)]
        if line.code == "}":
            yield Edit(line.end, line.end, f"\n{' ' * line.indent}}}", program.pairs[at])
        elif line.code.endswith("{"):
            yield Edit(at, at, "{", program.pairs[at])


def _brace_hidden(program: Program) -> Iterator[Edit]:
    """Move what a short block says, and its brace, behind ``//``."""
    for opener in _brackets(program, "{"):
        closer = program.pairs[opener]
        held = program.text[opener + 1 : closer]
        words = re.fullmatch(r"\s*(?://|/\*)?\s*([\w',. ]*?)\s*(?:\*/)?\s*", held)
        rest = program.text[closer + 1 : program.lines[program.line_of(closer)].end]
        if words and words[1] and not rest.strip() and program.has_braces:
            yield Edit(opener + 1, closer, f" // {words[1]} ", closer)


# -- strings and comments


def _quote_removed(program: Program) -> Iterator[Edit]:
    for found in program.opaque:
        start, end = found.span()
        if found[0][0] == '"' and len(found[0]) > 2 and found[0].count('"') == 2:
            if not program.text[end - 2].isdigit():  # 3" is a length
                yield Edit(start, start + 1, "")
            yield Edit(end - 1, end, "")
        elif re.search(r"[ (=]'.{2,}'", program.text[start - 1 : end]):
            yield Edit(end - 1, end, "")  # without the first, the last would be a prime


def _comment_open(program: Program) -> Iterator[Edit]:
    blocks = [one for one in program.opaque if one[0].startswith(("/*", "(*"))]
    for shape in ("*/", "*)"):
        ends = [one.end() for one in blocks if one[0].endswith(shape)]
        yield from (Edit(end - 2, end, "") for end in ends[-1:])


# -- words that end a block


def _family(line: Line) -> str:
    return " ".join(line.code.lower().rstrip(";.").split()[:2])


def _whole(line: Line) -> tuple[int, int]:
    return line.start, line.end + 1


def _end_removed(program: Program) -> Iterator[Edit]:
    families = Counter(_family(line) for line in program.ends)
    for line in program.ends:
        family = _family(line)
        opener = program.lines[_opener(program, line)]
        is_needed = family == "end" and opener.code.lower() != "start"
        if families[family] > 1 or is_needed:
            yield Edit(*_whole(line), "", opener.start)


def _opener(program: Program, end: Line) -> int:
    """Return the line above an END at the same depth."""
    above = [one for one in program.coded if one.number < end.number and one.indent == end.indent]
    return above[-1].number if above else 0


def _end_added(program: Program) -> Iterator[Edit]:
    for line in program.ends:
        yield Edit(line.end, line.end, "\n" + line.text)


def _end_wrong(program: Program) -> Iterator[Edit]:
    others = {"if": "while", "for": "if", "while": "for", "function": "if", "fi": "od", "od": "fi"}
    for line in program.ends:
        found = re.search(r"(?i)\b(?:end[ -]?)?(if|for|while|function|fi|od)\b", line.text)
        if found:
            word = others[found[1].lower()]
            wrong = word.upper() if found[1].isupper() else word
            start = line.start + found.start(1)
            opener = program.lines[_opener(program, line)].start
            yield Edit(start, line.start + found.end(1), wrong, opener)


def _until_removed(program: Program) -> Iterator[Edit]:
    for line in program.coded:
        opener = program.lines[_opener(program, line)]
        if (
            re.match(r"(?:\d+:)?\s*until\b", line.code, re.IGNORECASE)
            and "repeat" in opener.code.lower()
        ):
            yield Edit(*_whole(line), "", opener.start)


# -- branches


def _is_else(line: Line) -> bool:
    return bool(re.fullmatch(r"(?:\} *)?else *[:{]?", line.code, re.IGNORECASE))


def _else_orphan(program: Program) -> Iterator[Edit]:
    """Put a statement between the branches of an ``if``."""
    for line in program.coded:
        if not _is_else(line) or not (program.is_indented or program.has_braces):
            continue
        blank, mark = line.text[: line.indent], ";" if ";\n" in program.text else ""
        between = f"{blank}rounds = rounds + 1{mark}\n"
        if line.code.startswith("}"):
            start = line.start + line.text.index("}") + 1
            yield Edit(start, line.start + line.text.index("else"), f"\n{between}{blank}")
        else:
            yield Edit(line.start, line.start, between)


def _block(program: Program, header: Line) -> list[Line]:
    """Return the lines below a header that are deeper."""
    found = []
    for line in program.lines[header.number + 1 :]:
        if line.code and line.indent <= header.indent:
            break
        found.append(line)
    while found and not found[-1].code:
        found.pop()
    return found


def _else_twice(program: Program) -> Iterator[Edit]:
    for line in program.coded:
        body = _block(program, line)
        if not _is_else(line) or not body or any("else" in one.code for one in body):
            continue
        branch = program.text[line.start : body[-1].end]
        if program.has_braces and not line.code.startswith("}"):
            continue
        yield Edit(body[-1].end, body[-1].end, "\n" + branch)


def _catch_orphan(program: Program) -> Iterator[Edit]:
    for line in program.coded:
        if re.fullmatch(r"try *[:{]", line.code):
            start = line.start + line.indent
            word = "start() {" if line.code.endswith("{") else "if ready:"
            yield Edit(start, line.end, word, _block(program, line)[-1].end + 1)


# -- flow


def _unreachable(program: Program) -> Iterator[Edit]:
    coded = program.coded
    for above, line in pairwise(coded):
        is_jump = re.match(
            r"(?:return|break|continue|throw|raise)\b[^{}]*$", line.code, re.IGNORECASE
        )
        if not is_jump or not line.indent or _continues(program, line):
            continue
        if program.has_braces and _HEADER.match(above.code) and not above.code.endswith("{"):
            continue  # the jump is all that hangs on the condition
        if above.indent > line.indent or not _is_in_function(program, line):
            continue
        mark = ";" if line.code.endswith(";") else ""
        yield Edit(line.end, line.end, f"\n{line.text[: line.indent]}rounds = rounds + 1{mark}")


def _continues(program: Program, line: Line) -> bool:
    below = program.lines[line.number + 1 : line.number + 2]
    return bool(below and below[0].indent > line.indent)


_FUNCTION = re.compile(
    r"(?:public |private |async )*(?:function|func|fn|def|procedure|subroutine|void|int)\b"
    r"|(?:\w+[\w<>\[\]]* )+\w+\([^()]*\)[^;]*\{$",
    re.IGNORECASE,
)


def _is_in_function(program: Program, line: Line) -> bool:
    depth = line.indent
    for above in reversed(program.coded):
        if above.number < line.number and above.indent < depth:
            depth = above.indent
            if _FUNCTION.match(above.code) and not _HEADER.match(above.code.replace("def", "", 1)):
                return True
    return False


# -- names


_DEFINITION = re.compile(
    r"(?m)(?:(?i:function|procedure|subroutine|def|fn|void|int)[ ]|^(?=[A-Z]{2}))"
    r"(?P<name>[\w-]+)\((?P<parameters>[^()=*.]*)\)"
)


def _definitions(program: Program) -> dict[str, re.Match[str]]:
    found = list(_DEFINITION.finditer(program.shown))
    counts = Counter(one["name"] for one in found)
    return {one["name"]: one for one in found if counts[one["name"]] == 1}


def _arity(program: Program) -> Iterator[Edit]:
    for name, definition in _definitions(program).items():
        if "self" in definition["parameters"]:
            continue
        for call in re.finditer(rf"(?<![\w.-]){re.escape(name)}\(", program.shown):
            opener = call.end() - 1
            if call.start() == definition.start("name") or opener not in program.pairs:
                continue
            closer = program.pairs[opener]
            held = program.text[call.end() : closer]
            yield Edit(closer, closer, ", 7" if held.strip() else "7", definition.start())
            if "," in held and not re.search(r"[()\[\]]", held):
                yield Edit(call.end() + held.rindex(","), closer, "", definition.start())


def _parameter_twice(program: Program) -> Iterator[Edit]:
    for definition in _definitions(program).values():
        given = definition["parameters"].split(",")
        names = [re.findall(r"\w+", one.split(":")[0]) for one in given]
        if len(given) > 1 and all(names):
            start = definition.start("parameters") + len(given[0]) + 1
            changed = re.sub(rf"\b{names[1][-1]}\b", names[0][-1], given[1], count=1)
            yield Edit(start, start + len(given[1]), changed)


def _assignment(program: Program) -> Iterator[Edit]:
    equals = list(re.finditer(r"(?<=\w )==(?= )", program.shown))
    for found in equals if len(equals) > 1 else []:
        line = program.lines[program.line_of(found.start())]
        if re.match(r"(?:\} *)?(?:else *)?(?:if|elif|while)\b", line.code):
            yield Edit(found.start(), found.end(), "=")


#: Two words in a row, of which none is one of code.
_ENGLISH = re.compile(
    r"(?i)(?!return|then|if|new|else|and|or|not|mod|div)\b[a-z]+[ ]"
    r"(?!and|or|mod|div|in|if|then)[a-z]"
)


def _misspelt(program: Program) -> Iterator[Edit]:
    """Swap two letters of a name where it is used, once it was assigned to and used again."""
    assigned = set(re.findall(r"(?m)^\s*(?:\w+ )?(\w{6,}) (?:=|:=|←) ", program.shown))
    for name in sorted(assigned):
        uses = list(re.finditer(rf"(?<![\w.'-]){name}\b(?! ?(?:=|:=|←|\()(?!=))", program.shown))
        wrong = name[:3] + name[4] + name[3] + name[5:]
        if len(uses) < 2 or wrong == name or wrong in program.text:
            continue
        for use in uses:
            line = program.lines[program.line_of(use.start())]
            if _ENGLISH.search(line.code):
                continue
            if re.match(r"(?:\d+:?\s+)?[\w.\[\]]+ (?:=|:=|←|\+=) |return\b", line.code):
                yield Edit(use.start(), use.end(), wrong)


# -- depth


def _empty_header(program: Program) -> Iterator[Edit]:
    coded = program.coded
    for header, body, below in zip(coded, coded[1:], coded[2:], strict=False):
        is_header = _HEADER.match(header.code) and not re.match("function|def", header.code)
        if program.is_indented and is_header and header.code.endswith(":"):
            is_alone = body.indent > header.indent >= below.indent
            if is_alone and body.number == header.number + 1:
                yield Edit(*_whole(body), "", header.start)


def _dedent(program: Program) -> Iterator[Edit]:
    depth = 0
    for above, line in pairwise(program.coded):
        depth += _depth(above.code)
        if depth or not program.is_indented or line.indent >= above.indent:
            continue
        if not above.code[0].isalpha() or _goes_on(program, above):
            continue
        width = (above.indent - line.indent) // 2
        blank = line.text[: line.indent]
        if "\t" not in above.text and width and not _is_level(program, line, line.indent + width):
            yield Edit(line.start, line.start + len(blank), " " * (line.indent + width))


def _goes_on(program: Program, line: Line) -> bool:
    """Say whether a line is the rest of the one above."""
    at = program.coded.index(line)
    return at > 0 and bool(re.search(r"(?:[-+*/,(=]|\band)\Z", program.coded[at - 1].code))


def _depth(code: str) -> int:
    return sum(code.count(one) for one in "([{") - sum(code.count(one) for one in ")]}")


def _is_level(program: Program, line: Line, indent: int) -> bool:
    """Say whether a line above opened a block at a depth that is still open."""
    depth = 1_000
    for above in reversed(program.coded[: program.coded.index(line)]):
        if above.indent < depth:
            depth = above.indent
            if depth == indent:
                return True
    return False


_MAKERS: dict[Kind, _Maker] = {
    Kind.BRACKET_REMOVED: _bracket_removed,
    Kind.BRACKET_ADDED: _bracket_added,
    Kind.BRACKET_SWAPPED: _bracket_swapped,
    Kind.BRACE_REMOVED: _brace_removed,
    Kind.BRACE_ADDED: _brace_added,
    Kind.BRACE_HIDDEN: _brace_hidden,
    Kind.QUOTE_REMOVED: _quote_removed,
    Kind.COMMENT_OPEN: _comment_open,
    Kind.END_REMOVED: _end_removed,
    Kind.END_ADDED: _end_added,
    Kind.END_WRONG: _end_wrong,
    Kind.UNTIL_REMOVED: _until_removed,
    Kind.ELSE_ORPHAN: _else_orphan,
    Kind.ELSE_TWICE: _else_twice,
    Kind.CATCH_ORPHAN: _catch_orphan,
    Kind.UNREACHABLE: _unreachable,
    Kind.ARITY: _arity,
    Kind.PARAMETER_TWICE: _parameter_twice,
    Kind.ASSIGNMENT: _assignment,
    Kind.MISSPELT: _misspelt,
    Kind.EMPTY_HEADER: _empty_header,
    Kind.DEDENT: _dedent,
}
