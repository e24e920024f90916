package shapes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Plane figures, closed by a sealed interface. */
public class Shapes {
    sealed interface Shape permits Circle, Rectangle, Polygon {
        double area();

        default boolean isLargerThan(Shape other) {
            return area() > other.area();
        }

        static Shape unit() {
            return new Rectangle(1, 1);
        }
    }

    record Point(double x, double y) {
        static final Point ORIGIN = new Point(0, 0);

        double distanceTo(Point other) {
            double dx = x - other.x;
            double dy = y - other.y;
            return Math.sqrt(dx * dx + dy * dy);
        }

        Point scaled(double factor) {
            return new Point(x * factor, y * factor);
        }
    }

    record Circle(Point centre, double radius) implements Shape {
        Circle {
            Objects.requireNonNull(centre);
            if (radius <= 0) {
                throw new IllegalArgumentException("a circle needs a radius");
            }
        }

        Circle(double radius) {
            this(Point.ORIGIN, radius);
        }

        @Override
        public double area() {
            return Math.PI * radius * radius;
        }
    }

    record Rectangle(double width, double height) implements Shape {
        @Override
        public double area() {
            return width * height;
        }

        boolean isSquare() {
            return Double.compare(width, height) == 0;
        }
    }

    static non-sealed class Polygon implements Shape {
        protected final List<Point> corners;

        Polygon(Point... corners) {
            this.corners = List.copyOf(Arrays.asList(corners));
        }

        @Override
        public double area() {
            double twice = 0;
            for (int i = 0; i < corners.size(); i++) {
                Point here = corners.get(i);
                Point next = corners.get((i + 1) % corners.size());
                twice += here.x() * next.y() - next.x() * here.y();
            }
            return Math.abs(twice) / 2;
        }
    }

    static final class Triangle extends Polygon {
        Triangle(Point a, Point b, Point c) {
            super(a, b, c);
        }

        double perimeter() {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += corners.get(i).distanceTo(corners.get((i + 1) % 3));
            }
            return sum;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            if (!(other instanceof Triangle triangle)) {
                return false;
            }
            return corners.equals(triangle.corners);
        }

        @Override
        public int hashCode() {
            return corners.hashCode();
        }
    }

    static String describe(Shape shape) {
        if (shape instanceof Circle circle) {
            return "circle of radius " + circle.radius();
        } else if (shape instanceof Rectangle box && box.isSquare()) {
            return "square of side " + box.width();
        } else if (shape instanceof Rectangle box) {
            return String.format("rectangle %.1f by %.1f", box.width(), box.height());
        }
        return "something with corners";
    }

    static double totalArea(List<? extends Shape> shapes) {
        double total = 0;
        for (Shape shape : shapes) {
            total += shape.area();
        }
        return total;
    }

    static <S extends Shape> S largest(List<S> shapes) {
        S best = shapes.get(0);
        for (S candidate : shapes.subList(1, shapes.size())) {
            if (candidate.isLargerThan(best)) {
                best = candidate;
            }
        }
        return best;
    }

    public static void main(String[] args) {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Circle(2.5));
        shapes.add(new Rectangle(3, 4));
        shapes.add(new Triangle(Point.ORIGIN, new Point(4, 0), new Point(0, 3)));
        shapes.sort((one, other) -> Double.compare(one.area(), other.area()));
        for (Shape shape : shapes) {
            System.out.println(describe(shape));
        }
        System.out.println("altogether " + totalArea(shapes));
    }
}
