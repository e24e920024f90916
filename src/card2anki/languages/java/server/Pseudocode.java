package card2anki;

import java.util.regex.Pattern;

/** Snippets that call themselves pseudocode: what parses of them is right only by chance. */
final class Pseudocode {
    private static final Pattern SAYS_SO = Pattern.compile("(?i)(?://|/\\*|#)[^\\n]{0,80}\\bpseudo-?\\s?code");

    private Pseudocode() {}

    static boolean isSaid(String source) {
        return SAYS_SO.matcher(source).find();
    }
}
