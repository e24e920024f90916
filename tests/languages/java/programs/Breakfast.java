package kitchen;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Several dishes are made at once and served when all are ready. */
public class Breakfast {
    private final Executor cooks = Executors.newFixedThreadPool(3);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, LongAdder> servings = new ConcurrentHashMap<>();
    private final Semaphore stoves = new Semaphore(2, true);

    record Dish(String name, int minutes) { }

    static class BurntException extends RuntimeException {
        BurntException(String dish, Throwable cause) {
            super(dish + " is burnt", cause);
        }
    }

    CompletableFuture<Dish> fry(String name, int minutes) {
        return CompletableFuture.supplyAsync(() -> {
            work(minutes);
            return new Dish(name, minutes);
        }, cooks);
    }

    private void work(int minutes) {
        boolean taken = false;
        try {
            taken = stoves.tryAcquire(1, TimeUnit.SECONDS);
            TimeUnit.MILLISECONDS.sleep(minutes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BurntException("something", e);
        } finally {
            if (taken) {
                stoves.release();
            }
        }
    }

    CompletableFuture<String> serveTwo(String first, String second) {
        CompletableFuture<Dish> left = fry(first, 4);
        CompletableFuture<Dish> right = fry(second, 6);
        return left.thenCombine(right, (a, b) -> a.name() + " with " + b.name())
                .thenApply(String::toUpperCase)
                .exceptionally(problem -> "only bread: " + problem.getMessage());
    }

    List<Dish> serveAll(List<String> names) {
        List<CompletableFuture<Dish>> pending = names.stream()
                .map(name -> fry(name, name.length()))
                .collect(Collectors.toList());
        CompletableFuture<Void> all =
                CompletableFuture.allOf(pending.toArray(new CompletableFuture[0]));
        all.join();
        return pending.stream().map(CompletableFuture::join).toList();
    }

    void count(Dish dish) {
        servings.computeIfAbsent(dish.name(), name -> new LongAdder()).increment();
    }

    long servingsOf(String name) {
        LongAdder adder = servings.get(name);
        return adder == null ? 0 : adder.sum();
    }

    void ringEvery(Duration pause) {
        Runnable bell = () -> System.out.println("Ding! " + servings.size() + " dishes so far");
        clock.scheduleAtFixedRate(bell, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    static <T> T retry(int attempts, Supplier<? extends T> action) {
        RuntimeException last = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                return action.get();
            } catch (IllegalStateException | CompletionException failed) {
                last = failed;
                System.out.printf("attempt %d of %d failed%n", attempt, attempts);
            }
        }
        throw new IllegalStateException("gave up after " + attempts, last);
    }

    CompletableFuture<Integer> tossEggs(long seed) {
        Random dice = new Random(seed);
        return CompletableFuture.supplyAsync(() -> dice.nextInt(6) + 1)
                .thenCompose(eggs -> CompletableFuture.supplyAsync(() -> eggs * 2))
                .whenComplete((eggs, problem) -> {
                    if (problem == null) {
                        System.out.println("eggs: " + eggs);
                    } else {
                        problem.printStackTrace();
                    }
                })
                .orTimeout(2, TimeUnit.SECONDS);
    }

    void close() {
        clock.shutdownNow();
    }
}
