"""A checker for languages whose snippets are judged each by itself, and what it says of any.

All that a language needs is a function from the code of all snippets of a run to the problems
of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from card2anki.checker import Block, Judgement, Toolchain, Verdict
from card2anki.languages.problem import Problem, first_line, hit_of
from card2anki.model import Severity
from card2anki.rule import Hit, Rule, code_rule

#: Comments before a fence: not to be checked; shown because it is wrong.
SKIP, FAILS = "skip", "fails"
MARKS = frozenset({SKIP, FAILS})

#: Characters of a snippet, beyond which it is not examined; a page of a book has about 2,500.
LONGEST = 20_000
#: Returns the problems of each code, in order.
Examine = Callable[[Sequence[str]], Sequence[Sequence[Problem]]]


@code_rule("G901", "not-checked", Severity.WARNING)
def not_checked() -> Iterator[Hit]:
    """Code could not be checked: it is too long, or nested too deeply.

    Why:
        Whether it is right is not known. Code of that size is hardly anything that can be
        learnt from a card.
    """
    yield from ()


@code_rule("G902", "right-after-all", Severity.WARNING)
def right_after_all() -> Iterator[Hit]:
    """Code that is marked as failing, as with `python=fails`, has nothing wrong with it.

    Why:
        The mark says that the card shows a mistake. Either the mistake is gone, or it never
        was one that can be found; the mark would hide the next real one.

    Bad:
        #### Blocks
        :p What does Python say of this?
        <!-- card2anki: python=fails -->
        ```python
        if ready:
            start()
        ```
        ??x
        Nothing.
        x??

    Good:
        #### Blocks
        :p What does Python say of this?
        <!-- card2anki: python=fails -->
        ```python
        if ready:
        start()
        ```
        ??x
        That an indented block is expected.
        x??
    """
    yield from ()


#: The rules that any language may break.
RULES: tuple[Rule, ...] = (not_checked, right_after_all)


def unchecked(code: str, why: str = "too long to be checked") -> Problem:
    """Return the problem of code that a checker gave up on."""
    return Problem(not_checked, 0, len(code), why)


class StandaloneChecker:
    """Judges snippets by their code alone. Code that was examined before is not examined again.

    ``examine`` is given each code once; a problem of the rule ``not_checked`` says that it gave
    up. A verdict is as bad as the worst problem: an error is wrong, a warning doubtful.
    """

    def __init__(self, toolchain: Toolchain, examine: Examine) -> None:
        self._toolchain = toolchain
        self._examine = examine
        self._known: dict[str, Sequence[Problem]] = {}

    @property
    def toolchain(self) -> Toolchain:
        """Return with what the snippets are judged."""
        return self._toolchain

    def check(self, blocks: Sequence[Block]) -> list[Judgement]:
        """Return a judgement for each block, in order."""
        wanted = dict.fromkeys(one.snippet.code for one in blocks if one.mark != SKIP)
        new = [code for code in wanted if code not in self._known]
        if new:
            self._known.update(zip(new, self._examine(new), strict=True))
        return [self._judge(block) for block in blocks]

    def close(self) -> None:
        """Do nothing: nothing was started."""

    def _judge(self, block: Block) -> Judgement:
        if block.mark == SKIP:
            return Judgement(Verdict.UNCHECKED)
        problems = self._known[block.snippet.code]
        if block.mark == FAILS and _verdict(problems) is not Verdict.UNCHECKED:
            return _judge_failing(block, problems)
        said = [one for one in problems if not one.is_meant]
        return Judgement(_verdict(said), tuple(hit_of(block.snippet, one) for one in said))


def _verdict(problems: Sequence[Problem]) -> Verdict:
    if any(problem.rule is not_checked for problem in problems):
        return Verdict.UNCHECKED
    weights = {problem.weight for problem in problems}
    if Severity.ERROR in weights:
        return Verdict.WRONG
    return Verdict.DOUBTFUL if Severity.WARNING in weights else Verdict.CLEAN


def _judge_failing(block: Block, problems: Sequence[Problem]) -> Judgement:
    """Judge code that an author wants to fail."""
    if _verdict(problems) is not Verdict.CLEAN:
        return Judgement(Verdict.CLEAN)
    language = block.snippet.language
    told = f"marked {language}=fails, and nothing is wrong with it: remove the mark, or mend the"
    hit = Hit(first_line(block.snippet), f"{told} example")
    return Judgement(Verdict.WRONG, ((right_after_all, hit),))
