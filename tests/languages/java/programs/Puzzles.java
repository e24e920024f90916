package puzzles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;

/** Tries, backtracking, union and find: the stuff of long evenings. */
public class Puzzles {
    static class Trie {
        private final Map<Character, Trie> children = new TreeMap<>();
        private boolean word;

        void insert(String text) {
            Trie node = this;
            for (char letter : text.toCharArray()) {
                node = node.children.computeIfAbsent(letter, key -> new Trie());
            }
            node.word = true;
        }

        List<String> startingWith(String prefix) {
            Trie node = this;
            for (int i = 0; i < prefix.length(); i++) {
                node = node.children.get(prefix.charAt(i));
                if (node == null) {
                    return Collections.emptyList();
                }
            }
            List<String> found = new ArrayList<>();
            node.collect(new StringBuilder(prefix), found);
            return found;
        }

        private void collect(StringBuilder path, List<String> found) {
            if (word) {
                found.add(path.toString());
            }
            for (Map.Entry<Character, Trie> child : children.entrySet()) {
                path.append(child.getKey());
                child.getValue().collect(path, found);
                path.deleteCharAt(path.length() - 1);
            }
        }
    }

    static class Groups {
        private final int[] parent;
        private final int[] rank;
        private int count;

        Groups(int size) {
            parent = new int[size];
            rank = new int[size];
            count = size;
            for (int i = 0; i < size; i++) {
                parent[i] = i;
            }
        }

        int find(int member) {
            if (parent[member] != member) {
                parent[member] = find(parent[member]);
            }
            return parent[member];
        }

        boolean union(int a, int b) {
            int rootA = find(a);
            int rootB = find(b);
            if (rootA == rootB) {
                return false;
            }
            if (rank[rootA] < rank[rootB]) {
                parent[rootA] = rootB;
            } else {
                parent[rootB] = rootA;
                if (rank[rootA] == rank[rootB]) {
                    rank[rootA]++;
                }
            }
            count--;
            return true;
        }
    }

    static int spanningTree(int nodes, int[][] edges) {
        Arrays.sort(edges, (one, other) -> Integer.compare(one[2], other[2]));
        Groups groups = new Groups(nodes);
        int cost = 0;
        for (int[] edge : edges) {
            if (groups.union(edge[0], edge[1])) {
                cost += edge[2];
            }
        }
        return groups.count == 1 ? cost : -1;
    }

    static int queens(int size) {
        return place(new int[size], 0);
    }

    private static int place(int[] columns, int row) {
        if (row == columns.length) {
            return 1;
        }
        int solutions = 0;
        for (int column = 0; column < columns.length; column++) {
            if (isSafe(columns, row, column)) {
                columns[row] = column;
                solutions += place(columns, row + 1);
            }
        }
        return solutions;
    }

    private static boolean isSafe(int[] columns, int row, int column) {
        for (int above = 0; above < row; above++) {
            int distance = Math.abs(columns[above] - column);
            if (distance == 0 || distance == row - above) {
                return false;
            }
        }
        return true;
    }

    static void permute(String rest, String chosen, Set<String> results) {
        if (rest.isEmpty()) {
            results.add(chosen);
            return;
        }
        for (int i = 0; i < rest.length(); i++) {
            String others = rest.substring(0, i) + rest.substring(i + 1);
            permute(others, chosen + rest.charAt(i), results);
        }
    }

    static List<List<Integer>> subsets(List<Integer> items) {
        List<List<Integer>> all = new ArrayList<>();
        for (int mask = 0; mask < 1 << items.size(); mask++) {
            List<Integer> subset = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                if ((mask >> i & 1) == 1) {
                    subset.add(items.get(i));
                }
            }
            all.add(subset);
        }
        return all;
    }

    static boolean balanced(String code) {
        Map<Character, Character> partners = Map.of(')', '(', ']', '[', '}', '{');
        Stack<Character> open = new Stack<>();
        for (char c : code.toCharArray()) {
            if (partners.containsValue(c)) {
                open.push(c);
            } else if (partners.containsKey(c)) {
                if (open.isEmpty() || !open.pop().equals(partners.get(c))) {
                    return false;
                }
            }
        }
        return open.isEmpty();
    }

    static void hanoi(int discs, char from, char to, char spare) {
        if (discs == 0) {
            return;
        }
        hanoi(discs - 1, from, spare, to);
        System.out.println("disc " + discs + " from " + from + " to " + to);
        hanoi(discs - 1, spare, to, from);
    }

    static int[] twoSum(int[] numbers, int target) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            Integer partner = places.get(target - numbers[i]);
            if (partner != null) {
                return new int[] {partner, i};
            }
            places.put(numbers[i], i);
        }
        throw new IllegalArgumentException("no two numbers make " + target);
    }

    static int longestWithoutRepeat(String text) {
        Set<Character> window = new HashSet<>();
        int longest = 0;
        int start = 0;
        for (int end = 0; end < text.length(); end++) {
            while (!window.add(text.charAt(end))) {
                window.remove(text.charAt(start++));
            }
            longest = Math.max(longest, end - start + 1);
        }
        return longest;
    }

    public static void main(String[] args) {
        Trie trie = new Trie();
        for (String word : "car card care cat dog".split(" ")) {
            trie.insert(word);
        }
        System.out.println(trie.startingWith("car"));
        Set<String> orders = new LinkedHashSet<>();
        permute("abc", "", orders);
        System.out.println(orders + " " + queens(6));
        System.out.println(balanced("{[()]}") + " " + longestWithoutRepeat("abcabd"));
    }
}
