package tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dynamic programming, bottom up and with a memory. */
public class Tables {
    private final Map<Long, Long> memory = new HashMap<>();

    long fibonacci(long n) {
        if (n < 2) {
            return n;
        }
        Long known = memory.get(n);
        if (known != null) {
            return known;
        }
        long value = fibonacci(n - 1) + fibonacci(n - 2);
        memory.put(n, value);
        return value;
    }

    static int fewestCoins(int[] coins, int amount) {
        int[] fewest = new int[amount + 1];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        fewest[0] = 0;
        for (int sum = 1; sum <= amount; sum++) {
            for (int coin : coins) {
                if (coin <= sum && fewest[sum - coin] != Integer.MAX_VALUE) {
                    fewest[sum] = Math.min(fewest[sum], fewest[sum - coin] + 1);
                }
            }
        }
        return fewest[amount] == Integer.MAX_VALUE ? -1 : fewest[amount];
    }

    static int editDistance(String from, String to) {
        int rows = from.length() + 1;
        int columns = to.length() + 1;
        int[][] cost = new int[rows][columns];
        for (int i = 0; i < rows; i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j < columns; j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i < rows; i++) {
            for (int j = 1; j < columns; j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
                cost[i][j] = Math.min(best, cost[i - 1][j - 1] + change);
            }
        }
        return cost[rows - 1][columns - 1];
    }

    static String longestCommon(String first, String second) {
        int[][] length = new int[first.length() + 1][second.length() + 1];
        for (int i = first.length() - 1; i >= 0; i--) {
            for (int j = second.length() - 1; j >= 0; j--) {
                if (first.charAt(i) == second.charAt(j)) {
                    length[i][j] = length[i + 1][j + 1] + 1;
                } else {
                    length[i][j] = Math.max(length[i + 1][j], length[i][j + 1]);
                }
            }
        }
        StringBuilder common = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < first.length() && j < second.length()) {
            if (first.charAt(i) == second.charAt(j)) {
                common.append(first.charAt(i));
                i++;
                j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return common.toString();
    }

    static class Item {
        final String name;
        final int weight;
        final int worth;

        Item(String name, int weight, int worth) {
            this.name = name;
            this.weight = weight;
            this.worth = worth;
        }
    }

    static List<Item> pack(List<Item> items, int limit) {
        int[][] best = new int[items.size() + 1][limit + 1];
        for (int row = 1; row <= items.size(); row++) {
            Item item = items.get(row - 1);
            for (int room = 0; room <= limit; room++) {
                best[row][room] = best[row - 1][room];
                if (item.weight <= room) {
                    int with = best[row - 1][room - item.weight] + item.worth;
                    best[row][room] = Math.max(best[row][room], with);
                }
            }
        }
        List<Item> chosen = new ArrayList<>();
        int room = limit;
        for (int row = items.size(); row > 0; row--) {
            if (best[row][room] != best[row - 1][room]) {
                Item item = items.get(row - 1);
                chosen.add(item);
                room -= item.weight;
            }
        }
        Collections.reverse(chosen);
        return chosen;
    }

    static int longestRise(int... heights) {
        int[] ending = new int[heights.length];
        int longest = 0;
        for (int here = 0; here < heights.length; here++) {
            ending[here] = 1;
            for (int before = 0; before < here; before++) {
                if (heights[before] < heights[here]) {
                    ending[here] = Math.max(ending[here], ending[before] + 1);
                }
            }
            longest = Math.max(longest, ending[here]);
        }
        return longest;
    }

    static int bestSum(int[] values) {
        int best = values[0];
        int running = 0;
        for (int value : values) {
            running = Math.max(value, running + value);
            best = Math.max(best, running);
        }
        return best;
    }
}
