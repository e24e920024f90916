"""Which language code is in, where its label is missing or wrong.

Nothing is classified freely: on code of cards, a classifier is wrong more often than a label.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from card2anki.checker import Block, CheckedLanguage, Judgement, Verdict
from card2anki.languages import is_known

#: What gives a language away, the surest first. Code that has none of them is none, most
#: likely: a diagram, or what a program printed.
_CUES = (
    ("pseudocode", r"\A\s*(?:\W{1,3} ?)?[Pp]seudo-?[Cc]ode\b"),
    ("bash", r"\A#!|^(?:\$ +\w|(?:sudo|npm|npx|pip3?|git|docker|kubectl|cd|mkdir|curl|apt-get"
             r"|brew|java|javac|gcc|chmod|export) [\w./~-]+)"),
    ("html", r"\A\s*<(?:!DOCTYPE|!doctype|html|head|body|div|script|form|table|ul)\b"),
    ("xml", r"\A\s*<(?:\?xml|project|beans|dependency|configuration)\b"),
    ("hcl", r"^(?:resource|provider|variable|module|data) \"\w+\""),
    ("sql", r"^\s*(?:SELECT\s|INSERT INTO |UPDATE \w+ SET|DELETE FROM |CREATE TABLE )"),
    ("csharp", r"^using System|\bConsole\.Write|\bnamespace [A-Z]"),
    ("cpp", r"\bstd::|^#include <(?:iostream|vector|string|map)>|\btemplate ?<|^public:"),
    ("c", r"^#include\b|\bprintf\(|\b(?:void|char|int) ?\*+ ?\w|\bstruct \w+ \{|\bint main\("),
    ("java", r"\b(?:public|private|protected) (?:(?:static|final|abstract) )*[\w<>\[\]]+ \w"
             r"|\bSystem\.out\.|^import java|^\s*@Override|\bnew [A-Z]\w*[(<]"),
    ("rust", r"\bfn \w+\(|\blet mut "),
    ("go", r"^package \w+$|^func [\w(]|\bfmt\.Print"),
    ("typescript", r"^(?:export )?(?:interface|type) \w+|\b(?:const|let) \w+: \w"),
    ("javascript", r"\b(?:const|let|var) \w+ = |\bfunction \w*\(|\bconsole\.log\(|\) => "),
    ("pseudocode", r"(?i)^\s*for (?:each\b|\w+ (?:from|=|:=|←) )|\w ?← ?\w"
                   r"|^\s*end ?(?:if|for|while)\b"),
    ("python", r"^\s*(?:def \w+\(|class \w+[(:]|from [\w.]+ import |import \w+$"
               r"|(?:for|if|while|with) .{1,200}:$)|\bprint\("),
)  # fmt: skip


class _Sign(NamedTuple):
    """What shows a language in code, but for code whose label says one that has it too."""

    language: str
    pattern: re.Pattern[str]
    usual_in: frozenset[str] = frozenset()


def _sign(language: str, pattern: str, usual_in: str = "") -> _Sign:
    return _Sign(language, re.compile(pattern, re.MULTILINE), frozenset(usual_in.split()))


_DATA = "html json sql xml yaml"
_SCRIPTS = "javascript tsx typescript"
#: What tells a language of code that does not parse as what its label says, the surest first.
_SIGNS = (
    _sign("pseudocode", r"(?i)(?://|/\*|#)[^\n]{0,80}\bpseudo-?\s?code"),
    _sign("cpp", r"\bstd::\w|\bnullptr\b|\btemplate[ \t]*<|\bc(?:out|in)[ \t]*(?:<<|>>)"),
    _sign("c", r"^[ \t]*#[ \t]*(?:include|define|ifdef|ifndef|pragma)\b|\basm[ \t]+volatile"),
    _sign("c", r"\bu?int(?:8|16|32|64)_t\b|\b(?:unsigned|typedef|sizeof|printf)\b"),
    _sign("c", r"\b(?:char|void|int|float|double)[ \t]*\*[ \t]*\w|\w->\w+[ \t]*[-+=;]"),
    _sign("c", r"\b__\w|\(\w+[ \t]*\*\)|\b_mm_\w"),
    _sign("csharp", r"\busing[ \t]+System\b|\bnamespace[ \t]+\w|\bforeach[ \t]*\(var\b"),
    _sign("csharp", r"\bget;[ \t]*set;|[(,][ \t]*(?:out|ref)[ \t]+\w+[ \t]*[,)]"),
    _sign("python", r"^[ \t]*def[ \t]+\w+[ \t]*\(.{0,200}:[ \t]*$|^[ \t]*elif\b"),
    _sign("python", r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import\b|import[ \t]+\w+[ \t]*$)"),
    _sign("kotlin", r"\bfun[ \t]+\w+[ \t]*\(|\bval[ \t]+\w+[ \t]*[:=]"),
    _sign(
        "typescript",
        r"[\w)\]?][ \t]*:[ \t]*(?:string|number|boolean|any|void|never|unknown)\b"
        r"|^[ \t]*(?:export[ \t]+)?interface[ \t]+\w[^;(){}\n]*\{[ \t]*$"
        r"|^[ \t]*(?:export[ \t]+)?type[ \t]+\w[^;(){}\n]*="
        r"|\w\([ \t]*\w+[ \t]*:[ \t]*[A-Z]\w*[ \t]*[|,)]",
        "java kotlin python rust scala swift",
    ),
    _sign(
        "typescript",
        r"\bas[ \t]+[A-Z]\w*[ \t]*[);,]|^[ \t]*(?:private|protected|readonly)[ \t]+\w+[ \t]*[=:;?]",
        "c cpp csharp java kotlin pseudocode python rust scala swift",
    ),
    _sign("javascript", r"\bconsole\.log\b|\b(?:const|let)[ \t]+\w+[ \t]*=|=>[ \t]*\{|==="),
    _sign("jsp", r"<%"),
    _sign(
        "html", r"^[ \t]*</?(?:html|head|body|div|span|form|table|t[dhr]|ul|li|p|a|br)\b[^<>\n]*>"
    ),
    _sign("xml", r"^[ \t]*</?[a-zA-Z][\w:.-]*[^<>\n]{0,200}>[ \t]*$"),
    _sign(
        "sql",
        r"(?i)\A\s*(?:select\s[^;]{1,400}\sfrom|insert\s+into|create\s+table|delete\s+from"
        r"|update\s+\w+\s+set)\b",
    ),
    _sign("json", r'\A\s*[\[{]\s*(?:"[^"\n]{0,80}"\s*:|\{\s*")'),
    _sign("yaml", r"\A[\w.-]+:(?:[ \t][^\n;{}]*)?\n(?:[ \t]*(?:- |[\w.-]+:)[^\n;]*(?:\n|\Z))++\Z"),
    _sign("rust", r"\bfn[ \t]+\w+[ \t]*[(<]|\blet[ \t]+mut\b|\bprintln!"),
    _sign("go", r"\bfunc[ \t]+(?:\([^()\n]{0,80}\)[ \t]*)?\w+\(|^[ \t]*package[ \t]+\w+[ \t]*$"),
    _sign(
        "bash",
        r"^[ \t]*(?:\$[ \t]|(?:java|javac|jar|mvn|export|cd|ls|echo|sudo|apt|git|docker|curl|npm)"
        r"[ \t]+[-./\w])[^;{}()\n]*$",
        _SCRIPTS,
    ),
    _sign("bash", r"^[ \t]*(?:prompt>[ \t]+\w|\./[\w-]+(?:[ \t]+[-\w]|$))"),
    _sign("bash", r"^[ \t]*(?:npm|npx|sudo|git|docker|pip3?)[ \t]+[-./\w][^;{}()\n]*$"),
    _sign("bash", r"^[ \t]*python3?[ \t]+(?:-|[\w./-]{1,80}\.py\b)[^;{}()\n]*$"),
    _sign("text", r"\A\s*Traceback \(most recent call last\):"),
    _sign("pseudocode", r"\bfunction[ \t]+\w+[ \t]*\(", f"{_DATA} {_SCRIPTS} bash lua php r"),
    _sign("pseudocode", r"\bforeach[ \t]*\(", f"{_DATA} csharp perl php"),
    _sign("pseudocode", r":=|<-(?!-)|\w[ \t]*←", f"{_DATA} go haskell makefile r scala"),
    _sign(
        "pseudocode", r"(?i)\bfor[ \t]+each\b|\bend[ \t]+(?:if|for|while)\b", f"{_DATA} lua ruby"
    ),
    _sign(
        "pseudocode",
        r"^[ \t]*(?:else[ \t]*)?if\b[^\n]{0,200}\bthen[ \t]*$",
        f"{_DATA} bash lua ruby",
    ),
    _sign(
        "pseudocode",
        r"\b(?:if|while)[ \t]*\([^()\n]{0,80}\b(?:is|exists|such|not)\s",
        f"{_DATA} python",
    ),
    _sign("pseudocode", r"\bfor[ \t]*\([ \t]*(?:each[ \t]|\w+[ \t]+from\b)", _DATA),
    *(_sign(language, cue) for language, cue in _CUES),
)
_CUE_PATTERNS = tuple((language, re.compile(cue, re.MULTILINE)) for language, cue in _CUES)
#: A language shows in as many characters, or not at all.
_ENOUGH = 4000


def guess(code: str) -> str:
    """Return the language of code that has no label, "" where nothing gives it away."""
    if code.lstrip()[:1] in ("{", "[") and _is_json(code):
        return "json"
    head = code[:_ENOUGH]
    return next((language for language, cue in _CUE_PATTERNS if cue.search(head)), "")


def named_on_first_line(code: str) -> str:
    """Return the language that is all there is on the first line of code, "" for none."""
    first, _, more = code.partition("\n")
    return first.strip().lower() if is_known(first.strip()) and more.strip() else ""


def _is_json(code: str) -> bool:
    try:
        json.loads(code)
    except (ValueError, RecursionError):
        return False
    return True


class Better(NamedTuple):
    """The language that code is in; ``is_proven`` where a checker of it finds nothing wrong."""

    language: str
    is_proven: bool


#: Returns what the checker of a language says of blocks, in order.
Judge = Callable[[str, Sequence[Block]], Sequence[Judgement]]


def better_labels(
    failing: Sequence[Block], checked: Mapping[str, CheckedLanguage], judge: Judge
) -> list[Better | None]:
    """Return which language blocks are in that don't parse as what their labels say.

    That is the first one that shows in the code and in which it parses; one that has no checker
    has to be believed. None where there is no such language.
    """
    found: list[Better | None] = [None] * len(failing)
    candidates = [likely_languages(block) for block in failing]
    waiting = list(range(len(failing)))
    while waiting:
        asked: dict[str, list[int]] = defaultdict(list)
        for number in waiting:
            language = next(candidates[number], "")
            if language in checked:
                asked[language].append(number)
            elif language:
                found[number] = Better(language, is_proven=False)
        waiting = []
        for language, numbers in asked.items():
            blocks = [_relabelled(failing[number], language) for number in numbers]
            for number, judgement in zip(numbers, judge(language, blocks), strict=True):
                if parses(judgement, checked[language]):
                    found[number] = Better(language, is_proven=True)
                else:
                    waiting.append(number)
    return found


def parses(judgement: Judgement, declared: CheckedLanguage) -> bool:
    """Say whether code parses in a language, by what its checker says."""
    codes = {rule.code for rule, _ in judgement.hits}
    return judgement.verdict is not Verdict.UNCHECKED and not codes & declared.syntax


def likely_languages(block: Block) -> Iterator[str]:
    """Yield the languages that show in code, other than that of its label, the surest first."""
    head = block.snippet.code[:_ENOUGH]
    said = {block.snippet.language}
    for sign in _SIGNS:
        if sign.language in said or block.snippet.language in sign.usual_in:
            continue
        if sign.pattern.search(head):
            said.add(sign.language)
            yield sign.language


def _relabelled(block: Block, language: str) -> Block:
    return Block(block.path, block.card, replace(block.snippet, language=language))
