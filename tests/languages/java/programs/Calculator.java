package calculator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Reads a sum such as {@code 2 * (width + 3)} into a tree, and lets visitors walk over it. */
public class Calculator {
    interface Visitor<R> {
        R visitNumber(Num number);

        R visitName(Name name);

        R visitBinary(Binary binary);
    }

    abstract static class Expr {
        abstract <R> R accept(Visitor<R> visitor);
    }

    static class Num extends Expr {
        final double value;

        Num(double value) {
            this.value = value;
        }

        @Override
        <R> R accept(Visitor<R> visitor) {
            return visitor.visitNumber(this);
        }
    }

    static class Name extends Expr {
        final String text;

        Name(String text) {
            this.text = text;
        }

        @Override
        <R> R accept(Visitor<R> visitor) {
            return visitor.visitName(this);
        }
    }

    static class Binary extends Expr {
        final Operator operator;
        final Expr left;
        final Expr right;

        Binary(Operator operator, Expr left, Expr right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        <R> R accept(Visitor<R> visitor) {
            return visitor.visitBinary(this);
        }
    }

    enum Operator {
        PLUS('+', 1, (a, b) -> a + b),
        MINUS('-', 1, (a, b) -> a - b),
        TIMES('*', 2, (a, b) -> a * b),
        DIVIDED('/', 2, (a, b) -> a / b);

        final char sign;
        final int rank;
        private final DoubleBinaryOperator meaning;

        Operator(char sign, int rank, DoubleBinaryOperator meaning) {
            this.sign = sign;
            this.rank = rank;
            this.meaning = meaning;
        }

        double apply(double a, double b) {
            return meaning.applyAsDouble(a, b);
        }

        static Operator of(char sign) {
            for (Operator operator : values()) {
                if (operator.sign == sign) {
                    return operator;
                }
            }
            return null;
        }
    }

    static class Evaluator implements Visitor<Double> {
        private final Map<String, Double> names = new HashMap<>();

        void define(String name, double value) {
            names.put(name, value);
        }

        @Override
        public Double visitNumber(Num number) {
            return number.value;
        }

        @Override
        public Double visitName(Name name) {
            Double value = names.get(name.text);
            if (value == null) {
                throw new IllegalStateException("what is " + name.text + "?");
            }
            return value;
        }

        @Override
        public Double visitBinary(Binary binary) {
            double left = binary.left.accept(this);
            double right = binary.right.accept(this);
            return binary.operator.apply(left, right);
        }
    }

    static class SyntaxException extends RuntimeException {
        final int position;

        SyntaxException(String message, int position) {
            super(message + " at " + position);
            this.position = position;
        }
    }

    private final String source;
    private int position;

    Calculator(String source) {
        this.source = source;
    }

    Expr parse() {
        Expr whole = expression(1);
        skipBlanks();
        if (position < source.length()) {
            throw new SyntaxException("unexpected " + source.charAt(position), position);
        }
        return whole;
    }

    private Expr expression(int rank) {
        Expr left = rank > 2 ? primary() : expression(rank + 1);
        Operator operator = peekOperator();
        while (operator != null && operator.rank == rank) {
            position++;
            left = new Binary(operator, left, expression(rank + 1));
            operator = peekOperator();
        }
        return left;
    }

    private Expr primary() {
        skipBlanks();
        int start = position;
        char first = position < source.length() ? source.charAt(position) : '\0';
        if (first == '(') {
            position++;
            Expr inner = expression(1);
            skipBlanks();
            position++;
            return inner;
        }
        while (position < source.length() && Character.isLetterOrDigit(source.charAt(position))) {
            position++;
        }
        String word = source.substring(start, position);
        return Character.isDigit(first) ? new Num(Double.parseDouble(word)) : new Name(word);
    }

    private Operator peekOperator() {
        skipBlanks();
        return position < source.length() ? Operator.of(source.charAt(position)) : null;
    }

    private void skipBlanks() {
        while (position < source.length() && source.charAt(position) == ' ') {
            position++;
        }
    }

    static List<Double> table(String formula, int rows) {
        Expr tree = new Calculator(formula).parse();
        Evaluator evaluator = new Evaluator();
        List<Double> results = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            evaluator.define("x", row);
            results.add(tree.accept(evaluator));
        }
        return results;
    }
}
