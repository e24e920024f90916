package inspector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Annotations of its own, and what can be found out about a class while it runs. */
public class Inspector {
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    @interface Range {
        int min() default 0;

        int max();

        String message() default "out of range";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface Check {
        String[] value() default {};
    }

    @Check("sample")
    static class Oven {
        @Range(min = 40, max = 280)
        private int temperature;

        @Range(max = 120, message = "too long")
        private int minutes = 20;

        public Oven() {
            this(180);
        }

        public Oven(int temperature) {
            this.temperature = temperature;
        }

        @Check({"warm", "quick"})
        void preheat() {
            System.out.println("heating to " + temperature);
        }

        @Deprecated
        public int getMinutes() {
            return minutes;
        }
    }

    static List<String> violations(Object bean) throws IllegalAccessException {
        List<String> found = new ArrayList<>();
        for (Field field : bean.getClass().getDeclaredFields()) {
            Range range = field.getAnnotation(Range.class);
            if (range == null) {
                continue;
            }
            field.setAccessible(true);
            int value = field.getInt(bean);
            if (value < range.min() || value > range.max()) {
                found.add(field.getName() + ": " + range.message());
            }
        }
        return found;
    }

    static int runChecks(Object subject) {
        int run = 0;
        for (Method method : subject.getClass().getDeclaredMethods()) {
            if (!method.isAnnotationPresent(Check.class)) {
                continue;
            }
            try {
                method.setAccessible(true);
                method.invoke(subject);
                run++;
            } catch (InvocationTargetException thrown) {
                System.out.println(method.getName() + " threw " + thrown.getCause());
            } catch (IllegalAccessException | IllegalArgumentException refused) {
                System.out.println("cannot call " + method);
            }
        }
        return run;
    }

    static <T> T create(Class<T> type, Object... arguments) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == arguments.length) {
                return type.cast(constructor.newInstance(arguments));
            }
        }
        throw new NoSuchMethodException("no constructor of " + type.getName());
    }

    static class Timing implements InvocationHandler {
        private final Object target;
        private final Map<String, Long> spent = new LinkedHashMap<>();

        Timing(Object target) {
            this.target = target;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
            long start = System.nanoTime();
            try {
                return method.invoke(target, args);
            } finally {
                spent.merge(method.getName(), System.nanoTime() - start, Long::sum);
            }
        }
    }

    @SuppressWarnings("unchecked")
    static <T> T timed(Class<T> face, T target) {
        ClassLoader loader = face.getClassLoader();
        Class<?>[] faces = {face};
        return (T) Proxy.newProxyInstance(loader, faces, new Timing(target));
    }

    static String outline(Class<?> type) {
        StringBuilder text = new StringBuilder();
        text.append(Modifier.toString(type.getModifiers())).append(' ').append(type.getSimpleName());
        for (Method method : type.getDeclaredMethods()) {
            String result = method.getReturnType().getSimpleName();
            text.append("\n  ").append(result).append(' ').append(method.getName());
        }
        return text.toString();
    }

    public static void main(String[] args) throws ReflectiveOperationException {
        Oven oven = create(Oven.class, 300);
        violations(oven).forEach(System.out::println);
        System.out.println(runChecks(oven) + " checks run");
        Runnable runnable = timed(Runnable.class, oven::preheat);
        runnable.run();
        System.out.println(outline(Oven.class));
    }
}
