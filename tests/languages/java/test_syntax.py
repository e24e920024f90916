"""What is said of the syntax of Java snippets where there is no JDK."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.java import rules
from card2anki.languages.java.syntax import check
from card2anki.languages.problem import Problem
from tests.languages.java.cutting import cuts
from tests.languages.java.mutating import Fault, mutants

_CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
#: Longer texts are not parsed.
_LONGEST = 8000


def said(code: str) -> str:
    problem = check(code)
    if problem is None:
        return "nothing"
    return f"{problem.rule.code} {code[problem.start : problem.end]!r} {problem.message}"


def place(code: str) -> tuple[int, int]:
    problem = check(code)
    assert problem
    return problem.start, problem.end


def mended(code: str) -> str:
    problem = check(code)
    assert problem
    assert problem.fix
    for edit in reversed(problem.fix):
        code = code[: edit.start] + edit.text + code[edit.end :]
    return code


# -- what is right, however little is shown

_RIGHT = {
    "nothing": "",
    "a comment": "// fill the kettle",
    "a unit": "package shop;\nimport java.util.*;\npublic class Till { List<String> bills; }",
    "a method": "int twice(int n) { return 2 * n; }",
    "a signature": "void pour(Cup cup) throws SpillException;",
    "fields": "private final int size;\nstatic String name = null;",
    "a constructor and statements": "Kettle(int size) { this.size = size; }\nwhile (true) { }",
    "a constructor that calls another": "public Kettle() { this(3); }",
    "a constructor that works first": "class A extends B { A() { int n = 3; super(n); } }",
    "a compact constructor": "public Range {\n    if (low > high) throw new Bad();\n}",
    "an initializer": "static { load(); }",
    "statements": "int n = 3;\nif (n > 2) n--; else n++;",
    "an expression": "cups.stream().map(Cup::size).toList()",
    "an expression with a semicolon": "total + tax;",
    "a lambda": "(a, b) -> a.size() - b.size()",
    "an annotation": '@Table(name = "cups")',
    "cases": "case 1:\n    pour();\n    break;\ndefault:\n    drink();",
    "a rule of a switch": "case TEA -> 5;",
    "the end of a chain": ".filter(Cup::isFull)\n.count()",
    "an else": "else {\n    drink();\n}",
    "a catch": "catch (SpillException e) { wipe(); }",
    "a module": "module shop { requires java.sql; exports shop.till; }",
    "imports before members": "import java.util.List;\nList<String> cups() { return null; }",
    "patterns": "switch (o) { case Cup(int n, _) when n > 2 -> f(); case null, default -> g(); }",
    "unused variables": "for (var _ : cups) { run(_ -> 1); try (var _ = open()) { } }",
    "a switch as a value": "int n = switch (cup) { case TEA -> 1; default -> { yield 2; } };",
    "a text block": 'String s = """\n    a "b" \\\n    c\n    """;',
    "characters": r"""char a = '\n', b = '\u0041', c = '\'', d = '"', e = '\101', f = 'ä';""",
    "numbers": "long n = 0xFFL + 0b11 + 017 + 1_000 - 2147483648; double d = .5e-3f + 0x1p3 + 1.;",
    "a hexadecimal difference": "int n = 0x7E-offset;",
    "letters of other languages": "int größe = naïve + 変数;",
    "a reference to what a class inherits": "run(Outer.super::close);",
}


@pytest.mark.parametrize("name", _RIGHT)
def test_nothing_is_wrong_with(name: str) -> None:
    assert said(_RIGHT[name]) == "nothing"


_LEFT_OUT = """
    ... | { ... } | class Cup { ... } | foo(...); | foo(a, ...); | foo(..., a); | int n = ...;
    if (...) { ... } | while (...) | for (...) { } | try { ... } catch (...) { ... }
    int[] a = {1, 2, ...}; | int[] a = {...}; | Map<...> m; | new Cup(...) { ... } | return ...;
    x -> ... | run(() -> ...); | switch (n) { case 1: ... } | switch (n) { case 1 -> ... }
    void f(...) { } | void f(int a, ...) { } | void f(int... a) { } | enum Cup { TEA, ... }
    a.b()....c(); | a.b()...c(); | if (a) ... else ... | @Table(...) class Cup { } | a[...] = 1;
    throw new ...(); | int n = a + ...; | foo(a) ... .bar(); | void f() ... | do ... while (a);
    int n = … ; | foo(…); | foo(a, …) | if (…) { … } | int n = /* size */; | if (/* ready */) { }
    f(x -> /* it */); | n = a + /* rest */; | f(/* nothing */); | import java.util.*; /* all */
