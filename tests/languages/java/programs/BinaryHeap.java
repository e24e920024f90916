package heaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A heap in an array; the root is the first by the comparator. */
public class BinaryHeap<E> {
    private static final int INITIAL_CAPACITY = 8;

    private final Comparator<? super E> comparator;
    private Object[] items;
    private int count;

    public BinaryHeap(Comparator<? super E> comparator) {
        this(comparator, INITIAL_CAPACITY);
    }

    public BinaryHeap(Comparator<? super E> comparator, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive, not " + capacity);
        }
        this.comparator = Objects.requireNonNull(comparator, "comparator");
        this.items = new Object[capacity];
    }

    public static <T extends Comparable<T>> BinaryHeap<T> of(Collection<? extends T> values) {
        BinaryHeap<T> heap = new BinaryHeap<>(Comparator.naturalOrder());
        for (T value : values) {
            heap.push(value);
        }
        return heap;
    }

    public void push(E item) {
        if (count == items.length) {
            items = Arrays.copyOf(items, items.length * 2);
        }
        items[count] = item;
        siftUp(count++);
    }

    public E pop() {
        if (count == 0) {
            throw new IllegalStateException("nothing to pop");
        }
        E top = at(0);
        items[0] = items[--count];
        items[count] = null;
        siftDown(0);
        return top;
    }

    @SuppressWarnings("unchecked")
    private E at(int index) {
        return (E) items[index];
    }

    private void siftUp(int index) {
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (comparator.compare(at(index), at(parent)) >= 0) {
                break;
            }
            swap(index, parent);
            index = parent;
        }
    }

    private void siftDown(int index) {
        while (true) {
            int left = 2 * index + 1;
            int right = left + 1;
            int smallest = index;
            if (left < count && comparator.compare(at(left), at(smallest)) < 0) {
                smallest = left;
            }
            if (right < count && comparator.compare(at(right), at(smallest)) < 0) {
                smallest = right;
            }
            if (smallest == index) {
                return;
            }
            swap(index, smallest);
            index = smallest;
        }
    }

    private void swap(int i, int j) {
        Object kept = items[i];
        items[i] = items[j];
        items[j] = kept;
    }

    /** Takes everything out, smallest first. */
    public List<E> drain() {
        List<E> sorted = new ArrayList<>(count);
        while (count > 0) {
            sorted.add(pop());
        }
        return sorted;
    }

    static void heapSort(int[] numbers) {
        int n = numbers.length;
        for (int start = n / 2 - 1; start >= 0; start--) {
            sink(numbers, start, n);
        }
        for (int end = n - 1; end > 0; end--) {
            int largest = numbers[0];
            numbers[0] = numbers[end];
            numbers[end] = largest;
            sink(numbers, 0, end);
        }
    }

    private static void sink(int[] numbers, int root, int end) {
        int child;
        while ((child = 2 * root + 1) < end) {
            if (child + 1 < end && numbers[child] < numbers[child + 1]) {
                child++;
            }
            if (numbers[root] >= numbers[child]) {
                return;
            }
            int moved = numbers[root];
            numbers[root] = numbers[child];
            numbers[child] = moved;
            root = child;
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(", ");
            }
            text.append(items[i]);
        }
        return text.append(']').toString();
    }
}
