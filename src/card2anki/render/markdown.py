"""Markdown to the HTML of a field, without a line feed and without raw HTML.

The parser of cards has found the fences already, unclosed and mid-line ones too, so markdown
is not asked again where code stands: every snippet goes in as one line, by number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from card2anki.languages import first_word, language_of
from card2anki.model import Part, Snippet
from card2anki.render.escape import disarm, escape, show_controls
from card2anki.render.highlight import highlight
from card2anki.render.math import add_math

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_FENCE = re.compile(r"`{3}|~{3}")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>")
#: Lists and quotes in each other; markdown-it drops what is nested deeper.
_MAX_NESTING = 70
#: A line that may be nested so deep: it begins with as many blanks or marks.
_TOO_DEEP = re.compile(r"^(?:[ \t]{64}|(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){32})", re.MULTILINE)
#: More brackets than this outside of code are no links; to look for some takes quadratic time.
_MOST_BRACKETS = 2000
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)


def render(part: Part, media: Mapping[str, str], skip: int = 0) -> str:
    """Return the HTML of a part, without its first ``skip`` characters.

    ``media`` gives the name in the package of each local image.
    """
    if not part.snippets:
        return render_text(part.text[skip:], media)
    text, snippets = _with_snippets_as_lines(part)
    if _is_no_markdown(text):
        return _plain(part.text[skip:])
    skipped = "\n" * text.count("\n", 0, skip)
    env = _env(media, snippets)
    html = _render(skipped + text[skip:], env)
    if len(env["shown"]) < len(snippets):  # markdown took a snippet for a line of indented code
        text, snippets = _with_snippets_as_lines(part, apart=True)
        html = _render(skipped + text[skip:], _env(media, snippets))
    return html


def render_text(text: str, media: Mapping[str, str]) -> str:
    """Return the HTML of markdown text without snippets of ours."""
    return _plain(text) if _is_no_markdown(text) else _render(text, _env(media, {}))


def _render(text: str, env: dict[str, Any]) -> str:
    html = disarm(_parser().render(show_controls(text), env).replace("\n", ""))
    whole = _ONE_PARAGRAPH.fullmatch(html)
    return whole[1] if whole else html


def _is_no_markdown(text: str) -> bool:
    return text.count("[") > _MOST_BRACKETS or _TOO_DEEP.search(text) is not None


def _plain(text: str) -> str:
    return disarm(escape(show_controls(text)).replace("\n", "<br>"))


def _env(media: Mapping[str, str], snippets: Mapping[int, Snippet]) -> dict[str, Any]:
    """Return what the rules know: snippets by line, which were shown, names of images."""
    return {"snippets": snippets, "shown": set(), "media": media}


def render_line(text: str) -> str:
    """Return the HTML of text that is no list, quote or table, whatever it begins with."""
    if _is_no_markdown(text):
        return _plain(text)
    return disarm(_parser().renderInline(show_controls(text), _env({}, {})))


def image_sources(part: Part) -> list[str]:
    """Return the source of each image that a part shows, in order."""
    if "![" not in part.text:
        return []
    text, snippets = _with_snippets_as_lines(part)
    if _is_no_markdown(text):
        return []
    return [
        str(child.attrs["src"])
        for token in _parser().parse(show_controls(text), _env({}, snippets))
        for child in token.children or ()
        if child.type == "image"
    ]


def is_remote(source: str) -> bool:
    """Say whether the source of an image is none of a file beside the deck."""
    return _REMOTE.match(source) is not None


def _with_snippets_as_lines(part: Part, *, apart: bool = False) -> tuple[str, dict[int, Snippet]]:
    """Put one line in place of each snippet; return the text and the snippets by line.

    ``apart`` takes the snippets out of whatever they are indented in.
    """
    if not part.snippets:
        return part.text, {}
    source = part.text.split("\n")
    lines: list[str] = []
    snippets: dict[int, Snippet] = {}
    at = 0
    for snippet in part.snippets:
        lines += source[at : snippet.first_line]
        before, *_ = _FENCE.split(source[snippet.first_line], maxsplit=1)
        deep = len(before.expandtabs(4)) > 3
        if (deep or apart) and lines and lines[-1].strip():
            lines.append("")  # or the line would go on the paragraph above it
        snippets[len(lines)] = snippet
        lines.append("```" if apart else f"{before}```")
        at = snippet.last_line + 1
    lines += source[at:]
    return "\n".join(lines), snippets


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    md.enable(["table", "strikethrough"])
    md.disable("reference")  # or an answer like "[1]: see below" would be shown as nothing
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("code", "snippet", _snippet_rule, interrupts)
    add_math(md)
    md.add_render_rule("softbreak", lambda *_: " ")
    md.add_render_rule("fence", _render_snippet)
    md.add_render_rule("code_block", _render_code_block)
    md.add_render_rule("image", _render_image)
    return md


def _snippet_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    snippet = state.env["snippets"].get(line)
    start = state.bMarks[line] + state.tShift[line]
    if snippet is None or not state.src.startswith("```", start):
        return False  # the line begins with the mark of a list item, and is asked for again
    if not silent:
        token = state.push("fence", "code", 0)
        token.info = snippet.language
        token.content = snippet.code + "\n"  # as a fence of markdown's own has it
        state.env["shown"].add(line)
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _render_snippet(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    code = show_controls(tokens[index].content.removesuffix("\n"))
    return f"<pre><code>{highlight(code, language_of(first_word(tokens[index].info)))}</code></pre>"


def _render_code_block(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    code = escape(tokens[index].content.rstrip("\n")).replace("\n", "<br>")
    return f"<pre><code>{code}</code></pre>"


def _render_image(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    source = str(token.attrs["src"])
    alt = escape(" ".join(token.content.split()))
    if source in env["media"]:
        source = env["media"][source]
    elif not is_remote(source):
        return f"<em>{alt or escape(source)}</em>"
    title = f' title="{escape(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
    return f'<img src="{escape(source)}" alt="{alt}"{title}>'
