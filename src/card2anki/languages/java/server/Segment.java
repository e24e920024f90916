package card2anki;

import java.util.Set;

/** A piece of a snippet at depth 0: the tokens from {@code first} up to {@code end}, and what they are. */
record Segment(Kind kind, int first, int end, String name, Set<String> modifiers, boolean usesVar, boolean isClass) {
    enum Kind {
        PACKAGE, IMPORT, TYPE, METHOD, ABSTRACT_METHOD, CONSTRUCTOR, COMPACT_CONSTRUCTOR, FIELD, INITIALIZER,
        VARIABLE, STATEMENT, EXPRESSION
    }

    Segment(Kind kind, int first, int end) {
        this(kind, first, end, "", Set.of(), false, false);
    }

    boolean is(Kind... kinds) {
        for (Kind one : kinds) if (kind == one) return true;
        return false;
    }

    /** Says whether a modifier allows a member where no class is shown. */
    boolean isMemberOnly() {
        return modifiers.contains("static") || modifiers.contains("private") || modifiers.contains("protected");
    }

    /** Says whether this is a method that lacks a body, and the word that would allow that. */
    boolean needsAbstract() {
        return kind == Kind.ABSTRACT_METHOD
                && Set.of("abstract", "native", "static", "private", "final", "synchronized", "default").stream()
                        .noneMatch(modifiers::contains);
    }
}
