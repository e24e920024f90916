package depot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Vans bring parcels, sorters take them away, and a ramp has room for a few only. */
public class ParcelDepot {
    private static final Parcel LAST = new Parcel("", 0);

    static final class Parcel {
        private final String address;
        private final int grams;

        Parcel(String address, int grams) {
            this.address = address;
            this.grams = grams;
        }

        int getGrams() {
            return grams;
        }

        String getAddress() {
            return address;
        }
    }

    static class Van implements Runnable {
        private final BlockingQueue<Parcel> ramp;
        private final int load;

        Van(BlockingQueue<Parcel> ramp, int load) {
            this.ramp = ramp;
            this.load = load;
        }

        @Override
        public void run() {
            try {
                for (int i = 0; i < load; i++) {
                    ramp.put(new Parcel("Lane " + i, 100 * i));
                }
                ramp.put(LAST);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static class Sorter implements Callable<Integer> {
        private final BlockingQueue<Parcel> ramp;

        Sorter(BlockingQueue<Parcel> ramp) {
            this.ramp = ramp;
        }

        @Override
        public Integer call() throws InterruptedException {
            int weight = 0;
            Parcel parcel = ramp.take();
            while (parcel != LAST) {
                weight += parcel.getGrams();
                parcel = ramp.take();
            }
            return weight;
        }
    }

    /** A bounded shelf made by hand from a lock and two conditions. */
    static class Shelf<T> {
        private final Lock lock = new ReentrantLock();
        private final Condition notFull = lock.newCondition();
        private final Condition notEmpty = lock.newCondition();
        private final List<T> things = new ArrayList<>();
        private final int room;

        Shelf(int room) {
            this.room = room;
        }

        void put(T thing) throws InterruptedException {
            lock.lock();
            try {
                while (things.size() == room) {
                    notFull.await();
                }
                things.add(thing);
                notEmpty.signal();
            } finally {
                lock.unlock();
            }
        }

        T take() throws InterruptedException {
            lock.lock();
            try {
                while (things.isEmpty()) {
                    notEmpty.await();
                }
                T thing = things.remove(0);
                notFull.signal();
                return thing;
            } finally {
                lock.unlock();
            }
        }
    }

    static int sortAll(int vans, int load) throws InterruptedException, ExecutionException {
        BlockingQueue<Parcel> ramp = new ArrayBlockingQueue<>(16);
        ExecutorService workers = Executors.newFixedThreadPool(2 * vans);
        List<Future<Integer>> weights = new ArrayList<>();
        for (int i = 0; i < vans; i++) {
            workers.submit(new Van(ramp, load));
            weights.add(workers.submit(new Sorter(ramp)));
        }
        int total = 0;
        for (Future<Integer> weight : weights) {
            total += weight.get();
        }
        workers.shutdown();
        if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
        return total;
    }

    static int countTogether(int threads) throws InterruptedException {
        AtomicInteger counter = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> {
                counter.incrementAndGet();
                done.countDown();
            }, "counter-" + i);
            worker.setDaemon(true);
            worker.start();
        }
        done.await();
        return counter.get();
    }
}
