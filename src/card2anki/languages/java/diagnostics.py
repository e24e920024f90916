"""What javac says, as findings: the rule that a diagnostic belongs to, and a message for people.

The codes are those of ``compiler.properties`` in the module jdk.compiler, of JDK 17 and 25.
"""

from __future__ import annotations

from card2anki.languages.java import rules
from card2anki.languages.java.codes import by_code
from card2anki.languages.java.wording import message
from card2anki.rule import Rule

__all__ = ["message", "rule_of"]

#: What the server found out about a diagnostic decides before javac's code does.
_BY_KIND = {
    "misspelt": rules.misspelt_name,
    "doubtful": rules.doubtful_error,
    "redeclaration": rules.repeated_declaration,
    "environment": rules.newer_java,
}

#: The codes of each rule, without ``compiler.err.``; each stands for all that begin with it, and
#: the longest that fits decides. What fits none is J101 or J209, as its kind is.
_CODES: dict[Rule, str] = {
    rules.hidden_brace: "card2anki.hidden.brace",
    rules.unbalanced_brackets: "premature.eof",
    rules.bad_literal: """
        empty.char.lit fp.number illegal.char.literal illegal.digit illegal.esc.char
        illegal.line.end.in.char.lit illegal.nonascii.digit illegal.text.block
        illegal.underscore illegal.unicode.esc int.number invalid.binary.number
        invalid.hex.number malformed.fp.lit unclosed.char.lit unclosed.str.lit
        unclosed.text.block""",
    rules.wrong_type: """
        illegal.initializer.for.type instanceof not.within.bounds prob.found.req
        type.found.req unexpected.lambda unexpected.mref void.not.allowed.here""",
    rules.no_such_member: """
        annotation.unrecognized.attribute.name cant.access cant.resolve doesnt.exist
        import.module.not.found import.requires.canonical invalid.mref module.not.found
        no.annotation.member no.java.lang package.empty.or.not.found
        static.imp.only.classes.and.interfaces""",
    rules.wrong_arguments: "cant.apply ref.ambiguous",
    rules.wrong_operand: """
        array.req.but.found cant.deref foreach.not.applicable incomparable.types
        operator.cant.be.applied unexpected.type""",
    rules.static_context: """
        cant.select.static.class encl.class.required icls.cant.have.static.decl
        illegal.enum.static.ref illegal.static local.cant.be.inst.static no.encl.instance
        non-static not.encl.class qualified.new.of.static.class
        static.declaration.not.allowed""",
    rules.wrong_override: """
        abstract.cant.be.accessed.directly anon.class.impl.intf
        anonymous.diamond.method.does.not.override cant.extend.intf cant.inherit class.in
        concrete.inheritance.conflict cyclic.inheritance default.overrides does.not.override
        enum.no.subclassing enum.types.not.extensible generic.throwable
        illegal.default.super.call incompatible.diff.ret intf.expected.here
        invalid.permits.clause invalid.supertype.record local.classes.cant.extend.sealed
        method.does.not.override name.clash.same.erasure.no no.intf.expected.here no.superclass
        non.sealed override repeated.interface sealed
        static.methods.cannot.be.annotated.with.override types.incompatible""",
    rules.no_access: """
        cant.inherit.from.final cant.inherit.from.sealed illegal.combination.of.modifiers
        mod.not.allowed modifier.not.allowed not.def.access not.def.public
        package.in.other.module package.not.visible report.access""",
    rules.missing_return: """
        lambda.body.neither missing.ret.stmt rule.completes.normally
        switch.expression.completes.normally switch.expression.no.result""",
    rules.unreachable_code: """
        guard.has.constant.expression.false initializer.must.be.able.to.complete
        pattern.dominated unreachable""",
    rules.uninitialised_variable: """
        illegal.forward.ref illegal.self.ref var.might.not var.not.initialized""",
    rules.unreported_exception: "incompatible.thrown.types unreported.exception",
    rules.exception_never_thrown: "except multicatch.types",
    rules.captured_variable: """
        cannot.assign.not.declared.guard cant.ref.non.effectively.final
        local.var.accessed.from.icls try.with.resources.expr.effectively.final""",
    rules.reassigned_final: """
        cant.assign final.parameter multicatch.parameter try.resource.may.not.be.assigned
        var.might.already var.might.be.assigned""",
}
_RULES = {code: rule for rule, codes in _CODES.items() for code in codes.split()}


def rule_of(code: str, kind: str, message: str = "") -> Rule:
    """Return the rule that a diagnostic of the compile server belongs to.

    ``message`` is javac's: that a semicolon is missing is no code of its own.
    """
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind == "syntax" and message == "';' expected":
        return rules.missing_semicolon
    default = rules.java_syntax_error if kind == "syntax" else rules.other_type_error
    return by_code(_RULES, code) or default
