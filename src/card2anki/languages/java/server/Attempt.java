package card2anki;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What javac says of a snippet in one mode. */
final class Attempt {
    final Wrapped wrapped;
    final List<Problem> problems = new ArrayList<>();
    boolean parses;
    /** Whether javac itself failed after parsing, so that only the syntax is known. */
    boolean isCrashed;
    /** What the snippet declares, for hints at misspelt names. */
    Set<Evidence.Declared> declared = Set.of();

    Attempt(Wrapped wrapped) {
        this.wrapped = wrapped;
    }

    /** Says whether statements give a value back, which the method around them does not. */
    boolean returnsFromVoid() {
        boolean hasMethod = wrapped.mode() == Mode.STATEMENTS || wrapped.mode() == Mode.TYPES_AND_STATEMENTS;
        return hasMethod && problems.stream().anyMatch(problem ->
                problem.isAbout("prob.found.req") && problem.message.contains("unexpected return value"));
    }

    List<Problem> of(Problem.Kind kind) {
        return problems.stream().filter(problem -> problem.kind == kind).toList();
    }

    int firstSyntaxError() {
        return of(Problem.Kind.SYNTAX).stream().mapToInt(problem -> problem.position).min().orElse(Integer.MAX_VALUE);
    }

    /** Says whether this mode fits better than another: it parses, or gets further with fewer errors. */
    boolean isBetterThan(Attempt other) {
        if (parses || other.parses) return parses && !other.parses;
        return firstSyntaxError() > other.firstSyntaxError()
                && of(Problem.Kind.SYNTAX).size() <= other.of(Problem.Kind.SYNTAX).size();
    }
}
