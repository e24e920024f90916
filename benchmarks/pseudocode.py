"""The front end for pseudocode: how fast it is, which defects it finds, what it survives.

``python -m benchmarks.pseudocode [MUTANTS] [DECKS]`` at the root of the repository. Programs,
defects and mutants are those of the tests; with DECKS, the snippets of these in any language are
read as pseudocode too. Beside it stands what else there is: the lexers that pseudocode is coloured
with for lack of one, and the parsers that would accept it if it were what it looks like. Each time
is the least of three.
"""

import ast
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import tree_sitter_java
import tree_sitter_javascript
from pygments.lexer import Lexer
from pygments.lexers import guess_lexer
from pygments.lexers.javascript import JavascriptLexer
from pygments.lexers.jvm import JavaLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.special import TextLexer
from pygments.token import Error
from tree_sitter import Language, Parser

from card2anki.languages.pseudocode.lexer import PseudocodeLexer
from card2anki.languages.pseudocode.parser import parse
from card2anki.pipeline import load
from tests.languages.pseudocode.defects import Kind, defects
from tests.languages.pseudocode.examining import mistakes, problems
from tests.languages.pseudocode.mutating import mutants
from tests.languages.pseudocode.samples import programs, restyled

_MUTANTS = 20_000
#: What readers that are not linear take long for, as often as it takes to fill 20,000 characters.
_HOSTILE = (
    " ",
    "(",
    "a ",
    "if a:\n",
    "else\n",
    "a(",
    '"',
    "/* ",
    "<",
    "$x ",
    "1.",
    "\n",
    "- ",
    "{\n",
)
_ROUNDS = 3


def milliseconds(work: Callable[[str], object], codes: Sequence[str]) -> list[float]:
    """Return what each code takes, the least of the rounds."""
    return [min(_once(work, code) for _ in range(_ROUNDS)) for code in codes]


def _once(work: Callable[[str], object], code: str) -> float:
    start = time.perf_counter()
    work(code)
    return 1000 * (time.perf_counter() - start)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    print(f"\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def lexed(lexer: Lexer) -> Callable[[str], list[object]]:
    return lambda code: list(lexer.get_tokens(code))


def guessed(code: str) -> list[object]:
    return list(guess_lexer(code).get_tokens(code))


def has_error(work: Callable[[str], list[object]], code: str) -> bool:
    return any(kind is Error for kind, _ in work(code))  # type: ignore[misc, has-type]


def speed(codes: Sequence[str]) -> None:
    works: dict[str, Callable[[str], object]] = {
        "parse": parse,
        "parse and check": problems,
        "PseudocodeLexer": lexed(PseudocodeLexer()),
        "Pygments: JavaLexer": lexed(JavaLexer()),
        "Pygments: PythonLexer": lexed(PythonLexer()),
        "Pygments: JavascriptLexer": lexed(JavascriptLexer()),
        "Pygments: TextLexer": lexed(TextLexer()),
        "Pygments: guess_lexer": guessed,
    }
    rows = []
    for name, work in works.items():
        taken = milliseconds(work, codes)
        errors = sum(has_error(work, code) for code in codes) if "exer" in name else None  # type: ignore[arg-type]
        share = "" if errors is None else f"{100 * errors / len(codes):.0f} %"
        mean = statistics.fmean(taken)
        rows.append(
            (name, f"{mean:.2f}", f"{statistics.median(taken):.2f}", f"{max(taken):.2f}", share)
        )
    table(("", "ms a snippet", "median", "worst", "snippets with an error token"), rows)


def accepted(codes: Sequence[str]) -> None:
    """Say how many good programs each parser accepts."""

    def python(code: str) -> bool:
        try:
            ast.parse(code)
        except SyntaxError:
            return False
        return True

    def grown(grammar: object) -> Callable[[str], bool]:
        parser = Parser(Language(grammar))
        return lambda code: not parser.parse(code.encode()).root_node.has_error

    parsers: dict[str, Callable[[str], bool]] = {
        "card2anki": lambda code: not mistakes(code),
        "Python's ast": python,
        "tree-sitter-java": grown(tree_sitter_java.language()),
        "tree-sitter-javascript": grown(tree_sitter_javascript.language()),
    }
    rows = [
        (name, f"{100 * sum(map(accepts, codes)) / len(codes):.0f} %")
        for name, accepts in parsers.items()
    ]
    table(("", "good programs accepted"), rows)


def found() -> None:
    rows, total, near_total = [], 0, 0
    for kind in Kind:
        some = [defect for defect in defects() if defect.kind is kind]
        places = [[one.start for one in mistakes(defect.text)] for defect in some]
        hits = sum(map(bool, places))
        near = sum(any(map(one.is_near, at)) for one, at in zip(some, places, strict=True))
        total, near_total = total + hits, near_total + near
        rows.append((kind.value, str(len(some)), _percent(hits, some), _percent(near, some)))
    rows.append(
        (
            "**all**",
            str(len(defects())),
            _percent(total, defects()),
            _percent(near_total, defects()),
        )
    )
    table(("defect", "injected", "found", "within a line"), rows)


def _percent(number: int, of: Sequence[object]) -> str:
    return f"{100 * number / len(of):.1f} %"


def survived(codes: Iterable[str]) -> None:
    """Read and check texts; an exception ends the benchmark."""
    lexer = PseudocodeLexer(stripnl=False, ensurenl=False)
    number = lost = errors = said = 0
    for code in codes:
        found = list(lexer.get_tokens_unprocessed(code))
        number += 1
        said += bool(problems(code))
        lost += "".join(text for _, _, text in found) != code
        errors += any(kind is Error for _, kind, _ in found)
    print(
        f"{number:,} texts: no exception, {lost} not reproduced, {errors} with an error token,"
        f" {_percent(said, range(number))} with a finding"
    )


def linear() -> None:
    rows = []
    for piece in _HOSTILE:
        code = piece * (10_000 // len(piece))
        once, twice = (min(milliseconds(parse, [text] * 2)) for text in (code, code + code))
        rows.append((repr(piece), f"{twice:.0f}", f"{twice / once:.1f} x"))
    table(("20,000 characters of", "ms", "beside half of it"), rows)


def snippets(folder: Path) -> list[str]:
    decks = map(load, sorted(folder.rglob("*.md")))
    return [one.code for deck in decks for card in deck.cards for one in card.snippets]


def main() -> None:
    warnings.simplefilter("ignore", SyntaxWarning)
    good = [program.text for program in programs()]
    lines = statistics.fmean(code.count("\n") for code in good)
    print(f"{len(good)} programs of {lines:.0f} lines")
    speed(good)
    accepted([*good, *(program.text for program in restyled())])
    found()
    linear()
    print("\nmutants:")
    survived(mutants(int(sys.argv[1]) if len(sys.argv) > 1 else _MUTANTS))
    for name in sys.argv[2:]:
        print(f"{name}:")
        survived(snippets(Path(name)))


if __name__ == "__main__":
    main()
