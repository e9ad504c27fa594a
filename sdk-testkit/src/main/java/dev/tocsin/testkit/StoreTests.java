package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.MapAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.OptionalAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of {@link StoreContract} share: a store, and short ways of working on it. */
abstract class StoreTests {
    /** The store under test, empty at the beginning of each test. */
    abstract Store store();

    final <R> R read(Function<StoreSession, R> work) {
        return store().read(work);
    }

    final <R> R write(Function<StoreSession, R> work) {
        return store().write(work);
    }

    /** What a work reads, to be checked; the name tells its type, which the compiler cannot infer from a lambda. */
    final <T> ListAssert<T> assertList(Function<StoreSession, List<T>> work) {
        return assertThat(store().read(work));
    }

    final <K, V> MapAssert<K, V> assertMap(Function<StoreSession, Map<K, V>> work) {
        return assertThat(store().read(work));
    }

    final <T> OptionalAssert<T> assertOptional(Function<StoreSession, Optional<T>> work) {
        return assertThat(store().read(work));
    }

    final <T> ObjectAssert<T> assertValue(Function<StoreSession, T> work) {
        return assertThatObject(store().read(work));
    }

    /** What a work gives that writes, to be checked. */
    final <T> ObjectAssert<T> assertResult(Function<StoreSession, T> work) {
        return assertThatObject(store().write(work));
    }

    /** A work that gives nothing. */
    final void change(Consumer<StoreSession> work) {
        store().write(session -> {
            work.accept(session);
            return true;
        });
    }

    /** Keeps a pending incident and gives it as it is kept. */
    final Incident keepIncident(MspId msp, String group) {
        return keepIncident(msp, group, IncidentState.PENDING);
    }

    /** Keeps an incident in a state and gives it as it is kept. */
    final Incident keepIncident(MspId msp, String group, IncidentState state) {
        long id = write(session -> {
            long next = session.incidents().nextId();
            session.incidents()
                    .save(List.of(
                            Samples.incident(next, msp, group).state(state, "").done()));
            return next;
        });
        return incident(id);
    }

    /** Keeps a change and gives the incident as it is then kept. */
    final Incident keep(Incident changed) {
        change(session -> session.incidents().save(List.of(changed)));
        return incident(changed.id());
    }

    /** The incident as it is kept. */
    final Incident incident(long id) {
        Incident kept = read(session -> session.incidents().get(List.of(id))).get(id);
        return Objects.requireNonNull(kept, () -> "incident " + id + " is not kept");
    }

    /** Checks that the store refuses a work and says that nothing was kept. */
    static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(StoreException.class);
    }
}
