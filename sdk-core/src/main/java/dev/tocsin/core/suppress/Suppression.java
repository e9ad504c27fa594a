package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that suppresses, and the one decision over it. Pure: what it answers depends on nothing but what is handed
 * in. Immutable and thread-safe.
 *
 * <p>The moment is that of the node which asks. Nodes whose clocks differ see a window begin and end at different
 * moments, each once; what is stored is the window's end, an absolute moment, and a node that looks too early by its own
 * clock gets the same end again. So a skewed clock shifts when a held subject acts, never whether or how often.
 */
public final class Suppression {
    /** Nothing suppresses. */
    public static final Suppression NONE = new Suppression(List.of(), List.of(), List.of());

    private final List<Silence> silences;
    private final List<MaintenanceWindow> windows;
    private final List<Inhibition> inhibitions;

    /**
     * Suppression by these items. Silences that are over may be among them.
     *
     * @throws ConfigurationException if two items of a kind and an MSP have one id
     */
    public Suppression(
            Collection<Silence> silences, Collection<MaintenanceWindow> windows, Collection<Inhibition> inhibitions) {
        this.silences = List.copyOf(silences);
        this.windows = List.copyOf(windows);
        this.inhibitions = List.copyOf(inhibitions);
        unique("silences", this.silences, Silence::msp, Silence::id);
        unique("maintenanceWindows", this.windows, MaintenanceWindow::msp, MaintenanceWindow::id);
        unique("inhibitions", this.inhibitions, Inhibition::msp, Inhibition::id);
    }

    private static <T> void unique(String kind, List<T> items, Function<T, MspId> msp, Function<T, String> id) {
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            if (!seen.add(List.of(msp.apply(item), id.apply(item)))) {
                throw new ConfigurationException(
                        kind + "[" + i + "].id",
                        "'" + id.apply(item) + "' is taken by another one; an id that is used once is legal");
            }
        }
    }

    /** The silences. */
    public List<Silence> silences() {
        return silences;
    }

    /** The maintenance windows. */
    public List<MaintenanceWindow> windows() {
        return windows;
    }

    /** The inhibitions. */
    public List<Inhibition> inhibitions() {
        return inhibitions;
    }

    /** Whether nothing is configured that could suppress. */
    public boolean isEmpty() {
        return silences.isEmpty() && windows.isEmpty() && inhibitions.isEmpty();
    }

    /** Whether an active subject may keep others from acting. */
    public boolean hasInhibitions() {
        return !inhibitions.isEmpty();
    }

    /** Whether a subject, being active, may be the parent of others. */
    public boolean mayMute(Subject subject) {
        for (Inhibition rule : inhibitions) {
            if (rule.parent().selects(subject)) {
                return true;
            }
        }
        return false;
    }

    /** The snooze of an incident at a moment, the one that ends last; empty if none runs. */
    public Optional<Silence> snooze(MspId msp, long incidentId, Instant now) {
        return silences.stream()
                .filter(silence -> silence.msp().equals(msp)
                        && silence.activeAt(now)
                        && silence.snoozes().filter(id -> id == incidentId).isPresent())
                .max(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id));
    }

    /**
     * Whether a subject may act.
     *
     * @param subject the subject, whether it just arrived or was held until now
     * @param now the moment at which it would act, by this node's clock
     * @param active what is active at that moment; the subject itself may be among it
     */
    public Verdict decide(Subject subject, Instant now, ActiveParents active) {
        List<Cause> causes = new ArrayList<>();
        for (Silence silence : silences) {
            if (silence.covers(subject, now)) {
                causes.add(new Cause.BySilence(silence));
            }
        }
        for (MaintenanceWindow window : windows) {
            if (window.covers(subject, now)) {
                causes.add(new Cause.ByWindow(window, window.endOf(now)));
            }
        }
        causes.addAll(new Muting(inhibitions, active).of(subject));
        return causes.isEmpty() ? new Verdict.NotSuppressed() : new Verdict.Suppressed(causes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Suppression that
                && silences.equals(that.silences)
                && windows.equals(that.windows)
                && inhibitions.equals(that.inhibitions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(silences, windows, inhibitions);
    }

    /** All items as a plain map; {@link #of} reads it back. */
    public Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("silences", silences.stream().map(Silence::asValue).toList());
        value.put(
                "maintenanceWindows",
                windows.stream().map(MaintenanceWindow::asValue).toList());
        value.put("inhibitions", inhibitions.stream().map(Inhibition::asValue).toList());
        return Collections.unmodifiableMap(value);
    }

    /**
     * The suppression of an MSP's plain map, with the optional lists {@code silences}, {@code maintenanceWindows} and
     * {@code inhibitions}.
     *
     * @throws ConfigurationException if something is missing, not known or not legal; it names the place
     */
    public static Suppression of(MspId msp, Map<String, ?> value) {
        Fields fields = new Fields("", value);
        List<Silence> silences = new ArrayList<>();
        fields.maps("silences").forEach(item -> silences.add(Silence.of(msp, item)));
        List<MaintenanceWindow> windows = new ArrayList<>();
        fields.maps("maintenanceWindows").forEach(item -> windows.add(MaintenanceWindow.of(msp, item)));
        List<Inhibition> inhibitions = new ArrayList<>();
        fields.maps("inhibitions").forEach(item -> inhibitions.add(Inhibition.of(msp, item)));
        fields.end();
        return new Suppression(silences, windows, inhibitions);
    }
}
