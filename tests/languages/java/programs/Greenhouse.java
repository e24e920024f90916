package greenhouse;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;

/** Inner classes of every kind, initialisers, hiding and shadowing, and what lambdas may capture. */
public class Greenhouse implements Iterable<Greenhouse.Plant> {
    private static int built;
    private static final List<String> SEASONS = new ArrayList<>();

    static {
        SEASONS.addAll(Arrays.asList("spring", "summer", "autumn"));
        SEASONS.add("winter");
    }

    protected final String name;
    private final Plant[] beds;
    private int used;

    {
        built++;
    }

    public Greenhouse(String name) {
        this(name, 4);
    }

    public Greenhouse(String name, int beds) {
        this.name = name;
        this.beds = new Plant[beds];
    }

    /** Each plant belongs to a greenhouse. */
    class Plant {
        final String name;
        double height;

        Plant(String name, double height) {
            this.name = name;
            this.height = height;
            beds[used++] = this;
        }

        String label() {
            return Greenhouse.this.name + "/" + this.name;
        }

        class Leaf {
            final double width = height / 10;

            String label() {
                return Plant.this.label() + " leaf " + width;
            }
        }
    }

    static class Heated extends Greenhouse {
        private final String name = "heated";
        private int degrees = 24;

        Heated(String place) {
            super(place, 8);
        }

        String bothNames() {
            return name + " " + super.name;
        }

        Heated warmer(int by) {
            degrees += by;
            return this;
        }
    }

    @Override
    public Iterator<Plant> iterator() {
        class Walker implements Iterator<Plant> {
            private int bed;

            @Override
            public boolean hasNext() {
                return bed < used;
            }

            @Override
            public Plant next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return beds[bed++];
            }
        }
        return new Walker();
    }

    String labels() {
        Spliterator<Plant> plants = this.spliterator();
        return StreamSupport.stream(plants, false).map(Plant::label).collect(joining(", "));
    }

    Map<String, Supplier<Double>> gauges() {
        Map<String, Supplier<Double>> gauges = new HashMap<>();
        for (Plant plant : this) {
            gauges.put(plant.name, () -> plant.height);
        }
        return gauges;
    }

    double tallest(ToDoubleFunction<? super Plant> measure) {
        double tallest = Double.NEGATIVE_INFINITY;
        for (int bed = 0; bed < used; bed++) {
            tallest = Math.max(tallest, measure.applyAsDouble(beds[bed]));
        }
        return tallest;
    }

    static IntSupplier counter(int start) {
        int[] box = {start};
        return () -> box[0]++;
    }

    static String season(int month) {
        String season = null;
        for (int i = 0, first = 3; i < SEASONS.size(); i++, first += 3) {
            if (month >= first && month < first + 3) {
                season = SEASONS.get(i);
            }
        }
        return season == null ? "winter" : season;
    }

    static long watering(long seconds) {
        long litres = seconds * 3L / 60L;
        float share = 0.25f;
        byte valves = (byte) 0x1F;
        char mark = '\u2022';
        litres += valves & 0b101;
        System.out.println(mark + " " + share * litres + '\t' + "Gießkanne für größere Blätter");
        return litres;
    }

    public static void main(String[] args) {
        Greenhouse house = new Heated("south").warmer(2);
        Greenhouse.Plant fern = house.new Plant("fern", 40);
        Plant.Leaf leaf = fern.new Leaf();
        System.out.println(leaf.label() + " " + house.labels());
        IntSupplier next = counter(5);
        int sum = next.getAsInt() + next.getAsInt();
        System.out.println(sum + " " + built + " " + season(7) + " " + watering(600));
        System.out.println(house.tallest(plant -> plant.height) + " " + house.gauges().size());
        Object thing = house;
        if (thing instanceof Heated) {
            Heated heated = (Heated) thing;
            System.out.println(heated.bothNames());
        }
        Runnable farewell = new Runnable() {
            private final String word = "Bye";

            @Override
            public void run() {
                System.out.println(word + " from " + this.getClass().isAnonymousClass());
            }
        };
        farewell.run();
    }
}
