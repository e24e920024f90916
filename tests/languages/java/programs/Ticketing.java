package ticketing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Exceptions of its own, in a small hierarchy, and the ways to deal with them. */
public class Ticketing {
    static abstract class TicketException extends Exception {
        private final int code;

        protected TicketException(int code, String message) {
            super(message);
            this.code = code;
        }

        public int getCode() {
            return code;
        }
    }

    static class SoldOutException extends TicketException {
        SoldOutException(String show) {
            super(41, show + " is sold out");
        }
    }

    static class PaymentException extends TicketException {
        PaymentException(String message, Throwable cause) {
            super(42, message);
            initCause(cause);
        }
    }

    static class Gateway implements AutoCloseable {
        private boolean open = true;

        void charge(String card, int cents) throws IOException, TimeoutException {
            if (!open) {
                throw new IOException("gateway closed");
            }
            if (card.startsWith("0")) {
                throw new TimeoutException("bank does not answer");
            }
            System.out.println("charged " + cents);
        }

        @Override
        public void close() {
            open = false;
        }
    }

    record Seat(char row, int number) {
        Seat {
            if (number < 1) {
                throw new IllegalArgumentException("seats are counted from one");
            }
            row = Character.toUpperCase(row);
        }

        Seat right() {
            return new Seat(row, number + 1);
        }
    }

    private static final int PRICE;
    private static final Map<String, Integer> ROOM = new HashMap<>();

    static {
        PRICE = 2_350;
        ROOM.put("Hamlet", 120);
        ROOM.put("Cats", 2);
    }

    private final List<Seat> sold = new ArrayList<>();

    void buy(String show, Seat seat, String card) throws TicketException {
        int room = ROOM.getOrDefault(show, 0);
        if (sold.size() >= room) {
            throw new SoldOutException(show);
        }
        pay(card, PRICE);
        sold.add(seat);
    }

    private void pay(String card, int cents) throws PaymentException {
        try (Gateway gateway = new Gateway()) {
            gateway.charge(card, cents);
        } catch (IOException | TimeoutException technical) {
            throw new PaymentException("could not charge " + cents, technical);
        }
    }

    int tryToBuy(String show, Seat seat, String... cards) {
        int attempts = 0;
        for (String card : cards) {
            attempts++;
            try {
                buy(show, seat, card);
                return attempts;
            } catch (PaymentException declined) {
                System.out.println("next card, please: " + declined.getMessage());
            } catch (TicketException hopeless) {
                System.out.println("code " + hopeless.getCode());
                return -1;
            }
        }
        return 0;
    }

    static int parseSeatNumber(String text) {
        int number;
        try {
            number = Integer.parseInt(text.trim());
        } catch (NumberFormatException notANumber) {
            number = 1;
        }
        return number;
    }

    static String rootCause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    static <X extends Throwable> void throwAs(Throwable thrown, Class<X> type) throws X {
        if (type.isInstance(thrown)) {
            throw type.cast(thrown);
        }
        throw new AssertionError(thrown);
    }

    static void report(Exception exception) {
        StackTraceElement[] frames = exception.getStackTrace();
        String place = frames.length == 0 ? "nowhere" : frames[0].getMethodName();
        System.err.println(exception + " in " + place);
        for (Throwable hidden : exception.getSuppressed()) {
            System.err.println("  hidden: " + hidden.getMessage());
        }
    }

    static int lastWord() {
        int value = 1;
        try {
            value = 2;
            return value;
        } finally {
            value = 3;
            System.out.println("leaving with " + value);
        }
    }

    public static void main(String[] args) throws Exception {
        Ticketing office = new Ticketing();
        Seat seat = new Seat('f', parseSeatNumber("12"));
        try {
            office.buy("Cats", seat, "4111");
            office.buy("Cats", seat.right(), "0999");
        } catch (SoldOutException full) {
            System.out.println(full.getMessage());
        } catch (PaymentException unpaid) {
            report(unpaid);
            throw unpaid;
        } finally {
            System.out.println(Arrays.asList(args) + " " + office.sold);
        }
    }
}
