"""How long reading takes: megabytes per second, and the same text twice, which must take twice.

``python benchmarks/reading.py [MEGABYTES]``
"""

import sys
import time

from card2anki.source.parser import parse
from card2anki.source.reading import decode

_CARD = """\
**Rating: 8/10**

#### Topic {n}
Some context that is a sentence or two long, as contexts are, and says where the card comes from.

:p What does statement {n} of the topic mean?
??x
An answer of middling length with `code` in it:

```java
int count = 0;
for (int i = 0; i < {n}; i++) {{
    count += i;
}}
```
x??

---

"""
_HOSTILE = {
    "unclosed fences": "#### H\n:p Q?\n??x\n```java\nint a;\n",
    "fences in mid-line": "see ```python\n",
    "headings in a fence": "```java\n#### h\n",
    "one repeated line": "the same line again and again and again\n",
    "one long line": "a x?? :p b ",
    "backticks": "`",
}


def _seconds(text: str) -> float:
    start = time.perf_counter()
    parse(decode(text.encode(), "deck.md"))
    return time.perf_counter() - start


def main() -> None:
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    cards = "".join(_CARD.format(n=n) for n in range(int(size * 1e6 / len(_CARD))))
    for name, text in [("cards", cards)] + [
        (name, piece * int(size * 2e5 / len(piece))) for name, piece in _HOSTILE.items()
    ]:
        once, twice = _seconds(text), _seconds(text + text)
        speed = len(text) / 1e6 / once
        print(
            f"{name:20} {len(text) / 1e6:5.1f} MB {once:6.2f} s {speed:6.1f} MB/s,"
            f" twice the text {twice / once:4.1f} x"
        )


if __name__ == "__main__":
    main()
