"""The names of media files."""

import pytest

from card2anki.anki.reading.media import is_safe_name, media_in, shown_in


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("egg.png", True),
        ("Ei größer (2).png", True),
        ("../egg.png", False),
        ("a/b.png", False),
        ("a\\b.png", False),
        ("C:egg.png", False),
        ("egg\0.png", False),
        ("", False),
        (".", False),
        ("..", False),
        ("con.png", False),
        ("LPT1", False),
        ("egg.", False),
        (" egg", False),
    ],
)
def test_names_that_are_safe_everywhere(name: str, safe: bool) -> None:
    assert is_safe_name(name) is safe


def test_the_names_of_media() -> None:
    html = (
        "<img class=x src=\"a%20b.png\"><IMG src='c&amp;d.png'><audio src=e.mp3>"
        "[sound:f g.mp3]<img src='data:image/png;base64,AA'><a src='no.png'>"
    )
    assert list(media_in([html])) == ["a b.png", "c&d.png", "e.mp3", "f g.mp3"]
    assert list(shown_in([html])) == ["a b.png", "c&d.png", "e.mp3"]
