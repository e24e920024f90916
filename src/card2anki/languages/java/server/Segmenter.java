package card2anki;

import card2anki.Segment.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a snippet at depth 0 into what a Java program is made of. It looks at tokens only, so that it
 * finds its way in texts that do not parse.
 */
final class Segmenter {
    private static final Set<String> MODIFIERS = Set.of(
            "public", "protected", "private", "static", "abstract", "final", "native", "strictfp", "transient",
            "volatile", "sealed", "synchronized", "default");
    private static final Set<String> STATEMENT_WORDS = Set.of(
            "if", "for", "while", "do", "try", "switch", "synchronized", "return", "throw", "break", "continue",
            "assert", "else", "catch", "finally", "case", "default", "yield", "new", "this", "super");
    private static final Set<String> FIELD_MODIFIERS =
            Set.of("private", "public", "protected", "static", "volatile", "transient");
    /** Statements nested deeper are taken to end with their semicolon. */
    private static final int DEEPEST = 200;

    private final Tokens tokens;

    private Segmenter(Tokens tokens) {
        this.tokens = tokens;
    }

    static List<Segment> segment(Tokens tokens) {
        Segmenter segmenter = new Segmenter(tokens);
        List<Segment> found = new ArrayList<>();
        int at = 0;
        while (!tokens.get(at).isEnd()) {
            Token token = tokens.get(at);
            if (token.is(";") || token.kind == Token.Kind.ELLIPSIS) {
                at++;
                continue;
            }
            Segment segment = segmenter.segmentAt(at);
            found.add(segment);
            at = segment.end();
        }
        return found;
    }

    private Segment segmentAt(int first) {
        Token token = tokens.get(first);
        if (token.is("package")) return new Segment(Kind.PACKAGE, first, semicolon(first));
        if (token.is("import")) return new Segment(Kind.IMPORT, first, semicolon(first));
        Set<String> modifiers = new LinkedHashSet<>();
        int at = afterModifiers(first, modifiers);
        Token head = tokens.get(at);
        if (isTypeHead(at)) return type(first, at, modifiers);
        if (head.is("{") && at > first) return new Segment(Kind.INITIALIZER, first, afterStatement(at, 0));
        if (head.isWord() && STATEMENT_WORDS.contains(head.text)) return statement(first, at);
        Segment declared = declaration(first, at, modifiers);
        return declared != null ? declared : statement(first, first);
    }

    private Segment statement(int first, int head) {
        int end = afterStatement(head, 0);
        Token start = tokens.get(head);
        boolean isOpen = tokens.get(end).isEnd() && !tokens.get(end - 1).isAny(";", "}");
        boolean isExpression = isOpen
                && (!STATEMENT_WORDS.contains(start.text) || start.isAny("new", "this", "super", "switch"));
        return new Segment(isExpression ? Kind.EXPRESSION : Kind.STATEMENT, first, Math.max(end, first + 1));
    }

    // -- modifiers and types

    private int afterModifiers(int at, Set<String> modifiers) {
        while (true) {
            Token token = tokens.get(at);
            if (token.is("@")) {
                int end = afterAnnotation(at);
                if (end < 0) return at;
                at = end;
            } else if (token.isWord() && MODIFIERS.contains(token.text) && isModifier(at)) {
                modifiers.add(token.text);
                at++;
            } else if (token.is("non") && tokens.get(at + 1).is("-") && tokens.get(at + 2).is("sealed")) {
                modifiers.add("non-sealed");
                at += 3;
            } else {
                return at;
            }
        }
    }

    private boolean isModifier(int at) {
        Token following = tokens.get(at + 1);
        return switch (tokens.get(at).text) {
            case "synchronized" -> !following.is("(");
            case "default" -> !following.isAny(":", "->");
            case "sealed" -> following.isWord();
            default -> true;
        };
    }

    private boolean isTypeHead(int at) {
        Token head = tokens.get(at);
        Token following = tokens.get(at + 1);
        if (head.isAny("class", "interface", "enum")) return true;
        if (head.is("@")) return following.is("interface");
        return head.is("record") && following.isName() && tokens.get(at + 2).isAny("(", "<");
    }

