"""Cards as a browser shows them: rendered by the real engine, looked at in Chromium."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser, Page, sync_playwright

from card2anki.anki.identity import assign
from card2anki.anki.notes import Choice, Note, make_notes
from card2anki.anki.notetype import note_type
from card2anki.anki.package import Packed, package_bytes
from card2anki.config import Config
from card2anki.render.media import find_media
from card2anki.source.parser import parse
from card2anki.source.reading import decode

PHONE, DESKTOP = (390, 844), (1280, 800)
SCREENS = [PHONE, DESKTOP]
#: The classes that each client gives to the body.
DAY = "card card1"
NIGHTS = {
    "desktop": "card card1 nightMode night_mode",
    "AnkiDroid": "card card1 night_mode nightMode",
    "AnkiMobile": "card nightMode",
}
BODIES = [DAY, *NIGHTS.values()]
#: Layout does not depend on the client.
TIMES = [DAY, NIGHTS["desktop"]]

CODE = """\
package kettle;

@Deprecated
final class Kettle {
    // warm, not hot
    private static final int LIMIT = 95;

    String heat(int by) throws InterruptedException {
        return "now at " + Math.min(by, LIMIT) + " degrees, which is a little less than it boils";
    }
}"""
PYTHON = """\

def pour(cup):

\treturn print(f"{cup}\\n")  # done"""
FITS = "    int degrees = heat(cup, 5) + LIMIT * 10;"
LONG = "w" * 150

