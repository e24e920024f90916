package homemade;

import java.util.ArrayList;
import java.util.List;

/** Everything made at home, under names that the JDK has too. */
public class Homemade {
    static class Stack<T> {
        private final List<T> items = new ArrayList<>();

        void push(T item) {
            items.add(item);
        }

        T pop() {
            if (items.isEmpty()) {
                throw new EmptyException("pop");
            }
            return items.remove(items.size() - 1);
        }

        int depth() {
            return items.size();
        }
    }

    static class Queue<T> {
        private final Stack<T> incoming = new Stack<>();
        private final Stack<T> outgoing = new Stack<>();

        void enqueue(T item) {
            incoming.push(item);
        }

        T dequeue() {
            if (outgoing.depth() == 0) {
                while (incoming.depth() > 0) {
                    outgoing.push(incoming.pop());
                }
            }
            return outgoing.pop();
        }
    }

    static class EmptyException extends RuntimeException {
        EmptyException(String action) {
            super("cannot " + action + ", nothing there");
        }
    }

    static class ParseException extends RuntimeException {
        final int column;

        ParseException(int column) {
            this.column = column;
        }
    }

    static class TimeoutException extends RuntimeException {
        TimeoutException(long millis) {
            super(millis + " ms are over");
        }
    }

    static class Timer {
        private final long limit;
        private long started;

        Timer(long limit) {
            this.limit = limit;
        }

        void begin() {
            started = System.currentTimeMillis();
        }

        void check() {
            long passed = System.currentTimeMillis() - started;
            if (passed > limit) {
                throw new TimeoutException(passed);
            }
        }
    }

    enum Level { QUIET, LOUD }

    static class Logger {
        private final String name;
        private Level level = Level.QUIET;

        Logger(String name) {
            this.name = name;
        }

        static Logger named(String name) {
            return new Logger(name);
        }

        Logger at(Level level) {
            this.level = level;
            return this;
        }

        void write(String text, Object... details) {
            if (level == Level.LOUD) {
                System.out.println(name + ": " + String.format(text, details));
            }
        }
    }

    record Date(int day, int month, int year) {
        boolean before(Date other, boolean sameYear) {
            return year < other.year || sameYear && month < other.month;
        }
    }

    record Entry<K, V>(K key, V value, int hash) {
        Entry(K key, V value) {
            this(key, value, key.hashCode());
        }
    }

    static class Path {
        private final List<Point> points = new ArrayList<>();

        Path to(double x, double y) {
            points.add(new Point(x, y));
            return this;
        }

        double length() {
            double length = 0;
            for (int i = 1; i < points.size(); i++) {
                length += points.get(i).distance(points.get(i - 1));
            }
            return length;
        }
    }

    static class Point {
        final double x;
        final double y;

        Point(double x, double y) {
            this.x = x;
            this.y = y;
        }

        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    abstract static class Process {
        private int priority;

        abstract void execute(Timer timer);

        Process withPriority(int priority) {
            this.priority = priority;
            return this;
        }
    }

    static int readDigits(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isDigit(c)) {
                throw new ParseException(i);
            }
            value = 10 * value + (c - '0');
        }
        return value;
    }

    static int runAll(List<Process> processes, Logger logger) {
        Timer timer = new Timer(500);
        timer.begin();
        int run = 0;
        for (Process process : processes) {
            process.execute(timer);
            logger.write("process %d of priority %d", run, process.priority);
            run++;
            timer.check();
        }
        return run;
    }

    static double walk() {
        Path path = new Path().to(0, 0).to(3, 4);
        Point end = path.points.get(1);
        Stack<Point> back = new Stack<>();
        back.push(end);
        System.out.println(back.depth() + " step back");
        return path.length();
    }

    public static void main(String[] args) {
        Logger logger = Logger.named("home").at(Level.LOUD);
        Queue<String> line = new Queue<>();
        line.enqueue("first");
        line.enqueue("second");
        logger.write("served %s", line.dequeue());
        Date easter = new Date(31, 3, 2024);
        Date whitsun = new Date(19, 5, 2024);
        logger.write("in order: %b", easter.before(whitsun, true));
        Entry<String, Integer> entry = new Entry<>("pears", 4);
        logger.write("%s has hash %d", entry.key(), entry.hash());
        Process idle = new Process() {
            @Override
            void execute(Timer timer) {
                timer.check();
            }
        };
        System.out.println(runAll(List.of(idle.withPriority(3)), logger) + " " + walk());
    }
}
