"""What is said of wrong snippets: by which rule, where, in which words, and what mends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.grammars.checker import check, checker_of
from card2anki.languages.grammars.dialects import DIALECTS
from card2anki.languages.grammars.rules import LANGUAGES
from card2anki.languages.problem import Problem

_CLOSE = "is not closed: write"
_STRAY = "closes nothing: remove it, or write what it closes"
_STRING = "unclosed string: end it with a double quote"
_HIDDEN = "the comment hides the bracket at its end: put it on a line of its own"

#: Code with marks around what is found: language, rule, code, message.
_WRONG = [
    ("c", "G105", "int cups = 3«»\nint pots = 4;", "missing ';'"),
    ("c", "G105", "struct pot { int litres; }«»\nint main(void) { return 0; }", "missing ';'"),
    ("c", "G105", "cups = 3«»\npots = 4", "missing ';'"),
    ("c", "G102", "for «(»int i = 0; i < 3; i++ {\n    pour();\n}", f"'(' {_CLOSE} ')'"),
    ("c", "G102", "if (hot) «{»\n    pour();\n", "'{' is not closed: write '}'"),
    ("c", "G102", "pour()«)»;", f"')' {_STRAY}"),
    ("c", "G102", "if (hot)\n    pour();\n«}»", f"'}}' {_STRAY}"),
    (
        "c",
        "G102",
        "int f() {\n    if (hot)\n        pour();\n    «}»\n    g();\n}",
        f"'}}' {_STRAY}",
    ),
    ("c", "G103", "while (!ready) { «// wait }»\npour();", _HIDDEN),
    ("c", "G104", 'printf(«"tea);»\npour();', _STRING),
    ("c", "G104", "char c = «'a;»\n", "unclosed quote: end it with a single quote"),
    ("c", "G104", "«/* tea»", "unclosed comment: end it with */"),
    ("c", "G101", "pot = «new» Pot();", "unexpected 'new': C does not allow it here"),
    ("c", "G101", "std«::»string tea;", "unexpected '::': C does not allow it here"),
    ("c", "G101", "int n =«» ;", "a name or a value is missing here"),
    ("c", "G101", "x = 3 «+»;", "an expression is missing behind '+'"),
    ("c", "G101", "«rteurn» 3;", "'rteurn' is no keyword: write 'return'"),
    ("c", "G101", "«whlie» (hot) { pour(); }", "'whlie' is no keyword: write 'while'"),
    ("typescript", "G101", "«functon» pour() { }", "'functon' is no keyword: write 'function'"),
    ("cpp", "G105", "class Pot {\n    int litres;\n}«»\nPot pot;", "missing ';'"),
    ("cpp", "G105", "auto f = [](int n) { return n; }«»\nf(3);", "missing ';'"),
    ("cpp", "G101", "for (each cup«)» { pour(); }", "unexpected ')': C++ does not allow it here"),
    ("csharp", "G105", "int n = 3«»\nConsole.WriteLine(n);", "missing ';'"),
    ("csharp", "G102", "public void Boil«(» { }", f"'(' {_CLOSE} ')'"),
    ("bash", "G102", "«if» [ -f pot ]; then\n    echo hot\n", f"'if' {_CLOSE} 'fi'"),
    ("bash", "G102", "for cup in a b; «do»\n    wash $cup\n", f"'do' {_CLOSE} 'done'"),
    ("bash", "G102", "«case» $1 in\n a) x ;;\n", f"'case' {_CLOSE} 'esac'"),
    ("bash", "G102", "echo $«(»date", f"'(' {_CLOSE} ')'"),
    ("bash", "G104", 'echo «"tea»', _STRING),
    ("bash", "G104", "echo «'tea»\necho 'cup'", "unclosed quote: end it with a single quote"),
    ("bash", "G101", "Tea: «green» (old)", "unexpected 'green': Bash does not allow it here"),
    ("bash", "G101", "echo «)»", "unexpected ')': Bash does not allow it here"),
    ("bash", "G106", "«//» boil (it)\nkettle", "'//' begins no comment in Bash code: write '#'"),
    (
        "javascript",
        "G101",
        "function add(a«:» number) { }",
        "unexpected ':': JavaScript does not allow it here",
    ),
    ("javascript", "G101", "let x «=» ;", "an expression is missing behind '='"),
    ("javascript", "G104", "let s = «`tea;»\nx()", "unclosed string: end it as it begins"),
    ("javascript", "G103", "const f = () => { «// nothing }»\nf();", _HIDDEN),
    ("javascript", "G102", "foo«(»1, 2;", f"'(' {_CLOSE} ')'"),
    ("typescript", "G102", "function boil«(»litres: number: void {\n}", f"'(' {_CLOSE} ')'"),
    ("typescript", "G102", 'const teas = "..."«)»;', f"')' {_STRAY}"),
    (
        "typescript",
        "G101",
        "type A = { a: string, b«:» };",
        "unexpected ':': TypeScript does not allow it here",
    ),
    ("tsx", "G102", "const x = f«(»<Cup />;", f"'(' {_CLOSE} ')'"),
    ("go", "G104", 'func main() {\n    fmt.Println(«"tea)»\n}', _STRING),
    ("go", "G101", "if x { } else «y»", "unexpected 'y': Go does not allow it here"),
    ("ruby", "G102", '«def» pour\n  puts "tea"\n', f"'def' {_CLOSE} 'end'"),
    ("ruby", "G101", "x = «=» 3", "unexpected '=': Ruby does not allow it here"),
    ("ruby", "G106", "«//» tea\nx = 1", "'//' begins no comment in Ruby code: write '#'"),
    ("hcl", "G102", 'resource "a" "b" «{»\n  x = 1\n', "'{' is not closed: write '}'"),
    ("hcl", "G104", 'x = «"tea»\ny = 1', _STRING),
    ("html", "G102", "<h1>Tea</«h2»>", "'</h2>' does not end '<h1>': write '</h1>'"),
    ("html", "G102", "<div><«b»>tea</div>", "'<b>' is not closed: write '</b>'"),
    ("html", "G102", "<p>tea</p></«div»>", "'</div>' ends nothing: remove it, or write '<div>'"),
]


def plain(marked: str) -> str:
    return marked.replace("«", "").replace("»", "")


def problem_of(language: str, marked: str) -> Problem:
    (problem,) = check(plain(marked), DIALECTS[language])
    return problem


@pytest.mark.parametrize(("language", "rule", "marked", "message"), _WRONG)
def test_what_is_said(language: str, rule: str, marked: str, message: str) -> None:
    code = plain(marked)
    problem = problem_of(language, marked)
    shown = f"{code[: problem.start]}«{code[problem.start : problem.end]}»{code[problem.end :]}"
    assert (problem.rule.code, shown, problem.message) == (rule, marked, message)


_MENDED = [
    ("c", "int cups = 3\nint pots = 4;", "int cups = 3;\nint pots = 4;"),
    ("c", "while (a) {\n    f();\n", "while (a) {\n    f();\n}\n"),
    ("c", "if (a) { // no }\nf();", "if (a) { /* no */ }\nf();"),
    ("c", "for (i = 0; i < 3; i++ {\n}", "for (i = 0; i < 3; i++) {\n}"),
    ("typescript", "function f() { // ...\n\ng();", "function f() { // ...\n\n}\ng();"),
    ("bash", "// boil\nkettle", "# boil\nkettle"),
]


@pytest.mark.parametrize(("language", "code", "mended"), _MENDED)
def test_what_mends_it(language: str, code: str, mended: str) -> None:
    problem = problem_of(language, code)
    for edit in reversed(problem.fix):
        code = code[: edit.start] + edit.text + code[edit.end :]
    assert code == mended
    assert check(code, DIALECTS[language]) == []


def test_a_guess_is_no_fix() -> None:
    assert problem_of("c", 'printf("tea);').fix == ()
    assert problem_of("c", "pour());").fix == ()
    assert problem_of("csharp", "var x = new List<int> { 1, 2 ;").fix == ()


def test_a_comment_of_another_language_is_no_mistake_of_the_code() -> None:
    problems = check("// boil (it)\n// and (pour\nkettle", DIALECTS["bash"])
    assert [problem.rule.code for problem in problems] == ["G106", "G106"]
    assert check("cat <<END\n// boil (it)\nEND", DIALECTS["bash"]) == []


def test_what_a_comment_announces_is_meant() -> None:
    for code, is_meant in (
        ("int n = 3 4; // does not compile", True),
        ("// wrong:\nint n = 3 4;", True),
        ("int n = 3 4; // four", False),
    ):
        (problem,) = check(code, DIALECTS["c"])
        assert problem.is_meant is is_meant


def test_words_for_what_is_left_out_are_named_by_the_names_of_languages_only() -> None:
    """The parser's names for what it misses are nobody's words."""
    for language, rule, marked, _ in _WRONG:
        assert "_" not in problem_of(language, marked).message, (language, rule)


# -- what can't be checked, and what must not break it


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_is_not_checked(language: str) -> None:
    (problem,) = check("x = 1\n" * 4_000 + "(", DIALECTS[language])
    assert (problem.rule.code, problem.message) == ("G901", "too long to be checked")


def test_deep_brackets_are_no_matter() -> None:
    assert check(f"int n = {'(' * 2_000}1{')' * 2_000};", DIALECTS["c"]) == []
    (problem,) = check("(" * 2_000, DIALECTS["c"])
    assert problem.rule.code == "G101"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["x = = 3 ( ;", "case a b {", "</a", '"', "<<A\n", "{{", "$ ", "... ", "`"]
)
def test_a_text_full_of_mistakes_comes_to_an_end(language: str, piece: str) -> None:
    for problem in check(piece * (4_000 // len(piece)), DIALECTS[language]):
        assert problem.message


@given(
    st.sampled_from(LANGUAGES), st.text(alphabet="ab1 \n\t(){}[];:,.\"'`<>/*=#$-\\ä🍲", max_size=60)
)
def test_any_text_has_an_answer(language: str, code: str) -> None:
    for problem in check(code, DIALECTS[language]):
        assert 0 <= problem.start <= problem.end <= len(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_checker_says_with_what_it_checks(language: str) -> None:
    toolchain = checker_of(language).toolchain
    assert toolchain.language == DIALECTS[language].name
    assert toolchain.tool.startswith("tree-sitter 0.")
    assert {"G101", "G102", "G901"} < toolchain.judged
    assert ("G106" in toolchain.judged) == (language in ("bash", "ruby"))
