"""The pseudocode of the folder ``programs``, in which nothing is wrong, and what can be said of it
without the front end that is tested with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

#: Strings, comments, formulas and placeholders: whatever stands in them is no structure.
_OPAQUE = re.compile(
    r"""
      /\*.*?\*/ | \(\*\s.*?\*\)                      # comments over lines
    | (?<![:\d])//(?![ ]*(?:2|size)\b)[^\n]*         # "span // 2" is a division
    | (?<![\w&C])\#[^\n]* | ▷[^\n]* | ;;[^\n]* | (?<=\s)--[ ][^\n]* | \A--[ ][^\n]*
    | "(?:\\.|[^"\\\n])*" | (?<!\w)'(?:\\.|[^'\\\n])*'(?!\w) | “[^”\n]*”
    | \$[^$\n]+\$ | <[a-z]+(?:[ ][\w']+)+>
    """,
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(
    r"(?:end[ -]?(?:if|perform|for|while|function|procedure|case|switch|algorithm|loop|subroutine"
    r"|parallel for)?|fi|od|done|esac|next \w+)[;.]?",
    re.IGNORECASE,
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Line:
    """A line of a program; ``shown`` has blanks where strings and comments stand."""

    number: int
    start: int
    text: str
    shown: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def code(self) -> str:
        return self.shown.strip()


@dataclass(frozen=True)
class Program:
    name: str
    text: str

    @cached_property
    def shown(self) -> str:
        """Return the text with blanks for whatever stands in strings and comments."""
        return _OPAQUE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.text)

    @cached_property
    def opaque(self) -> tuple[re.Match[str], ...]:
        return tuple(_OPAQUE.finditer(self.text))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        texts, shown = self.text.split("\n"), self.shown.split("\n")
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        return tuple(
            Line(number, start, text, blank)
            for number, (start, text, blank) in enumerate(zip(starts, texts, shown, strict=False))
        )

    def line_of(self, offset: int) -> int:
        """Return the number of the line of an offset, from 0."""
        return bisect_right([line.start for line in self.lines], offset) - 1

    @cached_property
    def coded(self) -> tuple[Line, ...]:
        """Return the lines that are neither empty nor a comment."""
        return tuple(line for line in self.lines if line.code)

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Return where the partner of each bracket stands, by where the bracket does.

        Empty where brackets are no pairs: with half-open intervals, list markers and smileys.
        """
        partners: dict[int, int] = {}
        opened: list[int] = []
        for found in re.finditer(r"[()\[\]{}]", self.shown):
            if found[0] in _PAIRS:
                opened.append(found.start())
            elif not opened or _PAIRS[self.text[opened[-1]]] != found[0]:
                return {}
            else:
                partners[opened[-1]] = found.start()
                partners[found.start()] = opened.pop()
        return {} if opened else partners

    @cached_property
    def has_braces(self) -> bool:
        """Say whether blocks are in braces."""
        return any(line.code.endswith("{") for line in self.coded)

    @cached_property
    def ends(self) -> tuple[Line, ...]:
        """Return the lines that do nothing but end a block with a word."""
        return tuple(line for line in self.coded if _END.fullmatch(line.code))

    @cached_property
    def is_indented(self) -> bool:
        """Say whether blocks are by indentation alone."""
        words = re.compile(r"begin|repeat|until\b.*|loop\b.*|.*\bthen|\d.*|- .*", re.IGNORECASE)
        return not (
            self.has_braces or self.ends or any(words.fullmatch(x.code) for x in self.coded)
        ) and any(line.indent for line in self.lines)


#: What may be done to a program that is good without making it worse.
_STYLES: dict[str, Callable[[Program], str]] = {
    "two blanks": lambda program: _indented(program, "  "),
    "tabs": lambda program: _indented(program, "\t"),
    "capitals": lambda program: program.text.upper() if program.ends else "",
}


@cache
def programs() -> tuple[Program, ...]:
    """Return the programs of the folder, by name."""
    files = sorted(Path(__file__).with_name("programs").glob("*.txt"))
    return tuple(Program(file.stem, file.read_text("utf-8")) for file in files)


@cache
def restyled() -> tuple[Program, ...]:
    """Return the programs in other clothes, where these fit."""
    made = (
        Program(f"{program.name}, {style}", text)
        for program in programs()
        for style, restyle in _STYLES.items()
        if (text := restyle(program)) and text != program.text
    )
    return tuple(made)


def _indented(program: Program, by: str) -> str:
    """Return the text with ``by`` for each four blanks, "" where it is indented otherwise."""
    if any(line.indent % 4 or line.text.startswith("\t") for line in program.lines):
        return ""
    return "\n".join(by * (line.indent // 4) + line.text.lstrip() for line in program.lines)
