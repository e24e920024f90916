"""L: the label of a block of code, which names its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches

from card2anki.languages import first_word, is_known
from card2anki.model import Edit, Safety, Severity, Snippet, Source, Span
from card2anki.rule import CardView, Hit, card_rule, safe, unsafe

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`\r\n]*)")

#: What gives a language away, the surest first. One that is found nowhere is no code, most
#: likely: a diagram, or what a program printed.
_CUES = tuple(
    (language, re.compile(pattern, re.MULTILINE))
    for language, pattern in (
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
        ("python", r"^\s*(?:def \w+\(|class \w+[(:]|from [\w.]+ import |import \w+$"
                   r"|(?:for|if|while|with) .{1,200}:$)|\bprint\("),
    )
)  # fmt: skip


@card_rule("L501", "unlabelled-fence", Severity.WARNING, fix=Safety.UNSAFE)
def unlabelled_fence(view: CardView) -> Iterator[Hit]:
    """Code has no label that names its language.

    Why:
        Without one it is shown without colours and can't be checked. What is no code, such as
        a diagram or what a program printed, is told as an info: its label is `text`.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```
        def swap(a, b):
            return b, a
        ```
        x??

    Good:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```python
        def swap(a, b):
            return b, a
        ```
        x??
    """
    for snippet in view.snippets:
        if snippet.label or not snippet.code.strip():
            continue
        ticks, _ = _opening(view.source, snippet)
        language, edits = _guess(snippet)
        if language:
            fix = unsafe(Edit(Span(ticks.end, ticks.end), language), *edits)
            yield Hit(ticks, f"code without a label: most likely it is {language!r}", fix)
        else:
            message = "block without a label: name its language, or 'text'"
            yield Hit(ticks, message, severity=Severity.INFO)


def _opening(source: Source, snippet: Snippet) -> tuple[Span, Span]:
    """Return where the opening fence stands, and its label."""
    found = _FENCE.search(source.text, snippet.fence.start)
    if found is None:
        return snippet.fence, snippet.fence
    label = Span(found.start(2), found.start(2) + len(found[2].rstrip()))
    return Span(*found.span(1)), label


def _guess(snippet: Snippet) -> tuple[str, tuple[Edit, ...]]:
    """Return the language of a snippet that has no label, and what else is to be edited."""
    code = snippet.code
    first, _, more = code.partition("\n")
    if is_known(first.strip()) and more.strip():
        here = snippet.lines[0]
        return first.strip().lower(), (Edit(Span(here.start, snippet.lines[1].start), ""),)
    if code.lstrip()[:1] in "{[" and _is_json(code):
        return "json", ()
    head = code[:_ENOUGH]
    return next((language for language, cue in _CUES if cue.search(head)), ""), ()


#: A language shows in as many characters, or not at all.
_ENOUGH = 4000


def _is_json(code: str) -> bool:
    try:
        json.loads(code)
    except (ValueError, RecursionError):
        return False
    return True


#: Languages that are written often enough to be misspelt, with long names: a short one is too
#: near to others.
_COMMON = (
    "assembly", "csharp", "fsharp", "haskell", "javascript", "kotlin", "markdown", "plaintext",
    "powershell", "pseudocode", "python", "scala", "shell", "swift", "terraform", "typescript",
)  # fmt: skip
_DECORATION = "{}[]()`.,:;"
_PREFIX = re.compile(r"lang(?:uage)?-")
_VERSION = re.compile(r"[-_]?v?\d[\d.]*\+?\Z")
_LONGEST = 40


@card_rule("L502", "unknown-label", Severity.WARNING, fix=Safety.SAFE)
def unknown_label(view: CardView) -> Iterator[Hit]:
    """The label of a block names no known language.

    Why:
        The code is shown without colours, and no rule for its language looks at it.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```pyhton
        a, b = b, a
        ```
        x??

    Good:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```python
        a, b = b, a
        ```
        x??
    """
    for snippet in view.snippets:
        word = first_word(snippet.label)
        if not word or _is_a_language(word.lower()):
            continue
        _, label = _opening(view.source, snippet)
        span = Span(label.start, label.start + len(word))
        meant = _meant(word)
        if meant:
            yield Hit(span, f"unknown label {word!r}: write {meant!r}", safe(Edit(span, meant)))
        else:
            yield Hit(span, f"unknown label {word!r}: name the language, or write 'text'")


def _is_a_language(word: str) -> bool:
    """Say whether we know a language of that name, or Pygments does."""
    if is_known(word):
        return True
    from card2anki.render.highlight import lexer_of

    return lexer_of("", word) is not None


def _meant(word: str) -> str:
    """Return the label that is certainly meant, or ""."""
    if len(word) > _LONGEST:
        return ""
    bare = _PREFIX.sub("", word.lower().strip(_DECORATION), count=1)
    for name in (bare, _VERSION.sub("", bare)):
        if (len(name) > 1 or name == "c") and _is_a_language(name):
            return name
    near = get_close_matches(bare, _COMMON, 1, 0.82)
    return near[0] if near and near[0][0] == bare[0] else ""
