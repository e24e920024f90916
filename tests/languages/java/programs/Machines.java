package machines;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/** Enums that do things: operations with bodies, a machine with states, and a table of codes. */
public class Machines {
    interface Sized {
        int size();

        default boolean isHuge() {
            return size() > 1_000;
        }
    }

    enum Operation {
        ADD("+") {
            @Override
            int apply(int a, int b) {
                return a + b;
            }
        },
        SUBTRACT("-") {
            @Override
            int apply(int a, int b) {
                return a - b;
            }
        },
        POWER("^") {
            @Override
            int apply(int a, int b) {
                int result = 1;
                for (int i = 0; i < b; i++) {
                    result *= a;
                }
                return result;
            }
        };

        private final String symbol;

        Operation(String symbol) {
            this.symbol = symbol;
        }

        abstract int apply(int a, int b);

        @Override
        public String toString() {
            return symbol;
        }
    }

    enum Moon implements Sized {
        LUNA(3474), EUROPA(3122), PHOBOS(22);

        private static final Map<Integer, Moon> BY_SIZE = new HashMap<>();

        static {
            for (Moon moon : values()) {
                BY_SIZE.put(moon.diameter, moon);
            }
        }

        private final int diameter;

        Moon(int diameter) {
            this.diameter = diameter;
        }

        @Override
        public int size() {
            return diameter;
        }

        static Moon ofSize(int diameter) {
            return BY_SIZE.get(diameter);
        }
    }

    enum State {
        IDLE, WASHING, SPINNING, DONE;

        State next() {
            return switch (this) {
                case IDLE -> WASHING;
                case WASHING -> SPINNING;
                case SPINNING -> DONE;
                case DONE -> {
                    System.out.println("please empty me");
                    yield IDLE;
                }
            };
        }

        boolean canOpen() {
            return this == IDLE || this == DONE;
        }
    }

    static class Washer {
        private State state = State.IDLE;
        private final Map<State, Integer> visits = new EnumMap<>(State.class);

        void step() {
            state = state.next();
            visits.merge(state, 1, Integer::sum);
        }

        void open() {
            if (!state.canOpen()) {
                throw new IllegalStateException("still " + state.name().toLowerCase());
            }
            state = State.IDLE;
        }

        String advice() {
            String advice;
            switch (state) {
                case IDLE:
                    advice = "put something in";
                    break;
                case DONE:
                    advice = "take everything out";
                    break;
                default:
                    advice = "wait";
            }
            return advice;
        }

        Map<State, Integer> visits() {
            return Collections.unmodifiableMap(visits);
        }
    }

    static int score(String word) {
        int score = 0;
        for (char letter : word.toCharArray()) {
            score += switch (letter) {
                case 'a', 'e', 'i', 'o', 'u' -> 1;
                case 'q', 'z' -> 10;
                default -> {
                    int base = letter - 'a';
                    yield base % 5 + 1;
                }
            };
        }
        return score;
    }

    static int combine(int[] values, IntBinaryOperator operator) {
        int result = values[0];
        for (int i = 1; i < values.length; i++) {
            result = operator.applyAsInt(result, values[i]);
        }
        return result;
    }

    public static void main(String[] args) {
        for (Operation operation : Operation.values()) {
            System.out.println("7 " + operation + " 2 = " + operation.apply(7, 2));
        }
        Moon moon = Moon.valueOf("EUROPA");
        System.out.println(moon.ordinal() + " " + moon.isHuge());
        Washer washer = new Washer();
        do {
            washer.step();
            System.out.println(washer.advice());
        } while (washer.state != State.DONE);
        washer.open();
        System.out.println(combine(new int[] {3, 9, 4}, Math::max));
    }
}
