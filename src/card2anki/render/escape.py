"""What must not reach a card as it stands: HTML, Anki's own commands, control characters."""

from __future__ import annotations

import re

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
#: Anki runs these wherever they stand in a field, inside code too: it plays sounds, calls
#: LaTeX, reads aloud, asks to type an answer (Anki manual: "Media", "Templates").
_COMMAND = re.compile(r"\[(?=sound:|anki:|type:|/?\$|/?latex\])", re.IGNORECASE)
#: Control characters become their pictures (U+2400 on), so that they can be seen.
_CONTROL = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
_CONTROL |= {0x7F: 0x2421} | {code: 0xFFFD for code in range(0x80, 0xA0) if code != 0x85}


def escape(text: str) -> str:
    """Escape text for use in HTML content and in quoted attributes."""
    return text.translate(_HTML)


def disarm(html: str) -> str:
    """Make Anki's bracket commands plain text in finished HTML."""
    return _COMMAND.sub("&#91;", html)


def show_controls(text: str) -> str:
    """Replace control characters by characters that can be seen and stored."""
    return text.translate(_CONTROL)
