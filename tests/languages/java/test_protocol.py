"""Messages of the compile server: what is written, what is read, what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.java.protocol import (
    Answer,
    Attempt,
    Diagnostic,
    Neighbour,
    ProtocolError,
    Request,
    read_answer,
    read_memory,
    read_ready,
)
from card2anki.languages.problem import Replacement


def test_a_request() -> None:
    assert Request("7", "int x;").to_json() == '{"id": "7", "source": "int x;"}'


def test_a_request_with_all_there_is() -> None:
    context = (Neighbour("class Pot {}", near=True), Neighbour("class Lid {}", near=False))
    request = Request("7", "new Pot();", context, mode="statements", explain=True)
    assert json.loads(request.to_json()) == {
        "id": "7",
        "source": "new Pot();",
        "context": [
            {"source": "class Pot {}", "near": True},
            {"source": "class Lid {}", "near": False},
        ],
        "mode": "statements",
        "explain": True,
    }


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_the_source_holds_a_request_is_one_line(source: str) -> None:
    line = Request("7", source).to_json()
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["source"] == source


def test_an_answer() -> None:
    line = b"""{"id": "7", "verdict": "wrong", "parses": true, "mode": "statements",
        "imports": ["java.util.List"], "diagnostics": [
            {"code": "compiler.err.expected", "kind": "syntax", "reason": "does not parse",
             "start": 3, "end": 4, "message": "';' expected", "certain": true,
             "fix": [{"start": 3, "end": 3, "text": ";"}]},
            {"code": "compiler.err.prob.found.req", "kind": "semantic", "reason": "",
             "start": 5, "end": 9, "message": "incompatible types"}]}"""
    assert read_answer(line) == Answer(
        "7",
        verdict="wrong",
        parses=True,
        mode="statements",
        imports=("java.util.List",),
        diagnostics=(
            Diagnostic(
                "compiler.err.expected",
                "syntax",
                3,
                4,
                "';' expected",
                "does not parse",
                (Replacement(3, 3, ";"),),
                certain=True,
            ),
            Diagnostic("compiler.err.prob.found.req", "semantic", 5, 9, "incompatible types"),
        ),
    )


def test_an_explanation() -> None:
    line = b"""{"id": "7", "verdict": "clean", "parses": true, "mode": "unit", "imports": [],
        "diagnostics": [], "generated": "class A {}",
        "attempts": [{"mode": "unit", "parses": true, "errors": 0}]}"""
    assert read_answer(line) == Answer(
        "7",
        verdict="clean",
        parses=True,
        mode="unit",
        generated="class A {}",
        attempts=(Attempt("unit", parses=True, errors=0),),
    )


def test_a_failure() -> None:
    line = b'{"id": "7", "failure": "time", "detail": "2000 ms"}'
    assert read_answer(line) == Answer("7", failure="time", detail="2000 ms")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"Terminating due to java.lang.OutOfMemoryError: Java heap space\n",
        b'{"id": "7", "verdict": "cle',
        b"\xff\xfe",
        b"[" * 100_000,
        b"7",
        b"[]",
        b"{}",
        b'{"id": 7, "failure": "time"}',
        b'{"id": "7", "failure": null}',
        b'{"id": "7", "verdict": "splendid", "parses": true, "mode": "unit"}',
        b'{"id": "7", "verdict": [], "parses": true, "mode": "unit"}',
        b'{"id": "7", "verdict": "clean", "parses": true, "mode": "unit", "imports": []}',
        b'{"id": "7", "verdict": "clean", "parses": true, "mode": "unit", "imports": [],'
        b' "diagnostics": [7]}',
        b'{"id": "7", "verdict": "wrong", "parses": true, "mode": "unit", "imports": [],'
        b' "diagnostics": [{"code": "a", "kind": "b", "start": "here", "end": 1, "message": ""}]}',
    ],
)
def test_what_is_no_answer(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        read_answer(line)


def test_being_ready() -> None:
    assert read_ready(b'{"ready": {"protocol": 1, "java": "17.0.15"}}\n') == "17.0.15"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "it is no JSON"),
        (b"null", "it is no message"),
        (b'{"id": "7"}', "it is not ready"),
        (b'{"ready": true}', "it is not ready"),
        (b'{"ready": {"protocol": 2, "java": "17"}}', "it speaks protocol 2, not 1"),
    ],
)
def test_not_being_ready(line: bytes, message: str) -> None:
    with pytest.raises(ProtocolError, match=message):
        read_ready(line)


def test_memory() -> None:
    assert read_memory(b'{"id": "memory", "used": 1000, "total": 2000}') == (1000, 2000)
    with pytest.raises(ProtocolError):
        read_memory(b'{"id": "memory", "used": 1000}')
