package notices;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Methods with the names of those of Object but other parameters, and objects that pass themselves on. */
public class Notices {
    interface Board {
        void pin(String notice);

        int count();

        String toString();

        boolean equals(Object other);
    }

    static class Base {
        protected final List<String> notices = new ArrayList<>();

        void notify(String notice) {
            notices.add(notice);
        }

        void wait(int days, String reason) {
            notify("waits " + days + " days for " + reason);
        }

        String toString(String separator) {
            return String.join(separator, notices);
        }

        boolean equals(String one, String other) {
            return one.equalsIgnoreCase(other);
        }

        int hashCode(int seed) {
            return 31 * seed + notices.size();
        }
    }

    static class Janitor extends Base implements Runnable, Iterable<String>, Comparable<Janitor> {
        private final String name;
        private Thread thread;

        Janitor(String name) {
            this.name = name;
        }

        void start(ExecutorService pool) {
            pool.submit(this);
            thread = new Thread(this, name);
            thread.start();
        }

        @Override
        public void run() {
            notify("swept by " + name);
            wait(2, "paint");
            System.out.println(toString(", "));
        }

        @Override
        public Iterator<String> iterator() {
            return notices.iterator();
        }

        @Override
        public int compareTo(Janitor other) {
            return name.compareTo(other.name);
        }

        String longest() {
            String longest = "";
            for (String notice : this) {
                if (notice.length() > longest.length()) {
                    longest = notice;
                }
            }
            return longest;
        }

        boolean isFirstOf(List<Janitor> all) {
            Comparable<Janitor> mine = this;
            Janitor first = Collections.min(all);
            return mine.compareTo(first) <= 0 && hashCode(7) != 0;
        }

        Janitor copy() throws CloneNotSupportedException {
            Janitor copy = new Janitor(name);
            copy.notices.addAll(notices);
            return copy;
        }
    }

    static class Alphabetical implements Comparator<Janitor>, Cloneable {
        @Override
        public int compare(Janitor one, Janitor other) {
            return one.name.compareTo(other.name);
        }

        List<Janitor> apply(List<Janitor> janitors) {
            List<Janitor> sorted = new ArrayList<>(janitors);
            sorted.sort(this);
            Comparator<Janitor> backwards = this.reversed();
            System.out.println("last: " + Collections.min(sorted, backwards).name);
            return sorted;
        }

        @Override
        protected Alphabetical clone() throws CloneNotSupportedException {
            return (Alphabetical) super.clone();
        }
    }

    static class Window implements Consumer<String> {
        private final List<Consumer<String>> watchers = new ArrayList<>();
        private Window parent;

        Window inside(Window parent) {
            this.parent = parent;
            parent.watchers.add(this);
            return this;
        }

        @Override
        public void accept(String notice) {
            for (Consumer<String> watcher : watchers) {
                if (watcher != this) {
                    watcher.accept(notice);
                }
            }
            if (parent == null) {
                print(notice, 2);
            }
        }

        private void print(String notice) {
            System.out.println(notice);
        }

        private void print(String notice, int times) {
            for (int i = 0; i < times; i++) {
                print(notice);
            }
        }

        Consumer<String> loudly() {
            Consumer<String> self = this::accept;
            return self.andThen(notice -> this.print(notice.toUpperCase()));
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Janitor janitor = new Janitor("Pavel");
        janitor.start(pool);
        pool.shutdown();
        janitor.notify("done");
        System.out.println(janitor.equals("a", "A") + " " + janitor.longest());
        List<Janitor> staff = new Alphabetical().apply(List.of(janitor, new Janitor("Olga")));
        System.out.println(staff.size() + " " + janitor.isFirstOf(staff));
        Window house = new Window();
        Window room = new Window().inside(house);
        house.loudly().accept("fire drill at noon");
        room.accept("nothing");
    }
}
