"""Parts and snippets: their text, and the source span of every line and character of it."""

from textwrap import dedent

import pytest

from card2anki.model import Part, Snippet, Source, Span
from card2anki.source.lines import Kind
from card2anki.source.parser import parse
from card2anki.source.parts import cut, make_part
from card2anki.source.reading import decode


def source_of(answer: str, end: str = "\n") -> tuple[Source, Part]:
    """Return the source of one card and the part that its answer is."""
    text = f":p What is in the pot?\n??x\n{answer}\nx??\n".replace("\n", end)
    source = decode(text.encode(), "deck.md")
    (card,) = parse(source).cards
    assert card.answer is not None
    return source, card.answer


def snippet_of(answer: str, end: str = "\n") -> tuple[Source, Snippet]:
    source, part = source_of(answer, end)
    (snippet,) = part.snippets
    return source, snippet


def shown(source: Source, spans: tuple[Span, ...]) -> list[str]:
    return [source.text[span.start : span.end] for span in spans]


# -- parts


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_of_a_part_is_joined_by_line_feeds(end: str) -> None:
    source, part = source_of("Tea.\n\n  Green tea.", end)
    assert part.text == "Tea.\n\n  Green tea."
    assert shown(source, part.lines) == ["Tea.", "", "  Green tea."]
    assert source.text[part.span.start : part.span.end] == f"Tea.{end}{end}  Green tea."


def test_blank_lines_around_a_part_are_no_part_of_it() -> None:
    source, part = source_of("\n \nTea.\n\t\n")
    assert part.text == "Tea."
    assert part.span == Span(source.text.index("Tea"), source.text.index("Tea") + 4)


def test_blanks_at_the_end_of_a_part_are_no_part_of_it() -> None:
    source, part = source_of("Tea, \nhot.  ")
    assert part.text == "Tea, \nhot."
    assert shown(source, part.lines) == ["Tea, ", "hot."]


def test_marker_is_no_part_of_the_text() -> None:
    source = decode(b"####  A pot \n:p  What is it? \n??x\nA pot.\nx??\n", "deck.md")
    (card,) = parse(source).cards
    assert card.heading is not None
    assert card.question is not None
    assert (card.heading.text, card.heading.span) == ("A pot", Span(6, 11))
    assert (card.question.text, card.question.span) == ("What is it?", Span(17, 28))


def test_nothing_to_read_makes_no_part() -> None:
    pieces, _ = cut("\n  \n\t\n", 0)
    assert make_part(pieces, pieces.lines) is None
    assert make_part(pieces, []) is None


