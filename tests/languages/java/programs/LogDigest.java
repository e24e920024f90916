package logs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the logs of a mill and tells how often each machine complained. */
public class LogDigest {
    private static final Pattern LINE = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}) (?<level>[A-Z]+) (.*)$");

    enum Level { DEBUG, INFO, WARNING, SEVERE }

    record Event(String day, Level level, String text) { }

    static class MalformedLineException extends IOException {
        MalformedLineException(int number, String line) {
            super("line " + number + " is no log line: " + line);
        }
    }

    static Event parse(int number, String line) throws MalformedLineException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedLineException(number, line);
        }
        return new Event(matcher.group(1), Level.valueOf(matcher.group("level")), matcher.group(3));
    }

    List<Event> read(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            int number = 0;
            while ((line = reader.readLine()) != null) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                events.add(parse(number, line));
            }
        }
        return events;
    }

    static String firstLine(String name) {
        try (BufferedReader reader = new BufferedReader(new FileReader(name))) {
            return reader.readLine();
        } catch (IOException problem) {
            return "unreadable: " + problem.getMessage();
        }
    }

    static long countLines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isEmpty()).count();
        }
    }

    static Map<Level, Integer> tally(List<Event> events) {
        Map<Level, Integer> counts = new TreeMap<>();
        for (Event event : events) {
            counts.merge(event.level(), 1, Integer::sum);
        }
        return counts;
    }

    static void write(Path target, Map<Level, Integer> counts) throws IOException {
        Files.createDirectories(target.getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(target, StandardOpenOption.CREATE);
                PrintWriter printer = new PrintWriter(writer)) {
            counts.forEach((level, count) -> printer.printf("%-8s %5d%n", level, count));
        }
    }

    static List<Path> logsIn(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.log")) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && Files.size(entry) > 0) {
                    found.add(entry.toAbsolutePath());
                }
            }
        } catch (NoSuchFileException missing) {
            System.err.println("no folder " + missing.getFile());
        } catch (IOException other) {
            throw new UncheckedIOException(other);
        }
        return found;
    }

    static long sizeOf(Path root) throws IOException {
        final long[] total = {0};
        Files.walkFileTree(root, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                total[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return total[0];
    }

    /** Closes what it was given in the opposite order. */
    static class Closer implements Closeable {
        private final List<Closeable> things = new ArrayList<>();

        <C extends Closeable> C register(C thing) {
            things.add(thing);
            return thing;
        }

        @Override
        public void close() throws IOException {
            for (int i = things.size() - 1; i >= 0; i--) {
                things.get(i).close();
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Paths.get(args.length > 0 ? args[0] : ".");
        LogDigest digest = new LogDigest();
        try (Closer closer = new Closer()) {
            BufferedReader reader = closer.register(new BufferedReader(new StringReader("one\ntwo")));
            reader.lines().map(String::strip).forEach(System.out::println);
        }
        for (Path log : logsIn(folder)) {
            System.out.println(log.getFileName() + " " + tally(digest.read(log)));
        }
    }
}
