"""T: residue of prompts, chatbots and templates, word by word, and what its removal leaves."""

import pytest

from card2anki.model import Safety, Severity
from tests.linted import findings, fixed, mended, said

SALT = "So that two equal passwords have different hashes."


def card(context: str = "", question: str = "Why is a hash salted?", answer: str = SALT) -> str:
    """Return a card whose context begins on line 2."""
    lines = ["#### Salting", *([context] if context else []), f":p {question}"]
    return "\n".join([*lines, "??x", answer, "x??", ""])


def told(code: str, text: str) -> list[tuple[str, str]]:
    """Return the text that each finding of a rule is about, and its severity."""
    found = findings(text, code)
    return [(text[one.span.start : one.span.end], one.severity.value) for one in found]


# -- T301


@pytest.mark.parametrize(
    "sentence",
    [
        "Background context explaining the concept.",
        "Background context explaining the concept:",
        "Background context explaining this concept.",
        "Include any relevant formulas or data here.",
        "Include relevant code or pseudocode:",
        "Include code examples if relevant:",
        "If applicable, add code examples with explanations.",
        "If relevant, include any formulas.",
        "The answer with detailed explanations:",
        "Relevant formulas or data here (if any).",
    ],
)
def test_an_order_of_the_prompt_is_found_and_removed(sentence: str) -> None:
    for text in (card(context=f"{sentence} A salt is random."), card(answer=f"{sentence}\n{SALT}")):
        assert told("T301", text) == [(sentence, "warning")]
    mixed = card(context=f"A salt is random. {sentence}")
    assert fixed(mixed, "T301", wanted=Safety.SAFE) == card(context="A salt is random.")


@pytest.mark.parametrize(
    "text",
    [
        "Background context: a salt is random.",
        "Some background context explaining the concept is given.",
        'The prompt says "Include any relevant formulas or data here."',
        "Add code where it applies. If applicable, a salt is added.",
        "`Background context explaining the concept.`",
        "Include the salt in the hash.",
        "Provide the salt to the function.",
        "1. Discuss the salt with the team.",
        "People discuss salts. They explain why.",
    ],
)
def test_no_order_of_the_prompt(text: str) -> None:
    assert told("T301", card(context=text)) == []


def test_the_place_of_a_residue() -> None:
    text = card(context="A salt is random. Background context explaining the concept.")
    message = "left of the prompt: 'Background context explaining the concept.': remove it"
    assert said("T301", text) == [((2, 19), (2, 61), message)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Background context explaining the concept. A salt.", "A salt."),
        ("**Background context explaining the concept:** A salt.", "A salt."),
        ("**Background context explaining the concept**: A salt.", "A salt."),
        ("Background context: Include any relevant data here. A.", "Background context: A."),
        ("A salt.\n\nInclude any relevant data here.\n\nIt is random.", "A salt.\n\nIt is random."),
        ("A salt.\n- Include any relevant data here.\n- It is.", "A salt.\n- It is."),
        (
            "Background context explaining the concept. Include any relevant data here.\nA salt.",
            "A salt.",
        ),
        ("If applicable, add code examples:\n```java\nint a;\n```", "```java\nint a;\n```"),
    ],
)
def test_what_the_removal_of_a_sentence_leaves(before: str, after: str) -> None:
    assert fixed(card(context=before), "T301") == card(context=after)
    assert fixed(card(answer=before), "T301") == card(answer=after)


def test_a_context_of_nothing_else_goes() -> None:
    only = card(context="Background context explaining the concept.")
    assert fixed(only, "T301") == card()


def test_an_answer_of_nothing_else_stays() -> None:
    text = card(answer="The answer with detailed explanations.")
    result = mended(text, "T301")
    assert result.deck.source.text == text
    assert result.refused == ()
    assert told("T301", text) == [("The answer with detailed explanations.", "warning")]


def test_text_behind_the_opener_keeps_its_place() -> None:
    text = "#### Salting\n:p Why?\n??x The answer with detailed explanations: so.\nx??\n"
    assert fixed(text, "T301") == "#### Salting\n:p Why?\n??x so.\nx??\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Discuss the cost of slow hashes.",
        "Mention that `bcrypt.hash` has a salt built in.",
        "Provide an example to illustrate this.",
        "Provide a brief overview of salts.",
        "Include the formula and an explanation.",
        "Explain why a salt is no secret.",
    ],
)
def test_an_order_in_a_context_was_not_carried_out(sentence: str) -> None:
    text = card(context=f"Passwords are hashed. {sentence}")
    assert told("T301", text) == [(sentence, "warning")]
    assert fixed(text, "T301") == text
    assert told("T301", card(question=sentence, answer=sentence)) == []


def test_a_context_that_only_names_its_topic_is_an_info() -> None:
    text = card(context="Background context explaining salts. They are random.")
    assert told("T301", text) == [("Background context explaining", "info")]


def test_the_question_of_the_template() -> None:
    question = "What is the question about this concept?"
    text = card(question=question)
    assert told("T301", text) == [(question, "warning")]
    assert fixed(text, "T301") == text


@pytest.mark.parametrize(
    "code",
    [
        "public class Example {\n    // the code\n}",
        "class Example {\n    public static void main(String[] args) {\n/* a\n b */\n    }\n}",
    ],
)
def test_the_skeleton_of_the_template(code: str) -> None:
    block = f"```java\n{code}\n```"
    assert told("T301", card(answer=f"{SALT}\n{block}")) == [(block, "warning")]
    real = block.replace("}\n```", "    int salt;\n}\n```")
    assert told("T301", card(answer=f"{SALT}\n{real}")) == []


