package dev.tocsin.connectwise;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the client offers, found by reflection from {@link ConnectWise} on, so that no list of it can be out of date. */
final class ClientSurface {
    private ClientSurface() {}

    /**
     * The public methods that send something, by the names that {@link RecordingTransport} gives them. Left out are those
     * which only lead to others, and those which return a stream: they send later, when they are not on the stack. What
     * they ask for is found by the operations instead.
     */
    static Set<String> senders() {
        Set<String> names = new TreeSet<>();
        Set<Class<?>> seen = new LinkedHashSet<>();
        Deque<Class<?>> waiting = new ArrayDeque<>(List.of(ConnectWise.class));
        while (!waiting.isEmpty()) {
            Class<?> holder = waiting.pop();
            if (!seen.add(holder)) {
                continue;
            }
            if (isClient(holder.getSuperclass())) {
                waiting.push(holder.getSuperclass());
            }
            for (Method method : offered(holder)) {
                if (isClient(method.getReturnType())) {
                    waiting.push(method.getReturnType());
                } else if (method.getReturnType() != Stream.class && !onlyForgets(method)) {
                    names.add(RecordingTransport.name(holder, method.getName(), method.getParameterTypes()));
                }
            }
        }
        return names;
    }

    /** All records that a client leads to by methods that take nothing or ids, each with id 1. */
    static List<ReadableRecords<?>> records(ConnectWise client) {
        List<ReadableRecords<?>> found = new ArrayList<>();
        Deque<Object> waiting = new ArrayDeque<>(List.of(client));
        while (!waiting.isEmpty()) {
            Object holder = waiting.pop();
            if (holder instanceof ReadableRecords<?> records) {
                found.add(records);
            }
            for (Method method : offered(holder.getClass())) {
                boolean byIds = Arrays.stream(method.getParameterTypes()).allMatch(type -> type == int.class);
                if (ReadableRecords.class.isAssignableFrom(method.getReturnType()) && byIds) {
                    waiting.push(result(method, holder));
                }
            }
        }
        return found;
    }

    private static Object result(Method method, Object holder) {
        Object[] ids = new Object[method.getParameterCount()];
        Arrays.fill(ids, 1);
        try {
            return method.invoke(holder, ids);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    private static List<Method> offered(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .toList();
    }

    /** Whether a class can send: it or one that it extends holds the gateway. */
    private static boolean isClient(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredFields()).anyMatch(field -> field.getType() == Gateway.class)) {
                return !Modifier.isAbstract(type.getModifiers()) && Modifier.isPublic(type.getModifiers());
            }
        }
        return false;
    }

    /** {@link Catalogue#forget()} changes what is kept here only. */
    private static boolean onlyForgets(Method method) {
        return method.getDeclaringClass() == Catalogue.class && method.getName().equals("forget");
    }
}
