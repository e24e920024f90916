"""A message of javac in words for people: one line, short names, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from card2anki.languages.java.advice import advice
from card2anki.languages.java.codes import by_code
from card2anki.languages.java.protocol import Diagnostic

#: A message is no longer than so many characters, so that it fits into two lines of a terminal.
LONGEST = 200
#: So much of javac's message is read: some list every method of a name, or types without end.
_ENOUGH = 10_000


def message(said: Diagnostic) -> str:
    """Return a line that says what is wrong and, where that is certain, what to do.

    A snippet has the same message with JDK 17 and with JDK 25 where the two agree on what is
    wrong with it.
    """
    lines = [line.strip() for line in _short_names(said.message[:_ENOUGH]).split("\n")]
    told = [line for line in lines if line] or [said.code]
    text = _same_in_all_versions((by_code(_REWORDED, said.code) or _in_one_line)(told))
    hint = f"do you mean {said.reason}?" if said.kind == "misspelt" else advice(said.code, text)
    if not hint or len(hint) > LONGEST // 2:
        return _cut(text, LONGEST)
    return f"{_cut(text, LONGEST - len(hint) - 2)}: {hint}"


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"


# -- names

#: What the server puts around a snippet, and calls by names that nobody else uses.
_AROUND = re.compile(
    r" in (?:(?:class|interface|enum) Snippet\$0(?:<[^>]*>)?|method run\$0\([^)]*\))"
    r"|\n *location: class Snippet\$0(?:<[^>]*>)?(?=\n|\Z)|\bSnippet\$0\.(?=\w)"
)
_ANONYMOUS = re.compile(r"<anonymous Snippet\$\d+(?:\$\d+)?(?:<[^>]*>)?>")
_PACKAGE = re.compile(r"\b(?:javax?|jdk|org\.w3c|org\.xml)(?:\.[a-z_]\w*)+\.(?=[A-Z])")
_CAPTURED = re.compile(r"\bcapture#\d+ of ")
_TIGHT_COMMA = re.compile(r",(?=[\w?<(])")
#: Only their packages tell two types of one name apart.
_SAME_TYPE = re.compile(r": (.+) cannot be converted to \1$", re.MULTILINE)
_NULL = re.compile(r"<null(?:type)?>")


def _short_names(text: str) -> str:
    text = _CAPTURED.sub("", _AROUND.sub("", text)).replace("$0", "")
    short = _PACKAGE.sub("", text)
    text = _NULL.sub("null", text if _SAME_TYPE.search(short) else short)
    return _TIGHT_COMMA.sub(", ", text)


# -- versions

_VERSIONS = {
    "annotation type": "annotation interface",
    "enum types": "enum classes",
    "static final variable": "final variable",
    "total pattern": "unconditional pattern",
    "')' or ',' expected": "')' expected",
    "']' or ',' expected": "']' expected",
}
_OLDER = re.compile("|".join(map(re.escape, _VERSIONS)))
_CAPITAL = re.compile(r"(?:Illegal|Unable|Unexpected) ")


def _same_in_all_versions(text: str) -> str:
    text = _OLDER.sub(lambda found: _VERSIONS[found[0]], text)
    return text[0].lower() + text[1:] if _CAPITAL.match(text) else text


# -- words


def _in_one_line(lines: list[str]) -> str:
    """Join lines; what the first one says is said more precisely by the others."""
    text, *more = lines
    for number, line in enumerate(more):
        is_aside = line.startswith("(") or text.endswith((";", ":"))
        text += f" {line}" if is_aside else f"{'; ' if number else ': '}{line}"
    return " ".join(text.split())


def _first_line(lines: list[str]) -> str:
    return lines[0].rstrip(".;")


def _pairs(lines: list[str]) -> dict[str, str]:
    """Return what lines say of one thing each: ``found: int``."""
    named = (line.partition(":") for line in lines)
    return {name.strip(): " ".join(text.split()) for name, _, text in named}


def _missing(lines: list[str]) -> str:
    """Reword ``cannot find symbol``, whose lines are the symbol and where it was looked for."""
    said = _pairs(lines)
    place = said.get("location", "").removeprefix("variable ")
    return f"cannot find symbol: {said.get('symbol', '')}{f' in {place}' if place else ''}"


def _reference(lines: list[str]) -> str:
    """Reword an invalid method reference, which is one to a method that is not there."""
    return (
        f"{lines[0]}: {_missing(lines[1:])}"
        if "cannot find symbol" in lines
        else _in_one_line(lines)
    )


def _operands(lines: list[str]) -> str:
    said = _pairs(lines)
    return f"{lines[0]}: {said.get('first type')} and {said.get('second type')}"


def _required(lines: list[str]) -> str:
    said = _pairs(lines)
    return f"{lines[0]}: {said.get('required')} required, {said.get('found')} found"


def _call(lines: list[str]) -> str:
    """Reword a call of the only method of a name."""
    said = _pairs(lines)
    if "required" not in said:
        return _in_one_line(lines)
    what = lines[0].partition(" cannot be applied ")[0]
    text = f"{what} takes {_list(said['required'])}, not {_list(said['found'])}"
    reason = said.get("reason", "")
    return text if not reason or _COUNT in reason else f"{text}: {reason}"


_COUNT = "actual and formal argument lists differ in length"
_OVERLOAD = re.compile(
    r"(?:method|constructor) (?:[\w.]+\.)?(?:<[^()]*>)?\w+\((.*)\) is not applicable"
)
#: So many methods of a name are named.
_NAMED = 3


def _list(types: str) -> str:
    return "()" if types == "no arguments" else f"({types})"


def _overloads(lines: list[str]) -> str:
    """Reword a call of one of several methods: those with as many arguments come first."""
    text = lines[0].replace("(no arguments)", "()")
    taken = [found[1] for line in lines[1:] if (found := _OVERLOAD.match(line))]
    if not taken:
        return _in_one_line(lines)
    given = _count(text.partition("(")[2].rpartition(")")[0])
    taken.sort(key=lambda types: abs(_count(types) - given))
    named = [_list(types) for types in taken[:_NAMED]]
    if len(taken) > _NAMED:
        named.append(f"{len(taken) - _NAMED} more")
    *first, last = named
    return f"{text}: it takes {', '.join(first)}{' or ' if first else ''}{last}"


def _count(types: str) -> int:
    """Return how many types a list has: a comma between angle brackets belongs to one of them."""
    depth = 0
    commas = 0
    for character in types:
        depth += (character in "<(") - (character in ">)")
        commas += character == "," and not depth
    return commas + 1 if types else 0


_BOUNDS = re.compile(
    r"inference variable (\w+) has incompatible (?:bounds|equality constraints)"
    r"[:; ]+(?:\w+ )*?(?:constraints|bounds): (.+?)[;:] (?:\w+ )*?(?:constraints|bounds): (.+)"
)


def _types(lines: list[str]) -> str:
    text = _in_one_line(lines)
    return _BOUNDS.sub(r"\1 can't be both \2 and \3", text)


def _expected(lines: list[str]) -> str:
    text = _in_one_line(lines)
    if "interface" in text or "'module'" in text:
        return "a class, a method or a field is expected"
    if text == "';' expected":
        return "missing ';'"
    text = _BARE_SIGN.sub(r"'\1'", text)
    return text.replace("<identifier> expected", "a name is expected").replace(
        "<identifier>", "a name"
    )


_BARE_SIGN = re.compile(r"(?<!['\w])(->|=|>|<|::)(?= expected| or |, )")


def _no_name(_: list[str]) -> str:
    return "'_' is a keyword and no name"


def _implicit_close(lines: list[str]) -> str:
    """Reword what the end of a try-with-resources throws."""
    resource = lines[-1].rpartition(" ")[2]
    return f"{_unreported(lines)}, thrown when {resource} is closed"


def _unreported(lines: list[str]) -> str:
    return lines[0].partition(";")[0]


def _never_thrown(lines: list[str]) -> str:
    return lines[0].replace("body of corresponding try statement", "the try")


def _same_catch(lines: list[str]) -> str:
    text = _in_one_line(lines[1:] or lines)
    return f"{text.replace('Alternative ', '').replace('alternative ', '')} in the same catch"


def _ended(_: list[str]) -> str:
    return "the code ends in the middle of a block or a statement"


_REWORDED: Mapping[str, Callable[[list[str]], str]] = {
    "cant.apply.symbol": _call,
    "cant.apply.symbols": _overloads,
    "cant.resolve": _missing,
    "class.method.or.field.expected": _expected,
    "except.never.thrown": _never_thrown,
    "expected": _expected,
    "expected2": _expected,
    "expected3": _expected,
    "expected4": _expected,
    "foreach.not.applicable": _required,
    "invalid.mref": _reference,
    "is.preview": _first_line,
    "multicatch.types": _same_catch,
    "operator.cant.be.applied.1": _operands,
    "premature.eof": _ended,
    "preview.feature.disabled": _first_line,
    "prob.found.req": _types,
    "type.found.req": _required,
    "underscore": _no_name,
    "unexpected.type": _required,
    "unreported.exception": _unreported,
    "unreported.exception.implicit.close": _implicit_close,
    "use.of.underscore": _no_name,
}
