"""What to do about a mistake in Java code, in a few words, where that can be said for certain."""

from __future__ import annotations

import re
from collections.abc import Mapping

from card2anki.languages.java.codes import by_code

#: By the beginning of javac's code: what to do where the message, in our words, fits a pattern.
_ADVICE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "abstract.cant.be.instantiated": (("", "make an object of a subclass"),),
    "array.dimension.missing": (("", "write the number of elements"),),
    "array.req.but.found": (
        (r"(?:List|Map)(?:<.*>)? found$", "use get()"),
        (r"String found$", "use charAt()"),
    ),
    "card2anki.hidden.brace": (("", "put it on a line of its own"),),
    "cant.assign.val": (("final variable", "remove final, or use another variable"),),
    "cant.deref": (("", "a primitive type has no members"),),
    "cant.infer.local.var.type": (("", "write its type"),),
    "cant.ref.non.effectively.final": (("", "use a copy that is never assigned again"),),
    "cant.resolve": (
        (r"method length\(\) .*\[\]$", "write length without parentheses"),
        (r"method size\(\) .*\[\]$", "use length"),
        (r"(?:variable length|method size\(\)) .* String$", "use length()"),
        (
            r"(?:variable length|method length\(\)) .*(?:List|Set|Map|Deque|Queue)<.*>$",
            "use size()",
        ),
    ),
    "does.not.override.abstract": (("", "implement it"),),
    "except.already.caught": (("", "put this catch before that of its superclass"),),
    "except.never.thrown": (("", "catch what is thrown"),),
    "foreach.not.applicable": ((r"String found$", "loop over toCharArray()"),),
    "generic.array.creation": (("", "use a List"),),
    "illegal.esc.char": (("", r"write a backslash as \\\\"),),
    "illegal.forward.ref": (("", "declare it before"),),
    "int.number.too.large": (("", "end it with L"),),
    "invalid.meth.decl.ret.type.req": (("", "write it before the name"),),
    "method.does.not.override": (("", "check its name and its parameters, or remove @Override"),),
    "missing.ret.stmt": (("", "end the method with a return on every path"),),
    "multicatch.types": (("", "leave it out"),),
    "no.intf.expected.here": (("", "write implements"),),
    "non-static": (
        ("variable (?:this|super) ", "a static method has no object"),
        ("type variable", ""),
        ("", "make it static, or use an object"),
    ),
    "not.exhaustive": (("", "add the rest, or a default"),),
    "not.stmt": (("", "assign it, or call a method"),),
    "override.weaker.access": ((r"was (public|protected)$", r"make it \1"),),
    "premature.eof": (("", "close what is open"),),
    "prob.found.req": (
        (r"possible lossy conversion from (\w+) to (\w+)$", r"cast it to \2, or keep the \1"),
        (r"String cannot be converted to char$", "use single quotes, or charAt()"),
        (r"null cannot be converted to \w+$", "a primitive type has no null"),
        (r"unexpected return value$", "nothing is returned here"),
        (r"missing return value$", "return a value"),
    ),
    "type.found.req": (
        (r"reference required, int found$", "the class is Integer"),
        (r"reference required, char found$", "the class is Character"),
        (r"reference required, (?:byte|short|long|float|double|boolean) found$", "write its class"),
    ),
    "unclosed.char.lit": (("", "a string stands in double quotes"),),
    "unclosed.str.lit": (("", "end it with a double quote"),),
    "unexpected.type": ((r"variable required", "only a variable can be assigned to"),),
    "unreachable.stmt": (("", "what stands before it never ends normally"),),
    "unreported.exception": (("", "catch it, or declare it with throws"),),
    "var.might.not": (("", "give it a value first"),),
    "variable.not.allowed": (("", "put it into braces"),),
}


def advice(code: str, text: str) -> str:
    """Return what to do about what a message says; "" where that is not certain."""
    for pattern, what in by_code(_ADVICE, code) or ():
        found = re.search(pattern, text)
        if found:
            return found.expand(what)
    return ""
