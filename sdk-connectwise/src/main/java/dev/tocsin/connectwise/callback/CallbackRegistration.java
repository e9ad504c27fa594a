package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.callback.CallbackStep.Action;
import dev.tocsin.connectwise.callback.CallbackStep.State;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the callback entries of one address on the server as they should be: each wanted subscription once, switched on,
 * and no other. Call {@link #ensure} at every start and once a day, since the server switches an entry off after three
 * days of failing calls. Immutable and thread-safe; several nodes may run it at the same time if all want the same.
 *
 * <p>An entry is ours if its address has the same scheme, host, port and path as the base URL, whatever its query; all
 * others belong to other programs and are never touched. So no two programs may share an address. Entries that leave out
 * the changes of their own member ({@code isSelfSuppressedFlag}) are left so.
 *
 * <p>A create is never repeated within a run. If its outcome is open, the list is read again; if the entry is not there,
 * it may still come, so the step stays unresolved and the next run settles it: it adds what is missing then, and removes
 * what became double.
 */
public final class CallbackRegistration {
    private static final int LONGEST_DESCRIPTION = 100;

    private final ConnectWise client;
    private final CallbackAddress address;
    private final Set<CallbackSubscription> subscriptions;
    private final String description;

    private CallbackRegistration(Builder b) {
        this.client = required(b.client, "client");
        this.address = new CallbackAddress(required(b.baseUrl, "baseUrl"));
        this.subscriptions = Collections.unmodifiableSet(new LinkedHashSet<>(b.subscriptions));
        if (subscriptions.isEmpty()) {
            throw new ConfigurationException("subscriptions", "at least one; to unregister all, call remove()");
        }
        this.description = b.description;
        boolean fits = !description.isBlank()
                && description.length() <= LONGEST_DESCRIPTION
                && description.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new ConfigurationException(
                    "description",
                    "must be one line of 1 to " + LONGEST_DESCRIPTION + " characters, not " + description.length());
        }
    }

    /** An empty builder. Client, base URL and a subscription are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What {@link #ensure} would do. Changes nothing.
     *
     * @throws TocsinException if the entries cannot be listed
     */
    public CallbackPlan plan() {
        return wanted().plan(entries());
    }

    /**
     * Registers what is missing, switches on and corrects what is ours, removes doubles and what is no longer wanted. One
     * entry's failure does not stop the others.
     *
     * @return what was done, and what was not: see {@link CallbackPlan#unsettled}
     * @throws AuthenticationException with status 401 at once, since every further call would fail; what was done until
     *     then stays
     * @throws TocsinException if the entries cannot be listed; nothing was done then
     */
    public CallbackPlan ensure() {
        return carryOut(wanted());
    }

    /**
     * Removes all entries at our address, such as when the host is uninstalled. Throws as {@link #ensure} does.
     *
     * @return what was removed, and what was not
     */
    public CallbackPlan remove() {
        return carryOut(new CallbackPlanner(address, Set.of()));
    }

    private CallbackPlanner wanted() {
        return new CallbackPlanner(address, subscriptions);
    }

    /** All of them: the address is compared here, since a condition on the server could not tell ours from a longer one. */
    private List<CallbackEntry> entries() {
        return client.callbacks().readAll();
    }

    private CallbackPlan carryOut(CallbackPlanner planner) {
        CallbackPlan plan = planner.plan(entries());
        List<CallbackStep> taken = new ArrayList<>();
        plan.steps().forEach(step -> taken.add(take(planner, step, taken)));
        // Also after a plain success: another node may have added the same at the same moment.
        boolean again =
                taken.stream().anyMatch(step -> step.action() == Action.ADD || step.state() == State.UNRESOLVED);
        return new CallbackPlan(again ? lookAgain(planner, taken) : taken, plan.foreign());
    }

    private List<CallbackStep> lookAgain(CallbackPlanner planner, List<CallbackStep> taken) {
        CallbackPlan now;
        try {
            now = planner.plan(entries());
        } catch (TocsinException e) {
            stopIfKeysAreRefused(e);
            return taken.stream()
                    .map(step -> step.state() == State.UNRESOLVED
                            ? step.in(State.UNRESOLVED, "the list could not be read again: " + e.getMessage())
                            : step)
                    .toList();
        }
        List<CallbackStep> all = new ArrayList<>();
        taken.forEach(step -> all.add(step.state() == State.UNRESOLVED ? settled(step, now) : step));
        now.steps().stream()
                .filter(step -> step.action() != Action.ADD && step.action() != Action.KEEP)
                .filter(step -> taken.stream().noneMatch(step::isOf))
                .forEach(step -> all.add(take(planner, step, all)));
        return all;
    }

    /** An open step, as the list that was read afterwards shows it. */
    private static CallbackStep settled(CallbackStep step, CallbackPlan now) {
        if (step.action() == Action.ADD) {
            Optional<Integer> found = now.steps().stream()
                    .filter(other -> other.action() != Action.ADD && other.action() != Action.REMOVE)
                    .filter(other -> Objects.equals(other.subscription(), step.subscription()))
                    .map(other -> Objects.requireNonNull(other.callbackId()))
                    .findFirst();
            if (found.isPresent()) {
                return step.done(found.get(), "the list shows that it is registered");
            }
            boolean refused = alreadyExists(step.failure());
            return refused
                    ? step.in(State.FAILED, "but the list shows none such at our address")
                    : step.in(State.UNRESOLVED, "not in the list, but it may come late: the next run settles it");
        }
        Integer id = Objects.requireNonNull(step.callbackId());
        boolean met = step.action() == Action.REMOVE
                ? now.steps().stream().noneMatch(other -> id.equals(other.callbackId()))
                : now.steps(Action.KEEP).stream().anyMatch(other -> id.equals(other.callbackId()));
        return met ? step.done(id, "the list shows that it was done") : step;
    }

    private CallbackStep take(CallbackPlanner planner, CallbackStep step, List<CallbackStep> before) {
        try {
            return switch (step.action()) {
                case KEEP -> step.done();
                case ADD -> add(step);
                case REENABLE, CORRECT -> mend(planner, step);
                case REMOVE -> remove(step, before);
            };
        } catch (TocsinException e) {
            stopIfKeysAreRefused(e);
            boolean open = e.execution() == Execution.UNKNOWN || step.action() == Action.ADD && alreadyExists(e);
            return step.ended(open ? State.UNRESOLVED : State.FAILED, e);
        }
    }

    private CallbackStep add(CallbackStep step) {
        CallbackSubscription subscription = Objects.requireNonNull(step.subscription());
        Draft<CallbackEntry> draft = CallbackEntry.draft()
                .set(CallbackEntryField.URL, address.registered())
                .set(CallbackEntryField.OBJECT_ID, subscription.objectId())
                .set(CallbackEntryField.RECORD_TYPE, subscription.type())
                .set(CallbackEntryField.LEVEL, subscription.level())
                .set(CallbackEntryField.DESCRIPTION, description)
                .set(CallbackEntryField.PAYLOAD_VERSION, CallbackPlanner.PAYLOAD_VERSION);
        return step.done(client.callbacks().create(draft).id(), "registered");
    }

    /** Reads the entry again first: another node may have mended it, and a person may have made it something else. */
    private CallbackStep mend(CallbackPlanner planner, CallbackStep step) {
        int id = Objects.requireNonNull(step.callbackId());
        Optional<CallbackEntry> entry = client.callbacks().get(id);
        if (entry.isEmpty()) {
            return step.in(State.FAILED, "but it is gone");
        }
        Optional<Edit<CallbackEntry>> edit = planner.mending(entry.get(), Objects.requireNonNull(step.subscription()));
        if (edit.isEmpty()) {
            return step.in(State.UNRESOLVED, "but it was changed meanwhile");
        }
        client.callbacks().edit(id, edit.get());
        return step.done(id, "mended");
    }

    /** A double stays as long as the one that is kept could not be mended: it may be the only one that works. */
    private CallbackStep remove(CallbackStep step, List<CallbackStep> before) {
        boolean needed = before.stream()
                .filter(other -> other.action() == Action.REENABLE || other.action() == Action.CORRECT)
                .filter(other -> other.state() != State.DONE)
                .anyMatch(other -> Objects.equals(other.subscription(), step.subscription()));
        if (needed) {
            return step.in(State.FAILED, "left there, because that one could not be mended");
        }
        int id = Objects.requireNonNull(step.callbackId());
        return step.done(id, client.callbacks().delete(id) ? "removed" : "was gone already");
    }

    private static void stopIfKeysAreRefused(TocsinException e) {
        if (e instanceof AuthenticationException refused && refused.status() == 401) {
            throw refused;
        }
    }

    /** The server's word for a second entry of the same address, type, level and object; told in its field errors. */
    private static boolean alreadyExists(@Nullable TocsinException e) {
        return e instanceof ApiException refusal
                && refusal.status() == 400
                && refusal.fieldErrors().stream()
                        .anyMatch(error -> "ObjectExists".equalsIgnoreCase(error.code())
                                || error.message()
                                        .toLowerCase(Locale.ROOT)
                                        .contains("matching callback entry already exists"));
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new ConfigurationException(field, "is required");
        }
        return value;
    }

    /** Collects the settings of a registration. Not thread-safe. */
    public static final class Builder {
        private @Nullable ConnectWise client;
        private @Nullable URI baseUrl;
        private final Set<CallbackSubscription> subscriptions = new LinkedHashSet<>();
        private String description = "Tocsin";

        private Builder() {}

        /** The server; required. */
        public Builder client(ConnectWise one) {
            this.client = one;
            return this;
        }

        /**
         * The public address at which the host mounts its handler, such as {@code https://msp.example.com/connectwise};
         * required. Https, or http on loopback; no query: {@code ?recordId=} is added, to which the server appends the
         * record's id.
         */
        public Builder baseUrl(URI publicAddress) {
            this.baseUrl = publicAddress;
            return this;
        }

        /** What is to be told; at least one is required. May be called several times; the same twice counts once. */
        public Builder subscription(CallbackSubscription one) {
            subscriptions.add(one);
            return this;
        }

        /** What new entries are described as, for the people who administer the server; {@code Tocsin} by default. */
        public Builder description(String text) {
            this.description = text;
            return this;
        }

        /**
         * The registration. Sends nothing.
         *
         * @throws ConfigurationException if a setting is missing or cannot work; it names the field
         */
        public CallbackRegistration build() {
            return new CallbackRegistration(this);
        }
    }
}