    private Segment type(int first, int head, Set<String> modifiers) {
        int name = tokens.get(head).is("@") ? head + 2 : head + 1;
        int at = Math.min(name, tokens.last());
        while (!tokens.get(at).isEnd() && !tokens.get(at).isAny("{", ";")) at = afterBracketOrToken(at);
        int end = tokens.get(at).is("{") ? afterBlock(at) : Math.min(at + 1, tokens.last());
        String called = tokens.get(Math.min(name, tokens.last())).text;
        return new Segment(Kind.TYPE, first, end, called, modifiers, false, tokens.get(head).is("class"));
    }

    /** Returns the number behind a type that begins at a token, or -1 where none does. */
    private int afterType(int at) {
        while (tokens.get(at).is("@")) {
            at = afterAnnotation(at);
            if (at < 0) return -1;
        }
        Token token = tokens.get(at);
        if (token.isPrimitive() || token.is("void")) {
            at++;
        } else if (token.isName()) {
            at = afterQualifiedName(at);
        } else {
            return -1;
        }
        while (at > 0 && tokens.get(at).is("[") && tokens.get(at + 1).is("]")) at += 2;
        return at;
    }

    private int afterQualifiedName(int at) {
        while (true) {
            at++;
            if (tokens.get(at).is("<")) at = afterTypeArguments(at);
            if (at < 0 || !tokens.get(at).is(".") || !tokens.get(at + 1).isName()) return at;
            at++;
        }
    }

    private int afterTypeArguments(int at) {
        int depth = 0;
        for (; !tokens.get(at).isEnd(); at++) {
            Token token = tokens.get(at);
            if (token.is("<")) depth++;
            else if (token.is(">") && --depth == 0) return at + 1;
            else if (!token.is(">") && !isOfTypeArguments(token)) return -1;
        }
        return -1;
    }

    private static boolean isOfTypeArguments(Token token) {
        return token.isName() || token.isPrimitive() || token.isAny("extends", "super")
                || token.kind == Token.Kind.ELLIPSIS || token.isAny(",", "?", ".", "&", "[", "]", "@");
    }

    private int afterAnnotation(int at) {
        at++;
        if (!tokens.get(at).isWord() || tokens.get(at).is("interface")) return -1;
        at++;
        while (tokens.get(at).is(".") && tokens.get(at + 1).isWord()) at += 2;
        if (!tokens.get(at).is("(")) return at;
        return tokens.get(at).match < 0 ? -1 : tokens.get(at).match + 1;
    }

    // -- members and variables

    private Segment declaration(int first, int at, Set<String> modifiers) {
        int type = tokens.get(at).is("<") ? afterTypeParameters(at) : at;
        int name = afterType(type);
        if (name < 0 || tokens.get(name).isEnd()) return null;
        Token named = tokens.get(name);
        Token following = tokens.get(name + 1);
        if (named.isName() && following.is("(")) return method(first, name, modifiers);
        if (named.isName() && isVariable(name)) {
            boolean isField = modifiers.stream().anyMatch(FIELD_MODIFIERS::contains);
            return new Segment(isField ? Kind.FIELD : Kind.VARIABLE, first, semicolon(name), named.text, modifiers,
                    tokens.get(type).is("var"), false);
        }
        boolean isLoneName = type + 1 == name && tokens.get(type).isName();
        if (isLoneName && named.is("(") && named.match > 0) return constructor(first, type, modifiers);
        if (isLoneName && named.is("{") && Character.isUpperCase(tokens.get(type).text.charAt(0)))
            return new Segment(Kind.COMPACT_CONSTRUCTOR, first, afterBlock(name), tokens.get(type).text, modifiers, false, false);
        return null;
    }

    private int afterTypeParameters(int at) {
        int depth = 0;
        for (; !tokens.get(at).isEnd(); at++) {
            if (tokens.get(at).is("<")) depth++;
            else if (tokens.get(at).is(">") && --depth == 0) return at + 1;
            else if (tokens.get(at).isAny(";", "{", "}")) return at;
        }
        return at;
    }

