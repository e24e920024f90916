"""Make the pictures of the documentation: real cards, rendered by Anki's engine, shown by Chromium.

``python docs/pictures/make_pictures.py`` needs the extra ``dev`` and a Chromium.
"""

from __future__ import annotations

import base64
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.template import TemplateRenderOutput
from playwright.sync_api import Browser, Page, sync_playwright
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name

HERE = Path(__file__).resolve().parent
DECKS = HERE.parent.parent / "decks"
STYLES = HERE / "pseudocode-styles.md"
#: The headings of the cards that are shown, on a phone and on a desktop.
PHONE_CARD = "Double-Checked Locking"
DESKTOP_CARD = "Locking Reads as Well as Writes"
STYLES_CARD = "Styles of Pseudocode"
#: A phone's width; the narrowest Java listing of the decks needs 402.
PHONE_WIDTH = 402
GAP = 10
NIGHT = "nightMode night_mode"

_CARD = """\
<!doctype html><html><head><meta charset="utf-8"><style>{css}</style></head>
<body class="card card1 {night}"><div id="qa">{back}</div></body></html>"""
_PAIR = """\
<!doctype html><html><head><meta charset="utf-8"><style>
body {{ margin: 0; display: flex; gap: {gap}px; background: #8b949e; }}
iframe {{ border: 0; width: {width}px; height: {height}px; }}
</style></head><body><iframe src="{day}"></iframe><iframe src="{night}"></iframe></body></html>"""
_LEXERS = """\
<!doctype html><html><head><meta charset="utf-8"><style>{css}
body {{ margin: 0; display: flex; background: #fff; font: 14px/1.45 sans-serif; }}
body > div {{ flex: 1; padding: 12px 18px; border-left: 1px solid #d0d7de; }}
body > div:first-child {{ border: 0; }}
h1 {{ margin: 0 0 6px; font-size: 14px; font-weight: 600; color: #57606a; }}
pre {{ margin: 0; font: 13px/1.45 "DejaVu Sans Mono", monospace; }}
.highlight .err {{ border: 1px solid #f00; }}
</style></head><body>{columns}</body></html>"""
_LEXED = """\
procedure visit(node, depth)
    // in the order of the keys, if it's sorted
    if node = NIL then return
    for each child c in node's children do
        if c is new and depth < 3 then
            visit(c, depth + 1)
        else
            put c in the list of what is to do
    end for
    total ← total + ⌊node.weight / 2⌋
"""
#: Keeps the 256 most frequent colours of a picture, bright ones before grey ones, and maps the
#: others to the nearest of these.
_QUANTIZE = """\
async url => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  const counts = new Map();
  const pixels = new Uint32Array(data.length / 4);
  for (let at = 0; at < pixels.length; at++) {
    const colour = data[4 * at] << 16 | data[4 * at + 1] << 8 | data[4 * at + 2];
    pixels[at] = colour;
    counts.set(colour, (counts.get(colour) || 0) + 1);
  }
  const split = colour => [colour >> 16, colour >> 8 & 255, colour & 255];
  const chroma = colour => Math.max(...split(colour)) - Math.min(...split(colour));
  const weight = ([colour, count]) => count * (1 + chroma(colour) / 8);
  const palette = [...counts].sort((a, b) => weight(b) - weight(a)).slice(0, 256).map(e => e[0]);
  const distance = (a, b) => split(a).reduce((sum, v, i) => sum + (v - split(b)[i]) ** 2, 0);
  const nearest = new Map();
  for (const colour of counts.keys()) {
    let best = 0;
    for (let i = 1; i < palette.length; i++) {
      if (distance(colour, palette[i]) < distance(colour, palette[best])) best = i;
    }
    nearest.set(colour, best);
  }
  let indices = '';
  for (const colour of pixels) indices += String.fromCharCode(nearest.get(colour));
  return [image.width, image.height, palette.flatMap(split), btoa(indices)];
}"""


