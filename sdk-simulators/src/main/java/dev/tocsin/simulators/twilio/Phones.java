package dev.tocsin.simulators.twilio;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the people's phones do, as told by the test. Thread-safe. */
final class Phones {
    private final Map<String, Deque<Delivery>> deliveries = new HashMap<>();
    private final Map<String, Deque<CallScript>> calls = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Set<String> landlines = new HashSet<>();

    synchronized void deliveries(String number, Collection<Delivery> script) {
        deliveries.put(number, new ArrayDeque<>(script));
    }

    /** What becomes of the next message; the last of a script stays. */
    synchronized Delivery nextDelivery(String number) {
        return next(deliveries.get(number), Delivery.delivered());
    }

    synchronized void calls(String number, Collection<CallScript> script) {
        calls.put(number, new ArrayDeque<>(script));
    }

    /** What the phone does at the next call; the last of a script stays. */
    synchronized CallScript nextCall(String number) {
        return next(calls.get(number), CallScript.of(CallScript.Reaction.ANSWERS));
    }

    private static <T> T next(@Nullable Deque<T> script, T ordinary) {
        if (script == null || script.isEmpty()) {
            return ordinary;
        }
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    /** The name of a number for what concerns calls only. */
    static String calling(String number) {
        return "call " + number;
    }

    /** @param code the vendor's code; 0 for no refusal any more */
    synchronized void refuse(String number, int code) {
        if (code == 0) {
            refusals.remove(number);
        } else {
            refusals.put(number, code);
        }
    }

    /** 0 for none. */
    synchronized int refusal(String number) {
        return refusals.getOrDefault(number, 0);
    }

    synchronized void landline(String number) {
        landlines.add(number);
    }

    synchronized boolean isLandline(String number) {
        return landlines.contains(number);
    }

    synchronized void clear() {
        deliveries.clear();
        calls.clear();
        refusals.clear();
        landlines.clear();
    }
}
