package planner;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Appointments of a busy week. */
public class Planner {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm");

    public static class Appointment implements Comparable<Appointment> {
        private final LocalDateTime start;
        private final Duration length;
        private final String title;

        public Appointment(LocalDateTime start, Duration length, String title) {
            this.start = start;
            this.length = length;
            this.title = title;
        }

        public LocalDateTime end() {
            return start.plus(length);
        }

        public boolean overlaps(Appointment other) {
            return start.isBefore(other.end()) && other.start.isBefore(end());
        }

        @Override
        public int compareTo(Appointment other) {
            int byStart = start.compareTo(other.start);
            return byStart != 0 ? byStart : title.compareTo(other.title);
        }

        @Override
        public String toString() {
            return start.format(SHOWN) + " " + title;
        }
    }

    private final TreeSet<Appointment> week = new TreeSet<>();

    public boolean book(Appointment wanted) {
        for (Appointment known : week) {
            if (known.overlaps(wanted)) {
                return false;
            }
        }
        return week.add(wanted);
    }

    static long daysUntilNewYear(LocalDate today) {
        LocalDate newYear = LocalDate.of(today.getYear() + 1, Month.JANUARY, 1);
        return ChronoUnit.DAYS.between(today, newYear);
    }

    static String age(LocalDate born, LocalDate today) {
        Period period = Period.between(born, today);
        return period.getYears() + " years and " + period.getMonths() + " months";
    }

    static LocalDate nextMarket(LocalDate from) {
        LocalDate next = from.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        while (next.getDayOfMonth() > 7) {
            next = next.plusWeeks(1);
        }
        return next;
    }

    static boolean isWeekend(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> true;
            default -> false;
        };
    }

    static int lengthOf(int month, boolean leap) {
        int days;
        switch (month) {
            case 4:
            case 6:
            case 9:
            case 11:
                days = 30;
                break;
            case 2:
                days = leap ? 29 : 28;
                break;
            default:
                days = 31;
                break;
        }
        return days;
    }

    static ZonedDateTime callTime(LocalDateTime there, String zone) {
        ZoneId far = ZoneId.of(zone);
        return there.atZone(far).withZoneSameInstant(ZoneId.systemDefault());
    }

    static LocalTime readTime(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException unreadable) {
            System.out.println("cannot read " + text + ", taking noon");
            return LocalTime.NOON;
        }
    }

    static Map<DayOfWeek, Integer> busyDays(List<Appointment> appointments) {
        Map<DayOfWeek, Integer> minutes = new EnumMap<>(DayOfWeek.class);
        for (Appointment appointment : appointments) {
            DayOfWeek day = appointment.start.getDayOfWeek();
            int spent = (int) appointment.length.toMinutes();
            minutes.merge(day, spent, Integer::sum);
        }
        return minutes;
    }

    public static void main(String[] args) {
        Instant begin = Instant.now();
        Planner planner = new Planner();
        LocalDateTime monday = LocalDateTime.of(2024, 5, 6, 9, 30);
        planner.book(new Appointment(monday, Duration.ofMinutes(45), "dentist"));
        planner.book(new Appointment(monday.plusHours(2), Duration.ofHours(1), "choir"));
        List<Appointment> longest = new ArrayList<>(planner.week);
        longest.sort(Comparator.comparing((Appointment a) -> a.length).reversed());
        for (Appointment appointment : longest) {
            System.out.println(appointment);
        }
        long took = Duration.between(begin, Instant.now()).toMillis();
        System.out.println(took + " ms");
    }
}
