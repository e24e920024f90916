package card2anki;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as far as the protocol needs it: objects are maps, arrays lists, numbers doubles. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Reads a value. Throws IllegalArgumentException where the text is no JSON. */
    static Object read(String text) {
        Json json = new Json(text);
        try {
            return json.value();
        } catch (StringIndexOutOfBoundsException tooShort) {
            throw new IllegalArgumentException("JSON ends early", tooShort);
        }
    }

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private Object value() {
        skipBlanks();
        char c = text.charAt(at);
        if (c == '{') return object();
        if (c == '[') return array();
        if (c == '"') return string();
        return word();
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (!closes('}')) {
            String key = string();
            skipBlanks();
            expect(':');
            object.put(key, value());
        }
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        while (!closes(']')) array.add(value());
        return array;
    }

    /** Passes a comma, or the end. */
    private boolean closes(char end) {
        skipBlanks();
        if (text.charAt(at) == ',') {
            at++;
            skipBlanks();
        }
        if (text.charAt(at) != end) return false;
        at++;
        return true;
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) throw new IllegalArgumentException("no '" + c + "' at " + (at - 1));
    }

    private void skipBlanks() {
        while (text.charAt(at) <= ' ') at++;
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> Double.valueOf(word);
        };
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        switch (c) {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default: return c;
        }
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> object) {
            char before = '{';
            if (object.isEmpty()) out.append('{');
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                out.append(before);
                write(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                before = ',';
            }
            out.append('}');
        } else if (value instanceof Iterable<?> array) {
            char before = '[';
            if (!array.iterator().hasNext()) out.append('[');
            for (Object one : array) {
                out.append(before);
                write(one, out);
                before = ',';
            }
            out.append(']');
        } else if (value instanceof CharSequence string) {
            writeString(string, out);
        } else {
            out.append(value);
        }
    }

    private static void writeString(CharSequence string, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < string.length(); index++) {
            char c = string.charAt(index);
            boolean isPlain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
            if (isPlain) out.append(c);
            else out.append(String.format("\\u%04x", (int) c));
        }
        out.append('"');
    }
}
