package card2anki;

import java.util.Map;

/** A snippet with all around it that makes it a compilation unit; {@code guessed} imports by type. */
record Wrapped(Snippet snippet, Mode mode, Generated generated, Map<String, String> guessed, String className) {
    String text() {
        return generated.toString();
    }
}
