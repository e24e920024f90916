package card2anki;

import card2anki.Problem.Edit;
import card2anki.Problem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Finds edits after which a snippet parses: only what does is called a repair. */
final class Repairer {
    static final String HIDDEN = "card2anki.hidden.brace";
    /** A text with more missing is written in another language. */
    private static final int MOST_SEMICOLONS = 3;
    private static final int MOST_BRACES = 3;

    private final Compiler compiler;
    private final Snippet snippet;

    Repairer(Compiler compiler, Snippet snippet) {
        this.compiler = compiler;
        this.snippet = snippet;
    }

    /** Returns a problem with its repair, or the one given where none is known. */
    Problem repair(Problem problem) throws IOException {
        List<Edit> hidden = uncovered();
        if (!hidden.isEmpty() && parses(hidden)) {
            Range first = hidden.get(0).range();
            Problem cause = new Problem(HIDDEN, "the comment hides the bracket at its end", first, Kind.SYNTAX, "does not parse");
            cause.fix = hidden;
            cause.isCertain = true;
            return cause;
        }
        boolean isOpen = problem.isAbout("premature.eof");
        List<Edit> edits = isOpen ? closed() : problem.argument(0).equals("')'") ? parenthesis(problem) : semicolons(problem);
        if (!edits.isEmpty() && parses(edits)) {
            problem.fix = edits;
            problem.isCertain = !isOpen || isIndented();
        }
        return problem;
    }

    /** Returns the edits that take brackets out of comments that stand behind code. */
    private List<Edit> uncovered() {
        List<Edit> edits = new ArrayList<>();
        Tokens tokens = snippet.tokens();
        for (Range comment : tokens.comments()) {
            Token before = tokens.before(tokens.at(comment.start()));
            boolean isBehindCode = before.end > 0 && before.end <= comment.start()
                    && snippet.source().substring(before.end, comment.start()).indexOf('\n') < 0;
            String text = tokens.text(comment).stripTrailing();
            int closers = startOfClosers(text);
            if (!isBehindCode || text.contains("*/") || closers == text.length()) continue;
            String said = text.substring(0, closers).replaceFirst("^/+", "").strip();
            edits.add(new Edit(comment, (said.isEmpty() ? "" : "/* " + said + " */ ") + text.substring(closers).strip()));
        }
        return edits;
    }

    /** Returns where the brackets at the end of a comment begin. */
    private static int startOfClosers(String text) {
        int at = text.length();
        while (at > 2 && "})]; ".indexOf(text.charAt(at - 1)) >= 0) at--;
        return at;
    }

    /** Returns the edit that closes at the end what is open there. */
    private List<Edit> closed() {
        StringBuilder closing = new StringBuilder();
        int braces = 0;
        for (int number = snippet.tokens().last() - 1; number >= 0; number--) {
            Token token = snippet.tokens().get(number);
            if (token.match >= 0 || token.kind != Token.Kind.OPERATOR || !token.isAny("(", "[", "{", ")", "]", "}")) continue;
            if (!token.is("{")) return List.of();
            closing.append('\n').append(indentOf(token)).append('}');
            braces++;
        }
        if (braces == 0 || braces > MOST_BRACES) return List.of();
        int end = snippet.source().stripTrailing().length();
        return List.of(new Edit(new Range(end, end), closing.toString()));
    }

    /** Says whether each brace that closes a line's block is indented as that line: else one in the midst is missing. */
    private boolean isIndented() {
        for (Token token : snippet.tokens().list()) {
            if (!token.is("}") || token.match < 0 || !token.startsLine) continue;
            if (!indentOf(token).equals(indentOf(snippet.tokens().get(token.match)))) return false;
        }
        return true;
    }

    /** Returns the parenthesis that is missing before the end of a statement. */
    private List<Edit> parenthesis(Problem problem) {
        int at = problem.position;
        Token following = snippet.tokens().get(snippet.tokens().at(at));
        return problem.isExact && following.isAny(";", "{") ? List.of(new Edit(new Range(at, at), ")")) : List.of();
    }

    private String indentOf(Token token) {
        int line = snippet.source().lastIndexOf('\n', token.start) + 1;
        int end = line;
        while (" \t".indexOf(snippet.source().charAt(end)) >= 0) end++;
        return snippet.source().substring(line, end);
    }

    /** Returns the insertions of semicolons that javac asks for, one after the other. */
    private List<Edit> semicolons(Problem problem) throws IOException {
        List<Edit> edits = new ArrayList<>();
        Problem next = problem;
        while (next != null && edits.size() <= MOST_SEMICOLONS) {
            boolean isSemicolon = next.isAbout("expected") && next.argument(0).equals("';'") && next.isExact;
            int at = isSemicolon ? originalOffset(next.position, edits) : -1;
            if (!isSemicolon || !endsLine(at)) return List.of();
            if (edits.stream().anyMatch(edit -> edit.range().start() == at)) return List.of();
            edits.add(new Edit(new Range(at, at), ";"));
            next = firstProblem(edited(edits));
        }
        edits.sort(Comparator.comparingInt(edit -> edit.range().start()));
        return edits.size() > MOST_SEMICOLONS ? List.of() : edits;
    }

    /** A statement that ends in the midst of a line is none. */
    private boolean endsLine(int offset) {
        Token following = snippet.tokens().get(snippet.tokens().at(offset));
        return !following.is("{") && (following.startsLine || following.is("}"));
    }

    private static int originalOffset(int offset, List<Edit> inserted) {
        List<Edit> sorted = new ArrayList<>(inserted);
        sorted.sort(Comparator.comparingInt(edit -> edit.range().start()));
        int original = offset;
        int shift = 0;
        for (Edit edit : sorted) {
            if (edit.range().start() + shift >= offset) break;
            shift += edit.text().length();
            original = offset - shift;
        }
        return original;
    }

    private boolean parses(List<Edit> edits) throws IOException {
        return firstProblem(edited(edits)) == null;
    }

    private Problem firstProblem(String source) throws IOException {
        Snippet repaired = Snippet.of(source);
        Attempt attempt = compiler.parse(Wrapper.wrap(repaired, repaired.mode(), new TreeMap<>()));
        List<Problem> syntax = attempt.of(Kind.SYNTAX);
        return syntax.isEmpty() ? null : syntax.get(0);
    }

    private String edited(List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(edit -> edit.range().start()));
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Edit edit : sorted) {
            text.append(snippet.source(), at, edit.range().start()).append(edit.text());
            at = edit.range().end();
        }
        return text.append(snippet.source(), at, snippet.source().length()).toString();
    }
}
