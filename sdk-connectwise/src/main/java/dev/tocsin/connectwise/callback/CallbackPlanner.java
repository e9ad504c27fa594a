package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.callback.CallbackStep.Action;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells from a list of callback entries what is to be done about ours. Two nodes that see the same list come to the same
 * plan, so neither removes what the other keeps.
 */
final class CallbackPlanner {
    /** The model that the handler reads. */
    static final String PAYLOAD_VERSION = "3.0.0";

    private final CallbackAddress address;
    private final Set<CallbackSubscription> wanted;

    /** @param wanted what is to be there, in the order of registration; nothing else of ours is */
    CallbackPlanner(CallbackAddress address, Set<CallbackSubscription> wanted) {
        this.address = address;
        this.wanted = wanted;
    }

    CallbackPlan plan(List<CallbackEntry> entries) {
        List<CallbackEntry> ours =
                entries.stream().filter(entry -> address.isOurs(entry.url())).toList();
        Map<CallbackSubscription, CallbackEntry> kept = new LinkedHashMap<>();
        ours.stream()
                .sorted(preference())
                .forEach(entry -> CallbackSubscription.of(entry)
                        .filter(wanted::contains)
                        .ifPresent(subscription -> kept.putIfAbsent(subscription, entry)));
        List<CallbackStep> steps = new ArrayList<>();
        for (CallbackSubscription subscription : wanted) {
            CallbackEntry entry = kept.get(subscription);
            steps.add(
                    entry == null
                            ? CallbackStep.planned(Action.ADD, null, subscription, "wanted, but not registered")
                            : retained(entry, subscription));
        }
        ours.stream()
                .filter(entry -> !kept.containsValue(entry))
                .sorted(Comparator.comparingInt(CallbackEntry::id))
                .forEach(entry -> steps.add(superfluous(entry, kept)));
        return new CallbackPlan(steps, entries.size() - ours.size());
    }

    /**
     * Of doubles the one with the lowest id stays; but first of all one with the proper address, because the server would
     * refuse to give that address to another as long as it is there.
     */
    private Comparator<CallbackEntry> preference() {
        return Comparator.comparing((CallbackEntry entry) -> !address.isUsable(entry.url()))
                .thenComparingInt(CallbackEntry::id);
    }

    private CallbackStep retained(CallbackEntry entry, CallbackSubscription subscription) {
        List<String> faults = new ArrayList<>();
        if (entry.inactive()) {
            faults.add("is switched off, as the server does after three days of failing calls");
        }
        if (!address.isUsable(entry.url())) {
            faults.add("its address does not end with ?recordId=");
        }
        if (entry.soap()) {
            faults.add("is of the SOAP interface");
        }
        if (isOtherVersion(entry)) {
            faults.add("carries another version of the model than " + PAYLOAD_VERSION);
        }
        if (faults.isEmpty()) {
            return CallbackStep.planned(Action.KEEP, entry.id(), subscription, "as it should be");
        }
        Action action = entry.inactive() ? Action.REENABLE : Action.CORRECT;
        return CallbackStep.planned(action, entry.id(), subscription, String.join(", ", faults));
    }

    private static CallbackStep superfluous(CallbackEntry entry, Map<CallbackSubscription, CallbackEntry> kept) {
        Optional<CallbackSubscription> subscription = CallbackSubscription.of(entry);
        Optional<CallbackEntry> twin = subscription.map(kept::get);
        return CallbackStep.planned(
                Action.REMOVE,
                entry.id(),
                subscription.orElse(null),
                twin.map(other -> "a double of " + other.id()).orElse("no longer wanted"));
    }

    /** What must change for an entry to be as it should; empty if nothing, or if it is not ours for this any more. */
    Optional<Edit<CallbackEntry>> mending(CallbackEntry entry, CallbackSubscription subscription) {
        boolean same = address.isOurs(entry.url())
                && CallbackSubscription.of(entry).filter(subscription::equals).isPresent();
        if (!same || retained(entry, subscription).action() == Action.KEEP) {
            return Optional.empty();
        }
        Edit<CallbackEntry> edit = CallbackEntry.edit();
        if (entry.inactive()) {
            edit.set(CallbackEntryField.INACTIVE, false);
        }
        if (!address.isUsable(entry.url())) {
            edit.set(CallbackEntryField.URL, address.registered());
        }
        if (entry.soap()) {
            edit.set(CallbackEntryField.SOAP, false);
        }
        if (isOtherVersion(entry)) {
            edit.set(CallbackEntryField.PAYLOAD_VERSION, PAYLOAD_VERSION);
        }
        return Optional.of(edit);
    }

    /** An entry that names no version is left to the server, which takes the latest. */
    private static boolean isOtherVersion(CallbackEntry entry) {
        String version = entry.payloadVersion();
        return version != null && !version.isBlank() && !version.equals(PAYLOAD_VERSION);
    }
}
