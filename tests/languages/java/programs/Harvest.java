package harvest;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What streams can tell about a season of apples and pears. */
public class Harvest {
    enum Fruit { APPLE, PEAR, PLUM }

    static class Crate {
        private final Fruit fruit;
        private final String orchard;
        private final double kilos;
        private final List<String> pickers;

        Crate(Fruit fruit, String orchard, double kilos, String... pickers) {
            this.fruit = fruit;
            this.orchard = orchard;
            this.kilos = kilos;
            this.pickers = List.of(pickers);
        }

        public Fruit getFruit() {
            return fruit;
        }

        public String getOrchard() {
            return orchard;
        }

        public double getKilos() {
            return kilos;
        }

        public List<String> getPickers() {
            return pickers;
        }
    }

    static Map<Fruit, Double> kilosByFruit(Collection<Crate> crates) {
        return crates.stream()
                .collect(Collectors.groupingBy(
                        Crate::getFruit, TreeMap::new, Collectors.summingDouble(Crate::getKilos)));
    }

    static Map<Boolean, List<Crate>> heavyAndLight(Collection<Crate> crates) {
        return crates.stream().collect(Collectors.partitioningBy(crate -> crate.getKilos() > 20));
    }

    static Set<String> pickers(Collection<Crate> crates) {
        return crates.stream()
                .flatMap(crate -> crate.getPickers().stream())
                .map(String::toLowerCase)
                .collect(Collectors.toSet());
    }

    static List<String> topOrchards(Collection<Crate> crates, int count) {
        Map<String, Double> kilos = crates.stream()
                .collect(Collectors.toMap(Crate::getOrchard, Crate::getKilos, Double::sum));
        return kilos.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    static double average(List<Crate> crates) {
        return crates.stream().mapToDouble(Crate::getKilos).average().orElse(0);
    }

    static String summary(List<Crate> crates) {
        DoubleSummaryStatistics statistics =
                crates.stream().mapToDouble(Crate::getKilos).summaryStatistics();
        return String.format("%d crates, %.1f to %.1f kg",
                statistics.getCount(), statistics.getMin(), statistics.getMax());
    }

    static double range(List<Crate> crates) {
        return crates.stream()
                .map(Crate::getKilos)
                .collect(Collectors.teeing(
                        Collectors.minBy(Comparator.<Double>naturalOrder()),
                        Collectors.maxBy(Comparator.<Double>naturalOrder()),
                        (least, most) -> most.orElse(0.0) - least.orElse(0.0)));
    }

    static <T> Collector<T, StringBuilder, String> bulletList(Function<? super T, String> shown) {
        return Collector.of(
                StringBuilder::new,
                (text, item) -> text.append("- ").append(shown.apply(item)).append('\n'),
                StringBuilder::append,
                StringBuilder::toString);
    }

    static List<Crate> sorted(List<Crate> crates) {
        Comparator<Crate> order = Comparator.comparing(Crate::getFruit)
                .thenComparing(Crate::getKilos, Comparator.reverseOrder())
                .thenComparing(Crate::getOrchard);
        return crates.stream().sorted(order).collect(Collectors.toList());
    }

    static int[] squaresOfOdd(int limit) {
        return IntStream.rangeClosed(1, limit).filter(n -> n % 2 == 1).map(n -> n * n).toArray();
    }

    static List<List<Integer>> triples(int limit) {
        return IntStream.rangeClosed(1, limit).boxed()
                .flatMap(a -> IntStream.rangeClosed(a, limit)
                        .filter(b -> isSquare(a * a + b * b))
                        .mapToObj(b -> List.of(a, b, (int) Math.sqrt(a * a + b * b))))
                .collect(Collectors.toList());
    }

    private static boolean isSquare(int number) {
        int root = (int) Math.round(Math.sqrt(number));
        return root * root == number;
    }

    static Map<String, Long> wordCounts(String text) {
        return Arrays.stream(text.split("\\W+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.groupingBy(
                        Function.identity(), LinkedHashMap::new, Collectors.counting()));
    }

    public static void main(String[] args) {
        List<Crate> crates = List.of(
                new Crate(Fruit.APPLE, "Hillside", 22.5, "Ann", "Bo"),
                new Crate(Fruit.PLUM, "Creek", 9.0, "Cy"),
                new Crate(Fruit.APPLE, "Creek", 18.2, "Ann"));
        System.out.println(kilosByFruit(crates));
        System.out.println(crates.stream().map(Crate::getOrchard).distinct().collect(Collectors.joining(", ", "[", "]")));
        String list = sorted(crates).stream().collect(bulletList(Crate::getOrchard));
        System.out.print(list);
        Stream.iterate(1, n -> n * 3).takeWhile(n -> n < 500).forEach(System.out::println);
        boolean anyHeavy = crates.stream().anyMatch(crate -> crate.getKilos() > 22);
        int total = crates.stream().map(Crate::getPickers).mapToInt(List::size).reduce(0, Integer::sum);
        System.out.println(anyHeavy + " " + total + " " + summary(crates));
    }
}
