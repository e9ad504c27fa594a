package dev.tocsin.connectwise;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keeps every exchange that passes through, and which methods of the client asked for them. Not thread-safe. */
final class RecordingTransport implements Transport {
    /** One request and its answer. */
    record Exchange(TransportRequest request, TransportResponse response) {
        boolean hasPath(String path) {
            return request.uri().getPath().endsWith(path);
        }
    }

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final List<Exchange> exchanges = new ArrayList<>();
    private final Set<String> senders = new TreeSet<>();
    private final Transport next;

    RecordingTransport(Transport next) {
        this.next = next;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        TransportResult result = next.send(request);
        if (!(result instanceof TransportResult.Answered answered)) {
            throw new AssertionError(request + " has no answer: " + result);
        }
        exchanges.add(new Exchange(request, answered.response()));
        STACK.forEach(frame -> senders.add(name(frame)));
        return result;
    }

    /** The exchanges so far. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The methods that were under way while a request was sent; see {@link #name(Class, String, Class[])}. */
    Set<String> senders() {
        return Set.copyOf(senders);
    }

    private static String name(StackFrame frame) {
        return name(
                frame.getDeclaringClass(),
                frame.getMethodName(),
                frame.getMethodType().parameterArray());
    }

    /** What a method is called, such as {@code Tickets.copy(int)}. */
    static String name(Class<?> holder, String method, Class<?>[] parameters) {
        List<String> types = new ArrayList<>();
        for (Class<?> parameter : parameters) {
            types.add(parameter.getSimpleName());
        }
        return holder.getSimpleName() + "." + method + "(" + String.join(", ", types) + ")";
    }
}
