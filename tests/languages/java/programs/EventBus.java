package events;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.EventObject;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Things that happen, and those who want to know. */
public class EventBus {
    static class Event {
        private final String topic;
        private final long time = System.currentTimeMillis();

        Event(String topic) {
            this.topic = topic;
        }

        String getTopic() {
            return topic;
        }

        long getTime() {
            return time;
        }
    }

    static class Alarm extends Event {
        private final int urgency;

        Alarm(String topic, int urgency) {
            super(topic);
            this.urgency = urgency;
        }

        boolean isUrgent() {
            return urgency > 7;
        }
    }

    @FunctionalInterface
    interface Listener<E extends Event> {
        void onEvent(E event);

        default Listener<E> when(Predicate<? super E> condition) {
            return event -> {
                if (condition.test(event)) {
                    onEvent(event);
                }
            };
        }
    }

    private final Map<Class<? extends Event>, List<Listener<? super Event>>> listeners = new HashMap<>();
    private final List<WeakReference<Object>> owners = new ArrayList<>();

    @SuppressWarnings("unchecked")
    <E extends Event> Subscription subscribe(Class<E> type, Listener<? super E> listener) {
        Listener<? super Event> known = (Listener<? super Event>) listener;
        listeners.computeIfAbsent(type, key -> new CopyOnWriteArrayList<>()).add(known);
        return new Subscription(type, known);
    }

    void publish(Event event) {
        for (Map.Entry<Class<? extends Event>, List<Listener<? super Event>>> entry : listeners.entrySet()) {
            if (entry.getKey().isInstance(event)) {
                entry.getValue().forEach(listener -> listener.onEvent(event));
            }
        }
    }

    /** An inner class: it knows the bus it belongs to. */
    class Subscription implements AutoCloseable {
        private final Class<? extends Event> type;
        private final Listener<? super Event> listener;

        Subscription(Class<? extends Event> type, Listener<? super Event> listener) {
            this.type = type;
            this.listener = listener;
        }

        @Override
        public void close() {
            List<Listener<? super Event>> known = EventBus.this.listeners.get(type);
            if (known != null) {
                known.remove(listener);
            }
        }
    }

    int forgetLostOwners() {
        int lost = 0;
        Iterator<WeakReference<Object>> references = owners.iterator();
        while (references.hasNext()) {
            if (references.next().get() == null) {
                references.remove();
                lost++;
            }
        }
        return lost;
    }

    /** The old style of java.beans and Swing, kept for comparison. */
    static class Thermometer {
        interface WarmthListener extends EventListener {
            void warmthChanged(WarmthEvent event);
        }

        static class WarmthEvent extends EventObject {
            final int degrees;

            WarmthEvent(Object source, int degrees) {
                super(source);
                this.degrees = degrees;
            }
        }

        private final List<WarmthListener> observers = new ArrayList<>();
        private int degrees;

        void addObserver(WarmthListener observer) {
            observers.add(observer);
        }

        void setDegrees(int degrees) {
            if (this.degrees == degrees) {
                return;
            }
            this.degrees = degrees;
            WarmthEvent event = new WarmthEvent(this, degrees);
            for (WarmthListener observer : observers) {
                observer.warmthChanged(event);
            }
        }
    }

    static int[] countAlarms(List<? extends Event> events) {
        class Counter {
            int urgent;
            int calm;

            void add(Alarm alarm) {
                if (alarm.isUrgent()) {
                    urgent++;
                } else {
                    calm++;
                }
            }
        }

        Counter counter = new Counter();
        for (Event event : events) {
            if (event instanceof Alarm alarm) {
                counter.add(alarm);
            }
        }
        return new int[] {counter.urgent, counter.calm};
    }

    public static void main(String[] args) {
        EventBus bus = new EventBus();
        Listener<Event> logger = new Listener<>() {
            private int number;

            @Override
            public void onEvent(Event event) {
                number++;
                System.out.println(number + ": " + event.getTopic());
            }
        };
        try (Subscription all = bus.subscribe(Event.class, logger)) {
            bus.publish(new Event("door opened"));
            bus.publish(new Alarm("smoke", 9));
        }
        Listener<Alarm> siren = alarm -> System.out.println("loud at " + alarm.getTime());
        bus.subscribe(Alarm.class, siren.when(Alarm::isUrgent));
        bus.publish(new Alarm("drizzle", 2));
    }
}