def main() -> int:
    """Build the sample decks, render two of their cards, write the pictures."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        print("no Chromium here: apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        phone, desktop, styles = rendered(folder, [PHONE_CARD, DESKTOP_CARD, STYLES_CARD])
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        shoot_pair(browser, phone, folder, HERE / "card.png")
        shoot(browser, desktop, folder, HERE / "card-desktop.png")
        shoot_pair(browser, styles, folder, HERE / "pseudocode.png")
        shoot_lexers(browser, folder, HERE / "pseudocode-lexer.png")
        browser.close()
    return 0


def rendered(folder: Path, headings: list[str]) -> list[TemplateRenderOutput]:
    """Build the decks into a folder, import them and return the cards under some headings."""
    package = folder / "decks.apkg"
    lock = folder / "card2anki.lock"
    command = [sys.executable, "-m", "card2anki", "build", str(DECKS), str(STYLES), "--single"]
    subprocess.run([*command, "--lock", str(lock), "-o", str(package)], check=True)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        outputs = []
        for heading in headings:
            (card,) = collection.find_cards(f'"Heading:{heading}"')
            outputs.append(collection.get_card(card).render_output())
    finally:
        collection.close()
    return outputs


def write_card(card: TemplateRenderOutput, night: str, file: Path) -> Path:
    """Write the back of a card as a page."""
    file.write_text(_CARD.format(css=card.css, night=night, back=card.answer_text), "utf-8")
    return file


def shoot_pair(browser: Browser, card: TemplateRenderOutput, folder: Path, picture: Path) -> None:
    """Take one picture of a card on a phone, by day and by night, cropped to its height."""
    day = write_card(card, "", folder / "day.html")
    night = write_card(card, NIGHT, folder / "night.html")
    page = browser.new_page(viewport={"width": PHONE_WIDTH, "height": 100}, device_scale_factor=2)
    page.goto(day.as_uri())
    height = page.evaluate("document.documentElement.scrollHeight")
    pair = folder / "pair.html"
    size = {"gap": GAP, "width": PHONE_WIDTH, "height": height}
    pair.write_text(_PAIR.format(**size, day=day.name, night=night.name), "utf-8")
    page.set_viewport_size({"width": 2 * PHONE_WIDTH + GAP, "height": height})
    page.goto(pair.as_uri())
    picture.write_bytes(quantized(page, page.screenshot()))
    page.close()


def shoot(browser: Browser, card: TemplateRenderOutput, folder: Path, picture: Path) -> None:
    """Take a picture of a card on a desktop, by night."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(write_card(card, NIGHT, folder / "desktop.html").as_uri())
    page.screenshot(path=picture)
    page.close()


def shoot_lexers(browser: Browser, folder: Path, picture: Path) -> None:
    """Take a picture of pseudocode as three lexers of Pygments colour it."""
    formatter = HtmlFormatter()
    columns = "".join(
        f"<div><h1>{lexer.name}</h1>{highlight(_LEXED, lexer, formatter)}</div>"
        for lexer in map(get_lexer_by_name, ("java", "python", "pseudocode"))
    )
    file = folder / "lexers.html"
    file.write_text(_LEXERS.format(css=formatter.get_style_defs(), columns=columns), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 100}, device_scale_factor=1.5)
    page.goto(file.as_uri())
    page.set_viewport_size(
        {"width": 1280, "height": page.evaluate("document.documentElement.scrollHeight")}
    )
    picture.write_bytes(quantized(page, page.screenshot()))
    page.close()


def quantized(page: Page, png: bytes) -> bytes:
    """Return a picture with 256 colours, at less than half its size."""
    url = "data:image/png;base64," + base64.b64encode(png).decode()
    width, height, palette, indices = page.evaluate(_QUANTIZE, url)
    pixels = base64.b64decode(indices)
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(palette)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    sys.exit(main())
