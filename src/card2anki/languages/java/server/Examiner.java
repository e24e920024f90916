package card2anki;

import card2anki.Context.Neighbour;
import card2anki.Problem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Says what is wrong with a snippet: finds how to wrap it, and what of javac's errors is true. */
final class Examiner {
    /** The modes to try where the one that the segments suggest does not parse. */
    private static final List<Mode> OTHERS = List.of(
            Mode.STATEMENTS, Mode.UNIT, Mode.MEMBERS, Mode.EXPRESSION, Mode.SWITCH, Mode.SWITCH_EXPRESSION, Mode.MIXED);

    private final Compiler compiler;
    private final ImportIndex index;

    Examiner(ImportIndex index) {
        this.index = index;
        this.compiler = new Compiler(index);
    }

    /** What is asked of a snippet; no mode is forced where it is null. */
    record Question(String source, List<Neighbour> neighbours, Mode forced) {}

    /** What is found: the attempt that fits best, its problems, and all modes that were tried. */
    record Finding(Attempt best, List<Problem> problems, List<Attempt> tried) {
        String verdict() {
            if (has(Kind.SYNTAX) || has(Kind.SEMANTIC) || has(Kind.MISSPELT)) return "wrong";
            if (has(Kind.DOUBTFUL) || has(Kind.REDECLARATION) || has(Kind.INTENDED) || best.isCrashed) return "doubtful";
            return has(Kind.CONTEXT) || has(Kind.ELIDED) || has(Kind.ENVIRONMENT) ? "context" : "clean";
        }

        private boolean has(Kind kind) {
            return problems.stream().anyMatch(problem -> problem.kind == kind);
        }
    }

    Finding examine(Question question) throws IOException {
        Snippet snippet = Snippet.of(question.source());
        Context context = new Context(question.neighbours());
        List<Attempt> tried = new ArrayList<>();
        Mode mode = question.forced() != null ? question.forced() : snippet.mode();
        Attempt best = attempt(snippet, mode, context, tried);
        if (question.forced() == null && !best.parses) best = fitting(snippet, best, context, tried);
        if (best.returnsFromVoid()) best = attempt(snippet, Mode.RETURNING, context, tried);
        if (!best.parses) return new Finding(best, syntax(snippet, best), tried);
        best = withContext(snippet, best, context, tried);
        doubtGuesses(snippet, best, context, tried);
        Spelling.judge(best);
        return new Finding(best, best.problems, tried);
    }

    private Attempt attempt(Snippet snippet, Mode mode, Context context, List<Attempt> tried) throws IOException {
        TreeMap<String, String> guessed = snippet.guessImports(index, context.names(), false);
        Attempt attempt = compiler.attempt(Wrapper.wrap(snippet, mode, guessed), List.of());
        tried.add(attempt);
        return attempt;
    }

    /** Returns the attempt in the mode that fits best. */
    private Attempt fitting(Snippet snippet, Attempt first, Context context, List<Attempt> tried) throws IOException {
        if (first.wrapped.mode() == Mode.MODULE) return first;
        Attempt best = first;
        for (Mode mode : OTHERS) {
            if (mode == first.wrapped.mode() || mode == Mode.EXPRESSION && snippet.declaresVariable()) continue;
            Attempt other = attempt(snippet, mode, context, tried);
            if (other.isBetterThan(best)) best = other;
            if (best.parses) break;
        }
        return best;
    }

    /** Returns the first error of a snippet that does not parse, with what would mend it. */
    private List<Problem> syntax(Snippet snippet, Attempt attempt) throws IOException {
        List<Problem> errors = attempt.of(Kind.SYNTAX);
        if (errors.isEmpty()) return attempt.problems;
        Problem first = errors.get(0);
        String doubt = new Excerpt(compiler, snippet).doubt(first);
        if (Newer.needsNewer(snippet.tokens())) first.judge(Kind.ENVIRONMENT, "needs another version of Java");
        else if (Classifier.isAnnounced(snippet, first.position)) first.judge(Kind.INTENDED, Classifier.ANNOUNCED);
        else if (doubt != null) first.judge(Kind.DOUBTFUL, doubt);
        else first = new Repairer(compiler, snippet).repair(first);
        List<Problem> found = new ArrayList<>(attempt.of(Kind.ENVIRONMENT));
        if (!found.contains(first)) found.add(first);
        return found;
    }

    /** Compiles once more beside the types that other snippets declare; what only they show wrong may be in doubt. */
    private Attempt withContext(Snippet snippet, Attempt alone, Context context, List<Attempt> tried) throws IOException {
        Set<String> needed = context.neededBy(snippet);
        if (needed.isEmpty() || alone.of(Kind.CONTEXT).isEmpty()) return alone;
        Attempt together = compiler.attempt(alone.wrapped, context.units(needed, snippet, index));
        tried.add(together);
        if (!together.parses || together.isCrashed) return alone;
        if (!context.isSure(needed, index))
            doubtAllBut(alone, together, "rests on a class that another snippet shows");
        return together;
    }

    /** Doubts what holds only if all guessed imports are right, the rare ones too. */
    private void doubtGuesses(Snippet snippet, Attempt best, Context context, List<Attempt> tried) throws IOException {
        Set<String> disproved = disproved(best);
        boolean isSure = disproved.isEmpty() && KnownNames.SURE.containsAll(best.wrapped.guessed().keySet());
        if (isSure || best.of(Kind.SEMANTIC).isEmpty()) return;
        TreeMap<String, String> sure = snippet.guessImports(index, context.names(), true);
        sure.keySet().removeAll(disproved);
        Wrapped wrapped = Wrapper.wrap(snippet, best.wrapped.mode(), sure);
        Attempt other = compiler.attempt(wrapped, context.units(context.neededBy(snippet), snippet, index));
        tried.add(other);
        doubtAllBut(other, best, "holds only if the guessed imports are right");
    }

    /** Returns the guessed types that are not those that are meant: they take other type arguments. */
    private static Set<String> disproved(Attempt attempt) {
        Set<String> names = new HashSet<>();
        for (Problem problem : attempt.problems) {
            if (!problem.isAbout("wrong.number.type.args", "type.doesnt.take.params")) continue;
            int start = problem.range.start();
            for (Token token : attempt.wrapped.snippet().tokens().list())
                if (token.start <= start && start <= token.end || token.end == start) names.add(token.text);
        }
        names.retainAll(attempt.wrapped.guessed().keySet());
        return names;
    }

    private static void doubtAllBut(Attempt sure, Attempt judged, String reason) {
        Set<String> keys = new HashSet<>();
        for (Problem problem : sure.of(Kind.SEMANTIC)) keys.add(problem.key());
        for (Problem problem : judged.of(Kind.SEMANTIC))
            if (!keys.contains(problem.key())) problem.judge(Kind.DOUBTFUL, reason);
    }
}
