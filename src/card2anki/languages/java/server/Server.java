package card2anki;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers requests to compile snippets: a line of JSON in, a line of JSON out; the protocol is
 * described in docs/compile-server.md. It ends when its input does. Nothing is written, executed or
 * loaded but what it is made of.
 */
public final class Server {
    private static final int PROTOCOL = 1;
    private static final int TIMED_OUT = 3;
    private static final int BROKEN = 4;
    private static final long STACK_BYTES = 4L << 20;
    private static final long WATCH_MS = 50;
    /** The clock of threads takes long to load, and few requests take so long. */
    private static final long UNWATCHED_MS = 400;
    private static final long NANOS_PER_MS = 1_000_000;

    private final PrintStream out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<Worker> workers = new ArrayList<>();
    private final ImportIndex index = new ImportIndex();

    private Server(PrintStream out) throws IOException {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err); // the output is for answers only
        Server server = new Server(out);
        server.start(Integer.getInteger("card2anki.threads", 1));
        server.say(Map.of("ready", Map.of("protocol", PROTOCOL, "java", System.getProperty("java.version"))));
        server.read();
        Runtime.getRuntime().halt(0); // whoever asked is gone
    }

    private void start(int threads) {
        for (int number = 0; number < threads; number++) {
            Worker worker = new Worker();
            workers.add(worker);
            worker.thread = new Thread(null, worker::work, "worker " + number, STACK_BYTES);
            worker.thread.setUncaughtExceptionHandler(Server::end);
            worker.thread.start();
        }
        Thread watchdog = new Thread(this::watch, "watchdog");
        watchdog.setDaemon(true);
        watchdog.setUncaughtExceptionHandler(Server::end);
        watchdog.start();
    }

    /** Ends the program where it can't go on, so that nobody waits for it. */
    private static void end(Thread thread, Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(BROKEN);
    }

    private void read() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
        for (String line = in.readLine(); line != null; line = in.readLine()) if (!line.isBlank()) lines.add(line);
    }

    private void say(Map<String, ?> answer) {
        String line = Json.write(answer);
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    // -- the watchdog

    /** Ends the program when a request takes too long: javac can't be stopped in any other way. */
    private void watch() {
        long most = Long.getLong("card2anki.cpu-limit-ms", 2000);
        long longest = Long.getLong("card2anki.wall-limit-ms", 10_000);
        try {
            while (true) {
                Thread.sleep(WATCH_MS);
                for (Worker worker : workers) stopIfLate(worker, most, longest);
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopIfLate(Worker worker, long most, long longest) {
        Job job = worker.job;
        if (job == null) return;
        long waited = (System.nanoTime() - job.started) / NANOS_PER_MS;
        if (waited < UNWATCHED_MS) return;
        long worked = job.worked(waited, Cpu.nanos(worker.thread));
        if (worked < most && waited < longest || worker.job != job) return;
        boolean isAtFault = worked >= most; // else the machine was busy with other things
        say(Answer.failure(job.id, isAtFault ? "time" : "late", (isAtFault ? worked : waited) + " ms"));
        Runtime.getRuntime().halt(TIMED_OUT);
    }

    /** The time a thread has worked; that of another machine's load does not count. */
    private static final class Cpu {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        @SuppressWarnings("deprecation") // threadId() came with Java 19
        static long nanos(Thread thread) {
            return THREADS.getThreadCpuTime(thread.getId());
        }
    }

    // -- the workers

    /** A request in work. The watchdog begins to count its work when it has taken a while. */
    private static final class Job {
        private final String id;
        private final long started = System.nanoTime();
        private long before;
        private long base = -1;

        Job(String id) {
            this.id = id;
        }

        /** Returns for how many milliseconds a thread has worked on this; the time before counts whole. */
        long worked(long waited, long cpu) {
            if (base < 0) {
                base = cpu;
                before = waited;
            }
            return before + (cpu - base) / NANOS_PER_MS;
        }
    }

    private final class Worker {
        private Thread thread;
        private volatile Job job;
        private Examiner examiner = new Examiner(index);

        void work() {
            try {
                while (true) say(answer(lines.take()));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private Map<String, Object> answer(String line) {
            Request request = Request.read(line);
            if (request.command() != null) return Request.memory(request.id());
            job = new Job(request.id());
            try {
                return Answer.of(request.id(), request.source(), examiner.examine(request.question()), request.explains());
            } catch (RuntimeException | IOException | AssertionError | StackOverflowError crash) {
                examiner = new Examiner(index); // what it was doing is left half done
                String failure = Compiler.isTooDeep(crash) ? "depth" : "crash";
                return Answer.failure(request.id(), failure, String.valueOf(crash));
            } finally {
                job = null;
            }
        }
    }
}
