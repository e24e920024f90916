package words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Small jobs on text: counting, reversing, reading tables and filling templates. */
public class WordCraft {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern MAIL =
            Pattern.compile("[\\w.]+@(\\w+\\.)+[a-z]{2,}", Pattern.CASE_INSENSITIVE);
    private static final String LETTER = """
            Dear ${name},

            your order of ${count} "${thing}" was sent today.
            """;

    static boolean isPalindrome(String text) {
        int left = 0;
        int right = text.length() - 1;
        while (left < right) {
            if (text.charAt(left++) != text.charAt(right--)) {
                return false;
            }
        }
        return true;
    }

    static Map<Character, Integer> letters(String text) {
        Map<Character, Integer> counts = new LinkedHashMap<>();
        for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetter(letter)) {
                counts.put(letter, counts.getOrDefault(letter, 0) + 1);
            }
        }
        return counts;
    }

    static String reverseWords(String sentence) {
        String[] words = sentence.trim().split("\\s+");
        StringBuilder reversed = new StringBuilder();
        for (int i = words.length - 1; i >= 0; i--) {
            reversed.append(words[i]);
            if (i > 0) {
                reversed.append(' ');
            }
        }
        return reversed.toString();
    }

    static String fill(String template, Map<String, ?> values) {
        Matcher matcher = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            Object value = values.get(matcher.group(1));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(value)));
        }
        matcher.appendTail(filled);
        return filled.toString();
    }

    static List<String> splitRow(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    static int[] readNumbers(String line) {
        Scanner scanner = new Scanner(line);
        List<Integer> numbers = new ArrayList<>();
        while (scanner.hasNextInt()) {
            numbers.add(scanner.nextInt());
        }
        scanner.close();
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    static String initials(String name) {
        StringJoiner joiner = new StringJoiner(". ", "", ".");
        StringTokenizer parts = new StringTokenizer(name, " -");
        while (parts.hasMoreTokens()) {
            joiner.add(parts.nextToken().substring(0, 1).toUpperCase());
        }
        return joiner.toString();
    }

    static List<String> addresses(String text) {
        return MAIL.matcher(text).results().map(MatchResult::group).collect(Collectors.toList());
    }

    static String caesar(String plain, int shift) {
        char[] coded = plain.toCharArray();
        for (int i = 0; i < coded.length; i++) {
            char c = coded[i];
            if (c >= 'a' && c <= 'z') {
                coded[i] = (char) ('a' + (c - 'a' + shift + 26) % 26);
            }
        }
        return new String(coded);
    }

    static boolean areAnagrams(String one, String other) {
        char[] first = one.toCharArray();
        char[] second = other.toCharArray();
        Arrays.sort(first);
        Arrays.sort(second);
        return Arrays.equals(first, second);
    }

    public static void main(String... args) {
        Map<String, Object> values = Map.of("name", "Ruth", "count", 3, "thing", "Lamp");
        System.out.println(fill(LETTER, values));
        String line = "to be or not to be";
        System.out.println(reverseWords(line) + " / " + letters(line));
        System.out.println(String.join("|", splitRow("a,\"b,c\",d")));
        System.out.println("=".repeat(20));
    }
}
