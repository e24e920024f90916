package lending;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A village library that lends books and counts how long they stay away. */
public class Lending {
    private static final int LOAN_DAYS = 21;

    private final Map<String, Book> shelf = new HashMap<>();
    private final Map<String, List<Loan>> loansByReader = new TreeMap<>();

    /** Thrown when a reader asks for a book that nobody can hand out. */
    static class UnavailableException extends Exception {
        private final String isbn;

        UnavailableException(String isbn, String reason) {
            super(isbn + ": " + reason);
            this.isbn = isbn;
        }

        String isbn() {
            return isbn;
        }
    }

    record Book(String isbn, String title, int year) {
        boolean isOlderThan(Book other) {
            return year < other.year;
        }
    }

    record Loan(Book book, String reader, LocalDate due) {
        boolean overdueOn(LocalDate today) {
            return due.isBefore(today);
        }
    }

    void add(Book book) {
        shelf.put(book.isbn(), book);
    }

    Loan lend(String isbn, String reader, LocalDate today) throws UnavailableException {
        Book book = shelf.get(isbn);
        if (book == null) {
            throw new UnavailableException(isbn, "not on the shelf");
        }
        if (isLent(isbn)) {
            throw new UnavailableException(isbn, "lent already");
        }
        Loan loan = new Loan(book, reader, today.plusDays(LOAN_DAYS));
        loansByReader.computeIfAbsent(reader, key -> new ArrayList<>()).add(loan);
        return loan;
    }

    private boolean isLent(String isbn) {
        for (List<Loan> loans : loansByReader.values()) {
            for (Loan loan : loans) {
                if (loan.book().isbn().equals(isbn)) {
                    return true;
                }
            }
        }
        return false;
    }

    Optional<Book> oldest() {
        return shelf.values().stream().min(Comparator.comparingInt(Book::year));
    }

    List<String> remindersFor(LocalDate today) {
        List<String> letters = new ArrayList<>();
        for (Map.Entry<String, List<Loan>> entry : loansByReader.entrySet()) {
            String reader = entry.getKey();
            long late = entry.getValue().stream().filter(loan -> loan.overdueOn(today)).count();
            if (late > 0) {
                letters.add("Dear " + reader + ", please bring back " + late + " book(s).");
            }
        }
        Collections.sort(letters);
        return letters;
    }

    Map<Integer, List<String>> titlesByDecade() {
        return shelf.values().stream()
                .collect(Collectors.groupingBy(
                        book -> book.year() / 10 * 10,
                        TreeMap::new,
                        Collectors.mapping(Book::title, Collectors.toList())));
    }

    boolean giveBack(String isbn) {
        boolean removed = false;
        for (List<Loan> loans : loansByReader.values()) {
            removed |= loans.removeIf(loan -> loan.book().isbn().equals(isbn));
        }
        loansByReader.values().removeIf(List::isEmpty);
        return removed;
    }

    public static void main(String[] args) {
        Lending library = new Lending();
        library.add(new Book("978-1", "Rivers of the North", 1987));
        library.add(new Book("978-2", "Bread at Home", 2011));
        LocalDate today = LocalDate.of(2024, 3, 1);
        try {
            Loan loan = library.lend("978-1", "Ida", today);
            System.out.println("Due: " + loan.due());
            library.lend("978-1", "Otto", today);
        } catch (UnavailableException refused) {
            System.err.println("Sorry, " + refused.getMessage());
        }
        library.remindersFor(today.plusMonths(2)).forEach(System.out::println);
        library.oldest().ifPresent(book -> System.out.println(book.title()));
    }
}
