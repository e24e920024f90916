package kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Functions that take functions, and two boxes: one may fail, one may be of two kinds. */
public class Kit {
    @FunctionalInterface
    interface TriFunction<A, B, C, R> {
        R apply(A a, B b, C c);

        default <S> TriFunction<A, B, C, S> andThen(Function<? super R, ? extends S> next) {
            Objects.requireNonNull(next);
            return (a, b, c) -> next.apply(apply(a, b, c));
        }
    }

    interface Attempt<T> {
        T get() throws Exception;

        static <T> Result<T> run(Attempt<? extends T> attempt) {
            try {
                return new Success<>(attempt.get());
            } catch (Exception thrown) {
                return new Failure<>(thrown);
            }
        }
    }

    sealed interface Result<T> permits Success, Failure {
        <R> Result<R> map(Function<? super T, ? extends R> change);

        T orElse(T other);

        default Optional<T> toOptional() {
            return Optional.ofNullable(orElse(null));
        }
    }

    record Success<T>(T value) implements Result<T> {
        @Override
        public <R> Result<R> map(Function<? super T, ? extends R> change) {
            return new Success<>(change.apply(value));
        }

        @Override
        public T orElse(T other) {
            return value;
        }
    }

    record Failure<T>(Exception reason) implements Result<T> {
        @Override
        @SuppressWarnings("unchecked")
        public <R> Result<R> map(Function<? super T, ? extends R> change) {
            return (Result<R>) this;
        }

        @Override
        public T orElse(T other) {
            return other;
        }
    }

    record Pair<A, B>(A first, B second) {
        static <A, B> Pair<A, B> of(A first, B second) {
            return new Pair<>(first, second);
        }

        Pair<B, A> swapped() {
            return new Pair<>(second, first);
        }

        <C> Pair<C, B> withFirst(C other) {
            return of(other, second);
        }
    }

    static <A, B, C> Function<A, Function<B, C>> curried(BiFunction<A, B, C> function) {
        return a -> b -> function.apply(a, b);
    }

    static <T> T reduce(Iterable<? extends T> items, T start, BinaryOperator<T> operator) {
        T result = start;
        for (T item : items) {
            result = operator.apply(result, item);
        }
        return result;
    }

    static <T extends Comparable<? super T>> T max(List<? extends T> items) {
        if (items.isEmpty()) {
            throw new NoSuchElementException("no maximum of nothing");
        }
        T best = items.get(0);
        for (T item : items) {
            if (item.compareTo(best) > 0) {
                best = item;
            }
        }
        return best;
    }

    static <T> void copy(List<? super T> target, List<? extends T> source) {
        for (T item : source) {
            target.add(item);
        }
    }

    static <T, N extends Number & Comparable<N>> Optional<T> heaviest(
            List<T> things, Function<? super T, N> weight) {
        return things.stream().max(Comparator.comparing(weight));
    }

    static <A, B> List<Pair<A, B>> zip(List<A> left, List<B> right) {
        List<Pair<A, B>> pairs = new ArrayList<>();
        int shorter = Math.min(left.size(), right.size());
        for (int i = 0; i < shorter; i++) {
            pairs.add(Pair.of(left.get(i), right.get(i)));
        }
        return pairs;
    }

    static IntPredicate divisibleBy(int divisor) {
        return number -> number % divisor == 0;
    }

    static <T> Supplier<T> once(Supplier<T> source) {
        return new Supplier<>() {
            private T value;
            private boolean asked;

            @Override
            public T get() {
                if (!asked) {
                    value = source.get();
                    asked = true;
                }
                return value;
            }
        };
    }

    public static void main(String[] args) {
        Function<Integer, Function<Integer, Integer>> add = curried(Integer::sum);
        Function<Integer, Integer> addFive = add.apply(5);
        System.out.println(addFive.compose((String s) -> s.length()).apply("seven"));
        Predicate<String> blank = String::isBlank;
        Predicate<String> useful = blank.negate().and(s -> s.length() < 10);
        System.out.println(useful.test("short"));
        TriFunction<Integer, Integer, Integer, Integer> volume = (a, b, c) -> a * b * c;
        System.out.println(volume.andThen(v -> v + " litres").apply(2, 3, 4));
        Result<Integer> number = Attempt.run(() -> Integer.parseInt("12x"));
        System.out.println(number.map(n -> n + 1).orElse(-1));
        IntPredicate leap = divisibleBy(4).and(divisibleBy(100).negate()).or(divisibleBy(400));
        System.out.println(leap.test(2024));
    }
}
