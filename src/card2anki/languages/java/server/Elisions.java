package card2anki;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a snippet leaves out: {@code ...}, and comments that stand for code.
 *
 * <p>{@code patches} make the text parse: an ellipsis becomes a blank, or a call of a method that does
 * not exist, whose type fits anywhere. {@code ranges} are all places where something is left out.
 */
record Elisions(List<Patch> patches, List<Range> ranges) {
    /** The method that stands for an expression that was left out. */
    static final String CALL = "e$0";

    private static final String EXPRESSION = CALL + "()";
    /** A type that does not exist. */
    private static final String TYPE = "E$0";
    private static final Pattern SAYS_SO = Pattern.compile(
            "\\.\\.\\.|\u2026|(?i:\\b(?:implement(?:ation|ed)?|omitted|rest of|logic|code here|goes here|your code|todo|etc"
                    + "|(?:other|more) (?:methods|fields|code|members)|getters?|setters?|constructors?|stub|placeholder"
                    + "|details|as (?:before|above)|some code|do something)\\b)");

    /** Fewer words before an ellipsis may be code. */
    private static final int FEWEST_WORDS = 3;

    /** A text in the place of a range of the source; one that ends something belongs to what stands before it. */
    record Patch(Range range, String text, boolean ends) {
        Patch(Range range, String text) {
            this(range, text, false);
        }
    }

    boolean within(Range range) {
        return ranges.stream().anyMatch(range::holds);
    }

    static Elisions of(Tokens tokens, List<Segment> segments) {
        List<Patch> patches = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (Range comment : tokens.comments()) {
            if (isHole(tokens, comment)) {
                patches.add(new Patch(new Range(comment.start(), comment.start()), EXPRESSION));
                ranges.add(comment);
            } else if (isAlone(tokens, comment) || SAYS_SO.matcher(tokens.text(comment)).find()) {
                ranges.add(comment);
            }
        }
        for (int number = 0; number < tokens.last(); number++) {
            Token token = tokens.get(number);
            if (token.kind != Token.Kind.ELLIPSIS || isVarargs(tokens, number)) continue;
            int prose = startOfProse(tokens, number);
            boolean isBracketed = isBracketed(tokens, number);
            int first = isBracketed ? number - 1 : prose;
            Range range = new Range(tokens.get(first).start, tokens.get(isBracketed ? number + 1 : number).end);
            ranges.add(range);
            patches.add(new Patch(range, first < number ? " " : replacement(tokens, number)));
        }
        for (Segment segment : segments) {
            String body = missingBody(tokens, segment);
            int end = tokens.get(segment.end() - 1).end;
            if (body.isEmpty()) continue;
            ranges.add(new Range(end, end));
            patches.add(new Patch(new Range(end, end), body, true));
        }
        String before = beginning(tokens.get(0));
        if (!before.isEmpty()) patches.add(new Patch(new Range(tokens.get(0).start, tokens.get(0).start), before));
        patches.sort((one, other) -> Integer.compare(one.range().start(), other.range().start()));
        return new Elisions(patches, ranges);
    }

    /** Returns what a head lacks that is shown alone: of a method, a type, a loop. */
    private static String missingBody(Tokens tokens, Segment segment) {
        Token last = tokens.get(segment.end() - 1);
        if (segment.is(Segment.Kind.ABSTRACT_METHOD)) return last.is(";") ? "" : ";";
        if (segment.is(Segment.Kind.TYPE)) return last.isAny("}", ";") || hasBody(tokens, segment) ? "" : " {}";
        boolean isHead = segment.is(Segment.Kind.STATEMENT, Segment.Kind.EXPRESSION) && last.is(")")
                && last.match == segment.first() + 1 && isControl(tokens, last.match);
        return isHead ? ";" : "";
    }

    private static boolean hasBody(Tokens tokens, Segment segment) {
        for (int number = segment.first(); number < segment.end(); number++) if (tokens.get(number).is("{")) return true;
        return false;
    }

    /** Returns what a snippet leaves out that begins in the midst of a statement. */
    private static String beginning(Token first) {
        return switch (first.text) {
            case "." -> EXPRESSION;
            case "else" -> "if (" + EXPRESSION + ") { } ";
            case "catch", "finally" -> "try { } ";
            default -> "";
        };
    }

    /** Says whether an ellipsis stands in brackets where a statement or a member can: {@code [...]}. */
    private static boolean isBracketed(Tokens tokens, int ellipsis) {
        Token open = tokens.before(ellipsis);
        Token before = tokens.before(ellipsis - 1);
        return open.is("[") && tokens.get(ellipsis + 1).is("]") && ellipsis > 0
                && (before.isEnd() || before.isAny("{", "}", ";"));
    }

    /** Returns the first of the words of a line that say what an ellipsis at its end stands for. */
    private static int startOfProse(Tokens tokens, int ellipsis) {
        int first = ellipsis;
        while (first > 0 && tokens.before(first).isWord() && !tokens.get(first).startsLine) first--;
        boolean isLine = tokens.get(first).startsLine && tokens.get(ellipsis + 1).startsLine;
        return isLine && ellipsis - first >= FEWEST_WORDS ? first : ellipsis;
    }

