"""The checker of Java: javac where there is a JDK, else a parser that knows the syntax only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from card2anki.checker import Block, Judgement, Toolchain, Verdict
from card2anki.languages.java import rules
from card2anki.languages.java.context import contexts
from card2anki.languages.java.diagnostics import rule_of
from card2anki.languages.java.jdk import Jdk, find_jdk, install_command
from card2anki.languages.java.protocol import (
    Answer,
    Diagnostic,
    Neighbour,
    Request,
)
from card2anki.languages.java.server import CompileServer
from card2anki.languages.java.wording import message
from card2anki.languages.problem import Problem, first_line, fix_of, hit_of, one_line
from card2anki.model import Snippet
from card2anki.rule import Hit, Rule

#: Comments before a fence that are no mode of wrapping.
SKIP, FAILS = "skip", "fails"
_VERDICTS = {
    "clean": Verdict.CLEAN,
    "context": Verdict.CONTEXT,
    "doubtful": Verdict.DOUBTFUL,
    "wrong": Verdict.WRONG,
}
_FAILURES = {
    "size": "the code is too long to be compiled",
    "time": "the code took too long to be compiled",
    "memory": "the code took too much memory to be compiled",
    "depth": "the code is nested too deeply to be compiled",
    "crash": "the compiler failed on the code",
}
#: What is wrong, as far as a card marked ``java=fails`` is concerned.
_WRONG = frozenset({"syntax", "semantic", "misspelt", "doubtful", "intended", "redeclaration"})


class JavaChecker:
    """Judges Java snippets. The compile server is started for the first one of them.

    ``java_home`` names the JDK to use; None has one looked for.
    """

    def __init__(self, java_home: Path | None = None) -> None:
        self._java_home = java_home
        self._server: CompileServer | None = None
        self._answers: dict[Request, Answer] = {}

    @cached_property
    def _jdk(self) -> Jdk | None:
        return find_jdk(self._java_home)

    @property
    def toolchain(self) -> Toolchain:
        """Return the JDK that was found. Raises UsageError where settings name a wrong one."""
        codes = frozenset(rule.code for rule in rules.RULES)
        if self._jdk:
            return Toolchain("Java", f"javac {self._jdk.version}", codes)
        judged = frozenset(code for code in codes if code.startswith("J1"))
        tool = "syntax only, no JDK found"
        return Toolchain("Java", tool, judged, "javac", install_command())

    def check(self, blocks: Sequence[Block]) -> list[Judgement]:
        """Return a judgement for each snippet, in order.

        Raises UsageError where the compile server can't be made or started.
        """
        if self.toolchain.missing:
            return [_judge_syntax(block) for block in blocks]
        requests = [
            None if block.mark == SKIP else _request(block, neighbours)
            for block, neighbours in zip(blocks, contexts(blocks), strict=True)
        ]
        self._ask({request for request in requests if request})
        return [
            _judge(block, self._answers[request]) if request else Judgement(Verdict.UNCHECKED)
            for block, request in zip(blocks, requests, strict=True)
        ]

    def explain(self, blocks: Sequence[Block], number: int) -> Answer:
        """Return all that the server knows of a snippet; the others are its context."""
        request = replace(_request(blocks[number], contexts(blocks)[number]), id="0", explain=True)
        (answer,) = self._started().ask([request])
        return answer

    def close(self) -> None:
        """End the compile server."""
        if self._server:
            self._server.close()

    def _ask(self, wanted: set[Request]) -> None:
        """Have the server answer what it was not asked before."""
        new = sorted(wanted - self._answers.keys(), key=lambda request: request.source)
        numbered = [replace(request, id=str(number)) for number, request in enumerate(new)]
        if numbered:
            for answer in self._started().ask(numbered):
                self._answers[new[int(answer.id)]] = answer

    def _started(self) -> CompileServer:
        if self._server is None:
            assert self._jdk, "without a JDK nobody asks for a server"
            self._server = CompileServer(self._jdk)
        return self._server


def _request(block: Block, neighbours: tuple[Neighbour, ...]) -> Request:
    mode = "" if block.mark in (SKIP, FAILS) else block.mark
    return Request("", block.snippet.code, neighbours, mode, explain=block.mark == FAILS)


# -- answers to judgements


def _judge(block: Block, answer: Answer) -> Judgement:
    snippet = block.snippet
    if answer.failure:
        told = f"{_FAILURES[answer.failure]}: make it smaller, or mark it java=skip"
        return Judgement(Verdict.UNCHECKED, ((rules.not_compiled, Hit(first_line(snippet), told)),))
    if block.mark == FAILS:
        return _judge_failing(snippet, answer)
    hits = tuple(_hit(snippet, diagnostic) for diagnostic in answer.diagnostics)
    return Judgement(_VERDICTS[answer.verdict], hits)


def _judge_failing(snippet: Snippet, answer: Answer) -> Judgement:
    """Judge code that an author wants to fail."""
    if any(one.kind in _WRONG for one in answer.diagnostics):
        return Judgement(Verdict.CLEAN)
    told = "marked java=fails, and nothing is wrong with it: remove the mark, or mend the example"
    return Judgement(Verdict.WRONG, ((rules.compiles_after_all, Hit(first_line(snippet), told)),))


def _hit(snippet: Snippet, said: Diagnostic) -> tuple[Rule, Hit]:
    rule = rule_of(said.code, said.kind, said.message)
    if said.kind == "syntax" and (problem := _known_better(snippet.code, rule)):
        return hit_of(snippet, problem)
    fix = fix_of(snippet, rule, said.fix, is_certain=said.certain)
    return rule, Hit(one_line(snippet, said.start, said.end), message(said), fix)


def _known_better(code: str, rule: Rule) -> Problem | None:
    """Return what our own parser says where it knows more than javac, which reads on from the left.

    That is which bracket lacks its other half.
    """
    from card2anki.languages.java.syntax import check

    if rule is not rules.java_syntax_error:
        return None
    problem = check(code)
    return problem if problem and problem.rule is rules.unbalanced_brackets else None


# -- without a JDK


def _judge_syntax(block: Block) -> Judgement:
    from card2anki.languages.java.syntax import check

    if block.mark == SKIP:
        return Judgement(Verdict.UNCHECKED)
    problem = check(block.snippet.code)
    if problem and problem.rule is rules.not_compiled:
        return Judgement(Verdict.UNCHECKED, (hit_of(block.snippet, problem),))
    if block.mark == FAILS:  # what is wrong may be no matter of syntax
        return Judgement(Verdict.CLEAN if problem else Verdict.UNCHECKED)
    if not problem:
        return Judgement(Verdict.CLEAN)
    return Judgement(Verdict.WRONG, (hit_of(block.snippet, problem),))
