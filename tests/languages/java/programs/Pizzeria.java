package pizzeria;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Builders, prototypes, strategies and decorators around a pizza. */
public class Pizzeria {
    enum Topping { OLIVE, ONION, MUSHROOM, CHEESE }

    static class Pizza {
        private final int size;
        private final String dough;
        private final Set<Topping> toppings;

        private Pizza(Builder builder) {
            this.size = builder.size;
            this.dough = builder.dough;
            this.toppings = builder.toppings.clone();
        }

        static Builder builder() {
            return new Builder();
        }

        static class Builder {
            private int size = 28;
            private String dough = "wheat";
            private EnumSet<Topping> toppings = EnumSet.noneOf(Topping.class);

            Builder size(int size) {
                this.size = size;
                return this;
            }

            Builder dough(String dough) {
                this.dough = dough;
                return this;
            }

            Builder with(Topping first, Topping... more) {
                toppings.add(first);
                toppings.addAll(Arrays.asList(more));
                return this;
            }

            Pizza build() {
                if (size < 10) {
                    throw new IllegalStateException("too small: " + size);
                }
                return new Pizza(this);
            }
        }

        @Override
        public String toString() {
            return "Pizza(" + size + ", " + dough + ", " + toppings + ")";
        }
    }

    interface PriceRule {
        int cents(Pizza pizza);

        default PriceRule plus(int surcharge) {
            return pizza -> cents(pizza) + surcharge;
        }

        static PriceRule flat(int cents) {
            return pizza -> cents;
        }
    }

    static class BySize implements PriceRule {
        @Override
        public int cents(Pizza pizza) {
            return pizza.size * 30 + pizza.toppings.size() * 90;
        }
    }

    static abstract class Oven {
        private final String name;
        protected int temperature;

        protected Oven(String name) {
            this.name = name;
        }

        final void bake(Pizza pizza) {
            heat();
            insert(pizza);
            System.out.println(name + " bakes at " + temperature);
        }

        protected abstract void heat();

        protected void insert(Pizza pizza) {
            System.out.println("in goes " + pizza);
        }
    }

    static class StoneOven extends Oven {
        StoneOven() {
            super("stone oven");
        }

        @Override
        protected void heat() {
            temperature = 420;
        }

        @Override
        protected void insert(Pizza pizza) {
            super.insert(pizza);
            System.out.println("with the long shovel");
        }
    }

    private final List<Consumer<? super Pizza>> listeners = new ArrayList<>();
    private final PriceRule prices;

    Pizzeria(PriceRule prices) {
        this.prices = prices;
    }

    void onOrder(Consumer<? super Pizza> listener) {
        listeners.add(listener);
    }

    int order(Pizza pizza) {
        listeners.forEach(listener -> listener.accept(pizza));
        return prices.cents(pizza);
    }

    static int sum(int... cents) {
        int total = 0;
        for (int each : cents) {
            total += each;
        }
        return total;
    }

    @SafeVarargs
    static <T> Function<T, T> chain(UnaryOperator<T>... steps) {
        Function<T, T> all = Function.identity();
        for (UnaryOperator<T> step : steps) {
            all = all.andThen(step);
        }
        return all;
    }

    public static void main(String[] args) {
        Pizzeria corner = new Pizzeria(new BySize().plus(150));
        Pizza pizza = Pizza.builder()
                .size(32)
                .dough("rye")
                .with(Topping.CHEESE, Topping.OLIVE)
                .build();
        corner.onOrder(ordered -> System.out.println("ordered: " + ordered));
        int price = corner.order(pizza);
        System.out.println("price: " + price / 100.0);
        Oven oven = new StoneOven();
        oven.bake(pizza);
        Function<String, String> shout = chain(String::trim, String::toUpperCase, s -> s + "!");
        System.out.println(shout.apply("  ready "));
    }
}
