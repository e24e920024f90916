"""M: what the text itself holds: images, formulas, HTML, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.model import Edit, Safety, Severity
from card2anki.prose import OPAQUE
from card2anki.rule import CardView, Hit, Subject, card_rule, deck_rule, safe
from card2anki.rules.quoting import shortened


@deck_rule("M601", "missing-media", Severity.ERROR)
def missing_media(subject: Subject) -> Iterator[Hit]:
    """An image that a card shows can't be packed.

    Why:
        The package carries the images of its cards. One that is not found beside the deck,
        lies outside of it or is no image leaves a hole in the card.

    Bad:
        #### Layers
        :p In which order does breadth-first search visit a tree?
        ??x
        Layer by layer: ![the layers](images/no-such-file.png)
        x??

    Good:
        #### Layers
        :p In which order does breadth-first search visit a tree?
        ??x
        Layer by layer, each from left to right.
        x??
    """
    for missing in subject.missing_media:
        yield Hit(missing.span, missing.reason)


#: Delimiters that closed no formula, or opened none, are still there in the prose.
_DELIMITER = re.compile(r"\\[\s\S]|\$\$")
_CLOSING = {r"\(": r"\)", r"\[": r"\]", "$$": "$$"}
_OPENING = {r"\)": r"\(", r"\]": r"\["}
#: What follows a delimiter that is meant as one: no escaped bracket, no number of a process.
_ALONE = re.compile(r"[ \t]*+(?:\n|\Z)")
_TEX = re.compile(r"\\[a-zA-Z]{2}|[_^{}=]")
_NEAR = 200
_MARKS = re.compile(r"\\(?:left|right|begin|end)(?![a-zA-Z])|\\[\s\S]|[{}]")
_PAIRS = (("{", "}"), (r"\left", r"\right"), (r"\begin", r"\end"))


@card_rule("M602", "unbalanced-math", Severity.WARNING)
def unbalanced_math(view: CardView) -> Iterator[Hit]:
    r"""A formula is opened and not closed, or something within it is.

    Why:
        The card shows the TeX instead of the formula, or an error of MathJax.

    Bad:
        #### Mean
        :p How is the mean of two numbers written?
        ??x
        As \( \frac{a + b}{2}, half their sum.
        x??

    Good:
        #### Mean
        :p How is the mean of two numbers written?
        ??x
        As \( \frac{a + b}{2} \), half their sum.
        x??
    """
    for prose in view.parts:
        for found in _DELIMITER.finditer(prose.text):
            if message := _unpaired(prose.text, found):
                yield Hit(prose.span(found), message)
        for start, end in prose.formulas:
            if message := _unbalanced(prose.part.text[start:end]):
                yield Hit(prose.locate(start, end), message)


def _unpaired(text: str, found: re.Match[str]) -> str | None:
    mark = found[0]
    if mark in _CLOSING and _is_meant(text, found.end()):
        return f"{mark} is not closed: write {_CLOSING[mark]} behind the formula"
    # A backslash alone in brackets is one.
    if mark in _OPENING and text[found.start() - 1 : found.start()] not in ("(", "["):
        return f"{mark} closes no formula: write {_OPENING[mark]} before it"
    return None


def _is_meant(text: str, at: int) -> bool:
    end = text.find("\n\n", at, at + _NEAR)
    return bool(_ALONE.match(text, at) or _TEX.search(text, at, end if end >= 0 else at + _NEAR))


def _unbalanced(formula: str) -> str | None:
    marks = _MARKS.findall(formula)
    for opening, closing in _PAIRS:
        opened, closed = marks.count(opening), marks.count(closing)
        if opened != closed:
            return f"formula with {opened} {opening} and {closed} {closing}: balance them"
    return None


@card_rule("M603", "math-spacing", Severity.WARNING, fix=Safety.SAFE)
def math_spacing(view: CardView) -> Iterator[Hit]:
    r"""A formula in single dollars begins or ends with a blank.

    Why:
        Other tools take the dollars for money then, and so does this one where nothing
        between them is TeX.

    Bad:
        #### Mean
        :p How is the mean of two numbers written?
        ??x
        As $ \frac{a + b}{2} $, half their sum.
        x??

    Good:
        #### Mean
        :p How is the mean of two numbers written?
        ??x
        As $\frac{a + b}{2}$, half their sum.
        x??
    """
    for prose in view.parts:
        for start, end in prose.formulas:
            formula = prose.part.text[start + 1 : end - 1]
            bare = formula.strip(" \t")
            in_dollars = prose.part.text[start] == "$" and formula[0] != "$"
            if in_dollars and bare != formula and not bare.endswith("\\"):
                span = prose.locate(start, end)
                message = f"blank within the dollars: write ${shortened(bare, 40)}$"
                yield Hit(span, message, safe(Edit(span, f"${bare}$")))


#: Elements that have a way to be written in markdown or TeX; ``<T>`` is text.
_HTML = re.compile(
    r"<(?:(?P<void>br|hr|img)|(?P<tag>a|b|big|blockquote|center|code|del|details|div|em|font|h[1-6]"
    r"|i|ins|kbd|mark|ol|p|pre|s|small|span|strong|sub|sup|table|u|ul))(?:\s[^<>\n]{0,300})?/?>"
    r"(?! (?:tags?|elements?)\b)",
    re.IGNORECASE,
)
_LONGEST_ELEMENT = 4000


@card_rule("M605", "raw-html", Severity.INFO)
def raw_html(view: CardView) -> Iterator[Hit]:
    """HTML stands in the text, which is shown as it is written.

    Why:
        A deck is markdown without HTML, so that `List<T>` is what it looks like.

    Bad:
        #### Mean
        :p How is the mean of two numbers found?
        ??x
        Add them up,<br>then halve the sum.
        x??

    Good:
        #### Mean
        :p How is the mean of two numbers found?
        ??x
        1. Add them up.
        2. Halve the sum.
        x??
    """
    for prose in view.parts:
        for found in _HTML.finditer(prose.text):
            end = f"</{found['tag']}>"
            if found["void"] or end in prose.text[found.end() : found.end() + _LONGEST_ELEMENT]:
                yield Hit(prose.span(found), f"{found[0]!r} is shown as such: write markdown")


_LINK = re.compile(rf"\[(?<!\\\[)[^\[\]\n]{{1,300}}\](?=[({OPAQUE}])")
_TARGET = re.compile(r"\(([^()\n]{0,500}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?)\)")
_TITLE = re.compile(r"[ \t]+(?:\"[^\"]*\"|'[^']*')\s*\Z")
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)


@card_rule("M606", "broken-link-target", Severity.INFO)
def broken_link_target(view: CardView) -> Iterator[Hit]:
    """A link leads nowhere from a card.

    Why:
        On a card there is no file beside it and no heading to jump to. Only a whole address
        is found.

    Bad:
        #### Mean
        :p How is the mean of two numbers found?
        ??x
        Halve their sum, see [the median](statistics.md#median).
        x??

    Good:
        #### Mean
        :p How is the mean of two numbers found?
        ??x
        Halve their sum, see [the median](https://example.org/statistics#median).
        x??
    """
    for prose in view.parts:
        text = prose.part.text
        for found in _LINK.finditer(prose.text):
            target = _TARGET.match(text, found.end())
            is_image = text.startswith("!", max(0, found.start() - 1))
            if target and not is_image and (what := _broken(_TITLE.sub("", target[1]).strip())):
                span = prose.locate(*target.span(1))
                yield Hit(span, f"link to {what}: write a whole address or no link")


def _broken(target: str) -> str | None:
    bare = target.removeprefix("<").removesuffix(">")
    if not bare:
        return "nothing"
    if bare.startswith("#"):
        return f"{bare!r}, a heading that is on no card"
    if bare.lower().startswith(("http:", "https:", "//")):
        whole = _WEB.match(bare) and (" " not in bare or bare != target)
        return None if whole or bare.startswith("//") else f"{bare!r}, which is no address"
    if _WITH_SCHEME.match(bare):
        return None
    return None if " " in bare else f"{bare!r}, a file that is beside no card"