"""


@pytest.mark.parametrize("code", [one.strip() for one in _LEFT_OUT.replace("\n", "|").split("|")])
def test_what_is_left_out_is_no_mistake(code: str) -> None:
    assert said(code.replace("while (...)", "while (...) { }")) == "nothing"


def test_words_that_say_what_is_left_out() -> None:
    assert said("if (a) {\n    wash all the cups...\n}") == "nothing"
    assert said("if (a) {\n    wash cups...\n}") != "nothing"


# -- what is wrong

_WRONG = [
    # tokens
    (
        "String s = 'Dune';",
        "J105",
        "'Dune'",
        "several characters in single quotes: a string stands in double quotes",
    ),
    ("char c = '';", "J105", "''", "empty character literal: a char holds one character"),
    ("char c = 'a;", "J105", "'a;", "unclosed character literal: end it with a single quote"),
    (
        "char c = '😀';",
        "J105",
        "'😀'",
        "several characters in single quotes: a string stands in double quotes",
    ),
    ("char c = '\\d';", "J105", "\\d", "illegal escape character: write a backslash as \\\\"),
    ('String s = "tea;', "J105", '"tea;', "unclosed string literal: end it with a double quote"),
    ('String s = "\\d+";', "J105", "\\d", "illegal escape character: write a backslash as \\\\"),
    (
        'String s = """tea""";',
        "J105",
        '"""',
        'text block without a line break behind its opening """',
    ),
    ('String s = """\n tea', "J105", '"""', 'unclosed text block: end it with """'),
    (
        "int n = 3000000000;",
        "J105",
        "3000000000",
        "integer number too large: 3000000000: end it with L",
    ),
    (
        "long n = 99999999999999999999L;",
        "J105",
        "99999999999999999999L",
        "integer number too large: 99999999999999999999L",
    ),
    (
        "int n = 2147483648;",
        "J105",
        "2147483648",
        "integer number too large: 2147483648: end it with L",
    ),
    ("int n = 09;", "J105", "09", "09 is no number in Java"),
    ("wait(10ms);", "J105", "10ms", "10ms is no number in Java"),
    ("int n = 1 # 2;", "J101", "#", "illegal character '#'"),
    ("int\xa0n = 1;", "J101", "\xa0", "illegal character U+00A0"),
    ("int n; /* cups", "J101", "/*", "unclosed comment: end it with */"),
    # brackets
    ("print(max(3, 7);", "J103", "(", "'(' is not closed: write ')'"),
    ("int[] a = {1, 2;", "J103", "{", "'{' is not closed: write '}'"),
    ("a[0 = 1;", "J103", "[", "'[' is not closed: write ']'"),
    ("void f() { } }", "J103", "}", "'}' closes nothing: remove it, or write what it closes"),
    ("f(a));", "J103", ")", "')' closes nothing: remove it, or write what it closes"),
    # grammar
    (
        "cups = {1, 2};",
        "J101",
        "{",
        "an array constant is for declarations: write 'new' and the type before it",
    ),
    ("if a > b { f(); }", "J101", "if a > b", "'if' needs parentheses around what follows"),
    (
        "for (cup : cups) { }",
        "J101",
        ":",
        "unexpected ':': the variable of a for loop needs its type",
    ),
    ("void f(a, b) { }", "J101", ",", "unexpected ',': parameters need their types"),
    ("n = 5 +;", "J101", "+", "an expression is missing behind '+'"),
    ("n = = 5;", "J101", "=", "unexpected '='"),
    ("f() = 5;", "J101", "= 5", "only a variable can be assigned to: '==' compares"),
    ("f(n % m = 0);", "J101", "n % m = 0", "only a variable can be assigned to: '==' compares"),
    ("f(a b);", "J101", "a", "unexpected 'a'"),
    ("class { }", "J101", "class", "'class' without a name"),
    ("int n = a ?: b;", "J101", "", "a name or a value is missing here"),
    ("List<String cups;", "J101", "", "missing '>'"),
    ("try { f(); }", "J101", "try", "'try' without 'catch' or 'finally'"),
    ("f(); catch (E e) { }", "J101", "catch", "'catch' without 'try'"),
    ("print tea for two", "J101", "", "unexpected 'for'"),
    (
        "int[] a = new int[];",
        "J101",
        "= new int[]",
        "array dimension missing: write the number of elements",
    ),
    ("pubic void f() { }\nint n;", "J101", "pubic", "'pubic' is no keyword: write 'public'"),
    # what the parser does not know
    ("f();\na + b;\ng();", "J101", "a + b", "not a statement: assign it, or call a method"),
    (
        "void f() { private int n; }",
        "J101",
        "private",
        "a local variable has no such modifier: remove it",
    ),
    (
        "if (a) int n = 1;",
        "J101",
        "int n = 1;",
        "variable declaration not allowed here: put it into braces",
    ),
    (
        "class Cup { public Mug() { } }",
        "J101",
        "Mug",
        "return type required: write it before the name",
    ),
    (
        "void f(int... a, int b) { }",
        "J101",
        "int... a",
        "varargs parameter must be the last parameter",
    ),
    ("class Cup { var n = 1; }", "J101", "var", "'var' is not allowed here: write the type"),
    ("var a = 1, b = 2;", "J101", "var", "'var' declares one variable: write a statement for each"),
    ("n = _;", "J101", "_", "'_' is a keyword and no name"),
    ("int class = 1;", "J101", "class", "a keyword is no name: choose another one"),
    ("List<> cups;", "J101", "<>", "'<>' belongs behind 'new': write the types"),
    (
        "record Cup(int n) { int size; }",
        "J101",
        "int size;",
        "a field of a record has to be static",
    ),
    (
        "interface Cup { int SIZE; }",
        "J101",
        "SIZE",
        "a field of an interface is a constant: give it a value",
    ),
    ("class Cup { Cup { } }", "J101", "Cup { }", "a name or a parameter list is missing here"),
    # semicolons
    ("int n = 5\nf(n);", "J102", "", "missing ';'"),
    ("int n = 5", "J102", "", "missing ';'"),
    ("a()\nb()\nc()\nd()\ne()", "J102", "", "missing ';'"),
    ("int n = 5 int m = 6;", "J101", "", "unexpected 'int'"),
]