DECK = f"""\
# Flashcards: A Patient Book of Kettles and Cups (Part 3)

**Starting Chapter:** Water That Is Warm but Not Hot

---

**Rating: 9/10**

#### code
Some **background** with `code` in it, a [link](https://example.org) and a listing.

```java
return "{LONG}"; // {LONG}
```

:p Why is the water warm?
??x
Because of `heat`, see [the manual](https://example.org/manual):

```java
{CODE}
```

```python
{PYTHON}
```

```diff
-cold
+warm
```

> quoted, with `code`
x??

---

#### words {LONG}
{LONG}
:p What is {LONG}?
??x
{LONG} **{LONG}** `{LONG}` <https://example.org/{LONG}>

- {LONG}
  - `{LONG}`

    ```text
    {LONG} {LONG}
    ```

> {LONG}

## {LONG}
x??

---

#### table
:p Which cups are there?
??x
| {" | ".join(f"column{number}" for number in range(24))} |
|{"---|" * 24}
| {" | ".join(f"cup`{number}`" for number in range(24))} |
| {LONG} |
x??

---

#### small
:p Which two?
??x
| a | b |
|---|---|
| c | d |

![a dot](dot.png)

```java
{FITS}
```
x??

---

#### image
:p How does it look?
??x
![a wide pot](wide.png)

- ![the same in a list](wide.png)
x??
"""
CARDS = ["code", "words", "table", "small", "image"]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a card as the engine renders them."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Cards by their headings' first words, their style, and the folder of their images."""

    cards: dict[str, Sides]
    css: str
    folder: Path


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("deck")
    (folder / "wide.png").write_bytes(png(2000, 100))
    (folder / "dot.png").write_bytes(png(20, 10))
    deck = parse(decode(DECK.encode(), str(folder / "deck.md")))
    media = find_media(deck, folder)
    assert media.missing == ()
    notes = [
        note
        for note in make_notes(deck, deck.title, Config(), Choice(), media.names)
        if isinstance(note, Note)
    ]
    identities = assign([(note, "deck.md") for note in notes], {}, 1_700_000_000).identities
    packed = [Packed(note, who) for note, who in zip(notes, identities, strict=True)]
    package = folder / "deck.apkg"
    package.write_bytes(package_bytes(packed, dict(media.files)))
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        cards = {}
        for card_id in collection.find_cards("", order="c.due"):
            card = collection.get_card(card_id)
            output = card.render_output()
            name = card.note()["Heading"].split()[0]
            cards[name] = Sides(output.question_text, output.answer_text)
            css = output.css
        assert list(cards) == CARDS
        yield Shown(cards, css, Path(collection.media.dir()))
    finally:
        collection.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next((path for name in names if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.fail("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@dataclass(frozen=True, slots=True)
class Screen:
    """Opens cards in one tab and asks for what can be seen."""

    page: Page
    shown: Shown
    fetched: list[str]

    def show(self, card: str, side: str, body: str, size: tuple[int, int], root: str = "") -> None:
        content = getattr(self.shown.cards[card], side)
        file = self.shown.folder / "_card.html"
        file.write_text(
            f'<!doctype html><html class="{root}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f'<style>{self.shown.css}</style></head><body class="{body}">'
            f'<div id="qa">{content}</div></body></html>',
            "utf-8",
        )
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.goto(file.as_uri())

    def style(self, selector: str, name: str) -> str:
        """Return a computed property of the first element that a selector finds."""
        value = self.page.eval_on_selector(
            selector, "(element, name) => getComputedStyle(element)[name]", name
        )
        assert isinstance(value, str)
        return value

    def number(self, selector: str, expression: str) -> float:
        """Return what a JavaScript expression about ``element`` yields."""
        value = self.page.eval_on_selector(selector, f"element => {expression}")
        assert isinstance(value, (int, float))
        return value


@pytest.fixture(scope="module")
def tab(browser: Browser, shown: Shown) -> Iterator[Screen]:
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    yield Screen(page, shown, fetched)
    page.close()


@pytest.fixture
def screen(tab: Screen) -> Screen:
    tab.page.emulate_media(color_scheme="light")
    tab.fetched.clear()
    return tab


def palette(*, night: bool) -> dict[str, str]:
    """Return the colours of the theme, as a browser writes them."""
    rule = r"\.card\.nightMode[^{]*\{([^}]*)\}" if night else r"^\.card \{([^}]*)\}"
    found = re.search(rule, note_type().css, re.MULTILINE)
    assert found
    return {name: _rgb(value) for name, value in re.findall(r"--(\w+):\s*#(\w+)", found[1])}


def _rgb(digits: str) -> str:
    whole = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(whole[at : at + 2], 16) for at in (0, 2, 4))
    return f"rgb({red}, {green}, {blue})"


# -- nothing is wider than the screen


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
@pytest.mark.parametrize("body", TIMES)
@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("card", CARDS)
def test_page_is_no_wider_than_the_screen(
    screen: Screen, card: str, side: str, body: str, size: tuple[int, int]
) -> None:
    screen.show(card, side, body, size)
    assert screen.number("html", "element.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
def test_front_with_its_context_shown_is_no_wider_than_the_screen(
    screen: Screen, size: tuple[int, int]
) -> None:
    for card in ("code", "words"):
        screen.show(card, "front", DAY, size)
        screen.page.click("a.hint")
        assert screen.number("html", "element.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
@pytest.mark.parametrize("body", TIMES)
def test_long_line_of_code_scrolls_inside_its_box(
    screen: Screen, body: str, size: tuple[int, int]
) -> None:
    screen.show("words", "back", body, size)
    assert screen.number("pre", "element.scrollWidth - element.clientWidth") > 100
    assert screen.number("pre", "element.getBoundingClientRect().right") <= size[0]
    assert screen.number("pre", "(element.scrollLeft = 80, element.scrollLeft)") == 80


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
def test_code_in_a_context_scrolls_inside_its_box(screen: Screen, size: tuple[int, int]) -> None:
    screen.show("code", "back", DAY, size)
    assert screen.number(".context pre", "element.scrollWidth - element.clientWidth") > 100
    assert screen.number(".context pre", "element.getBoundingClientRect().right") <= size[0]


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
@pytest.mark.parametrize("body", TIMES)
def test_wide_table_scrolls_inside_itself(screen: Screen, body: str, size: tuple[int, int]) -> None:
    screen.show("table", "back", body, size)
    assert screen.number("table", "element.scrollWidth - element.clientWidth") > 100
    assert screen.number("table", "element.getBoundingClientRect().right") <= size[0]
    assert screen.number("table", "(element.scrollLeft = 80, element.scrollLeft)") == 80


def test_small_table_does_not_scroll(screen: Screen) -> None:
    screen.show("small", "back", DAY, PHONE)
    assert screen.number("table", "element.scrollWidth - element.clientWidth") == 0


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
@pytest.mark.parametrize("selector", [".answer > p img, .answer > img", "li img"])
def test_wide_image_is_as_wide_as_there_is_room(
    screen: Screen, selector: str, size: tuple[int, int]
) -> None:
    screen.show("image", "back", DAY, size)
    assert screen.number(selector, "element.naturalWidth") == 2000
    width = screen.number(selector, "element.getBoundingClientRect().width")
    height = screen.number(selector, "element.getBoundingClientRect().height")
    assert screen.number(selector, "element.getBoundingClientRect().right") <= size[0]
    assert width > size[0] / 2
    assert width / height == pytest.approx(20, rel=0.02)


def test_small_image_keeps_its_size(screen: Screen) -> None:
    screen.show("small", "back", DAY, DESKTOP)
    assert screen.number("img", "element.getBoundingClientRect().width") == 20


def test_text_on_a_desktop_is_not_as_wide_as_the_screen(screen: Screen) -> None:
    screen.show("code", "back", DAY, DESKTOP)
    assert screen.number(".c2a", "element.getBoundingClientRect().width") < 1000


def test_code_of_forty_four_columns_fits_a_phone(screen: Screen) -> None:
    assert len(FITS) == 44
    screen.show("small", "back", DAY, PHONE)
    assert screen.number("pre", "element.scrollWidth - element.clientWidth") == 0


# -- code looks like code


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
@pytest.mark.parametrize("body", TIMES)
def test_code_is_left_aligned_and_not_wrapped(
    screen: Screen, body: str, size: tuple[int, int]
) -> None:
    screen.show("code", "back", body, size)
    for selector in ("pre", "pre code", ".answer", ".question"):
        assert screen.style(selector, "textAlign") in ("left", "start")
    assert screen.style("pre", "textAlign") == "left"
    for selector in ("pre", "pre code"):
        assert screen.style(selector, "whiteSpace") == "pre"
        assert screen.style(selector, "fontWeight") == "400"
        assert screen.style(selector, "fontVariantLigatures") == "none"
        assert "monospace" in screen.style(selector, "fontFamily")
    assert screen.style("pre", "overflowX") == "auto"


def test_code_is_left_aligned_where_a_user_centres_cards(screen: Screen) -> None:
    screen.show("code", "back", DAY, PHONE)
    screen.page.add_style_tag(content=".card { text-align: center; }")
    assert screen.style("pre", "textAlign") == "left"


def test_browser_shows_the_code_as_written(screen: Screen) -> None:
    screen.show("code", "back", DAY, DESKTOP)
    listings = screen.page.eval_on_selector_all(
        ".answer pre", "elements => elements.map(element => element.innerText)"
    )
    assert listings == [CODE, PYTHON, "-cold\n+warm"]


def test_lines_of_code_are_even(screen: Screen) -> None:
    screen.show("code", "back", DAY, DESKTOP)
    lines = CODE.count("\n") + 1
    height = screen.number(".answer pre code", "element.getBoundingClientRect().height")
    line_height = float(screen.style(".answer pre", "lineHeight").removesuffix("px"))
    assert height == pytest.approx(lines * line_height, abs=line_height / 2)


# -- colours


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desktop"])
@pytest.mark.parametrize("body", BODIES)
def test_colours_are_those_of_the_palette(screen: Screen, body: str, size: tuple[int, int]) -> None:
    colours = palette(night=body != DAY)
    screen.show("code", "back", body, size)
    assert screen.style("body", "backgroundColor") == colours["bg"]
    assert screen.style("body", "color") == colours["fg"]
    assert screen.style(".question", "color") == colours["fg"]
    assert screen.style(".answer", "color") == colours["fg"]
    assert screen.style(".answer pre", "backgroundColor") == colours["code"]
    assert screen.style(".answer pre", "color") == colours["fg"]
    assert screen.style(".context pre", "color") == colours["fg"]
    assert screen.style(".answer p code", "backgroundColor") == colours["code"]
    assert screen.style(".answer a", "color") == colours["accent"]
    for selector in (".heading", ".context", ".meta", "blockquote"):
        assert screen.style(selector, "color") == colours["muted"]
    assert screen.style("hr#answer", "backgroundColor") == colours["line"]


@pytest.mark.parametrize("body", BODIES)
def test_tokens_have_the_colours_of_their_classes(screen: Screen, body: str) -> None:
    colours = palette(night=body != DAY)
    screen.show("code", "back", body, PHONE)
    found = screen.page.eval_on_selector_all(
        "pre span",
        "elements => elements.map(element => [element.className, getComputedStyle(element).color])",
    )
    assert {name for name, _ in found} == set("ktmfbdsecri")
    assert [pair for pair in found if pair[1] != colours[pair[0]]] == []


@pytest.mark.parametrize("body", BODIES)
def test_front_has_the_same_colours(screen: Screen, body: str) -> None:
    colours = palette(night=body != DAY)
    screen.show("code", "front", body, PHONE)
    assert screen.style("body", "backgroundColor") == colours["bg"]
    assert screen.style(".question", "color") == colours["fg"]
    assert screen.style("a.hint", "color") == colours["accent"]


@pytest.mark.parametrize("root", ["nightMode", "night_mode"])
def test_night_class_on_the_page_counts_too(screen: Screen, root: str) -> None:
    screen.show("code", "back", DAY, PHONE, root=root)
    assert screen.style("body", "backgroundColor") == palette(night=True)["bg"]


def test_night_is_another_palette_than_day() -> None:
    day, night = palette(night=False), palette(night=True)
    assert day.keys() == night.keys()
    assert [name for name in day if day[name] == night[name]] == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_system_does_not_choose_the_palette(
    screen: Screen, scheme: Literal["dark", "light"]
) -> None:
    screen.page.emulate_media(color_scheme=scheme)
    screen.show("code", "back", DAY, PHONE)
    assert screen.style("body", "backgroundColor") == palette(night=False)["bg"]
    screen.show("code", "back", NIGHTS["desktop"], PHONE)
    assert screen.style("body", "backgroundColor") == palette(night=True)["bg"]


# -- what is shown, and what is not


def test_front_hides_context_and_answer(screen: Screen) -> None:
    screen.show("code", "front", DAY, PHONE)
    text = screen.page.inner_text("body")
    assert "Why is the water warm?" in text
    assert "background" not in text
    assert "Because of" not in text


def test_front_shows_its_context_when_asked(screen: Screen) -> None:
    screen.show("code", "front", DAY, PHONE)
    screen.page.click("a.hint")
    assert "Some background with code in it" in screen.page.inner_text("body")


def test_back_shows_everything(screen: Screen) -> None:
    screen.show("code", "back", DAY, PHONE)
    text = screen.page.inner_text("body")
    for part in (
        "Why is the water warm?",
        "Because of heat",
        "Some background with code in it",
        "9/10",
        "A Patient Book of Kettles and Cups, part 3 · Water That Is Warm but Not Hot",
        "lang::java",
    ):
        assert part in text


@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("card", CARDS)
def test_card_fetches_nothing_from_elsewhere(screen: Screen, card: str, side: str) -> None:
    screen.show(card, side, DAY, PHONE)
    assert screen.fetched
    assert [url for url in screen.fetched if not url.startswith("file:")] == []


@pytest.mark.parametrize("card", CARDS)
def test_card_needs_no_scripts(browser: Browser, shown: Shown, card: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        Screen(page, shown, []).show(card, "back", DAY, PHONE)
        assert page.locator(".question").is_visible()
        assert page.locator(".answer").is_visible()
    finally:
        context.close()
