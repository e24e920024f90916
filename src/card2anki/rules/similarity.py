"""How alike cards are: questions by what they ask for, answers by the words they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

_QUOTES = str.maketrans("‘’‛“”„", "'''\"\"\"")
_FORMULA = r"\\[(\[](?:[^\\]|\\[^()\[\]]){1,500}+\\[)\]]"
#: In code and formulas case matters: a split leaves them at the odd places.
_EXACT = re.compile(rf"(`[^`]*`|{_FORMULA})")


def folded(question: str) -> str:
    """Return a question without what makes no other question of it.

    That is how quotes are written, white space, the case of what is not code, and the
    punctuation at the end.
    """
    parts = _EXACT.split(" ".join(question.translate(_QUOTES).split()))
    parts[::2] = [part.casefold() for part in parts[::2]]
    text = "".join(parts)
    return text.rstrip(" .?!:;,") or text


# -- what a question asks for

_HEADS = (
    "advantages?|aims?|aspects?|benefits?|challenges?|characteristics?|components?|concepts?"
    "|differences?|disadvantages?|distinctions?|drawbacks?|factors?|features?|goals?|ideas?"
    "|issues?|kinds?|limitations?|parts?|points?|practices?|principles?|problems?|properties"
    "|purposes?|reasons?|requirements?|responsibilit(?:y|ies)|roles?|steps?|takeaways?|types?"
    "|uses?|ways?"
)
#: Turns of phrase that ask without saying what for. "Key" says nothing before "difference"
#: and a lot in "hash key", so that each is tied to what stands around it.
_FRAME = (
    r"^(?:please\s|briefly\s)*+(?:(?:can|could)\syou\s)?"
    r"(?:(?:explain|describe|define|discuss)\b"
    r"|(?:give|list|name|provide|show|state)\s(?:some\b|(?=(?:an?|me|the|us)\b)))"
    r"|\band\s(?:explain|describe)\b"
    rf"|\b(?:main|key|primary|major|basic|different|various)\s(?=(?:best\s)?(?:{_HEADS})\b)"
    r"|\b(?:meaning|definition|concept|idea|notion)s?\s(?:of|behind)\b"
    r"|\bthe\s(?:term|concept)\b|\b(?:can|could|do|does|may|might|must|should|will|would)\sone\b"
    r"|^what\sare\ssome\b|^what\sdoes\sit\smean\b|\bmeant\sby\b"
    r"|\bin\sthe\scontext\sof\b"
)
#: "Mean" is such a turn in "What does it mean?", and none in "What is the mean?"
_MEANS = re.compile(r"^what do(?:es)? (.+) mean\W*$", re.IGNORECASE)
#: The look ahead spares a try of each alternative at each blank.
_TOKEN = re.compile(
    rf"(?=\S)(?:(?<!`)`++(?P<code>[^`]++)`++|(?P<formula>{_FORMULA})|{_FRAME}"
    r"|(?P<purpose>\b(?:purpose|role)s?\s(?:of|behind)\b|\bused\sfor(?=\W*$))"
    r"|(?P<differ>\b(?:differ(?:s|ed|ing|ences?|entiat(?:e|es|ed|ing|ion))?|contrast(?:s|ed|ing)?"
    r"|distinctions?|distinguish(?:es|ed|ing)?|versus|vs)\b)"
    r"|(?P<word>\w+(?:'\w+)*)|(?P<sign>[^\w\s.,;:?!'\"()\[\]{}*`–—…-]+|(?<!\S)[*-]+(?!\S)))",
    re.IGNORECASE,
)
_NAME = re.compile(r"(\w+)(?:\(\))?")
_STOP_WORDS = (
    "a about also among an and are as at be been being between both ca can could did do does each"
    " for had has have here how i in is it its just may me meant might my of on our s should so"
    " such t that the their them there they those to us was we were what which will with within"
    " wo would you your"
)
_STOPPED = frozenset(_STOP_WORDS.split())
_DIFFERENCE = "differ"
#: What a thing is for is not what it is. A blank sets it apart from any word.
_PURPOSE = "purpose of"
_POINTING = frozenset({"thi", "thes"})  # stems


def asked(question: str) -> tuple[str, ...]:
    """Return the words that say what a question asks for, stemmed, in their order.

    Negations, numbers, code, formulas and signs are among them, words that only frame a
    question are not.
    """
    text = _MEANS.sub(r"\1", " ".join(question.translate(_QUOTES).split()))
    words = tuple(chain.from_iterable(map(_words, _TOKEN.finditer(text))))
    if _PURPOSE not in words:
        return words
    return (_PURPOSE, *(word for word in words if word != _PURPOSE))


def meaning(words: Sequence[str]) -> tuple[str, ...]:
    """Return what questions that ask the same have in common, given what each asks for.

    The order matters, from here to there is not from there to here, except between things
    that are told apart. A question that points at something ("this code") shares its
    meaning, which is not known, with none: it gets an empty one.
    """
    if not _POINTING.isdisjoint(words):
        return ()
    if _DIFFERENCE in words:
        return tuple(sorted(set(words) - {"from"}))
    return tuple(words)


def _words(found: re.Match[str]) -> tuple[str, ...]:
    kind = found.lastgroup
    if kind == "word":
        return _content(found["word"])
    if kind == "code":
        code = found["code"].strip()
        name = _NAME.fullmatch(code)
        return (stem(name[1].casefold()) if name else f"`{code}",)
    if kind == "formula":
        return ("".join(found["formula"].split()),)
    if kind == "differ":
        return (_DIFFERENCE,)
    if kind == "purpose":
        return (_PURPOSE,)
    return (found["sign"],) if kind else ()


@lru_cache(maxsize=30_000)
def _content(written: str) -> tuple[str, ...]:
    if len(written) == 1 and written.isupper() and written != "I":
        return (written,)  # a name, as in "vitamin A"
    word, _, ending = written.casefold().partition("'")
    denied = ending == "t" and word.endswith("n")
    word = word[:-1] if denied else word
    stems = () if word in _STOPPED else (stem(word),)
    return ("not", *stems) if denied else stems


def stem(word: str) -> str:
    """Return a word without the endings of number and tense; what is left need be no word."""
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            break
    if word.endswith("es") and len(word) > 4:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


# -- texts that share most of their words

_WORD = re.compile(rf"{_FORMULA}|\w+")
#: A word leads to this many texts at most, the first that have it: time stays linear where
#: thousands of texts share most of their words, and each is found to be like one of these.
_MOST_HOLDERS = 32
#: Texts are compared when they have this many of their rarest words in common.
_HINTS = 3


def similar(
    texts: Iterable[str], percent: int, other: Sequence[Sequence[str]], other_percent: int
) -> Iterator[tuple[int, int]]:
    """Yield each text that is like an earlier one, as the numbers of it and of the first such.

    Alike are those that have so many percent of their words in common (the Jaccard index of
    the sets), and of the other words that go with them.
    """
    ranked, common = _ranked(texts)
    for number, candidates in enumerate(_candidates(ranked, common, percent)):
        if candidates:
            mine, others = frozenset(ranked[number]), frozenset(other[number])
            for first in candidates:
                if _are_alike(others, other[first], other_percent) and _are_alike(
                    mine, ranked[first], percent
                ):
                    yield number, first
                    break


def _candidates(ranked: Sequence[Sequence[int]], common: int, percent: int) -> Iterator[list[int]]:
    """Yield for each text the earlier ones that it may be like.

    Texts that are alike have some of the rarest words of each in common, so that it is enough
    to look at these (prefix filtering, as in AllPairs).
    """
    holders: dict[int, list[int]] = {}
    for number, words in enumerate(ranked):
        shared = _at_least(percent, len(words))
        rarest = words[: len(words) - shared + _HINTS]
        lists = [holders.setdefault(word, []) for word in rarest if word >= common]
        hints = Counter(chain.from_iterable(lists))
        needed = min(_HINTS, shared)
        yield sorted(first for first, count in hints.items() if count >= needed)
        for have in lists:
            if len(have) < _MOST_HOLDERS:
                have.append(number)


def _ranked(texts: Iterable[str]) -> tuple[list[tuple[int, ...]], int]:
    """Return the words of each text as numbers, rare words first, and the first shared one."""
    numbers: dict[str, int] = {}
    found = [
        tuple({numbers.setdefault(word, len(numbers)) for word in _WORD.findall(text.casefold())})
        for text in texts
    ]
    counts = Counter(chain.from_iterable(found))
    by_count = sorted(counts, key=lambda word: (counts[word], word))
    ranks = [0] * len(numbers)
    for rank, word in enumerate(by_count):
        ranks[word] = rank
    alone = sum(count == 1 for count in counts.values())
    return [tuple(sorted(map(ranks.__getitem__, words))) for words in found], alone


def _at_least(percent: int, size: int) -> int:
    """Return how many of so many words have to be common to two texts, whatever the other."""
    return max(1, -(-percent * size // 100))


def _are_alike(mine: frozenset[object], theirs: Sequence[object], percent: int) -> bool:
    if 100 * min(len(mine), len(theirs)) < percent * max(len(mine), len(theirs)):
        return False
    shared = len(mine.intersection(theirs))
    return shared > 0 and 100 * shared >= percent * (len(mine) + len(theirs) - shared)
