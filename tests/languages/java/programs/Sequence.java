package sequences;

import java.util.AbstractList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/** A list of linked nodes, and a list that is only a view. */
public class Sequence<T> implements Iterable<T> {
    private static class Node<T> {
        private T item;
        private Node<T> next;

        private Node(T item) {
            this.item = item;
        }
    }

    private Node<T> head;
    private Node<T> tail;
    private int size;
    private int changes;

    public void addFirst(T item) {
        Node<T> node = new Node<>(item);
        node.next = head;
        head = node;
        if (tail == null) {
            tail = node;
        }
        size++;
        changes++;
    }

    public void addLast(T item) {
        Node<T> node = new Node<>(item);
        if (tail == null) {
            head = node;
        } else {
            tail.next = node;
        }
        tail = node;
        size++;
        changes++;
    }

    public T removeFirst() {
        if (head == null) {
            throw new NoSuchElementException("empty sequence");
        }
        T item = head.item;
        head = head.next;
        if (head == null) {
            tail = null;
        }
        size--;
        changes++;
        return item;
    }

    public T get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        Node<T> node = head;
        for (int i = 0; i < index; i++) {
            node = node.next;
        }
        return node.item;
    }

    public boolean contains(Object wanted) {
        for (Node<T> node = head; node != null; node = node.next) {
            if (wanted == null ? node.item == null : wanted.equals(node.item)) {
                return true;
            }
        }
        return false;
    }

    public void reverse() {
        Node<T> previous = null;
        Node<T> current = head;
        tail = head;
        while (current != null) {
            Node<T> following = current.next;
            current.next = previous;
            previous = current;
            current = following;
        }
        head = previous;
        changes++;
    }

    /** The tortoise and the hare: the hare is at the end when the tortoise is in the middle. */
    public T middle() {
        Node<T> tortoise = head;
        Node<T> hare = head;
        while (hare != null && hare.next != null) {
            hare = hare.next.next;
            tortoise = tortoise.next;
        }
        return tortoise == null ? null : tortoise.item;
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<T> {
        private Node<T> upcoming = head;
        private final int expected = changes;

        @Override
        public boolean hasNext() {
            return upcoming != null;
        }

        @Override
        public T next() {
            if (expected != changes) {
                throw new ConcurrentModificationException();
            }
            if (upcoming == null) {
                throw new NoSuchElementException();
            }
            T item = upcoming.item;
            upcoming = upcoming.next;
            return item;
        }
    }

    static final class Countdown extends AbstractList<Integer> implements RandomAccess {
        private final int start;

        Countdown(int start) {
            this.start = start;
        }

        @Override
        public Integer get(int index) {
            return start - index;
        }

        @Override
        public int size() {
            return start + 1;
        }
    }

    static <E> void replaceEach(java.util.List<E> list, UnaryOperator<E> change) {
        ListIterator<E> places = list.listIterator();
        while (places.hasNext()) {
            E old = places.next();
            places.set(change.apply(old));
        }
    }

    public static void main(String[] args) {
        Sequence<String> birds = new Sequence<>();
        birds.addLast("wren");
        birds.addLast("finch");
        birds.addFirst("owl");
        birds.reverse();
        for (String bird : birds) {
            System.out.print(bird + " ");
        }
        System.out.println(birds.middle());
        for (int number : new Countdown(3)) {
            System.out.println(number);
        }
    }
}
