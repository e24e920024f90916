package ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Amounts of money that cannot change, and accounts that can. */
public class Ledger {
    public static final class Money implements Comparable<Money> {
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        private final BigDecimal amount;
        private final Currency currency;

        private Money(BigDecimal amount, Currency currency) {
            this.amount = amount.setScale(2, RoundingMode.HALF_EVEN);
            this.currency = currency;
        }

        public static Money of(String amount, String code) {
            return new Money(new BigDecimal(amount), Currency.getInstance(code));
        }

        public Money plus(Money other) {
            requireSameCurrency(other);
            return new Money(amount.add(other.amount), currency);
        }

        public Money minus(Money other) {
            requireSameCurrency(other);
            return new Money(amount.subtract(other.amount), currency);
        }

        public Money percent(int share) {
            BigDecimal part = amount.multiply(BigDecimal.valueOf(share)).divide(HUNDRED);
            return new Money(part, currency);
        }

        public Money[] split(int parts) {
            Money[] shares = new Money[parts];
            BigDecimal each = amount.divide(BigDecimal.valueOf(parts), 2, RoundingMode.DOWN);
            BigDecimal rest = amount;
            for (int i = 0; i < parts - 1; i++) {
                shares[i] = new Money(each, currency);
                rest = rest.subtract(each);
            }
            shares[parts - 1] = new Money(rest, currency);
            return shares;
        }

        public boolean isNegative() {
            return amount.signum() < 0;
        }

        private void requireSameCurrency(Money other) {
            if (!currency.equals(other.currency)) {
                throw new IllegalArgumentException(currency + " is not " + other.currency);
            }
        }

        @Override
        public int compareTo(Money other) {
            requireSameCurrency(other);
            return amount.compareTo(other.amount);
        }

        @Override
        public boolean equals(Object object) {
            if (object == null || getClass() != object.getClass()) {
                return false;
            }
            Money other = (Money) object;
            return amount.equals(other.amount) && currency.equals(other.currency);
        }

        @Override
        public int hashCode() {
            return Objects.hash(amount, currency);
        }

        @Override
        public String toString() {
            return amount.toPlainString() + " " + currency.getCurrencyCode();
        }
    }

    public static class OverdrawnException extends Exception {
        public OverdrawnException(String message) {
            super(message);
        }
    }

    public static class Account {
        private static int nextNumber = 1000;

        private final int number;
        private final List<Money> entries;
        private Money balance;

        {
            number = nextNumber++;
            entries = new ArrayList<>();
        }

        public Account(Money start) {
            balance = start;
        }

        public void deposit(Money money) {
            if (money.isNegative()) {
                throw new IllegalArgumentException("use withdraw for " + money);
            }
            balance = balance.plus(money);
            entries.add(money);
        }

        public void withdraw(Money money) throws OverdrawnException {
            Money after = balance.minus(money);
            if (after.isNegative()) {
                throw new OverdrawnException("account " + number + " has only " + balance);
            }
            balance = after;
        }

        public List<Money> getEntries() {
            return Collections.unmodifiableList(entries);
        }
    }

    private final Map<Integer, Account> accounts = new HashMap<>();

    void transfer(int from, int to, Money money) throws OverdrawnException {
        Account source = accounts.get(from);
        Account target = accounts.get(to);
        source.withdraw(money);
        target.deposit(money);
    }

    static BigInteger factorial(int n) {
        BigInteger product = BigInteger.ONE;
        for (int i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return product;
    }

    static BigDecimal compound(BigDecimal start, double rate, int years) {
        BigDecimal factor = BigDecimal.ONE.add(BigDecimal.valueOf(rate));
        return start.multiply(factor.pow(years)).setScale(2, RoundingMode.HALF_UP);
    }

    static String shown(double value) {
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.GERMANY);
        DecimalFormat plain = new DecimalFormat("#,##0.00");
        return format.format(value) + " or " + plain.format(value);
    }
}
