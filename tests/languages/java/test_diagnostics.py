"""Which rule a diagnostic of javac belongs to, and what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.java import rules
from card2anki.languages.java.diagnostics import message, rule_of
from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.protocol import Diagnostic
from card2anki.languages.java.wording import LONGEST
from tests.languages.java.answering import answers, jdks, version


def told(code: str, text: str, kind: str = "semantic", reason: str = "") -> str:
    return message(Diagnostic(f"compiler.err.{code}", kind, 0, 0, text, reason))


# -- rules


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        (rules.java_syntax_error, "expected expected3 illegal.start.of.expr not.stmt illegal.char"),
        (rules.unbalanced_brackets, "premature.eof"),
        (
            rules.bad_literal,
            "unclosed.str.lit unclosed.char.lit illegal.esc.char int.number.too.large"
            " fp.number.too.small illegal.char.literal.multiple.surrogates illegal.text.block.open",
        ),
    ],
)
def test_the_rule_of_a_syntax_error(rule: object, codes: str) -> None:
    for code in codes.split():
        assert rule_of(f"compiler.err.{code}", "syntax") is rule, code


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        (
            rules.wrong_type,
            "prob.found.req type.found.req unexpected.lambda"
            " not.within.bounds instanceof.reifiable.not.safe void.not.allowed.here",
        ),
        (
            rules.no_such_member,
            "cant.resolve cant.resolve.location.args doesnt.exist invalid.mref module.not.found",
        ),
        (rules.wrong_arguments, "cant.apply.symbol cant.apply.symbols cant.apply.diamond.1"),
        (
            rules.wrong_operand,
            "operator.cant.be.applied operator.cant.be.applied.1 incomparable.types cant.deref"
            " array.req.but.found foreach.not.applicable.to.type unexpected.type",
        ),
        (
            rules.static_context,
            "non-static.cant.be.ref encl.class.required illegal.enum.static.ref",
        ),
        (
            rules.wrong_override,
            "does.not.override.abstract method.does.not.override.superclass override.meth"
            " override.weaker.access cyclic.inheritance cant.inherit.diff.arg intf.expected.here"
            " name.clash.same.erasure.no.override non.sealed.sealed.or.final.expected",
        ),
        (
            rules.no_access,
            "report.access cant.inherit.from.final not.def.public.cant.access"
            " illegal.combination.of.modifiers mod.not.allowed.here",
        ),
        (
            rules.other_type_error,
            "generic.array.creation abstract.cant.be.instantiated break.outside.switch.loop"
            " not.exhaustive name.clash.same.erasure not.a.code",
        ),
        (rules.missing_return, "missing.ret.stmt switch.expression.completes.normally"),
        (rules.unreachable_code, "unreachable.stmt pattern.dominated"),
        (
            rules.uninitialised_variable,
            "var.might.not.have.been.initialized var.not.initialized.in.default.constructor"
            " illegal.forward.ref",
        ),
        (
            rules.unreported_exception,
            "unreported.exception.need.to.catch.or.throw unreported.exception.implicit.close"
            " incompatible.thrown.types.in.mref",
        ),
        (
            rules.exception_never_thrown,
            "except.never.thrown.in.try except.already.caught multicatch.types.must.be.disjoint",
        ),
        (rules.captured_variable, "cant.ref.non.effectively.final.var"),
        (
            rules.reassigned_final,
            "cant.assign.val.to.final.var cant.assign.val.to.var var.might.already.be.assigned"
            " final.parameter.may.not.be.assigned var.might.be.assigned.in.loop",
        ),
    ],
)
def test_the_rule_of_a_semantic_error(rule: object, codes: str) -> None:
    for code in codes.split():
        assert rule_of(f"compiler.err.{code}", "semantic") is rule, code


def test_what_the_server_holds_of_it_comes_before_the_code() -> None:
    code = "compiler.err.prob.found.req"
    kinds = ("misspelt", "doubtful", "redeclaration", "environment")
    assert [rule_of(code, kind).code for kind in kinds] == ["J207", "J401", "J402", "J403"]


def test_a_missing_semicolon_is_told_by_its_message() -> None:
    code = "compiler.err.expected"
    assert rule_of(code, "syntax", "';' expected") is rules.missing_semicolon
    assert rule_of(code, "syntax", "')' expected") is rules.java_syntax_error


def test_what_the_server_finds_itself() -> None:
    assert rule_of("card2anki.hidden.brace", "syntax") is rules.hidden_brace


# -- messages

_MESSAGES = [
    (
        "prob.found.req",
        "incompatible types: possible lossy conversion from double to int",
        "incompatible types: possible lossy conversion from double to int: cast it to int, or keep"
        " the double",
    ),
    (
        "prob.found.req",
        "incompatible types: java.util.ArrayList<java.lang.Integer> cannot be converted to"
        " java.util.List<java.lang.String>",
        "incompatible types: ArrayList<Integer> cannot be converted to List<String>",
    ),
    (
        "prob.found.req",
        "incompatible types: java.lang.annotation.Annotation cannot be converted to"
        " java.text.Annotation",
        "incompatible types: java.lang.annotation.Annotation cannot be converted to"
        " java.text.Annotation",
    ),
    (
        "prob.found.req",
        "incompatible types: <nulltype> cannot be converted to int",
        "incompatible types: null cannot be converted to int: a primitive type has no null",
    ),
    (
        "prob.found.req",
        "incompatible types: inference variable E has incompatible bounds\n"
        "    equality constraints: java.lang.String\n    lower bounds: java.lang.Integer",
        "incompatible types: E can't be both String and Integer",
    ),
    (
        "prob.found.req",
        "incompatible types: bad return type in lambda expression\n"
        "    int cannot be converted to java.lang.String",
        "incompatible types: bad return type in lambda expression: int cannot be converted to"
        " String",
    ),
    (
        "cant.resolve.location.args",
        "cannot find symbol\n  symbol:   method log2(int)\n  location: class java.lang.Math",
        "cannot find symbol: method log2(int) in class Math",
    ),
    (
        "cant.resolve.location",
        "cannot find symbol\n  symbol:   variable length\n"
        "  location: variable s of type java.lang.String",
        "cannot find symbol: variable length in s of type String: use length()",
    ),
    (
        "cant.resolve.location",
        "cannot find symbol\n  symbol:   variable bill\n  location: class Snippet$0",
        "cannot find symbol: variable bill",
    ),
    (
        "cant.resolve.location",
        "cannot find symbol\n  symbol:   class Lst\n  location: package java.util",
        "cannot find symbol: class Lst in package java.util",
    ),
    (
        "cant.apply.symbol",
        "method equals in class java.lang.String cannot be applied to given types;\n"
        "  required: java.lang.Object\n  found:    java.lang.String,java.lang.String\n"
        "  reason: actual and formal argument lists differ in length",
        "method equals in class String takes (Object), not (String, String)",
    ),
    (
        "cant.apply.symbol",
        "method pour in class Snippet$0 cannot be applied to given types;\n"
        "  required: no arguments\n  found:    int\n"
        "  reason: actual and formal argument lists differ in length",
        "method pour takes (), not (int)",
    ),
    (
        "cant.apply.symbol",
        "method open in class Till cannot be applied to given types;\n"
        "  required: java.nio.file.Path,java.lang.String[]\n  found:    java.nio.file.Path,int\n"
        "  reason: varargs mismatch; int cannot be converted to java.lang.String",
        "method open in class Till takes (Path, String[]), not (Path, int): varargs mismatch;"
        " int cannot be converted to String",
    ),
    (
        "cant.apply.symbols",
        "no suitable method found for max(int,int,int)\n"
        "    method java.lang.Math.max(int,int) is not applicable\n"
        "      (actual and formal argument lists differ in length)\n"
        "    method java.lang.Math.max(long,long) is not applicable\n"
        "      (actual and formal argument lists differ in length)",
        "no suitable method found for max(int, int, int): it takes (int, int) or (long, long)",
    ),
    (
        "cant.apply.symbols",
        "no suitable constructor found for Cup(no arguments)\n"
        "    constructor Cup.Cup(int,int) is not applicable\n      (argument mismatch)\n"
        "    constructor Cup.Cup(java.util.Map<java.lang.String,Tea>) is not applicable\n"
        "    constructor Cup.Cup(int,int,int) is not applicable\n"
        "    constructor Cup.Cup(boolean) is not applicable\n",
        "no suitable constructor found for Cup(): it takes (Map<String, Tea>), (boolean),"
        " (int, int) or 1 more",
    ),
    (
        "operator.cant.be.applied.1",
        "bad operand types for binary operator '*'\n  first type:  java.lang.String\n"
        "  second type: int",
        "bad operand types for binary operator '*': String and int",
    ),
    (
        "type.found.req",
        "unexpected type\n  required: reference\n  found:    int",
        "unexpected type: reference required, int found: the class is Integer",
    ),
    (
        "foreach.not.applicable.to.type",
        "for-each not applicable to expression type\n"
        "  required: array or java.lang.Iterable\n  found:    java.lang.String",
        "for-each not applicable to expression type: array or Iterable required, String found:"
        " loop over toCharArray()",
    ),
    (
        "array.req.but.found",
        "array required, but java.util.List<java.lang.String> found",
        "array required, but List<String> found: use get()",
    ),
    (
        "non-static.cant.be.ref",
        "non-static variable count cannot be referenced from a static context",
        "non-static variable count cannot be referenced from a static context: make it static, or"
        " use an object",
    ),
    (
        "non-static.cant.be.ref",
        "non-static variable this cannot be referenced from a static context",
        "non-static variable this cannot be referenced from a static context: a static method has"
        " no object",
    ),
    (
        "method.does.not.override.superclass",
        "method does not override or implement a method from a supertype",
        "method does not override or implement a method from a supertype: check its name and its"
        " parameters, or remove @Override",
    ),
    (
        "override.weaker.access",
        "f() in B cannot override f() in A\n"
        "  attempting to assign weaker access privileges; was public",
        "f() in B cannot override f() in A: attempting to assign weaker access privileges; was"
        " public: make it public",
    ),
    (
        "types.incompatible",
        "types A and B are incompatible;\n  class C inherits unrelated defaults for f() from types"
        " A and B",
        "types A and B are incompatible; class C inherits unrelated defaults for f() from types A"
        " and B",
    ),
    (
        "invalid.mref",
        "invalid method reference\n  cannot find symbol\n    symbol:   method walk()",
        "invalid method reference: cannot find symbol: method walk()",
    ),
    (
        "bad.functional.intf.anno.1",
        "Unexpected @FunctionalInterface annotation\n  F is not a functional interface\n"
        "    multiple non-overriding abstract methods found in interface F",
        "unexpected @FunctionalInterface annotation: F is not a functional interface; multiple"
        " non-overriding abstract methods found in interface F",
    ),
    (
        "missing.ret.stmt",
        "missing return statement",
        "missing return statement: end the method with a return on every path",
    ),
    (
        "unreported.exception.need.to.catch.or.throw",
        "unreported exception java.io.IOException; must be caught or declared to be thrown",
        "unreported exception IOException: catch it, or declare it with throws",
    ),
    (
        "unreported.exception.implicit.close",
        "unreported exception java.io.IOException; must be caught or declared to be thrown\n"
        "  exception thrown from implicit call to close() on resource variable 'in'",
        "unreported exception IOException, thrown when 'in' is closed: catch it, or declare it with"
        " throws",
    ),
    (
        "except.never.thrown.in.try",
        "exception java.io.IOException is never thrown in body of corresponding try statement",
        "exception IOException is never thrown in the try: catch what is thrown",
    ),
    (
        "multicatch.types.must.be.disjoint",
        "Alternatives in a multi-catch statement cannot be related by subclassing\n"
        "  Alternative java.lang.InterruptedException is a subclass of alternative"
        " java.lang.Exception",
        "InterruptedException is a subclass of Exception in the same catch: leave it out",
    ),
    (
        "cant.infer.local.var.type",
        "cannot infer type for local variable x\n  (variable initializer is 'null')",
        "cannot infer type for local variable x (variable initializer is 'null'): write its type",
    ),
    ("already.defined", "variable x is already defined in method run$0()", "variable x is already"
     " defined"),
    ("abstract.cant.be.instantiated", "java.util.List is abstract; cannot be instantiated",
     "List is abstract; cannot be instantiated: make an object of a subclass"),
    ("report.access", "value has private access in Snippet$0.Coin", "value has private access in"
     " Coin"),
]  # fmt: skip
_SYNTAX_MESSAGES = [
    ("expected", "';' expected", "missing ';'"),
    ("expected", "<identifier> expected", "a name is expected"),
    ("expected", "= expected", "'=' expected"),
    ("expected", "> expected", "'>' expected"),
    ("expected3", "',', '}', or ';' expected", "',', '}', or ';' expected"),
    ("expected4", "class, interface, enum, or record expected", "a class, a method or a field is"
     " expected"),
    ("expected.module.or.open", "'module' or 'open' expected", "a class, a method or a field is"
     " expected"),
    ("premature.eof", "reached end of file while parsing", "the code ends in the middle of a block"
     " or a statement: close what is open"),
    ("illegal.esc.char", "illegal escape character", r"illegal escape character: write a backslash"
     r" as \\"),
    ("unclosed.char.lit", "unclosed character literal", "unclosed character literal: a string"
     " stands in double quotes"),
    ("record.cannot.declare.instance.fields", "field declaration must be static\n"
     "  (consider replacing field with record component)", "field declaration must be static"
     " (consider replacing field with record component)"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "javac", "ours"), _MESSAGES)
def test_a_message(code: str, javac: str, ours: str) -> None:
    assert told(code, javac) == ours


@pytest.mark.parametrize(("code", "javac", "ours"), _SYNTAX_MESSAGES)
def test_a_message_about_syntax(code: str, javac: str, ours: str) -> None:
    assert told(code, javac, "syntax") == ours


@pytest.mark.parametrize(
    ("codes", "older", "newer"),
    [
        (
            ("cant.assign.val.to.final.var", "cant.assign.val.to.var"),
            "cannot assign a value to final variable SIZE",
            "cannot assign a value to static final variable SIZE",
        ),
        (
            ("enum.types.not.extensible", "enum.types.not.extensible"),
            "enum types are not extensible",
            "enum classes are not extensible",
        ),
        (("expected", "expected2"), "')' expected", "')' or ',' expected"),
        (
            ("underscore.as.identifier", "use.of.underscore.not.allowed"),
            "as of release 9, '_' is a keyword, and may not be used as an identifier",
            "underscore not allowed here\n  as of release 9, '_' is a keyword",
        ),
        (
            ("expected.module.or.open", "class.method.or.field.expected"),
            "'module' or 'open' expected",
            "class, interface, annotation type, enum, record, method or field expected",
        ),
        (
            ("preview.feature.disabled.plural", "preview.feature.disabled.plural"),
            "patterns are a preview feature and are disabled by default.\n  (use --enable-preview)",
            "patterns are a preview feature and are disabled by default.",
        ),
    ],
)
def test_two_versions_say_the_same(codes: tuple[str, str], older: str, newer: str) -> None:
    assert told(codes[0], older) == told(codes[1], newer)


def test_of_a_misspelt_name_the_one_that_is_meant_is_told() -> None:
    text = "cannot find symbol\n  symbol:   variable totl\n  location: class Snippet$0"
    meant = "cannot find symbol: variable totl: do you mean total?"
    assert told("cant.resolve.location", text, "misspelt", "total") == meant


def test_a_long_message_is_cut_before_its_advice() -> None:
    types = ",".join(f"java.util.List<Tea{number}>" for number in range(40))
    text = (
        f"method f in class A cannot be applied to given types;\n  required: {types}\n  found: int"
    )
    cut = told("cant.apply.symbol", text)
    assert cut.startswith("method f in class A takes (List<Tea0>, List<Tea1>, ")
    assert cut.endswith("…")
    assert LONGEST - 15 < len(cut) <= LONGEST
    unreported = told("unreported.exception.default.constructor", f"unreported exception {types};")
    assert unreported.endswith("…: catch it, or declare it with throws")
    assert len(unreported) <= LONGEST


@given(st.sampled_from([code for code, *_ in _MESSAGES + _SYNTAX_MESSAGES]), st.text())
def test_any_text_is_worded(code: str, text: str) -> None:
    worded = told(code, text)
    assert 0 < len(worded) <= LONGEST
    assert "\n" not in worded


# -- what javac really says

_SNIPPETS = {
    "int root = Math.sqrt(49);": "J201 incompatible types: possible lossy conversion from double to"
    " int: cast it to int, or keep the double",
    "double bits = Math.log2(8);": "J202 cannot find symbol: method log2(int) in class Math",
    "int n = Math.max(1, 2, 3);": "J203 no suitable method found for max(int, int, int): it takes"
    " (int, int), (long, long), (float, float) or 1 more",
    'boolean b = "tea".equals("a", "b");': "J203 method equals in class String takes (Object), not"
    " (String, String)",
    'int n = "3" * 4;': "J204 bad operand types for binary operator '*': String and int",
    "int n = 5; n.toString();": "J204 int cannot be dereferenced: a primitive type has no members",
    'for (char c : "tea") { }': "J204 for-each not applicable to expression type: array or Iterable"
    " required, String found: loop over toCharArray()",
    "List<int> a = null;": "J201 unexpected type: reference required, int found: the class is"
    " Integer",
    "class A { int n; static void f() { n = 1; } }": "J205 non-static variable n cannot be"
    " referenced from a static context: make it static, or use an object",
    "class A implements Runnable { }": "J206 A is not abstract and does not override abstract"
    " method run() in Runnable: implement it",
    "class A { final void f() { } } class B extends A { void f() { } }": "J206 f() in B cannot"
    " override f() in A: overridden method is final",
    "class A { private int n; } class B { int f(A a) { return a.n; } }": "J208 n has private access"
    " in A",
    "class B extends String { }": "J208 cannot inherit from final String",
    "class A<T> { T[] a = new T[3]; }": "J209 generic array creation: use a List",
    "int f(int n) { if (n > 0) return 1; }": "J301 missing return statement: end the method with a"
    " return on every path",
    "int f() { while (true) { } return 1; }": "J302 unreachable statement: what stands before it"
    " never ends normally",
    "void f() { int n; System.out.println(n); }": "J303 variable n might not have been initialized:"
    " give it a value first",
    "void f() { Thread.sleep(1); }": "J304 unreported exception InterruptedException: catch it, or"
    " declare it with throws",
    "void f() { try { int n = 1; } catch (IOException e) { } }": "J305 exception IOException is"
    " never thrown in the try: catch what is thrown",
    "void f() { int n = 0; n++; Runnable r = () -> System.out.println(n); }": "J306 local variables"
    " referenced from a lambda expression must be final or effectively final: use a copy that is"
    " never assigned again",
    "class A { static final int N = 1; void f() { N = 2; } }": "J307 cannot assign a value to final"
    " variable N: remove final, or use another variable",
    "int n = 1; int n = 2;": "J402 variable n is already defined",
    "int total = 1; int n = totl;": "J207 cannot find symbol: variable totl: do you mean total?",
    "int n = 5\nn++;": "J102 missing ';'",
    "foo(1, 2;": "J101 ')' expected",
    "int[] a; a = {1};": "J101 illegal start of expression",
    "char c = 'ab';": "J105 unclosed character literal: a string stands in double quotes",
    "class A { void f() {": "J103 the code ends in the middle of a block or a statement: close what"
    " is open",
}


@pytest.mark.javac
@pytest.mark.parametrize("jdk", jdks(), ids=version)
def test_what_javac_says(jdk: Jdk) -> None:
    found = {}
    for code, answer in zip(_SNIPPETS, answers(jdk, list(_SNIPPETS)), strict=True):
        said = [
            (rule_of(one.code, one.kind, one.message).code, message(one))
            for one in answer.diagnostics
        ]
        found[code] = "; ".join(f"{rule} {text}" for rule, text in said)
    assert found == _SNIPPETS