    /** Says whether a comment stands where only an expression can: {@code int x = /* size *}{@code /;}. */
    private static boolean isHole(Tokens tokens, Range comment) {
        int following = tokens.at(comment.end());
        if (following == 0 || tokens.get(following - 1).end > comment.start()) return false;
        Token before = tokens.get(following - 1);
        Token after = tokens.get(following);
        Token earlier = tokens.before(following - 1);
        return switch (before.text) {
            case "=" -> after.isAny(";", ",") || after.isEnd();
            case "(" -> after.is(")") && earlier.isAny("if", "while", "switch");
            case "->" -> after.isAny(")", ";", ",");
            case "+", "-", "*", "/", "<", ">", "?", ":", "&", "|" ->
                    after.isAny(";", ")", ",") && !(earlier.is(before.text) && earlier.end == before.start);
            default -> false;
        };
    }

    /** Says whether a comment is all that a body holds. */
    private static boolean isAlone(Tokens tokens, Range comment) {
        int following = tokens.at(comment.end());
        return tokens.get(following).is("}") && tokens.before(following).is("{");
    }

    private static boolean isVarargs(Tokens tokens, int number) {
        Token token = tokens.get(number);
        Token type = tokens.before(number);
        Token name = tokens.get(number + 1);
        boolean isType = type.isName() || type.isPrimitive() || type.isAny(">", "]");
        return isType && name.isName() && !token.startsLine && !name.startsLine;
    }

    private static String replacement(Tokens tokens, int number) {
        Token token = tokens.get(number);
        Token before = tokens.before(number);
        Token after = tokens.get(number + 1);
        boolean isAlone = token.startsLine && (after.startsLine || after.isEnd());
        return switch (before.text) {
            case "", "{", "}", ";" -> " ";
            case ")" -> isControl(tokens, before.match) && !after.isAny("{", ";") ? ";" : " ";
            case "else", "do" -> after.is(";") ? " " : ";";
            case "extends", "implements", "throws" -> TYPE;
            case "<" -> "?";
            case "(" -> behindParenthesis(tokens, number);
            case "," -> behindComma(tokens, number);
            case "=" -> expression(after);
            case "->" -> after.is("}") ? " " : expression(after);
            case "return", "?", "+", "-", "*", "&", "|", "[" -> isAlone ? " " : expression(after);
            case ":" -> token.startsLine || isLabel(tokens, number - 1) ? " " : expression(after);
            default -> after.is(".") && !isAlone ? EXPRESSION : " ";
        };
    }

    /** Says whether a parenthesis opens what a statement depends on. */
    private static boolean isControl(Tokens tokens, int open) {
        return open > 0 && tokens.get(open - 1).isAny("if", "while", "for");
    }

    /** Says whether a colon ends the label of a switch, and is not that of a conditional. */
    private static boolean isLabel(Tokens tokens, int colon) {
        for (int number = colon - 1; number >= 0; number--) {
            Token token = tokens.get(number);
            if (token.isAny("case", "default")) return true;
            if (token.isAny("?", ";", "{", "}")) return false;
        }
        return false;
    }

    private static String expression(Token after) {
        boolean ends = after.isAny(";", ")", ",", "]", ":", "}") || after.kind == Token.Kind.OPERATOR;
        return ends ? EXPRESSION : EXPRESSION + ";";
    }

    private static String behindParenthesis(Tokens tokens, int number) {
        Token head = tokens.before(number - 1);
        Token after = tokens.get(number + 1);
        if (head.is("for")) return ";;";
        if (head.is("catch")) return "Exception ex$0";
        if (!after.is(")")) return after.is(",") ? EXPRESSION : EXPRESSION + ",";
        if (head.is("try")) return "java.io.Closeable c$0 = null";
        boolean isCondition = head.isAny("if", "while", "switch", "synchronized");
        boolean declares = tokens.get(number + 2).isAny("{", "throws", "->") && !isCondition;
        return declares ? " " : EXPRESSION;
    }

    private static String behindComma(Tokens tokens, int number) {
        Token after = tokens.get(number + 1);
        if (after.isAny("}", ";")) return " ";
        if (after.is(">")) return "?";
        if (after.is(",")) return EXPRESSION;
        if (!after.is(")")) return EXPRESSION + ", ";
        return isParameterList(tokens, after.match, number + 2) ? "Object a$0" : EXPRESSION;
    }

    /** Says whether a parenthesis opens the parameters of a declaration, and does not call anything. */
    private static boolean isParameterList(Tokens tokens, int open, int following) {
        if (open < 2 || !tokens.get(open - 1).isWord()) return false;
        Token type = tokens.get(open - 2);
        boolean isType = type.isName() || type.isPrimitive() || type.isAny("void", ">", "]");
        Token behind = tokens.get(following);
        return isType && (behind.isAny("{", "throws", ";") || behind.startsLine);
    }
}
