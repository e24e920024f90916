"""The names of extracted images."""

from card2anki.importing.media import paths_of


def test_an_image_that_a_build_named_gets_its_own_name_back() -> None:
    paths = paths_of(["c2a-heron-0123456789ab.png", "c2a-Heron-ba9876543210.png"])
    assert paths == {
        "c2a-Heron-ba9876543210.png": "media/Heron.png",
        "c2a-heron-0123456789ab.png": "media/2/heron.png",
    }
    assert paths_of(["c2a-0123456789ab.png"]) == {"c2a-0123456789ab.png": "media/+.png"}


def test_names_that_lead_out_or_are_none() -> None:
    names = ["../../etc/pass wd.png", "C:\\x\\y.jpg", "con.png", "größe.png", "é.png", "Con.a.png"]
    assert paths_of(names) == {
        "../../etc/pass wd.png": "media/pass-wd.png",
        "C:\\x\\y.jpg": "media/y.jpg",
        "Con.a.png": "media/image-Con.a.png",
        "con.png": "media/image-con.png",
        "größe.png": "media/gr-e.png",
        "é.png": "media/image-without-name.png",
    }


def test_names_of_which_nothing_is_left() -> None:
    paths = paths_of([f"{chr(0x4E00 + number)}.png" for number in range(3)])
    assert sorted(paths.values()) == [
        "media/2/image-without-name.png",
        "media/3/image-without-name.png",
        "media/image-without-name.png",
    ]


def test_what_is_no_image_by_its_name() -> None:
    names = ["evil.md", "pyproject.toml", "a.mp3", "..", "", ".png", "png", "a.png/b", "a.png.md"]
    assert paths_of([*names, "a.PNG", "b.p n~g", "c.png. "]) == {
        "a.PNG": "media/a.png",
        "b.p n~g": "media/b.png",
    }
