package card2anki;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises texts that do not parse since they are no Java: what each other language has and Java has
 * not. It is asked of nothing else, so it need not be complete.
 */
final class Foreign {
    static final String CODE = "card2anki.not.java";
    private static final Map<String, Pattern> SIGNS = new LinkedHashMap<>();

    static {
        sign("pseudocode", "(?i)(?://|/\\*|#)[^\\n]{0,80}\\bpseudo-?\\s?code");
        sign("C or C++", "^\\s*#\\s*(?:include|define|ifdef|ifndef|pragma)\\b|\\bstd::\\w|\\b(?:unsigned|typedef|sizeof|printf)\\b"
                + "|\\bu?int(?:8|16|32|64)_t\\b|\\b(?:const\\s+)?(?:char|void|int|float|double)\\s*\\*\\s*\\w|\\w->\\w+\\s*[-+=;]"
                + "|\\b__\\w+|\\basm\\s+volatile|\\bnullptr\\b|\\(\\w+\\s*\\*\\)|\\b_mm_\\w+");
        sign("C#", "\\busing\\s+System\\b|\\bnamespace\\s+\\w|\\bforeach\\s*\\(var\\b|\\bget;\\s*set;|[(,]\\s*(?:out|ref)\\s+\\w+\\s*[,)]");
        sign("Python", "^\\s*def\\s+\\w+\\s*\\(.{0,200}:\\s*$|^\\s*elif\\b|^\\s*from\\s+[\\w.]+\\s+import\\b|^\\s*import\\s+\\w+\\s*$");
        sign("Kotlin", "\\bfun\\s+\\w+\\s*\\(|\\bval\\s+\\w+\\s*[:=]");
        sign("JavaScript", "\\bconsole\\.log\\b|\\b(?:const|let)\\s+\\w+\\s*=|=>\\s*\\{|===");
        sign("a template", "<%|^\\s*</?[a-zA-Z]+[^<>\\n]{0,200}>\\s*$");
        sign("a shell command", "^\\s*(?:\\$\\s|(?:java|javac|jar|mvn|export|cd|ls|echo|sudo|apt|git|docker|curl)\\s+[-./\\w])[^;{}()]*$");
        sign("pseudocode", "\\bfunction\\s+\\w+\\s*\\(|\\bforeach\\s*\\(|(?i:\\bfor\\s+each\\b|\\bend\\s+(?:if|for|while)\\b|\\bthen\\s*$)"
                + "|\\bfor\\s*\\(\\s*\\w+\\s+from\\b|\\b(?:if|while)\\s*\\([^()\\n]{0,80}\\b(?:is|exists|such|not)\\s|:=|<-(?!-)|\u2190");
    }

    private Foreign() {}

    private static void sign(String language, String pattern) {
        // two rows for one language: what is sure comes first
        SIGNS.put(SIGNS.containsKey(language) ? language + " " : language, Pattern.compile(pattern, Pattern.MULTILINE));
    }

    /** A language that a text reads like, and what tells. */
    record Sign(String language, Range range) {}

    /** Returns what a text reads like that is no Java, null where nothing tells. */
    static Sign find(String source) {
        for (Map.Entry<String, Pattern> sign : SIGNS.entrySet()) {
            Matcher found = sign.getValue().matcher(source);
            if (!found.find()) continue;
            int start = found.start();
            while (Character.isWhitespace(source.charAt(start))) start++;
            return new Sign(sign.getKey().strip(), new Range(start, found.end()));
        }
        return null;
    }

    /** Says whether a snippet calls itself pseudocode. */
    static boolean isPseudocode(String source) {
        return SIGNS.get("pseudocode").matcher(source).find();
    }
}
