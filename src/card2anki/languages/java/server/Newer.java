package card2anki;

import java.util.Set;

/** What of Java is newer or older than the JDK that runs: an older one calls new Java wrong. */
final class Newer {
    private static final int VERSION = Runtime.version().feature();
    private static final int RECORD_PATTERNS = 21;
    private static final int UNNAMED = 22;
    private static final int MODULE_IMPORTS = 25;

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
