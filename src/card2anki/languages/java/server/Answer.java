package card2anki;

import card2anki.Examiner.Finding;
import card2anki.Problem.Edit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what was found in the words of the protocol, with offsets in code points. */
final class Answer {
    private Answer() {}

    static Map<String, Object> of(String id, String source, Finding finding, boolean explains) {
        Map<String, Object> answer = new LinkedHashMap<>();
        Wrapped wrapped = finding.best().wrapped;
        answer.put("id", id);
        answer.put("verdict", finding.verdict());
        answer.put("parses", finding.best().parses);
        answer.put("mode", wrapped.mode().label);
        List<String> imports = new ArrayList<>();
        wrapped.guessed().forEach((type, from) -> imports.add(from + "." + type));
        answer.put("imports", imports);
        List<Object> diagnostics = new ArrayList<>();
        for (Problem problem : finding.problems())
            if (explains || problem.kind.isTold()) diagnostics.add(diagnostic(problem, source));
        answer.put("diagnostics", diagnostics);
        if (explains) {
            answer.put("generated", wrapped.text());
            answer.put("attempts", finding.tried().stream().map(Answer::tried).toList());
        }
        return answer;
    }

    static Map<String, Object> failure(String id, String failure, String detail) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("failure", failure);
        answer.put("detail", detail);
        return answer;
    }

    private static Map<String, Object> tried(Attempt attempt) {
        Map<String, Object> tried = new LinkedHashMap<>();
        tried.put("mode", attempt.wrapped.mode().label);
        tried.put("parses", attempt.parses);
        tried.put("errors", attempt.problems.stream().filter(problem -> problem.isError).count());
        return tried;
    }

    private static Map<String, Object> diagnostic(Problem problem, String source) {
        Map<String, Object> told = new LinkedHashMap<>();
        Range range = shown(problem, source);
        told.put("code", problem.code);
        told.put("kind", problem.kind.name().toLowerCase(java.util.Locale.ROOT));
        told.put("reason", problem.reason);
        told.put("start", points(source, range.start()));
        told.put("end", points(source, range.end()));
        told.put("message", problem.message);
        if (!problem.fix.isEmpty()) {
            told.put("fix", problem.fix.stream().map(edit -> edit(edit, source)).toList());
            told.put("certain", problem.isCertain);
        }
        return told;
    }

    private static Map<String, Object> edit(Edit edit, String source) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("start", points(source, edit.range().start()));
        told.put("end", points(source, edit.range().end()));
        told.put("text", edit.text());
        return told;
    }

    /** Returns what to point at: of a member that is not there its name, else what javac means. */
    private static Range shown(Problem problem, String source) {
        if (problem.kind == Problem.Kind.MISSPELT) return problem.fix.get(0).range();
        int at = problem.position;
        int start = problem.range.start();
        int end = Math.max(start, problem.range.end());
        boolean isFar = source.substring(start, at).indexOf('\n') >= 0;
        if (isFar || problem.kind == Problem.Kind.SYNTAX) start = at;
        boolean isMember = problem.startsWith("cant.resolve", "cant.apply", "report.access", "not.def", "non-static");
        if (isMember && at < end && source.charAt(at) == '.') {
            start = at + 1;
            while (start < end && Character.isWhitespace(source.charAt(start))) start++;
        }
        return new Range(start, end);
    }

    private static int points(String source, int offset) {
        return source.codePointCount(0, Math.min(offset, source.length()));
    }
}
