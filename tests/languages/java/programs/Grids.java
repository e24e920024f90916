package grids;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** Matrices, boards and bits. */
public final class Grids {
    private static final int[][] NEIGHBOURS = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};

    private Grids() {
        throw new AssertionError("only static methods here");
    }

    static double[][] multiply(double[][] a, double[][] b) {
        int rows = a.length;
        int columns = b[0].length;
        double[][] product = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0.0;
                for (int k = 0; k < b.length; k++) {
                    sum += a[i][k] * b[k][j];
                }
                product[i][j] = sum;
            }
        }
        return product;
    }

    static int[][] transpose(int[][] matrix) {
        int[][] turned = new int[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                turned[column][row] = matrix[row][column];
            }
        }
        return turned;
    }

    static int[] find(int[][] matrix, int wanted) {
        int[] place = null;
        search:
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                if (matrix[row][column] == wanted) {
                    place = new int[] {row, column};
                    break search;
                }
            }
        }
        return place;
    }

    static int countCleanRows(int[][] matrix) {
        int clean = 0;
        rows:
        for (int[] row : matrix) {
            for (int cell : row) {
                if (cell < 0) {
                    continue rows;
                }
            }
            clean++;
        }
        return clean;
    }

    static int countIslands(char[][] sea) {
        int islands = 0;
        for (int y = 0; y < sea.length; y++) {
            for (int x = 0; x < sea[y].length; x++) {
                if (sea[y][x] == '#') {
                    islands++;
                    flood(sea, y, x);
                }
            }
        }
        return islands;
    }

    private static void flood(char[][] sea, int y, int x) {
        if (y < 0 || y >= sea.length || x < 0 || x >= sea[y].length || sea[y][x] != '#') {
            return;
        }
        sea[y][x] = '.';
        for (int[] step : NEIGHBOURS) {
            flood(sea, y + step[0], x + step[1]);
        }
    }

    static boolean[][] nextGeneration(boolean[][] cells) {
        boolean[][] next = new boolean[cells.length][cells[0].length];
        for (int y = 0; y < cells.length; y++) {
            for (int x = 0; x < cells[y].length; x++) {
                int alive = neighbours(cells, y, x);
                next[y][x] = alive == 3 || (cells[y][x] && alive == 2);
            }
        }
        return next;
    }

    private static int neighbours(boolean[][] cells, int y, int x) {
        int alive = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int row = Math.floorMod(y + dy, cells.length);
                int column = Math.floorMod(x + dx, cells[row].length);
                if ((dy != 0 || dx != 0) && cells[row][column]) {
                    alive++;
                }
            }
        }
        return alive;
    }

    static int countBits(int number) {
        int bits = 0;
        while (number != 0) {
            number &= number - 1;
            bits++;
        }
        return bits;
    }

    static String binary(int number) {
        StringBuilder digits = new StringBuilder();
        for (int mask = 1 << 7; mask > 0; mask >>>= 1) {
            digits.append((number & mask) == 0 ? '0' : '1');
        }
        return digits.toString();
    }

    static BitSet primesBelow(int limit) {
        BitSet primes = new BitSet(limit);
        primes.set(2, limit);
        for (int candidate = 2; candidate * candidate < limit; candidate++) {
            if (primes.get(candidate)) {
                for (int multiple = candidate * candidate; multiple < limit; multiple += candidate) {
                    primes.clear(multiple);
                }
            }
        }
        return primes;
    }

    static void shuffle(int[] cards, long seed) {
        Random random = new Random(seed);
        for (int i = cards.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int card = cards[i];
            cards[i] = cards[j];
            cards[j] = card;
        }
    }

    static void print(int[][] matrix) {
        for (int[] row : matrix) {
            System.out.println(Arrays.toString(row));
        }
        long cells = Arrays.stream(matrix).mapToLong(row -> row.length).sum();
        assert cells >= 0 : "a matrix cannot hold " + cells;
        System.out.println(cells + " cells");
    }
}
