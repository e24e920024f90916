package threads;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The old tools: monitors, wait and notify, volatile flags, thread locals. */
public class Threads {
    static class Counter {
        private int value;

        synchronized void increment() {
            value++;
        }

        synchronized int get() {
            return value;
        }
    }

    static class Mailbox {
        private final Object monitor = new Object();
        private final Queue<String> letters = new LinkedList<>();
        private final int capacity;

        Mailbox(int capacity) {
            this.capacity = capacity;
        }

        void post(String letter) throws InterruptedException {
            synchronized (monitor) {
                while (letters.size() == capacity) {
                    monitor.wait();
                }
                letters.add(letter);
                monitor.notifyAll();
            }
        }

        String fetch() throws InterruptedException {
            synchronized (monitor) {
                while (letters.isEmpty()) {
                    monitor.wait(500);
                }
                String letter = letters.remove();
                monitor.notifyAll();
                return letter;
            }
        }
    }

    static class Account {
        final int id;
        private long balance;

        Account(int id, long balance) {
            this.id = id;
            this.balance = balance;
        }
    }

    /** Both locks are taken in the order of the ids, so that no two transfers block each other. */
    static boolean transfer(Account from, Account to, long amount) {
        Account first = from.id < to.id ? from : to;
        Account second = first == from ? to : from;
        synchronized (first) {
            synchronized (second) {
                if (from.balance < amount) {
                    return false;
                }
                from.balance -= amount;
                to.balance += amount;
                return true;
            }
        }
    }

    static class Ticker extends Thread {
        private volatile boolean stopped;
        private long ticks;

        Ticker(String name) {
            super(name);
        }

        @Override
        public void run() {
            while (!stopped) {
                ticks++;
                try {
                    Thread.sleep(10);
                } catch (InterruptedException wake) {
                    break;
                }
            }
            System.out.println(getName() + " ticked " + ticks + " times");
        }

        void halt() {
            stopped = true;
            interrupt();
        }
    }

    private static final ThreadLocal<StringBuilder> BUFFER = ThreadLocal.withInitial(StringBuilder::new);

    static String join(List<String> parts) {
        StringBuilder buffer = BUFFER.get();
        buffer.setLength(0);
        for (String part : parts) {
            buffer.append(part).append(';');
        }
        return buffer.toString();
    }

    static class Stack<T> {
        private static class Cell<T> {
            final T item;
            Cell<T> below;

            Cell(T item) {
                this.item = item;
            }
        }

        private final AtomicReference<Cell<T>> top = new AtomicReference<>();

        void push(T item) {
            Cell<T> cell = new Cell<>(item);
            do {
                cell.below = top.get();
            } while (!top.compareAndSet(cell.below, cell));
        }

        T pop() {
            Cell<T> cell;
            do {
                cell = top.get();
                if (cell == null) {
                    return null;
                }
            } while (!top.compareAndSet(cell, cell.below));
            return cell.item;
        }
    }

    static void race(int runners) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(runners, () -> System.out.println("go!"));
        AtomicBoolean won = new AtomicBoolean();
        List<Thread> track = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            final int number = i;
            Thread runner = new Thread(() -> {
                try {
                    start.await();
                    if (won.compareAndSet(false, true)) {
                        System.out.println("number " + number + " wins");
                    }
                } catch (InterruptedException | BrokenBarrierException e) {
                    Thread.currentThread().interrupt();
                }
            });
            track.add(runner);
            runner.start();
        }
        for (Thread runner : track) {
            runner.join();
        }
    }

    static int phases() {
        Phaser phaser = new Phaser(1);
        for (int i = 0; i < 3; i++) {
            phaser.register();
            new Thread(() -> {
                phaser.arriveAndAwaitAdvance();
                phaser.arriveAndDeregister();
            }).start();
        }
        phaser.arriveAndAwaitAdvance();
        return phaser.arriveAndDeregister();
    }

    public static void main(String[] args) throws InterruptedException {
        Counter counter = new Counter();
        Thread[] helpers = new Thread[4];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(() -> {
                for (int n = 0; n < 1000; n++) {
                    counter.increment();
                }
            });
            helpers[i].start();
        }
        for (Thread helper : helpers) {
            helper.join();
        }
        System.out.println(counter.get());
        Ticker ticker = new Ticker("clock");
        ticker.start();
        Thread.sleep(100);
        ticker.halt();
        race(3);
    }
}
