package roads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/** Towns and the roads between them, with the usual walks over a graph. */
public class RoadMap {
    static class Node {
        final String name;
        final List<Edge> edges = new ArrayList<>();
        boolean visited;

        Node(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static class Edge {
        final Node target;
        final int weight;

        Edge(Node target, int weight) {
            this.target = target;
            this.weight = weight;
        }
    }

    private static final class Step implements Comparable<Step> {
        final Node node;
        final int distance;

        Step(Node node, int distance) {
            this.node = node;
            this.distance = distance;
        }

        @Override
        public int compareTo(Step other) {
            return Integer.compare(distance, other.distance);
        }
    }

    private final Map<String, Node> nodes = new LinkedHashMap<>();

    Node town(String name) {
        return nodes.computeIfAbsent(name, Node::new);
    }

    void connect(String from, String to, int kilometres) {
        Node a = town(from);
        Node b = town(to);
        a.edges.add(new Edge(b, kilometres));
        b.edges.add(new Edge(a, kilometres));
    }

    /** Dijkstra's way: the nearest open town is settled first. */
    Map<Node, Integer> distancesFrom(Node source) {
        Map<Node, Integer> distances = new HashMap<>();
        PriorityQueue<Step> open = new PriorityQueue<>();
        open.add(new Step(source, 0));
        while (!open.isEmpty()) {
            Step step = open.poll();
            if (distances.containsKey(step.node)) {
                continue;
            }
            distances.put(step.node, step.distance);
            for (Edge edge : step.node.edges) {
                open.add(new Step(edge.target, step.distance + edge.weight));
            }
        }
        return distances;
    }

    List<Node> breadthFirst(Node start) {
        List<Node> order = new ArrayList<>();
        Set<Node> seen = new HashSet<>();
        Queue<Node> queue = new LinkedList<>();
        queue.offer(start);
        seen.add(start);
        while (!queue.isEmpty()) {
            Node current = queue.remove();
            order.add(current);
            for (Edge edge : current.edges) {
                if (seen.add(edge.target)) {
                    queue.offer(edge.target);
                }
            }
        }
        return order;
    }

    void depthFirst(Node node, List<Node> order) {
        if (node.visited) {
            return;
        }
        node.visited = true;
        order.add(node);
        for (Edge edge : node.edges) {
            depthFirst(edge.target, order);
        }
    }

    List<Node> route(Node from, Node to) {
        Map<Node, Node> cameFrom = new HashMap<>();
        Deque<Node> pending = new ArrayDeque<>();
        pending.push(from);
        cameFrom.put(from, null);
        while (!pending.isEmpty()) {
            Node here = pending.pop();
            if (here == to) {
                break;
            }
            for (Edge edge : here.edges) {
                if (!cameFrom.containsKey(edge.target)) {
                    cameFrom.put(edge.target, here);
                    pending.push(edge.target);
                }
            }
        }
        List<Node> path = new ArrayList<>();
        for (Node at = to; at != null; at = cameFrom.get(at)) {
            path.add(at);
        }
        Collections.reverse(path);
        return path;
    }

    static int[][] allPairs(int[][] weights) {
        int size = weights.length;
        int[][] best = new int[size][];
        for (int row = 0; row < size; row++) {
            best[row] = Arrays.copyOf(weights[row], size);
        }
        for (int via = 0; via < size; via++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    best[from][to] = Math.min(best[from][to], best[from][via] + best[via][to]);
                }
            }
        }
        return best;
    }
}