    private boolean isVariable(int name) {
        Token following = tokens.get(name + 1);
        if (following.is("=")) return !tokens.get(name + 2).is("=");
        return following.isAny(";", ",", "[") || following.isEnd() || !tokens.get(name).startsLine && following.startsLine;
    }

    private Segment method(int first, int name, Set<String> modifiers) {
        String called = tokens.get(name).text;
        int close = tokens.get(name + 1).match;
        if (close < 0) return new Segment(Kind.METHOD, first, tokens.last(), called, modifiers, false, false);
        int at = close + 1;
        while (tokens.get(at).is("[") && tokens.get(at + 1).is("]")) at += 2;
        if (tokens.get(at).isAny("throws", "default")) at = bodyOrSemicolon(at);
        if (tokens.get(at).is("{")) return new Segment(Kind.METHOD, first, afterBlock(at), called, modifiers, false, false);
        Token following = tokens.get(at);
        if (!following.is(";") && !following.startsLine) return null;
        int end = following.is(";") ? at + 1 : at;
        return new Segment(Kind.ABSTRACT_METHOD, first, end, called, modifiers, false, false);
    }

    private Segment constructor(int first, int name, Set<String> modifiers) {
        int at = tokens.get(name + 1).match + 1;
        if (tokens.get(at).is("throws")) at = bodyOrSemicolon(at);
        if (!tokens.get(at).is("{")) return null;
        return new Segment(Kind.CONSTRUCTOR, first, afterBlock(at), tokens.get(name).text, modifiers, false, false);
    }

    private int bodyOrSemicolon(int at) {
        while (!tokens.get(at).isEnd() && !tokens.get(at).isAny("{", ";")) at++;
        return at;
    }

    // -- statements

    private int afterBlock(int open) {
        return tokens.get(open).match > 0 ? tokens.get(open).match + 1 : tokens.last();
    }

    private int afterBracketOrToken(int at) {
        return tokens.get(at).match > at ? tokens.get(at).match + 1 : at + 1;
    }

    /** Returns the number behind the next semicolon at this depth, or the end. */
    private int semicolon(int at) {
        while (!tokens.get(at).isEnd()) {
            if (tokens.get(at).is(";")) return at + 1;
            at = afterBracketOrToken(at);
        }
        return at;
    }

    private int afterStatement(int at, int depth) {
        Token token = tokens.get(at);
        if (token.isEnd()) return at;
        if (depth > DEEPEST) return semicolon(at);
        if (token.is("{")) return afterBlock(at);
        if (token.is(";")) return at + 1;
        if (!token.isWord()) return semicolon(at);
        return switch (token.text) {
            case "if", "for", "while", "synchronized", "switch", "catch" -> afterControl(at, depth);
            case "else", "finally" -> afterStatement(at + 1, depth + 1);
            case "do" -> semicolon(afterStatement(at + 1, depth + 1));
            case "try" -> afterTry(at, depth);
            default -> {
                boolean isLabel = token.isName() && tokens.get(at + 1).is(":");
                yield isLabel ? afterStatement(at + 2, depth + 1) : semicolon(at);
            }
        };
    }

    private int afterControl(int at, int depth) {
        Token open = tokens.get(at + 1);
        if (!open.is("(") || open.match < 0) return semicolon(at);
        int end = afterStatement(open.match + 1, depth + 1);
        Token following = tokens.get(end);
        if (tokens.get(at).is("switch") && following.is(".")) return semicolon(end);
        if (tokens.get(at).is("if") && following.is("else")) return afterStatement(end + 1, depth + 1);
        return end;
    }

    private int afterTry(int at, int depth) {
        int body = at + 1;
        if (tokens.get(body).is("(")) {
            if (tokens.get(body).match < 0) return semicolon(at);
            body = tokens.get(body).match + 1;
        }
        int end = afterStatement(body, depth + 1);
        while (tokens.get(end).isAny("catch", "finally")) end = afterStatement(end, depth + 1);
        return end;
    }
}
