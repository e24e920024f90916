"""T: what is left of the prompt that made a card, of the chatbot that answered, of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.model import Fix, Safety, Severity, Snippet
from card2anki.prose import Prose
from card2anki.rule import CardView, Hit, card_rule
from card2anki.rules.quoting import quoted
from card2anki.rules.removal import ONLY_A_MARK, without_block, without_sentence

# Each pattern for prose begins with a capital letter: whether a sentence begins there is looked
# up behind a match, which is faster than a pattern that looks back at each character.

#: Orders of the prompt that were copied to the letter. Nothing is lost with them.
_ORDERS = re.compile(
    r"(?:Background context explaining (?:the|this) concept"
    r"|Include (?:any )?relevant (?:code|data|examples?|formulas?|pseudocode)\b[^.:\n\x1a]{0,50}"
    r"|Include (?:code|pseudocode)(?: examples?)? if (?:applicable|relevant)"
    r"|If (?:applicable|appropriate|relevant), (?:add|include|provide) (?:any )?"
    r"(?:code|examples?|formulas?|pseudocode)\b[^.:\n\x1a]{0,50}"
    r"|The answer with detailed explanations?"
    r"|Relevant formulas or data here(?: \(if any\))?)"
    r"(?:\*\*)?(?:[.:](?:\*\*)?(?=\s|\Z)|(?=[ \t]*+(?:\n|\Z)))"
)
#: What the prompt says to whom it asks. In a context it is an order that was not carried out.
_TOLD = re.compile(
    r"(?:Describe|Discuss|Emphasi[sz]e|Explain|Highlight|Mention"
    r"|Include(?= (?:the )?(?:any|details|examples|explanations|formulas?|information|relevant)\b)"
    r"|Provide(?= (?:[a-z-]+ ){0,3}"
    r"(?:details|examples?|explanations?|information|overview|pseudocode)\b)"
    r") (?:[^.:\n]|[.:](?=\S)){10,300}+\.(?=\s|\Z)"
)
#: The order with the topic filled in. It says what should be explained, and does not explain it.
_ABOUT = re.compile(
    r"Background context (?:describing|discussing|explaining|illustrating|including|introducing"
    r"|on|providing|summari[sz]ing)(?= [^.:\n]{1,300}\.)"
)
_QUESTION = re.compile(r"\s*What is the question about (?:the|this) concept\??\s*")
_COMMENTS = re.compile(r"//[^\n]*+|/\*.{0,2000}?\*/|\s++", re.DOTALL)
_MAIN = "publicstaticvoidmain(String[]args){}"
_SKELETONS = {
    f"{public}classExample{{{body}}}" for public in ("public", "") for body in ("", _MAIN)
}

#: What a sentence ends with. No more than so much of what is before one is looked at.
_END = re.compile(r"[.:!?][*_)]*[ \t]+(?:\*\*)?\Z")
_FAR = 30
_BRACKETS = ("[", "(", "<")


@card_rule("T301", "prompt-residue", Severity.WARNING, fix=Safety.SAFE)
def prompt_residue(view: CardView) -> Iterator[Hit]:
    """Words of the prompt that made the card are left in it.

    Why:
        They are orders to the author: they say nothing to who learns the card, and mostly take
        the place of what they ask for. The bare label "Background context:" is none of them.

    Bad:
        #### Salting
        Background context explaining the concept. A salt is stored beside the hash.
        :p Why is each password hashed with a salt of its own?
        ??x
        So that two equal passwords have different hashes.
        x??

    Good:
        #### Salting
        A salt is stored beside the hash.
        :p Why is each password hashed with a salt of its own?
        ??x
        So that two equal passwords have different hashes.
        x??
    """
    for prose in view.parts:
        for found in _sentences(_ORDERS, prose):
            message = f"left of the prompt: {quoted(found[0].strip('*'))}: remove it"
            yield Hit(prose.span(found), message, _without(view, prose, found))
    if view.context:
        yield from _orders_not_carried_out(view.context)
    if view.question and _QUESTION.fullmatch(view.question.text):
        yield Hit(view.question.part.span, "left of the prompt's template: ask a question")
    for snippet in view.snippets:
        if _is_skeleton(snippet):
            yield Hit(snippet.fence, "left of the prompt's template: write the example")


def _without(view: CardView, prose: Prose, found: re.Match[str]) -> Fix | None:
    """Return the fix that takes out a sentence; only a context may go as a whole."""
    return without_sentence(view.source, prose, found, may_be_all=prose is view.context)


def _orders_not_carried_out(context: Prose) -> Iterator[Hit]:
    for found in _sentences(_TOLD, context, listed=False):
        if not _ORDERS.match(context.text, found.start()):
            message = f"order to the author: {quoted(found[0])}: do it or remove it"
            yield Hit(context.span(found), message)
    for found in _sentences(_ABOUT, context):
        if not _ORDERS.match(context.text, found.start()):
            message = f"left of the prompt: {quoted(found[0])}: say it instead"
            yield Hit(context.span(found), message, severity=Severity.INFO)


def _is_skeleton(snippet: Snippet) -> bool:
    return "class Example" in snippet.code and _COMMENTS.sub("", snippet.code) in _SKELETONS


#: What a chatbot says before its answer. The interjection stands alone, or goes on politely.
_AGREES = re.compile(
    r"(?:Sure|Certainly|Of course|Absolutely)(?:(?P<alone>[!.])|,)"
    r"(?= (?:Here|here|Below|below|Let|let|Suppose|Consider|Imagine|I\b|I['’]))"
)
_CARDS = (
    r" (?:set of )?flash ?cards? (?:(?:is|are) )?(?:also )?(?:concludes?|covers?|designed|explains?"
    r"|helps?|includes?|introduces?|outlines?|provides?|summari[sz]es?)\b"
)
#: What it says of itself, of the reader, of the cards; whole sentences.
_CHATS = re.compile(
    r"(?:As an? (?:AI|artificial intelligence|(?:large )?language model)\b(?=[^.\n]{0,40}, I\b)"
    r"|As of my (?:last|latest|knowledge)\b"
    r"|Code (?:examples? )?(?:is|are) not (?:directly |strictly )?"
    r"(?:applicable|needed|necessary|provided|relevant|required) (?:here|for this|in this)\b"
    r"|Feel free to (?:ask(?: (?:if|me|any|for)\b|[.!])|let me know|reach out)"
    r"|Here (?:are|is) (?:a |an |my |some |the |your )?(?:[a-z0-9-]+ ){0,4}flash ?cards?\b"
    r"|I (?:apologi[sz]e for|hope (?:this|that|these)\b(?=[^.\n]{0,30}(?:help|clarif|useful)))"
    r"|I(?:['’]m sorry, but|['’]m unable| am unable| cannot| can['’]t) "
    r"(?=(?:I|assist|fulfil|generate|help|provide|access|browse)\b)"
    r"|If you have (?:any )?(?:additional|further|more|other) questions\b"
    r"|If you need (?:any )?(?:additional|further|more) (?:assistance|clarification)\b"
    r"|Is there anything else (?:I|you)\b"
    r"|Let me know (?:if|how|whether) (?:I|there|this|you)\b"
    r"|Please (?:feel free to|let me know)\b"
    r"|Would you like me to\b"
    r"|The flash ?cards? (?:is|are) now complete\b"
    rf"|These{_CARDS}|This{_CARDS})"
    r"(?:[^.!?\n]|[.!?](?=\S)){0,300}+(?:[.!?]+(?=\s|\Z)|(?=\n|\Z))"
)
_NO_CODE = re.compile(
    r"\W{0,6}No (?:specific |actual |additional |direct )?"
    r"(?:code|implementation|pseudocode)(?: examples?| snippets?)? (?:is |are )?"
    r"(?:applicable|needed|necessary|provided|required)\b[^\n]{0,100}\s*"
)


@card_rule("T302", "chatbot-residue", Severity.WARNING, fix=Safety.SAFE)
def chatbot_residue(view: CardView) -> Iterator[Hit]:
    """The card talks to whoever asked for it, or about itself, as a chatbot does.

    Why:
        "Certainly! Here is" and "This flashcard covers" are read at each review and teach
        nothing.

    Bad:
        #### Salting
        :p Why is each password hashed with a salt of its own?
        ??x
        Certainly! Here is why: two equal passwords have different hashes then.
        x??

    Good:
        #### Salting
        :p Why is each password hashed with a salt of its own?
        ??x
        Here is why: two equal passwords have different hashes then.
        x??
    """
    for prose in view.parts:
        for found in _sentences(_AGREES, prose, listed=False):
            fix = _without(view, prose, found) if found["alone"] else None
            message = f"talk of a chatbot: {quoted(found[0])}: say the answer"
            yield Hit(prose.span(found), message, fix)
        for found in _sentences(_CHATS, prose, listed=False):
            message = f"talk of a chatbot: {quoted(found[0])}: say the matter itself or nothing"
            yield Hit(prose.span(found), message)
        for snippet in prose.part.snippets:
            if "No " in snippet.code and _NO_CODE.fullmatch(snippet.code):
                fix = without_block(view.source, prose.part, snippet)
                yield Hit(snippet.fence, "code that only says there is none: remove it", fix)


#: What is to be put in place of them, in text.
_BLANKS = re.compile(
    r"TODO\b|FIXME\b|TBD\b|TBA\b|XXX\b|Lorem ipsum\b|lorem ipsum\b"
    r"|\[(?:[Aa]dd|[Ii]nsert|[Yy]our|[Pp]ut|[Ww]rite|[Pp]laceholder)\b[^\[\]\n]{1,80}\](?![(\x1a])"
    r"|<(?:[Aa]dd|[Ii]nsert) [^<>\n]{1,80}>"
)
#: Such a mark is meant where nothing else is said; elsewhere it is spoken of.
_MARK = re.compile(r"[A-Z]{3,5}")
_STANDS_ALONE = re.compile(r"[ \t]*(?:[:\])>]|-|\.?[ \t]*(?:\n|\Z))")
#: A comment that stands for code. What is left out of an example on purpose ends in dots.
_HERE = re.compile(
    r"(?:(?<![/!#-])(?://|\#|--)[/!#-]*+|/\*++|^[ \t]*+(?:;++|%++|\*))[ \t]*+"
    r"(?P<comment>(?:TODO|FIXME|XXX|TBD)\b[^\n]{0,100}"
    r"|[Pp]laceholder\b[^\n]{0,100}"
    r"|(?i:(?:add|insert|put|write) )?(?i:your )[^\n]{0,60}?\bhere\b"
    r"|(?i:add|insert|put|write) [^\n]{0,60}?\bhere\b"
    r"|(?![^\n]{0,40}[Cc]ritical section)[^\n]{0,60}?"
    r"(?:[Bb]ody|[Cc]ode|[Dd]etails|[Ii]mplementation|[Ll]ogic) (?:goes )?here\b)",
    re.MULTILINE,
)
_MAYBE_HERE = ("here", "TODO", "FIXME", "XXX", "TBD", "laceholder")


@card_rule("T303", "placeholder", Severity.WARNING)
def placeholder(view: CardView) -> Iterator[Hit]:
    """Something stands there for what was to be written later.

    Why:
        The card is not finished. In a comment of an example it may be meant, and is told as
        an info.

    Bad:
        #### Salting
        :p Why is each password hashed with a salt of its own?
        ??x
        TODO: explain rainbow tables.
        x??

    Good:
        #### Salting
        :p Why is each password hashed with a salt of its own?
        ??x
        A table of hashes that was made beforehand is of no use then.
        x??
    """
    for prose in view.parts:
        for found in _BLANKS.finditer(prose.text):
            if _is_blank(prose.text, found):
                yield Hit(prose.span(found), f"placeholder {quoted(found[0])}: write what is meant")
    for snippet in view.snippets:
        if any(word in snippet.code for word in _MAYBE_HERE):
            yield from _placeholders(snippet)


def _is_blank(text: str, found: re.Match[str]) -> bool:
    if not _MARK.fullmatch(found[0]):
        return True
    start, end = found.span()
    begins = text[start - 1 : start] in _BRACKETS or _begins(text, start, listed=True)
    return begins and _STANDS_ALONE.match(text, end) is not None


def _placeholders(snippet: Snippet) -> Iterator[Hit]:
    for found in _HERE.finditer(snippet.code):
        span = snippet.locate(*found.span("comment"))
        message = f"placeholder {quoted(found['comment'])} in the code: write what is meant"
        yield Hit(span, message, severity=Severity.INFO)


# -- sentences


def _sentences(
    pattern: re.Pattern[str], prose: Prose, *, listed: bool = True
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begin a sentence, or an item of a list where wanted."""
    for found in pattern.finditer(prose.text):
        if _begins(prose.text, found.start(), listed=listed):
            yield found


def _begins(text: str, at: int, *, listed: bool) -> bool:
    near = max(0, at - _FAR)
    line = text.rfind("\n", near, at) + 1
    if (line or not near) and ONLY_A_MARK.match(text, line, at):
        return listed or not text[line:at].strip("* \t")
    return _END.search(text, max(line, near), at) is not None
