package card2anki;

import java.util.List;

/** The tokens of a source, closed by one of kind END, and its comments. */
record Tokens(String source, List<Token> list, List<Range> comments) {
    /** The token of a number; behind the last one the end of the source. */
    Token get(int number) {
        return list.get(Math.min(number, last()));
    }

    /** The token behind the last one, which ends the source. */
    Token end() {
        return list.get(list.size() - 1);
    }

    /** The number of the token that ends the source. */
    int last() {
        return list.size() - 1;
    }

    /** The token before another; the end of the source, which is like none, before the first. */
    Token before(int number) {
        return number > 0 ? list.get(number - 1) : end();
    }

    /** The number of the first token that begins at an offset or behind it. */
    int at(int offset) {
        int low = 0;
        int high = last();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (list.get(middle).start >= offset) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    String text(Range range) {
        return source.substring(range.start(), range.end());
    }
}
