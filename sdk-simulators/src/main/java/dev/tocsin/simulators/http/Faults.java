package dev.tocsin.simulators.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The faults that are armed. For each request the first armed fault that matches it and strikes is taken, in the order of
 * arming. Thread-safe; the same seed and the same order of requests give the same faults.
 */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();
    private Random random;

    /** @param seed the seed of the draws of {@link #withProbability} */
    public Faults(long seed) {
        random = new Random(seed);
    }

    /**
     * Arms a fault for the next requests that match.
     *
     * @param count how many requests it strikes, at least 1
     * @return this
     */
    public synchronized Faults next(int count, Fault fault, RequestMatch match) {
        if (count < 1) {
            throw new IllegalArgumentException("count: must be at least 1, but is " + count);
        }
        armed.add(new Armed(fault, match, count, 1));
        return this;
    }

    /** Arms a fault for the next {@code count} requests of a method ({@code *} for any) to a path pattern. */
    public Faults next(int count, Fault fault, String method, String path) {
        return next(count, fault, new RequestMatch(method, path));
    }

    /**
     * Arms a fault that strikes each matching request with a probability, until it is cleared.
     *
     * @param probability above 0, up to 1
     * @return this
     */
    public synchronized Faults withProbability(double probability, Fault fault, RequestMatch match) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: must be above 0 and up to 1, but is " + probability);
        }
        armed.add(new Armed(fault, match, -1, probability));
        return this;
    }

    /** Disarms everything. */
    public synchronized void clear() {
        armed.clear();
    }

    /** Begins the draws of probabilities anew from a seed. */
    public synchronized void seed(long seed) {
        random = new Random(seed);
    }

    /** What is armed, one line each, for people. */
    public synchronized List<String> describe() {
        return armed.stream().map(Armed::toString).toList();
    }

    /**
     * The fault that strikes this request; empty if none does. Counts it down. {@link LoopbackServer} asks for each request; a
     * service whose requests hold others, such as a batch, asks for these itself.
     */
    public synchronized Optional<Fault> pick(String method, String path) {
        for (Iterator<Armed> it = armed.iterator(); it.hasNext(); ) {
            Armed a = it.next();
            if (!a.match.matches(method, path)) {
                continue;
            }
            if (a.remaining > 0) {
                if (--a.remaining == 0) {
                    it.remove();
                }
                return Optional.of(a.fault);
            }
            if (random.nextDouble() < a.probability) {
                return Optional.of(a.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Armed {
        private final Fault fault;
        private final RequestMatch match;
        private final double probability;
        private int remaining;

        Armed(Fault fault, RequestMatch match, int remaining, double probability) {
            this.fault = fault;
            this.match = match;
            this.remaining = remaining;
            this.probability = probability;
        }

        @Override
        public String toString() {
            String when = remaining > 0 ? "next " + remaining : "probability " + probability;
            return fault.kind() + " " + match.method() + " " + match.path() + ", " + when;
        }
    }
}
