"""Characters that a report can't hold as they are: it spells them out."""

from __future__ import annotations

import json
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def legible(text: str) -> str:
    r"""Return a text on one line, with what can't be printed spelled out, as in ``\x07``."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def legible_tabbed(text: str) -> str:
    """Return a text on one line, as ``legible`` does, but for its tabs, which stay."""
    return "\t".join(map(legible, text.split("\t")))


def json_text(data: object) -> str:
    r"""Return data as JSON that can be written: a lone surrogate becomes the text ``\udc80``."""
    dumped = json.dumps(data, ensure_ascii=False, indent=2)
    return _SURROGATE.sub(lambda found: rf"\\u{ord(found[0]):04x}", dumped) + "\n"
