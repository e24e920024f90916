package card2anki;

/** A half-open range of a text. */
record Range(int start, int end) {
    boolean holds(Range other) {
        return start <= other.start && other.end <= end;
    }
}
