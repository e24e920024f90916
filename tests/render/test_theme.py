"""The theme: readable by day and by night, and nothing in it that runs or is fetched."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from card2anki.anki.notetype import FIELDS, note_type
from card2anki.render.highlight import _CLASSES

THEME = files("card2anki.render") / "theme"
CSS = (THEME / "card.css").read_text("utf-8")
FRONT = (THEME / "front.html").read_text("utf-8")
BACK = (THEME / "back.html").read_text("utf-8")

COLOURS = ["fg", "muted", "accent", "k", "t", "m", "f", "b", "d", "s", "e", "c", "r", "i"]
#: What WCAG 2 asks of text of ordinary size (level AA).
LEAST_CONTRAST = 4.5


def rules(css: str) -> list[tuple[set[str], str]]:
    """Return the selectors and the declarations of each rule, those in @media too."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [
        ({" ".join(selector.split()) for selector in selectors.split(",")}, body.strip())
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    ]


def declared(selector: str) -> dict[str, str]:
    """Return the declarations that rules with a selector make outside of @media."""
    found: dict[str, str] = {}
    for selectors, body in rules(CSS.partition("@media")[0]):
        if selector in selectors:
            pairs = (part.partition(":") for part in body.split(";") if part.strip())
            found |= {name.strip(): value.strip() for name, _, value in pairs}
    return found


def palette(selector: str) -> dict[str, str]:
    return {
        name.removeprefix("--"): value
        for name, value in declared(selector).items()
        if name.startswith("--")
    }


DAY = palette(".card")
NIGHT = palette(".card.nightMode")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rgb`` or ``#rrggbb`` as WCAG 2 defines it."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    assert re.fullmatch("[0-9a-f]{6}", digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#fff", 21.0), ("#fff", "#ffffff", 1.0), ("#767676", "#fff", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("background", ["bg", "code"])
@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("time", ["day", "night"])
def test_colour_can_be_read(time: str, colour: str, background: str) -> None:
    colours = DAY if time == "day" else NIGHT
    assert contrast(colours[colour], colours[background]) >= LEAST_CONTRAST


def test_night_has_every_colour_of_the_day() -> None:
    assert NIGHT.keys() == DAY.keys()
    assert {*COLOURS, "bg", "code", "line"} == DAY.keys()


def test_night_is_dark_and_day_is_light() -> None:
    assert luminance(DAY["bg"]) > luminance(DAY["fg"])
    assert luminance(NIGHT["bg"]) < luminance(NIGHT["fg"])
    assert luminance(DAY["code"]) > 0.5
    assert luminance(NIGHT["code"]) < 0.05


@pytest.mark.parametrize(
    "selector", [".card.nightMode", ".card.night_mode", ".nightMode .card", ".night_mode .card"]
)
def test_every_client_gets_the_night_colours(selector: str) -> None:
    assert palette(selector) == NIGHT
    assert declared(selector)["background"] == "var(--bg)"
    assert declared(selector)["color"] == "var(--fg)"


def test_every_colour_that_is_used_is_defined() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= DAY.keys()


def test_no_colour_stands_outside_of_the_palettes() -> None:
    for _, body in rules(CSS):
        for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+)", body):
            if not name.startswith("--"):
                assert not re.search(r"#[0-9a-f]{3}|\b(?:rgb|hsl)a?\(|\b(?:white|black)\b", value)


def test_every_class_of_the_highlighter_has_a_colour() -> None:
    emitted = set(_CLASSES.values()) - {""}
    assert emitted
    for name in emitted:
        assert declared(f"pre .{name}")["color"] == f"var(--{name})"


def test_every_colour_of_code_belongs_to_a_class() -> None:
    styled = {s.removeprefix("pre .") for selectors, _ in rules(CSS) for s in selectors}
    assert {name for name in styled if len(name) == 1} == set(_CLASSES.values()) - {""}


@pytest.mark.parametrize("text", [CSS, FRONT, BACK], ids=["card.css", "front.html", "back.html"])
@pytest.mark.parametrize(
    "forbidden",
    [
        "@import",
        "url(",
        "@font-face",
        "<script",
        "<link",
        "<iframe",
        "javascript:",
        "http:",
        "https:",
        "expression(",
        "prefers-color-scheme",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(text: str, forbidden: str) -> None:
    assert forbidden not in text.lower()


@pytest.mark.parametrize("text", [FRONT, BACK], ids=["front.html", "back.html"])
def test_template_has_no_event_handlers(text: str) -> None:
    assert not re.search(r"<[^>]*\son\w+\s*=", text, re.IGNORECASE)


def test_note_type_ships_the_theme() -> None:
    (template,) = note_type().templates
    assert note_type().css == CSS
    assert template["qfmt"] == FRONT
    assert template["afmt"] == BACK


# -- templates


def named(template: str) -> list[str]:
    """Return what a template shows, in order, filters included, sections left out."""
    return re.findall(r"\{\{([^#^/}]+)\}\}", template)


def test_front_asks_and_hides_the_context() -> None:
    assert named(FRONT) == ["Heading", "Question", "hint:Context"]


def test_back_repeats_the_question_and_answers() -> None:
    assert named(BACK) == [
        "Heading",
        "Question",
        "Answer",
        "Context",
        "Rating",
        "Source",
        "Tags",
    ]
    question, answer = BACK.index("{{Question}}"), BACK.index("{{Answer}}")
    assert question < BACK.index('<hr id="answer">') < answer


def test_context_on_the_back_is_open() -> None:
    assert re.search(r"<details[^>]*\bopen\b[^>]*><summary>Context</summary>\{\{Context\}\}", BACK)


@pytest.mark.parametrize("template", [FRONT, BACK], ids=["front.html", "back.html"])
def test_template_names_fields_that_exist(template: str) -> None:
    for name in re.findall(r"\{\{[#^/]?(?:\w+:)?(\w+)\}\}", template):
        assert name in {*FIELDS, "Tags"}


@pytest.mark.parametrize("template", [FRONT, BACK], ids=["front.html", "back.html"])
def test_sections_and_elements_are_closed(template: str) -> None:
    open_sections: list[str] = []
    for kind, name in re.findall(r"\{\{([#^/])(\w+)\}\}", template):
        if kind == "/":
            assert open_sections.pop() == name
        else:
            open_sections.append(name)
    assert open_sections == []
    open_elements: list[str] = []
    for slash, name in re.findall(r"<(/?)(\w+)", template):
        if slash:
            assert open_elements.pop() == name
        elif name != "hr":
            open_elements.append(name)
    assert open_elements == []


@pytest.mark.parametrize("name", ["Heading", "Context", "Rating", "Source", "Tags"])
def test_what_may_be_empty_leaves_no_empty_box(name: str) -> None:
    assert re.search(rf"\{{\{{#{name}\}}\}}.*?\{{\{{{name}\}}\}}.*?\{{\{{/{name}\}}\}}", BACK)
