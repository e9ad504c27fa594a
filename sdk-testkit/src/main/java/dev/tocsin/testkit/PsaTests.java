package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What the tests of PSAs have in common. */
abstract class PsaTests {
    static final String REFERENCE = "X1-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String MARKER = TicketText.marker("ABCDEFG");

    abstract PsaStage stage();

    final Psa psa() {
        return stage().psa();
    }

    /** The first way of carrying a reference. */
    final ReferenceMethod best() {
        return psa().referenceMethods().get(0);
    }

    /** A moment that leaves time for a request. */
    final Instant soon() {
        return stage().now().plus(Duration.ofMinutes(1));
    }

    final TicketDraft draft(String reference) {
        return draft(reference, "Malware on dc01", NoteType.EXTERNAL, stage().mapping());
    }

    final TicketDraft draft(String reference, String summary, NoteType noteType, CompanyMapping mapping) {
        IntegrationRule rule = stage().rule();
        return new TicketDraft(
                reference,
                summary,
                mapping.psaCompany(),
                mapping.site(),
                rule.openStatus(),
                rule.priority(),
                "The first note of " + summary,
                noteType,
                rule.psaFields());
    }

    final TicketSnapshot created(TicketDraft draft, ReferenceMethod carriedBy) {
        return done(psa().createTicket(draft, carriedBy, soon()));
    }

    final TicketSnapshot created() {
        return created(draft(REFERENCE), best());
    }

    final TicketSnapshot read(String ticketId) {
        return psa().ticket(ticketId).orElseThrow();
    }

    /** The ids of the tickets that carry exactly this reference, as the engine looks for them. */
    final List<String> found(String reference, ReferenceMethod carriedBy) {
        return psa().findByReference(reference, carriedBy).stream()
                .filter(ticket -> psa().carries(ticket, reference, carriedBy))
                .map(TicketSnapshot::id)
                .toList();
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static <T> Outcome.Refused<T> refused(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return (Outcome.Refused<T>) outcome;
    }

    static <T> Outcome.NotExecuted<T> notExecuted(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.NotExecuted.class);
        return (Outcome.NotExecuted<T>) outcome;
    }

    /** Makes a call and checks that it took so many requests. */
    final <T> T inRequests(long expected, Supplier<T> call) {
        long before = stage().requests();
        T result = call.get();
        assertThat(stage().requests() - before).as("requests of this call").isEqualTo(expected);
        return result;
    }

    final void assertNoSecret(String text) {
        assertThat(stage().secrets())
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(text).doesNotContain(secret));
    }

    /** The message of what a call throws; fails if it throws nothing. */
    static Throwable thrownBy(Callable<?> call) {
        try {
            Object result = call.call();
            throw new AssertionError("nothing was thrown, but returned " + result);
        } catch (Exception thrown) {
            return thrown;
        }
    }
}
