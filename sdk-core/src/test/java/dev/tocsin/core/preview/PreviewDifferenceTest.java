package dev.tocsin.core.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewDifferenceTest {
    private final Host host = new Host();
    private List<SecurityEvent> recorded = List.of();

    @BeforeEach
    void record() {
        host.raise("web", "a");
        host.run(Duration.ofHours(1));
        host.raise("db", "b");
        host.ingest(host.problem("mail", "c").sourceCompanyId("beta").severity(Severity.LOW));
        recorded = RecordedEvents.read(host.store, Host.MSP, null, null, 100);
    }

    private Previewer.Builder builder() {
        return Previewer.builder(host.tocsin().configuration().of(Host.MSP));
    }

    private PreviewDifference difference(Previewer.Builder changed) {
        return PreviewDifference.between(
                builder().build().run(recorded), changed.build().run(recorded));
    }

    private static EventSet eventSet(CategorySelection problems) {
        return new EventSet(Host.MSP, "all", Map.of(EventCategory.PROBLEMS, problems));
    }

    @Test
    void theSameConfigurationMakesNoDifference() {
        PreviewDifference difference = difference(builder());

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.same()).isEqualTo(3);
        assertThat(difference.before()).isEqualTo(difference.after());
    }

    @Test
    void anEventSetThatSelectsLessMakesTicketsDisappear() {
        PreviewDifference difference = difference(builder()
                .change(our -> our.save(eventSet(new CategorySelection(GroupBy.ASSET, Severity.MEDIUM, Set.of())))));

        assertThat(difference.disappearing())
                .extracting(PreviewTicket::companyName)
                .containsExactly("Beta");
        assertThat(difference.appearing()).isEmpty();
        assertThat(difference.same()).isEqualTo(2);
    }

    @Test
    void anotherGroupByMakesOneTicketOfSeveral() {
        PreviewDifference difference =
                difference(builder().change(our -> our.save(eventSet(CategorySelection.of(GroupBy.COMPANY)))));

        assertThat(difference.disappearing()).hasSize(2);
        assertThat(difference.appearing()).hasSize(1);
        assertThat(difference.appearing().get(0).events()).hasSize(2);
        assertThat(difference.changed())
                .as("the only ticket of Beta holds the same event")
                .hasSize(1)
                .allSatisfy(
                        changed -> assertThat(changed.before().companyName()).isEqualTo("Beta"));
    }

    @Test
    void anotherPriorityChangesTheTicketsOfTheRule() {
        PreviewDifference difference = difference(builder()
                .change(our -> our.save(Host.rule("r1")
                        .priority("P2")
                        .psaField("board", "Other")
                        .build())));

        assertThat(difference.same()).isZero();
        assertThat(difference.changed()).hasSize(3);
        assertThat(difference.changed().get(0).fields())
                .contains(
                        new PreviewDifference.ChangedField("priority", "P3", "P2"),
                        new PreviewDifference.ChangedField("board", "Alerts", "Other"));
    }

    @Test
    void anotherRuleTakesTheSameEventsOver() {
        PreviewDifference difference = difference(builder().change(our -> {
            our.save(Host.rule("r2").build());
            our.save(new CompanyMapping(Host.MSP, "beta", Host.CONNECTION, "beta-psa", null, true, List.of("r2")));
        }));

        assertThat(difference.changed()).hasSize(1);
        assertThat(difference.changed().get(0).fields())
                .containsExactly(new PreviewDifference.ChangedField("rule", "Rule r1", "Rule r2"));
        assertThat(difference.same()).isEqualTo(2);
    }

    @Test
    void recordedEventsAreThoseOfTheTimeAskedForInTheOrderOfTheirArrival() {
        assertThat(recorded).extracting(SecurityEvent::externalId).first().isEqualTo("a");
        assertThat(RecordedEvents.read(host.store, Host.MSP, host.time.instant().minusSeconds(1), null, 100))
                .hasSize(2);
        assertThat(RecordedEvents.read(
                        host.store, Host.MSP, null, host.time.instant().minusSeconds(1), 100))
                .hasSize(1);
        assertThatThrownBy(() -> RecordedEvents.read(host.store, Host.MSP, null, null, 2))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than 2 events");
    }
}