@pytest.mark.parametrize(("code", "rule", "shown", "told"), _WRONG)
def test_it_is_said_what_is_wrong(code: str, rule: str, shown: str, told: str) -> None:
    assert said(code) == f"{rule} {shown!r} {told}"


def test_a_missing_semicolon_is_behind_the_last_token_of_its_line() -> None:
    assert place("int n = 5 // cups\nint m;") == (9, 9)


def test_the_block_that_lacks_its_end_is_told_by_indentation() -> None:
    code = "class Cup {\n    void f() {\n        if (a) {\n            b();\n    }\n}\n"
    assert place(code) == (42, 43)


_MENDED = {
    "int n = 5\nf(n);": "int n = 5;\nf(n);",
    "open()\nfill()\npour();": "open();\nfill();\npour();",
    "int f() { return 5 }": "int f() { return 5; }",
    "do {\n    f();\n} while (a)\ng();": "do {\n    f();\n} while (a);\ng();",
    "if (a)\n    f()\nelse\n    g();": "if (a)\n    f();\nelse\n    g();",
    "print(max(3, 7);": "print(max(3, 7));",
    "for (int i = 0; i < 5; i++ {\n    f(i);\n}": "for (int i = 0; i < 5; i++) {\n    f(i);\n}",
    "void f() {\n    g();": "void f() {\n    g();\n}",
    "class Cup {\n    void f() {\n        g();\n\n    void h() {\n    }\n}": "class Cup {\n"
    "    void f() {\n        g();\n\n    }\n    void h() {\n    }\n}",
    "void f() { // nothing }": "void f() { /* nothing */ }",
    "run(new Cup() {\n    void f() { // fill it }\n});": "run(new Cup() {\n    void f() {"
    " /* fill it */ }\n});",
    "if (a) { //}\nf();": "if (a) { }\nf();",
}


@pytest.mark.parametrize("code", _MENDED)
def test_a_fix_mends(code: str) -> None:
    assert mended(code) == _MENDED[code]
    assert check(_MENDED[code]) is None


@pytest.mark.parametrize(
    "code",
    [
        "a()\nb()\nc()\nd()",  # too many semicolons
        "int n = get Value(key);\nf();",  # not at the end of a line
        "if (a)\n    int n = 1 int m = 2;",
        "void f() { } }",  # what it closes may be missing as well
        "f(a, g(b; h();",  # the end of both is a guess
        "class Cup {\n    void f() {",
    ],
)
def test_no_fix_where_there_is_more_than_one(code: str) -> None:
    problem = check(code)
    assert problem
    assert problem.fix == ()


def test_the_header_of_a_loop_is_no_statement() -> None:
    code = "if (a != null)\n    3 b;\nf();"
    assert said(code) == "J101 '3' unexpected '3'"


# -- what is meant

_MEANT = (
    "int n = 5 // does not compile\nf();",
    "// this won't compile:\nf();\nint n = ;",
    "int n = ; // error",
    "// Wrong:\nint n = ;",
    "import <package_name>.<class_name>;",
)


@pytest.mark.parametrize("code", _MEANT)
def test_a_mistake_that_is_meant_is_none(code: str) -> None:
    assert said(code) == "nothing"


