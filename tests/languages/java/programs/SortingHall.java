package sorting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;

/** The well known ways to put things in order, and to find them afterwards. */
public class SortingHall {
    interface Sorter {
        void sort(int[] numbers);

        default int[] sorted(int... numbers) {
            int[] copy = numbers.clone();
            sort(copy);
            return copy;
        }
    }

    static class Bubble implements Sorter {
        @Override
        public void sort(int[] numbers) {
            boolean swapped;
            int end = numbers.length;
            do {
                swapped = false;
                for (int i = 1; i < end; i++) {
                    if (numbers[i - 1] > numbers[i]) {
                        swap(numbers, i - 1, i);
                        swapped = true;
                    }
                }
                end--;
            } while (swapped);
        }
    }

    static class Quick implements Sorter {
        @Override
        public void sort(int[] numbers) {
            sort(numbers, 0, numbers.length - 1);
        }

        private void sort(int[] numbers, int low, int high) {
            if (low >= high) {
                return;
            }
            int border = partition(numbers, low, high);
            sort(numbers, low, border - 1);
            sort(numbers, border + 1, high);
        }

        private int partition(int[] numbers, int low, int high) {
            int pivot = numbers[high];
            int border = low;
            for (int i = low; i < high; i++) {
                if (numbers[i] < pivot) {
                    swap(numbers, i, border++);
                }
            }
            swap(numbers, border, high);
            return border;
        }
    }

    static void swap(int[] numbers, int i, int j) {
        int kept = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = kept;
    }

    static void insertionSort(int[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            int number = numbers[i];
            int j = i - 1;
            while (j >= 0 && numbers[j] > number) {
                numbers[j + 1] = numbers[j];
                j--;
            }
            numbers[j + 1] = number;
        }
    }

    static <T extends Comparable<? super T>> List<T> mergeSort(List<T> items) {
        if (items.size() < 2) {
            return items;
        }
        int middle = items.size() / 2;
        List<T> left = mergeSort(items.subList(0, middle));
        List<T> right = mergeSort(items.subList(middle, items.size()));
        return merge(left, right, Comparator.naturalOrder());
    }

    private static <T> List<T> merge(List<T> left, List<T> right, Comparator<? super T> order) {
        List<T> merged = new ArrayList<>(left.size() + right.size());
        int i = 0;
        int j = 0;
        while (i < left.size() && j < right.size()) {
            T one = left.get(i);
            T other = right.get(j);
            if (order.compare(one, other) <= 0) {
                merged.add(one);
                i++;
            } else {
                merged.add(other);
                j++;
            }
        }
        merged.addAll(left.subList(i, left.size()));
        merged.addAll(right.subList(j, right.size()));
        return merged;
    }

    static int[] countingSort(int[] numbers, int limit) {
        int[] counts = new int[limit + 1];
        for (int number : numbers) {
            counts[number]++;
        }
        int place = 0;
        int[] sorted = new int[numbers.length];
        for (int number = 0; number <= limit; number++) {
            for (int times = counts[number]; times > 0; times--) {
                sorted[place++] = number;
            }
        }
        return sorted;
    }

    static int binarySearch(int[] sorted, int wanted) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] == wanted) {
                return middle;
            } else if (sorted[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    static class SumTask extends RecursiveTask<Long> {
        private static final int THRESHOLD = 1000;

        private final int[] numbers;
        private final int from;
        private final int to;

        SumTask(int[] numbers, int from, int to) {
            this.numbers = numbers;
            this.from = from;
            this.to = to;
        }

        @Override
        protected Long compute() {
            if (to - from <= THRESHOLD) {
                long sum = 0;
                for (int i = from; i < to; i++) {
                    sum += numbers[i];
                }
                return sum;
            }
            int middle = from + (to - from) / 2;
            SumTask left = new SumTask(numbers, from, middle);
            SumTask right = new SumTask(numbers, middle, to);
            left.fork();
            return right.compute() + left.join();
        }
    }

    static class DoubleTask extends RecursiveAction {
        private final double[] values;

        DoubleTask(double[] values) {
            this.values = values;
        }

        @Override
        protected void compute() {
            for (int i = 0; i < values.length; i++) {
                values[i] *= 2;
            }
        }
    }

    public static void main(String[] args) {
        int[] numbers = {42, 7, 19, 3, 88};
        Sorter[] sorters = {new Bubble(), new Quick(), SortingHall::insertionSort};
        for (Sorter sorter : sorters) {
            System.out.println(Arrays.toString(sorter.sorted(numbers)));
        }
        List<String> names = Arrays.asList("Vera", "Emil", "Nora");
        Collections.sort(names, (one, other) -> one.length() - other.length());
        System.out.println(mergeSort(names) + " " + binarySearch(new int[] {1, 4, 9}, 4));
        long sum = new ForkJoinPool().invoke(new SumTask(numbers, 0, numbers.length));
        System.out.println(sum);
    }
}
