package caches;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;

/** Ways to remember what was dear to compute. */
public class Caches {
    interface Cache<K, V> {
        Optional<V> lookUp(K key);

        void store(K key, V value);

        static <K, V> Cache<K, V> none() {
            return new Cache<>() {
                @Override
                public Optional<V> lookUp(K key) {
                    return Optional.empty();
                }

                @Override
                public void store(K key, V value) {
                    // remembers nothing
                }
            };
        }
    }

    /** Drops what was not used for longest. */
    static class LruCache<K, V> extends LinkedHashMap<K, V> implements Cache<K, V> {
        private final int capacity;

        LruCache(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
        }

        @Override
        public synchronized Optional<V> lookUp(K key) {
            return Optional.ofNullable(get(key));
        }

        @Override
        public synchronized void store(K key, V value) {
            put(key, value);
        }
    }

    static class GuardedCache<K, V> implements Cache<K, V> {
        private final Map<K, V> values = new HashMap<>();
        private final ReadWriteLock lock = new ReentrantReadWriteLock();

        @Override
        public Optional<V> lookUp(K key) {
            lock.readLock().lock();
            try {
                return Optional.ofNullable(values.get(key));
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void store(K key, V value) {
            lock.writeLock().lock();
            try {
                values.put(key, value);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    static class Memo<A, R> implements Function<A, R> {
        private final ConcurrentMap<A, R> known = new ConcurrentHashMap<>();
        private final Function<? super A, ? extends R> function;
        private final AtomicLong misses = new AtomicLong();

        Memo(Function<? super A, ? extends R> function) {
            this.function = function;
        }

        @Override
        public R apply(A argument) {
            return known.computeIfAbsent(argument, key -> {
                misses.incrementAndGet();
                return function.apply(key);
            });
        }

        double missRate(long calls) {
            return calls == 0 ? 0.0 : (double) misses.get() / calls;
        }
    }

    static class Position {
        private final StampedLock lock = new StampedLock();
        private double x;
        private double y;

        void move(double dx, double dy) {
            long stamp = lock.writeLock();
            try {
                x += dx;
                y += dy;
            } finally {
                lock.unlockWrite(stamp);
            }
        }

        double fromOrigin() {
            long stamp = lock.tryOptimisticRead();
            double currentX = x;
            double currentY = y;
            if (!lock.validate(stamp)) {
                stamp = lock.readLock();
                try {
                    currentX = x;
                    currentY = y;
                } finally {
                    lock.unlockRead(stamp);
                }
            }
            return Math.hypot(currentX, currentY);
        }
    }

    static final class Lazy<T> {
        private volatile T value;
        private final java.util.function.Supplier<T> source;

        Lazy(java.util.function.Supplier<T> source) {
            this.source = source;
        }

        T get() {
            T result = value;
            if (result == null) {
                synchronized (this) {
                    result = value;
                    if (result == null) {
                        value = result = source.get();
                    }
                }
            }
            return result;
        }
    }

    public static void main(String[] args) {
        LruCache<String, Integer> lengths = new LruCache<>(3);
        for (String word : new String[] {"oak", "birch", "ash", "maple"}) {
            lengths.store(word, word.length());
        }
        System.out.println(lengths.keySet());
        Memo<Integer, Integer> squares = new Memo<>(n -> n * n);
        int pick = ThreadLocalRandom.current().nextInt(10);
        System.out.println(squares.apply(pick) + " " + squares.missRate(1));
        Map<Object, String> notes = Collections.synchronizedMap(new WeakHashMap<>());
        notes.put(new Object(), "soon gone");
    }
}