@pytest.mark.parametrize(
    "answer",
    [
        "Tea.",
        "Tea.\n\nÉté 茶\t!\n  end",
        "One.\n??x\nTwo.\n\nThree.",
        "- a\n  ```c\n  b;\n\n  ```\nc",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_locate_every_piece_of_every_line(answer: str, end: str) -> None:
    source, part = source_of(answer, end)
    offset = 0
    for line in part.text.split("\n"):
        for start in range(len(line) + 1):
            for stop in range(start, len(line) + 1):
                span = part.locate(offset + start, offset + stop)
                assert source.text[span.start : span.end] == line[start:stop]
        offset += len(line) + 1


def test_locate_across_lines() -> None:
    source, part = source_of("Tea is\nhot and\ngreen.", "\r\n")
    span = part.locate(part.text.index("is"), part.text.index("green") + 5)
    assert source.text[span.start : span.end] == "is\r\nhot and\r\ngreen"


def test_locate_across_a_divider() -> None:
    source, part = source_of("Tea.\n??x\nHot.")
    assert part.text == "Tea.\n\nHot."
    span = part.locate(0, len(part.text))
    assert source.text[span.start : span.end] == "Tea.\n??x\nHot."
    assert part.locate(6, 9) == Span(part.lines[2].start, part.lines[2].start + 3)


def test_locate_beyond_the_end_stays_inside() -> None:
    _, part = source_of("Tea.")
    assert part.locate(0, 99) == part.span


# -- snippets


def test_snippet_of_a_closed_fence() -> None:
    source, snippet = snippet_of("Like this:\n```Py\npour()\n\nboil()\n```\nDone.")
    assert (snippet.language, snippet.label, snippet.indent) == ("python", "Py", 0)
    assert snippet.code == "pour()\n\nboil()"
    assert shown(source, snippet.lines) == ["pour()", "", "boil()"]
    assert (snippet.first_line, snippet.last_line) == (1, 5)
    fence = source.text[snippet.fence.start : snippet.fence.end]
    assert fence == "```Py\npour()\n\nboil()\n```"


@pytest.mark.parametrize(
    ("label", "language"),
    [("C++", "cpp"), ("tf", "hcl"), ("", ""), ("Brewlang", "brewlang"), ("plaintext", "text")],
)
def test_language_of_a_snippet(label: str, language: str) -> None:
    _, snippet = snippet_of(f"```{label}\nx\n```")
    assert (snippet.language, snippet.label) == (language, label)


@pytest.mark.parametrize("indent", [2, 3, 4, 5, 6, 7])
def test_code_is_dedented_by_the_indent_of_its_fence(indent: int) -> None:
    code = "if full:\n    pour()\n\nboil()"
    block = "\n".join(" " * indent + line for line in f"```python\n{code}\n```".split("\n"))
    source, snippet = snippet_of(f"- Pour:\n{block}")
    assert (snippet.code, snippet.indent) == (code, indent)
    assert shown(source, snippet.lines) == ["if full:", "    pour()", "", "boil()"]
    assert source.position(snippet.lines[1].start) == (6, indent + 1)


def test_code_of_a_fence_at_column_0_keeps_its_indent() -> None:
    _, snippet = snippet_of("```c\n    pour();\n\tboil();\n```")
    assert snippet.code == "    pour();\n\tboil();"


def test_line_indented_less_than_its_fence_loses_blanks_alone() -> None:
    source, snippet = snippet_of("- Pour:\n    ```c\n  pour();\nboil();\n     wait();\n    ```")
    assert shown(source, snippet.lines) == ["pour();", "boil();", " wait();"]
    assert snippet.code == "pour();\nboil();\n wait();"


def test_tabs_and_other_scripts_in_code() -> None:
    source, snippet = snippet_of('- Été:\n\t```c\n\t\tchar *茶 = "é";\n\t```\n')
    assert snippet.code == '\tchar *茶 = "é";'
    (line,) = snippet.lines
    assert source.text[line.start : line.end] == snippet.code
    assert source.position(line.start) == (5, 2)
    assert source.position(line.end) == (5, 17)


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    source, snippet = snippet_of('🍵\n```c\nx = "🍵"; y;\n```')
    (line,) = snippet.lines
    assert line.end - line.start == 11
    assert source.text[line.start + 9 : line.end] == "y;"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_code_with_other_line_ends(end: str) -> None:
    source, snippet = snippet_of("```c\npour();\n\n  boil();\n```", end)
    assert snippet.code == "pour();\n\n  boil();"
    assert shown(source, snippet.lines) == ["pour();", "", "  boil();"]


def test_snippet_without_code() -> None:
    _, snippet = snippet_of("```c\n```")
    assert (snippet.code, snippet.lines) == ("", ())
    assert (snippet.first_line, snippet.last_line) == (0, 1)


def test_blank_lines_at_both_ends_of_code_are_kept() -> None:
    _, snippet = snippet_of("```c\n\npour();\n\n```")
    assert snippet.code == "\npour();\n"


def test_snippet_of_an_unclosed_fence() -> None:
    source, snippet = snippet_of("Like this:\n```c\npour();")
    assert snippet.code == "pour();"
    assert source.text[snippet.fence.start : snippet.fence.end] == "```c\npour();"
    assert (snippet.first_line, snippet.last_line) == (1, 2)


def test_snippets_of_all_parts_in_the_order_they_are_read() -> None:
    text = dedent("""\
        #### Pots
        ```c
        context;
        ```
        :p What does this do?
        ```c
        question;
        ```
        ??x
        ```c
        first;
        ```
        ```c
        second;
        ```
        x??
        """)
    (card,) = parse(decode(text.encode(), "deck.md")).cards
    assert [s.code for s in card.snippets] == ["context;", "question;", "first;", "second;"]
    assert card.answer is not None
    assert [(s.first_line, s.last_line) for s in card.answer.snippets] == [(0, 2), (3, 5)]


def test_a_place_in_code_that_is_not_there_is_that_of_the_fence() -> None:
    text = ":p What?\n??x\n```c\n```\nx??\n"
    (card,) = parse(decode(text.encode(), "deck.md")).cards
    (snippet,) = card.snippets
    assert snippet.locate(0, 0) == Span(text.index("```"), text.index("```"))


# -- cutting


def test_cut_names_the_pieces_of_a_fence() -> None:
    pieces, irregularities = cut("a\n```c\nb;\n```\n", 0)
    assert [line.kind for line in pieces.lines] == [
        Kind.TEXT,
        Kind.FENCE_OPEN,
        Kind.CODE,
        Kind.FENCE_CLOSE,
        Kind.BLANK,
    ]
    assert list(pieces.fences) == [2]
    assert irregularities == []


def test_cut_begins_at_the_offset_it_is_given() -> None:
    text = "---\na: b\n---\n:p What?\n"
    pieces, _ = cut(text, 13)
    assert [(line.kind, line.start) for line in pieces.lines] == [
        (Kind.QUESTION, 13),
        (Kind.BLANK, 22),
    ]
