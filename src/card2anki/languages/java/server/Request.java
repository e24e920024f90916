package card2anki;

import card2anki.Context.Neighbour;
import card2anki.Examiner.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of the protocol: a snippet to compile, or a command. */
record Request(String id, String command, String source, List<Map<?, ?>> neighbours, String mode, boolean explains) {
    /** Reads a line. Throws IllegalArgumentException where it is none of the protocol. */
    static Request read(String line) {
        if (!(Json.read(line) instanceof Map<?, ?> told)) throw new IllegalArgumentException("no object: " + line);
        List<Map<?, ?>> neighbours = new ArrayList<>();
        if (told.get("context") instanceof List<?> context) {
            for (Object one : context) neighbours.add((Map<?, ?>) one);
        }
        return new Request((String) told.get("id"), (String) told.get("command"), unixed(told.get("source")),
                neighbours, (String) told.get("mode"), Boolean.TRUE.equals(told.get("explain")));
    }

    /** A line break is one character for javac's positions, too. */
    private static String unixed(Object text) {
        return text == null ? "" : ((String) text).replace('\r', ' ');
    }

    /** Returns what is asked; to read the neighbours takes as long as they are. */
    Question question() {
        List<Neighbour> read = neighbours.stream().map(one ->
                Neighbour.of(unixed(one.get("source")), Boolean.TRUE.equals(one.get("near")))).toList();
        return new Question(source, read, mode == null ? null : Mode.of(mode));
    }

    static Map<String, Object> memory(String id) {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("used", runtime.totalMemory() - runtime.freeMemory());
        answer.put("total", runtime.totalMemory());
        return answer;
    }
}