# -- T302


@pytest.mark.parametrize(
    "talk",
    [
        "As an AI language model, I have no salt.",
        "As an AI, I can't hash.",
        "I hope this explanation helps!",
        "I'm sorry, but I cannot hash this.",
        "Let me know if you want more salt.",
        "Feel free to ask!",
        "If you have any other questions, ask.",
        "Here are the five flashcards you wanted:",
        "This flashcard covers salts.",
        "The flashcard is now complete.",
        "Code examples are not directly applicable here, but logic is:",
    ],
)
def test_talk_of_a_chatbot(talk: str) -> None:
    text = card(answer=f"{SALT}\n\n{talk}")
    assert told("T302", text) == [(talk, "warning")]
    assert fixed(text, "T302") == text


@pytest.mark.parametrize(
    "text",
    [
        "Sure, a salt helps.",
        "Of course, a salt is no secret.",
        "Certainly! A salt is no secret.",
        'A model may begin with "As an AI, I".',
        "> As an AI, I can't hash.",
        "If you need more details, add `-v`.",
        "Feel free to use another salt.",
        "Let me know is what a model says.",
        "An Anki note may have several flashcards.",
        "Each flashcard covers one fact.",
        "I can hash. I hope so.",
        "They are sure. Here is why.",
    ],
)
def test_no_talk_of_a_chatbot(text: str) -> None:
    assert told("T302", card(answer=text)) == []


@pytest.mark.parametrize("word", ["Sure", "Certainly", "Of course", "Absolutely"])
def test_an_interjection_goes(word: str) -> None:
    text = card(answer=f"{word}! Here is why.")
    message = f"talk of a chatbot: '{word}!': say the answer"
    assert said("T302", text) == [((4, 1), (4, 2 + len(word)), message)]
    assert fixed(text, "T302", wanted=Safety.SAFE) == card(answer="Here is why.")


def test_a_polite_interjection_is_only_told() -> None:
    text = card(answer="Sure, here is why.")
    assert told("T302", text) == [("Sure,", "warning")]
    assert fixed(text, "T302") == text


def test_code_that_says_there_is_none_goes() -> None:
    block = "```java\n// No specific code is needed for this proof.\n```"
    text = card(answer=f"{SALT}\n{block}")
    assert told("T302", text) == [(block, "warning")]
    assert fixed(text, "T302") == card()
    alone = card(answer=block)
    assert told("T302", alone) == [(block, "warning")]
    assert fixed(alone, "T302") == alone
    more = card(answer=f"{SALT}\n```java\n// No code needed\nint salt;\n```")
    assert told("T302", more) == []


# -- T303


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TODO: explain rainbow tables.", "TODO"),
        ("TBD", "TBD"),
        ("- FIXME - which one?", "FIXME"),
        ("A salt is random. TODO: how long?", "TODO"),
        ("A salt is random (TBD).", "TBD"),
        ("A salt is [insert the size here] long.", "[insert the size here]"),
        ("[Your answer here]", "[Your answer here]"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("<insert a diagram>", "<insert a diagram>"),
    ],
)
def test_a_placeholder_in_text(text: str, words: str) -> None:
    assert told("T303", card(answer=text)) == [(words, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "A TODO in the code is a promise.",
        "Write `TODO: salt` above it.",
        "Tools list TODO and FIXME comments.",
        "The placeholder T stands for a type.",
        "[Add a salt](https://example.org) to the hash.",
        "A list of <insert> elements.",
    ],
)
def test_no_placeholder_in_text(text: str) -> None:
    assert told("T303", card(answer=text)) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("// TODO: hash it", "TODO: hash it"),
        ("    # your code goes here", "your code goes here"),
        ("return 0; // Placeholder logic", "Placeholder logic"),
        ("/* Hashing logic here */", "Hashing logic here"),
        ("; code here", "code here"),
        ("-- Insert rows here", "Insert rows here"),
    ],
)
def test_a_placeholder_in_code_is_an_info(line: str, words: str) -> None:
    text = card(answer=f"{SALT}\n```java\nint a;\n{line}\n```")
    assert told("T303", text) == [(words, "info")]


@pytest.mark.parametrize(
    "line",
    [
        "// the salt is made here",
        "// Critical section code here",
        '"todo here"',
        "int here = 1;",
        "// a good habit is a TODO",
        "// ...",
    ],
)
def test_no_placeholder_in_code(line: str) -> None:
    assert told("T303", card(answer=f"{SALT}\n```java\n{line}\n```")) == []


def test_infos_stay_infos() -> None:
    text = card(context="Background context on salts. They are random.")
    assert [one.severity for one in findings(text, "T301")] == [Severity.INFO]


_RESIDUE = "If applicable, add code examples."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"Clay.\n\n{_RESIDUE}\n\n:p How?", "Clay.\n\n:p How?"),
        (f"{_RESIDUE}\n\n\nClay.\n:p How?", "Clay.\n:p How?"),
        (f"Clay.\n\n{_RESIDUE}\n\nFire.\n:p How?", "Clay.\n\nFire.\n:p How?"),
        (f"{_RESIDUE}\n\n:p How?", ":p How?"),
    ],
)
def test_a_line_that_goes_leaves_no_blank_lines(before: str, after: str) -> None:
    text = "#### Pot\n{}\n??x\nSo.\nx??\n"
    assert fixed(text.format(before), "T301") == text.format(after)
