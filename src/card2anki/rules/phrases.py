"""The phrases by which a card points at what it does not show: its source, a figure, "this code".

They are written with single blanks; any white space of a text matches them.
"""

from __future__ import annotations

import re

from card2anki.prose import OPAQUE


def phrase(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a pattern in which a blank stands for the white space between two words."""
    return re.compile(pattern.replace(" ", r"\s{1,4}"), flags)


# -- the source

#: What a card may have been taken from, and who may have written it.
_WORK = (
    "(?:text|passage|chapter|section|book|article|excerpt|paragraph|paper|lecture(?! notes)"
    "|interlude|homework|flashcard)"
)
_AUTHOR = "(?:authors?|professor|lecturer)"
#: A work that is named, and an author who is known by his work, are no riddle.
_UNNAMED = (
    rf"\b(?!-| of\b| [\"“‘'*_{OPAQUE}]"
    r"| (?:editor|field|box|file|node|area|view|block|segment|stream|column|mode|style|label|value"
    r"|entity|header|id|name|title)s?\b)"
)
_THE_WORK = (
    "(?:the|this|these|our) (?:(?:provided|given|accompanying|preceding|previous|above) )?"
    rf"(?:{_WORK}s?|{_AUTHOR}){_UNNAMED}"
)
_TOLD = (
    "(?:mentioned|discussed|described|presented|introduced|covered|outlined|highlighted|provided"
    "|given|shown|noted|listed|explained|suggested|stated|defined|identified|proposed|illustrated"
    "|emphasi[sz]ed|recommended|referenced|cited)"
)
_TELL = (
    "(?:say|mention|describe|suggest|explain|define|highlight|discuss|claim|argue|state|list"
    "|emphasi[sz]e|focus|recommend|differentiate|refer|note|introduce|illustrate|propose"
    "|conclude|believe|think|intend|warn|advise|point|manipulate|use|cover|provide|present"
    "|consider|demonstrate|compare|teach|stress|outline|identify|address|imply)"
)
_TELLS = rf"(?:{_TELL}e?s|implies|goes on)\b"
_TOLD_US = rf"(?:{_TELL}(?:e?s|e?d)?|said|thought|wrote|implie[sd])\b"
_OFTEN = "(?:(?:also|further|often|first|then|explicitly|specifically) )?"

#: The source brought in by the way: ``according to the text``, ``as discussed in this chapter``.
BY_THE_WAY = rf"according to {_THE_WORK}|(?:as )?{_TOLD} (?:in|by|throughout|from) {_THE_WORK}"

#: The source as somebody who says things.
SOURCE_SAYS = (
    rf"(?:the|this) {_WORK}{_UNNAMED} {_OFTEN}{_TELLS}"
    rf"|the {_AUTHOR}{_UNNAMED} {_OFTEN}{_TOLD_US}"
)
_SOURCE_ASKED = (
    rf"(?:does|do|did) the {_WORK}{_UNNAMED} {_OFTEN}{_TELL}\b"
    rf"|(?:does|do|did) the {_AUTHOR}{_UNNAMED}(?! (?:and|or)\b) {_OFTEN}\w{{1,20}}"
    rf"|(?:motivated|surprised|convinced) the {_AUTHOR}{_UNNAMED}"
    rf"|(?:this|these|the (?:provided|accompanying|preceding|above)) {_WORK}s?{_UNNAMED}"
)

#: A numbered part of a work. A card numbers examples of its own: those need two numbers.
_NUMBERED = phrase(
    r"\b(?:"
    r"(?:[Ff]igures?|[Ff]ig\.|[Ll]istings?|[Cc]hapters?) \d{1,3}(?:[.\-–]\d{1,3}){0,2}+(?![\w:%])"
    r"|(?:Table|Equation|Section|Example|Theorem|Lemma|Proposition|Corollary|Definition|Exercise"
    r"|Problem|Algorithm|Program)s? \(?\d{1,3}(?:[.\-–]\d{1,3}){1,2}+(?![\w%])"
    r"|[Ii]n (?:Table|Equation|Section|Appendix|Exercise) (?:\d{1,3}|[A-F])(?![\w.:%\-–])"
    r")(?! of\b)",
    0,
)

# -- what has to be in a text for one of the patterns to match: to look for that is far faster

_NUMBERED_HINTS = (
    *("igure", "ig.", "isting", "hapter", "Table", "Equation", "Section", "Example", "Theorem"),
    *("Lemma", "Proposition", "Corollary", "Definition", "Exercise", "Problem", "Algorithm"),
    *("Program", "Appendix"),
)
_SOURCE_HINTS = (
    *(" text", " passage", " chapter", " section", " book", " article", " excerpt", " paragraph"),
    *(" paper", " lecture", " interlude", " homework", " flashcard", " author", " professor"),
)
_OTHER_HINTS = (
    *("this ", "these ", "provided", "given", "above", "mentioned", "discussed", "described"),
    *("highlighted", "presented", "shown", "following", "example", "do the ", "does the ", "proof"),
)


def numbered(text: str) -> list[re.Match[str]]:
    """Return the numbered parts of a work that a text refers to."""
    if not any(hint in text for hint in _NUMBERED_HINTS):
        return []
    return list(_NUMBERED.finditer(text))


def may_cite(text: str) -> bool:
    """Say whether a text has a word that is in every reference to its source."""
    flat = text.lower().replace("\n", " ")
    return any(hint in flat for hint in _SOURCE_HINTS)


def may_point_outside(text: str) -> bool:
    """Say whether a question has a word that is in all by which it may point outside the card."""
    flat = text.lower().replace("\n", " ")
    return any(hint in flat for hint in _SOURCE_HINTS + _OTHER_HINTS)


# -- what a question points at

AUXILIARY = (
    "(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|might|must|may)"
)
_SMALL = (
    "(?:in|of|to|for|and|or|is|are|as|with|by|on|at|from|that|can|does|do|the|an?|about|it|not)"
)
#: Words between a pronoun and its noun: the provided *lock-free C* program.
_WORDS = rf"(?:(?!{_SMALL}\b)[\w+#'’\-{OPAQUE}]{{1,40}} ){{0,4}}?"
_CODE = "code (?:snippet|example)|code|snippet|pseudocode|bytecode|implementation"
_SHOWN = (
    rf"(?:this|these) {_WORDS}(?:{_CODE}|program|query|pipeline|examples?|scenario|context|proof"
    r"|situation|diagram|document|case(?=\?))"
    rf"|the provided {_WORDS}(?:{_CODE}|program|query|pipeline|example|scenario|proof|class"
    r"|diagram)"
    rf"|the given {_WORDS}(?:{_CODE}|example|scenario|proof|diagram|proposition|theorem)"
    r"|the given context(?=\?)|the (?:example|scenario|code|context|proof) (?:given|provided|above)"
    r"|the context described|the above (?:code|example|snippet)"
    r"|the (?:direct |contrapositive |inductive )?proof(?=\?)"
)
#: In which way a question points outside the card is the name of the group that matched.
NOT_SELF_CONTAINED = phrase(
    rf"(?<![\w\-])(?:(?P<aside>{BY_THE_WAY})"
    rf"|(?P<source>{SOURCE_SAYS}|{_SOURCE_ASKED})"
    rf"|(?P<shown>(?:(?:in|of|from|for) )?(?:{_SHOWN})\b"
    r"(?! of\b|-|['’]s| switch| window| construction))"
    rf"|(?P<code>(?:does|do) the (?:{_CODE}|example code|example)"
    r"\b(?! of\b| for\b| in\b|-))"
    rf"|(?P<example>(?:in|for|from|to|than|does) the {_WORDS}example\b(?! of\b|-| below)"
    r"|the example (?:code|program)\b|as shown in the (?:code|example|diagram)\b)"
    r"|(?P<said>(?:as )?(?:mentioned|discussed|described|shown) (?:above|earlier|previously)"
    r"|(?<!is\s)(?<!are\s)(?<!be\s)(?:discussed|described|highlighted|presented)(?=[?.])"
    r"|(?<!not\s)mentioned(?=[?.]| (?:for|regarding|about)\b))"
    rf"|(?P<following>the following\b(?=[^?\n:{OPAQUE}]{{0,200}}\?\s*\Z))"
    r")"
)

#: "How is a path described?" asks how it is done.
ASKS_HOW = phrase(r"\W{0,9}(?:how|where|when) (?:is|are|was|were|can|should|must|may)\b")

#: Which references to the source can be left out of a sentence that is still one without them.
DROPPABLE = phrase(r"according to|as \w|mentioned|discussed|noted|highlighted|stated")
NEEDING = phrase(
    r"(?:\b(?:is|are|was|were|been|be|not|topics?|points?|concepts?|ideas?|references?|terms?"
    r"|what|which|key|one)|^)\s?\Z"
)
#: A task may be told by its source alone: "Write the program described in the homework".
TASK = re.compile(r"\W{0,9}(?!what|which|wh[eoy]|how|in|for|according|as|if)\w", re.IGNORECASE)
PARTICIPLE = phrase(r"(?:mentioned|discussed|noted|highlighted|stated)\b")
#: A participle tells which things are meant: a few words more than "What are the types" have to.
ENOUGH_WORDS = 6

_NOUN = (
    "(?:code(?: snippet| example)?|snippet|example|program|function|class|method|script|query"
    "|pseudocode|concept|topic|text|chapter|section|passage|paper|document|homework|interlude|card"
    "|flashcard|figure|diagram|proof)"
)
_THING = (
    rf"(?:(?:this|that|the (?:given|provided|following|above)) (?:[\w#+]{{1,20}} )?{_NOUN}"
    rf"|the (?:overall |example |sample )?{_NOUN}|this)"
)
_MAIN = "(?:(?:the|some|a|main|key|core|primary|overall|important|most important|central) ){0,3}"
#: A question that would fit any card. A named group has matched where it may be about code.
VAGUE = phrase(
    rf"\W{{0,9}}(?:what (?:is|was|are) {_MAIN}(?:purpose|goal|point|function|idea|meaning|aim"
    rf"|focus|topic|contribution|issue|problem|message|logic) (?:of|behind|in|with)"
    rf" (?P<of>{_THING})\?"
    rf"|what (?:does|do) (?P<what>{_THING}) (?:do|show|demonstrate|illustrate|represent|mean"
    r"|explain|describe|cover|say|highlight|imply)\?"
    r"|how (?:does|do) (?P<how>(?:this|the|the (?:given|provided)) code(?: snippet)?) work\?"
    rf"|what (?:is|are) {_THING} about\?"
    rf"|what (?:is|are|were) {_MAIN}(?:takeaways?\b|lessons?\?)"
    rf"|what (?:is|are|were) {_MAIN}(?:points?|topics?|ideas?|concepts?|themes?|issues?)"
    rf"(?: (?:(?:covered|discussed|presented|introduced) )?(?:of|from|in|by) {_THING}"
    r"(?=\?| (?:about|on|regarding)\b)|(?: (?:covered|discussed|presented|introduced))?\?)"
    r"|summari[sz]e (?:the )?(?:main |key )(?:points?|ideas?|concepts?|takeaways?)[.?!]"
    rf"|(?:explain|describe|summari[sz]e) (?P<do>{_THING})[.?!]?\s{{0,9}}\Z"
    r")"
)


# -- how a question asks

DANGLING = phrase(
    rf"\W{{0,9}}(?:why|how|when|where|what|which)(?: \w{{1,12}})? {AUXILIARY}"
    r" (?:(?P<it>it|they)\b"
    r"(?! (?:[\w\-]{1,20} ){0,4}(?:to|that|if|when|for|whether|than|as)\b)"
    r"(?! (?:mean|take|cost|matter|make sense|seem)\b)"
    r"|(?P<this>this|these|that)(?= (?:work|apply|impact|compare|change|show|affect|help|happen"
    r"|differ|matter|mean|relate|lead|vary|improve|tell|say|imply|\w{1,15}ed|done)\b))"
)
THIS = phrase(
    r"\b(?:this|these|those) (?:(?:new|same|particular|specific|type|kind|two|three) ){0,2}"
    r"(?:algorithm|method|function|class|approach|technique|policy|policies|solution|strategy"
    r"|operation|process|procedure|rule|design|model|pattern|issue|problem|tool|option|command"
    r"|structure|data|property|properties|value|servlet|decorator|statement|theorem|lemma"
    r"|concept|technology|feature|mechanism|protocol|system|component|file system|step|test"
    r"|variable|condition|instruction|experiment|relation|equation|formula|expression)s?\b"
    r"(?! of\b)"
)


YES_NO = phrase(
    r"\W{0,9}(?:(?:true or false)\b|(?P<verb>is|are|was|were|do|does|did|has|have|had|will"
    r"|(?P<modal>can|could|should|would|may|must))\b)"
)
REQUEST = phrase(
    r"\W{0,9}(?:can|could|would|will) you (?:please )?(?:explain|describe|give|provide|show|name"
    r"|list|suggest|formulate|write|tell|define|state|outline|summari[sz]e|think|understand"
    r"|identify)\b"
)
ASKS_MORE = phrase(r"\b(?:why|how|explain|justify|prove|which|what| or)\b")
YES = re.compile(r"\W{0,9}(?:yes|no)(?:[,.;:!*—–-]|\s{1,4}[—–-]|\s*\Z)", re.IGNORECASE)


NEXT_ASK = phrase(
    r"(?:,? and|;|\?) (?P<ask>(?:(?:also|then) )?(?:what|how|why|when|where|which|who)"
    rf"(?: (?!(?:it|they|we|you|to|the)\b)[\w\-]{{1,20}}){{0,2}}? {AUXILIARY})\b"
)
BACK = re.compile(r"\b(?:it|its|they|them|their|this|these|one|that)\b", re.IGNORECASE)
#: Behind these, and behind a lone "Why", another question is part of the first.
WITHIN = re.compile(r"\b(?:between|whether|if|depends?)\b|^\W*(?:why|how|when)\Z", re.IGNORECASE)


NUMBER = phrase(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|both|\d{1,2})\b")
SOME = phrase(
    r"\W{0,9}(?:(?:what|which) are (?:some|several|various|a few)"
    r"|(?:list|name|give|mention|enumerate|state|provide) (?:me )?(?:some|several|various|a few))\b"
)
SET = phrase(
    r"\W{0,9}(?:what|which|list|name|enumerate)(?: are)?(?: (?:the|all|common|key|main|primary"
    r"|major|important|typical|different|various|possible|potential)){0,3}"
    r" (?:[\w\-]{1,20} ){0,2}?"
    r"(?:advantages|benefits|drawbacks|disadvantages|limitations|features|characteristics|types"
    r"|kinds|challenges|issues|problems|reasons|factors|aspects|considerations|uses|use cases"
    r"|applications|ways|methods|techniques|strategies|responsibilities|principles|implications"
    r"|options|tools|trade-offs|tradeoffs|goals|examples)\b"
)
