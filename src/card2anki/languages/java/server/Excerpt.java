package card2anki;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tells snippets that do not parse and are no mistake: transcripts, lists, several files, placeholders. */
final class Excerpt {
    /** A longer list is no list. */
    private static final int MOST_LINES = 30;
    private static final Pattern TRANSCRIPT = Pattern.compile(
            "^\\s*(?:jshell>|\\|\\s{2}|\\w+ ==> )|\\A\\s*0?1[.:|)]?\\s[^\\n]*\\n\\s*0?2[.:|)]?\\s", Pattern.MULTILINE);
    /** A comment that tells the value of what stands before it. */
    private static final Pattern RESULT = Pattern.compile("//\\s*(?:=|-)*(?:>|\u2192|\u21d2)");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z]+(?:[_ -][a-z]+)+>");

    private final Compiler compiler;
    private final Snippet snippet;

    Excerpt(Compiler compiler, Snippet snippet) {
        this.compiler = compiler;
        this.snippet = snippet;
    }

    /** Returns why a snippet need not parse, null where nothing tells. */
    String doubt(Problem first) throws IOException {
        if (TRANSCRIPT.matcher(snippet.source()).find()) return "a session of jshell, or numbered lines";
        if (snippet.segments().stream().filter(one -> one.is(Segment.Kind.PACKAGE)).count() > 1) return "several files";
        if (isPlaceholder(first)) return "a placeholder stands there";
        return isListing() ? "a list of expressions" : null;
    }

    /** Says whether each line is an expression, a type or a comment by itself, and none a statement. */
    private boolean isListing() throws IOException {
        boolean hasStatement = snippet.tokens().list().stream().anyMatch(token -> token.is(";"));
        List<String> lines = snippet.source().lines().filter(line -> !line.isBlank()).toList();
        if (hasStatement || lines.size() < 2 || lines.size() > MOST_LINES) return false;
        boolean isOfStatements = !RESULT.matcher(snippet.source()).find();
        for (String line : lines) {
            if (!isExpression(line)) return false;
            isOfStatements &= isStatement(line);
        }
        return !isOfStatements; // whose semicolons are missing
    }

    private boolean isStatement(String line) throws IOException {
        Wrapped wrapped = Wrapper.wrap(Snippet.of(line + "\n;"), Mode.STATEMENTS, new TreeMap<>());
        return compiler.parse(wrapped).parses;
    }

    private boolean isExpression(String line) throws IOException {
        Snippet alone = Snippet.of(line);
        if (alone.segments().isEmpty()) return true; // a comment
        if (alone.declaresVariable()) return false;
        if (compiler.parse(Wrapper.wrap(alone, Mode.EXPRESSION, new TreeMap<>())).parses) return true;
        Snippet type = Snippet.of("Object o = (" + line + ") null;");
        return compiler.parse(Wrapper.wrap(type, Mode.STATEMENTS, new TreeMap<>())).parses;
    }

    private boolean isPlaceholder(Problem problem) {
        int line = snippet.source().lastIndexOf('\n', Math.max(0, problem.position - 1)) + 1;
        int end = snippet.source().indexOf('\n', problem.position);
        String text = snippet.source().substring(line, end < 0 ? snippet.source().length() : end);
        return PLACEHOLDER.matcher(text).find();
    }
}
