package card2anki;

import card2anki.Elisions.Patch;
import java.util.ArrayList;
import java.util.List;

/**
 * A source made of pieces of another and of text around them, which knows where each character of a
 * piece came from. Nothing of the original is edited; what a patch replaces maps to no place.
 */
final class Generated {
    /** A range of the generated text that was copied from an offset of the original. */
    private record Piece(int generated, int original, int length) {}

    /** An offset in the original; exact in a piece and right behind it. */
    record Place(int offset, boolean isExact) {}

    private final String original;
    private final List<Patch> patches;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    Generated(String original, List<Patch> patches) {
        this.original = original;
        this.patches = patches;
    }

    Generated add(String around) {
        text.append(around);
        return this;
    }

    /** Copies a range of the original, with patches. */
    Generated copy(int start, int end) {
        int at = start;
        for (Patch patch : patches.subList(firstPatch(start), patches.size())) {
            Range range = patch.range();
            if (range.start() > end) break;
            boolean isWithin = range.end() <= end && (patch.ends() ? start < range.start() : range.start() < end);
            if (range.start() < at || !isWithin) continue;
            piece(at, range.start());
            text.append(patch.text());
            at = range.end();
        }
        piece(at, end);
        return this;
    }

    /** Returns the number of the first patch that begins at an offset or behind it. */
    private int firstPatch(int offset) {
        int low = 0;
        int high = patches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (patches.get(middle).range().start() >= offset) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private void piece(int start, int end) {
        if (end <= start) return;
        pieces.add(new Piece(text.length(), start, end - start));
        text.append(original, start, end);
    }

    /** Returns where an offset of the generated text came from, or what it stands behind. */
    Place originOf(long offset) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).generated <= offset) low = middle + 1;
            else high = middle - 1;
        }
        if (high < 0) return new Place(pieces.isEmpty() ? 0 : pieces.get(0).original, false);
        Piece piece = pieces.get(high);
        int into = (int) Math.min(offset - piece.generated, piece.length);
        return new Place(piece.original + into, offset <= (long) piece.generated + piece.length);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