def test_a_comment_that_hides_a_brace_announces_nothing() -> None:
    assert said("void f() { // error }\nint n;").startswith("J104 '// error }' the comment hides")


def test_a_word_of_error_elsewhere_announces_nothing() -> None:
    assert said("// error\nf();\nint n = ;") == "J101 '=' an expression is missing behind '='"
    assert said("f(); // error\nint n = ;") == "J101 '=' an expression is missing behind '='"


# -- many snippets


def test_pieces_of_programs_that_compile_are_right() -> None:
    shown = [cut for cut in cuts() if len(cut.text) <= _LONGEST]
    assert len(shown) > 1000
    assert [f"{cut}: {said(cut.text)}" for cut in shown if check(cut.text)] == []


def test_pieces_with_a_fault_in_their_syntax_are_wrong() -> None:
    faulty = [mutant for mutant in mutants(Fault.SYNTAX) if len(mutant.text) <= _LONGEST]
    assert len(faulty) > 300
    assert [str(mutant) for mutant in faulty if not check(mutant.text)] == []


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["name"])
def test_it_is_wrong_where_javac_says_so(case: dict[str, Any]) -> None:
    found = [find[:4] for find in case.get("finds", ()) if find[:2] == "J1"]
    assert (check(case["code"]) is not None) == bool(found)


# -- any text

_WORDS = [
    *("class ", "int ", "if ", "case ", "new ", "this", "super", "import ", "public ", "x", "Cup"),
    *("(", ")", "{", "}", "[", "]", "<", ">", ";", ",", ".", "...", "…", "=", "+", "-", "->", "::"),
    *("'", '"', '"""', "\\", "//", "/*", "*/", "\n", " ", "1", "0x", "_", "@", "#", "?", ":", "é"),
    *("// error\n", "// }\n", "<a_b>", "\u2028", "😀", "\x00", "\r", "\\u0041"),
]


def _is_sound(problem: Problem | None, code: str) -> bool:
    if problem is None:
        return True
    edits = [(edit.start, edit.end) for edit in problem.fix]
    return (
        0 <= problem.start <= problem.end <= len(code)
        and problem.rule in rules.RULES
        and problem.message.isprintable()
        and len(problem.message) < 120
        and edits == sorted(edits)
        and all(0 <= start <= end <= len(code) for start, end in edits)
    )


@given(st.text())
def test_any_text_is_read(code: str) -> None:
    assert _is_sound(check(code), code)


@given(st.text(st.characters(exclude_categories=())))
def test_half_a_character_is_read(code: str) -> None:
    assert _is_sound(check(code), code)


@given(st.lists(st.sampled_from(_WORDS), max_size=30).map("".join))
def test_any_tokens_are_read(code: str) -> None:
    problem = check(code)
    assert _is_sound(problem, code)
    if problem and problem.fix:
        assert check(mended(code)) is None


# -- hostile texts

_UNITS = [
    *("(", "{", "[", "<", "a(", "a.b<", "if(", "{}", "}", ")", "a ", "a;", "->", "x?", "a<b,"),
    *("...", "…", "a...b ", ", ...", '"', "'", '"""', "/*", "/**/", "// }\n", "{ // x }\n", "\\"),
    *("class A{", "switch(a){", "new A(){", "@a(", "case ", "else ", "int a", "0x", "1_", "a()\n"),
    *("\n", "😀", "\x00", "// error\n", "<a b>", "/* a */ =", "A(", ";a(", "}a{", "(a\n"),
]


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("int a = 1;\n", "J901 too long to be checked without a JDK"),
        ("a.b<", "J901 too long to be checked without a JDK"),
        ("...", "J901 too long to be checked without a JDK"),
        ("f(", "J901 nested too deeply to be checked"),
        ("{", "J901 nested too deeply to be checked"),
        ("})", "J103 '}' closes nothing: remove it, or write what it closes"),
        ("'ab", "J105 several characters in single quotes: a string stands in double quotes"),
    ],
)
def test_what_a_hostile_text_comes_to(unit: str, told: str) -> None:
    problem = check(unit * (100_000 // len(unit)))
    assert problem
    assert f"{problem.rule.code} {problem.message}" == told


def test_what_is_not_checked_is_told_of_all_code() -> None:
    code = "f(" * 300 + ")" * 300
    told = "nested too deeply to be checked"
    assert check(code) == Problem(rules.not_compiled, 0, 900, told)


def _work(code: str) -> int:
    """Count the lines of Python that run while a text is read, which no clock disturbs."""
    lines = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        check(code)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("unit", _UNITS)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    count = _LONGEST // len(unit) + 1
    once, twice = _work(unit * count + ";\n}"), _work(unit * 2 * count + ";\n}")
    assert twice <= 2.1 * once + 200
