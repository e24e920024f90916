package trees;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A binary search tree that keeps its keys in order and is walked without recursion. */
public class OrderedTree<K extends Comparable<K>, V> implements Iterable<K> {
    private class Node {
        K key;
        V value;
        Node left;
        Node right;
        int height = 1;

        Node(K key, V value) {
            this.key = key;
            this.value = value;
        }

        boolean isLeaf() {
            return left == null && right == null;
        }
    }

    private Node root;
    private int size;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return root == null;
    }

    public V get(K key) {
        Node node = find(root, key);
        return node == null ? null : node.value;
    }

    private Node find(Node node, K key) {
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    public void put(K key, V value) {
        root = insert(root, key, value);
    }

    private Node insert(Node node, K key, V value) {
        if (node == null) {
            size++;
            return new Node(key, value);
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            node.left = insert(node.left, key, value);
        } else if (order > 0) {
            node.right = insert(node.right, key, value);
        } else {
            node.value = value;
        }
        return balance(node);
    }

    private Node balance(Node node) {
        node.height = 1 + Math.max(height(node.left), height(node.right));
        int lean = height(node.left) - height(node.right);
        if (lean > 1) {
            return rotateRight(node);
        }
        if (lean < -1) {
            return rotateLeft(node);
        }
        return node;
    }

    private int height(Node node) {
        return node == null ? 0 : node.height;
    }

    private Node rotateRight(Node top) {
        Node pivot = top.left;
        top.left = pivot.right;
        pivot.right = top;
        top.height = 1 + Math.max(height(top.left), height(top.right));
        return pivot;
    }

    private Node rotateLeft(Node top) {
        Node pivot = top.right;
        top.right = pivot.left;
        pivot.left = top;
        top.height = 1 + Math.max(height(top.left), height(top.right));
        return pivot;
    }

    public K smallest() {
        if (root == null) {
            throw new NoSuchElementException("the tree is empty");
        }
        Node node = root;
        while (node.left != null) {
            node = node.left;
        }
        return node.key;
    }

    public <R> R fold(R start, BiFunction<? super R, ? super V, ? extends R> step) {
        R result = start;
        for (K key : this) {
            result = step.apply(result, get(key));
        }
        return result;
    }

    private void inOrder(Node node, Consumer<? super K> visit) {
        if (node != null) {
            inOrder(node.left, visit);
            visit.accept(node.key);
            inOrder(node.right, visit);
        }
    }

    @Override
    public Iterator<K> iterator() {
        return new Iterator<>() {
            private final Deque<Node> path = new ArrayDeque<>();

            {
                descend(root);
            }

            private void descend(Node node) {
                for (; node != null; node = node.left) {
                    path.push(node);
                }
            }

            @Override
            public boolean hasNext() {
                return !path.isEmpty();
            }

            @Override
            public K next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Node node = path.pop();
                descend(node.right);
                return node.key;
            }
        };
    }

    static <T extends Comparable<? super T>> Comparator<T> backwards() {
        return (one, other) -> other.compareTo(one);
    }
}
