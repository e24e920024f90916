package card2anki;

import card2anki.Evidence.Declared;
import card2anki.Problem.Edit;
import card2anki.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds names that are not declared and differ by one letter from one that is: to javac they are as
 * unknown as all that a snippet does not show.
 */
final class Spelling {
    /** Shorter names are near to too many others. */
    private static final int SHORTEST = 3;
    /** In shorter names another letter makes another word: num and sum. */
    private static final int SHORTEST_REPLACED = 4;
    /** Shorter names of classes are near to those of classes that are not shown: Seat and Set. */
    private static final int SHORTEST_CLASS = 6;
    /** A letter at the end that makes another form of a word: items, used, user. */
    private static final String INFLECTIONS = "sdr";
    private static final Set<String> LANGUAGE = Set.of(
            "String", "System", "Integer", "Math", "Object", "Thread", "Exception", "StringBuilder", "Double", "Long",
            "Boolean", "Character", "Runnable", "Override", "Iterable", "Comparable", "RuntimeException",
            "IllegalArgumentException", "IllegalStateException", "NullPointerException", "InterruptedException");

    /** Words of other languages, and what Java calls them. */
    private static final Map<String, String> WORDS = Map.of("True", "true", "False", "false", "NULL", "null", "Null", "null",
            "None", "null", "nil", "null", "string", "String", "bool", "boolean", "integer", "int");

    private Spelling() {}

    /** Says whether a class of the JDK that everybody knows is called like a method. */
    private static boolean lacksNew(Problem problem, String name) {
        boolean isMethod = problem.argument(0).endsWith("method");
        return isMethod && (KnownNames.SURE.contains(name) || LANGUAGE.contains(name));
    }

    /** Turns problems about unknown names into misspelt ones where one near to them is declared. */
    static void judge(Attempt attempt) {
        Snippet snippet = attempt.wrapped.snippet();
        if (Pseudocode.isSaid(snippet.source())) return;
        for (Problem problem : attempt.of(Kind.CONTEXT)) {
            String name = unknownName(problem);
            List<Token> uses = snippet.tokens().list().stream().filter(token -> token.is(name)).toList();
            Optional<Token> use = uses.stream().filter(token -> token.start >= problem.range.start()).findFirst();
            if (name.length() < SHORTEST || !problem.isExact || use.isEmpty()) continue;
            List<String> near = meant(problem, name);
            if (near.isEmpty() && uses.size() == 1) near = near(name, candidates(problem, attempt));
            Range range = new Range(use.get().start, use.get().end);
            if (near.size() != 1 || Classifier.isAnnounced(snippet, range.start())) continue;
            problem.judge(Kind.MISSPELT, near.get(0));
            problem.fix = List.of(new Edit(range, near.get(0)));
        }
    }

    /** Returns what is meant by a word of another language, or by a class that is called like a method. */
    private static List<String> meant(Problem problem, String name) {
        if (WORDS.containsKey(name)) return List.of(WORDS.get(name));
        return lacksNew(problem, name) ? List.of("new " + name) : List.of();
    }

    private static String unknownName(Problem problem) {
        if (problem.isAbout("doesnt.exist")) return problem.argument(0);
        return problem.startsWith("cant.resolve") ? problem.argument(1) : "";
    }

    private static Set<String> candidates(Problem problem, Attempt attempt) {
        Set<String> names = new TreeSet<>();
        String kind = problem.isAbout("doesnt.exist") ? "class" : problem.argument(0).replaceFirst("kindname\\.", "");
        for (Declared one : attempt.declared) if (one.kind().equals(kind)) names.add(one.name());
        if (kind.equals("class")) {
            names.addAll(LANGUAGE);
            names.addAll(KnownNames.SURE);
            names.removeIf(name -> name.length() < SHORTEST_CLASS);
        }
        return names;
    }

    private static List<String> near(String name, Set<String> candidates) {
        List<String> near = new ArrayList<>();
        if (candidates.contains(name) || KnownNames.WORDS.contains(name.toLowerCase(Locale.ROOT))) return near;
        for (String candidate : candidates)
            if (candidate.length() >= SHORTEST && isSlip(name, candidate)) near.add(candidate);
        return near;
    }

    /** Says whether one letter too many, too few, wrong or swapped makes one name of the other. */
    static boolean isSlip(String name, String candidate) {
        int shorter = Math.min(name.length(), candidate.length());
        int longer = Math.max(name.length(), candidate.length());
        if (longer - shorter > 1 || name.equals(candidate)) return false;
        int prefix = 0;
        while (prefix < shorter && name.charAt(prefix) == candidate.charAt(prefix)) prefix++;
        if (longer > shorter) {
            String more = name.length() > candidate.length() ? name : candidate;
            String less = more == name ? candidate : name;
            return more.substring(prefix + 1).equals(less.substring(prefix)) && isSlipOfOne(more, prefix, more == name);
        }
        String rest = name.substring(prefix + 1);
        if (rest.equals(candidate.substring(prefix + 1))) return isReplaced(name, candidate, prefix);
        return prefix + 1 < shorter && name.charAt(prefix) == candidate.charAt(prefix + 1)
                && name.charAt(prefix + 1) == candidate.charAt(prefix)
                && name.substring(prefix + 2).equals(candidate.substring(prefix + 2));
    }

    /** Says whether a letter of a name may be one too many, or too few in the other name. */
    private static boolean isSlipOfOne(String more, int at, boolean isTooMany) {
        char letter = more.charAt(at);
        if (!Character.isLowerCase(letter)) return false; // a prefix, or the number of a thing: PNode, nodeB, node2
        if (at < more.length() - 1) return true;
        return isTooMany ? letter == more.charAt(at - 1) : INFLECTIONS.indexOf(letter) < 0;
    }

    private static boolean isReplaced(String name, String candidate, int at) {
        char one = name.charAt(at);
        char other = candidate.charAt(at);
        if (Character.toLowerCase(one) == Character.toLowerCase(other)) return at > 0;
        return name.length() >= SHORTEST_REPLACED && isLetter(one, at) && isLetter(other, at);
    }

    /** A digit, or a capital that begins a word, tells things apart on purpose: nodeA and nodeB. */
    private static boolean isLetter(char c, int at) {
        return Character.isLowerCase(c) || at == 0 && Character.isLetter(c);
    }
}
