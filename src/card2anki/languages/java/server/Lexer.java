package card2anki;

import card2anki.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a source into tokens, as javac would, but never fails: what is unclosed ends with the line or
 * the text. Operators are single characters, but for {@code ->} and {@code ::}; {@code ...} and the
 * character of three dots are tokens of their own.
 */
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Range> comments = new ArrayList<>();
    private int at;
    private boolean startsLine = true;

    private Lexer(String source) {
        this.source = source;
    }

    static Tokens lex(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < source.length()) lexer.step();
        int length = source.length();
        lexer.tokens.add(new Token(Kind.END, length, length, "", true));
        matchBrackets(lexer.tokens);
        return new Tokens(source, lexer.tokens, lexer.comments);
    }

    private void step() {
        char c = source.charAt(at);
        if (c == '\n') {
            startsLine = true;
            at++;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (source.startsWith("//", at)) {
            comment(source.indexOf('\n', at), 0);
        } else if (source.startsWith("/*", at)) {
            comment(source.indexOf("*/", at + 2), 2);
        } else {
            token(c);
        }
    }

    private void comment(int close, int width) {
        int end = close < 0 ? source.length() : close + width;
        comments.add(new Range(at, end));
        at = end;
    }

    private void token(char c) {
        if (source.startsWith("\"\"\"", at)) add(Kind.STRING, textBlockEnd());
        else if (c == '"') add(Kind.STRING, quotedEnd(c));
        else if (c == '\'') add(Kind.CHARACTER, quotedEnd(c));
        else if (Character.isJavaIdentifierStart(c) || Character.isHighSurrogate(c)) add(Kind.WORD, wordEnd());
        else if (isDigit(at) || c == '.' && isDigit(at + 1)) add(Kind.NUMBER, numberEnd());
        else if (source.startsWith("...", at)) add(Kind.ELLIPSIS, dotsEnd());
        else if (c == '\u2026') add(Kind.ELLIPSIS, at + 1);
        else if (source.startsWith("->", at) || source.startsWith("::", at)) add(Kind.OPERATOR, at + 2);
        else add(Kind.OPERATOR, at + 1);
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, at, end, source.substring(at, end), startsLine));
        startsLine = false;
        at = end;
    }

    private boolean isDigit(int index) {
        return index < source.length() && Character.isDigit(source.charAt(index));
    }

    private int textBlockEnd() {
        int end = at + 3;
        while ((end = source.indexOf("\"\"\"", end)) >= 0) {
            int slashes = 0;
            while (source.charAt(end - 1 - slashes) == '\\') slashes++;
            if (slashes % 2 == 0) return end + 3;
            end++;
        }
        return source.length();
    }

    private int quotedEnd(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != '\n') {
            if (source.charAt(end) == quote) return end + 1;
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, source.length());
    }

    private int wordEnd() {
        int end = at + 1;
        while (end < source.length() && isWordPart(source.charAt(end))) end++;
        return end;
    }

    private static boolean isWordPart(char c) {
        return Character.isJavaIdentifierPart(c) && c >= ' ' || Character.isLowSurrogate(c);
    }

    private int numberEnd() {
        boolean isHexadecimal = source.startsWith("0x", at) || source.startsWith("0X", at);
        int end = at + 1;
        for (; end < source.length(); end++) {
            char c = source.charAt(end);
            boolean isDot = c == '.' && !source.startsWith("..", end);
            boolean isSign = (c == '+' || c == '-') && !isHexadecimal && "eE".indexOf(source.charAt(end - 1)) >= 0;
            if (!Character.isLetterOrDigit(c) && c != '_' && !isDot && !isSign) break;
        }
        return end;
    }

    private int dotsEnd() {
        int end = at;
        while (end < source.length() && source.charAt(end) == '.') end++;
        return end;
    }

    private static void matchBrackets(List<Token> tokens) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int number = 0; number < tokens.size(); number++) {
            Token token = tokens.get(number);
            if (token.kind != Kind.OPERATOR) continue;
            if (token.isAny("(", "[", "{")) {
                open.push(number);
            } else if (token.isAny(")", "]", "}") && !open.isEmpty()) {
                Token opener = tokens.get(open.peek());
                if (!closes(opener, token)) continue;
                opener.match = number;
                token.match = open.pop();
            }
        }
    }

    private static boolean closes(Token opener, Token closer) {
        return "([{".indexOf(opener.text) == ")]}".indexOf(closer.text);
    }
}
