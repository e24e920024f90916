package card2anki;

import java.util.Set;

/** One token of a source text; offsets count UTF-16 units. */
final class Token {
    enum Kind { WORD, NUMBER, STRING, CHARACTER, OPERATOR, ELLIPSIS, END }

    static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");
    static final Set<String> KEYWORDS = Set.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const",
            "continue", "default", "do", "double", "else", "enum", "extends", "final", "finally", "float",
            "for", "goto", "if", "implements", "import", "instanceof", "int", "interface", "long", "native",
            "new", "package", "private", "protected", "public", "return", "short", "static", "strictfp",
            "super", "switch", "synchronized", "this", "throw", "throws", "transient", "try", "void",
            "volatile", "while", "true", "false", "null");

    final Kind kind;
    final int start;
    final int end;
    final String text;
    final boolean startsLine;
    /** The number of the bracket that belongs to this one; -1 where there is none. */
    int match = -1;

    Token(Kind kind, int start, int end, String text, boolean startsLine) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.text = text;
        this.startsLine = startsLine;
    }

    boolean is(String other) {
        return text.equals(other) && kind != Kind.STRING && kind != Kind.CHARACTER;
    }

    boolean isAny(String... others) {
        for (String other : others) if (is(other)) return true;
        return false;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    /** A word that can name something. */
    boolean isName() {
        return kind == Kind.WORD && !KEYWORDS.contains(text);
    }

    boolean isPrimitive() {
        return kind == Kind.WORD && PRIMITIVES.contains(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
