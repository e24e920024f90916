package card2anki;

import java.util.Set;
import java.util.regex.Pattern;

/** What of Java is newer or older than the JDK that runs: an older one calls new Java wrong. */
final class Newer {
    private static final int VERSION = Runtime.version().feature();
    private static final int RECORD_PATTERNS = 21;
    private static final int UNNAMED = 22;
    private static final int MODULE_IMPORTS = 25;

    /** Methods that got another list of parameters after Java 17. */
    private static final Pattern NEWER_OVERLOADS = Pattern.compile(
            "\\bindexOf\\(.*|\\b(?:sleep|join)\\b.*java\\.time\\.Duration|\\b(?:abs|ceilDiv|clamp)\\(", Pattern.DOTALL);

    private Newer() {}

    /** Says whether a JDK newer than 17 has a member that this one lacks. */
    static boolean isNewer(String type, String member) {
        return VERSION < MODULE_IMPORTS && isAmong(KnownNames.NEWER_MEMBERS, type, member);
    }

    static boolean isRemoved(String type, String member) {
        return isAmong(KnownNames.REMOVED_MEMBERS, type, member);
    }

    private static boolean isAmong(Set<String> names, String type, String member) {
        return names.contains(member) || names.contains(type + "." + member);
    }

    /** Says whether a problem is only that a method or an interface came to a class after Java 17. */
    static boolean isOfNewer(Problem problem) {
        if (VERSION < 19 && problem.message.contains("try-with-resources not applicable"))
            return problem.message.contains("ExecutorService") || problem.message.contains("ForkJoinPool");
        boolean isOverload = problem.startsWith("cant.apply") && NEWER_OVERLOADS.matcher(problem.message).find();
        return VERSION < RECORD_PATTERNS && isOverload || VERSION < UNNAMED && problem.isAbout("call.must.be.first.stmt.in.ctor");
    }

    /** Returns the version of Java that the syntax of a snippet asks for, as far as its tokens tell. */
    private static int versionOf(Tokens tokens) {
        int version = 0;
        for (int number = 0; number < tokens.last(); number++) {
            Token token = tokens.get(number);
            if (token.isAny("instanceof", "case") && opensPattern(tokens, number + 1)) version = Math.max(version, RECORD_PATTERNS);
            if (token.is("when") && tokens.get(number + 1).isWord()) version = Math.max(version, RECORD_PATTERNS);
            if (token.is("_") && !tokens.before(number).isAny("*")) version = Math.max(version, UNNAMED);
            if (token.is("import") && tokens.get(number + 1).is("module")) version = MODULE_IMPORTS;
            boolean isTemplate = token.isAny("STR", "FMT", "RAW") && tokens.get(number + 1).is(".")
                    && tokens.get(number + 2).kind == Token.Kind.STRING;
            if (isTemplate) return Integer.MAX_VALUE; // in no version but as a preview
        }
        return version;
    }

    /** Says whether a type and a parenthesis stand there: {@code Point(int x, int y)}. */
    private static boolean opensPattern(Tokens tokens, int at) {
        while (tokens.get(at).isName() && tokens.get(at + 1).is(".")) at += 2;
        return tokens.get(at).isName() && Character.isUpperCase(tokens.get(at).text.charAt(0)) && tokens.get(at + 1).is("(");
    }

    static boolean needsNewer(Tokens tokens) {
        return versionOf(tokens) > VERSION;
    }
}
