"""What is said of XML, and what cards may leave out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.data.xml import check_xml

_RIGHT = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<tea hot="yes"><cup/>text</tea>',
    "<tea>green</tea>\n<tea>black</tea>",
    "",
    "text",
    "<!-- nothing yet -->",
    "<!ELEMENT tea (cup, pot)>\n<!ATTLIST tea id ID #REQUIRED>",
    "\n<!DOCTYPE tea [<!ENTITY mint 'x'>]>\n<tea>&mint;</tea>",
    '<!DOCTYPE tea SYSTEM "tea.dtd">\n<tea/>',
    '<bean ... id="pot" ...>x</bean>',
    "<tea>...</tea>",
    "<...>\n<tea/>\n</...>",
    "<version><your-version></version>",
    "<version><the version></version>",
    "<tea><![CDATA[ a < b & c ]]></tea>",
    "<a:tea xmlns:b='c' b:d='e'/>",
    "<tea>&lt; &#228; &amp;</tea>",
    'android:text="tea"',
    "<ä>ö🍲</ä>",
]


@pytest.mark.parametrize("code", _RIGHT)
def test_nothing_is_wrong(code: str) -> None:
    assert check_xml(code) == []


#: Code with marks around what is found.
_WRONG = [
    ("<!ELEMENT tea«>»", "not valid XML here"),
    ("<price>3</«prise»>", "'</prise>' does not end '<price>': write '</price>'"),
    ("<ä>🍲\n\t<b></«ä»>", "'</ä>' does not end '<b>': write '</b>'"),
    ("<a>\n  <«b»>\n", "'<b>' is not closed: write '</b>'"),
    ("<a/></«b»>", "'</b>' ends nothing: remove it, or write '<b>'"),
    ("«<»a", "a tag, a comment or an attribute is not closed"),
    ("<a/>«<»!-- x", "a tag, a comment or an attribute is not closed"),
    ("<a b=«1»/>", "unexpected '1': an attribute is name=\"value\""),
    ('<a b="1"«c»="2"/>', "unexpected 'c': an attribute is name=\"value\""),
    ("<a b='1' «b»='2'/>", "the attribute is there twice"),
    ("<a>x &« »y</a>", "a '&' alone: write '&amp;'"),
    ("<a>1 <« »2</a>", "a '<' that begins no tag: write '&lt;'"),
    ("<a>«&»nbsp;</a>", "an entity that XML does not know: write the character"),
    ("<a>«<»![CDATA[ x</a>", "a CDATA section is not closed: write ']]>'"),
]


@pytest.mark.parametrize(("marked", "message"), _WRONG)
def test_what_is_said(marked: str, message: str) -> None:
    code = marked.replace("«", "").replace("»", "")
    (problem,) = check_xml(code)
    shown = f"{code[: problem.start]}«{code[problem.start : problem.end]}»{code[problem.end :]}"
    assert (problem.rule.code, shown, problem.message) == ("G202", marked, message)


def test_entities_are_not_expanded() -> None:
    """Each entity stands for ten of the one before; in full it is a text of 10 to the 30."""
    entities = [f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 31)]
    code = f"<!DOCTYPE a [<!ENTITY e0 'x'>{''.join(entities)}]><a>&e30;</a>"
    assert check_xml(code) == []


def test_entities_of_an_attribute_are_expanded_within_bounds() -> None:
    entities = [f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 31)]
    code = f"<!DOCTYPE a [<!ENTITY e0 'x'>{''.join(entities)}]><a b='&e30;'/>"
    (problem,) = check_xml(code)
    assert problem.rule.code == "G901"
    assert problem.message == "entities within entities: too large to be checked"


def test_a_long_text_is_not_checked() -> None:
    (problem,) = check_xml("<a/>" * 6_000)
    assert (problem.rule.code, problem.message) == ("G901", "too long to be checked")


def test_deep_elements_are_no_matter() -> None:
    assert check_xml("<a>" * 2_000 + "</a>" * 2_000) == []


@given(st.text(alphabet="<>/ab=\"' &;!-[]?x\nä", max_size=50))
def test_any_text_has_an_answer(code: str) -> None:
    for problem in check_xml(code):
        assert 0 <= problem.start <= problem.end <= len(code)
