package dev.tocsin.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.storm.CreateBudgets;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.TokenRate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every default is a promise of the documentation: whoever changes one changes both. */
class DefaultsTest {
    @Test
    void theDefaultsOfTheSettingsAreThoseThatTheReadmeNames() {
        assertThat(Settings.builder().build())
                .isEqualTo(Settings.DEFAULTS)
                .isEqualTo(new Settings(
                        Duration.parse("PT30S"),
                        Duration.parse("PT15M"),
                        Duration.parse("PT5M"),
                        null,
                        ClosePolicy.UNTOUCHED_ONLY,
                        MissingDimension.OWN_GROUP,
                        Set.of(),
                        Duration.parse("PT30S"),
                        Duration.parse("PT5M"),
                        List.of(Duration.parse("PT2S"), Duration.parse("PT10S"), Duration.parse("PT30S")),
                        List.of(Duration.parse("PT1M"), Duration.parse("PT10M"), Duration.parse("PT1H")),
                        Duration.parse("PT5S"),
                        Duration.parse("PT10M"),
                        Duration.parse("PT5M"),
                        Duration.parse("PT1M"),
                        Duration.parse("PT2M"),
                        Duration.parse("PT1H"),
                        Duration.parse("P7D"),
                        4,
                        Duration.parse("PT10M"),
                        Duration.parse("PT5M"),
                        null,
                        StormPolicy.DEFAULTS,
                        NotificationSettings.DEFAULTS));
    }

    @Test
    void theDefaultsOfStormProtectionAreThoseThatItsPageNames() {
        assertThat(StormPolicy.DEFAULTS)
                .isEqualTo(new StormPolicy(
                        new CreateBudgets.Rates(new TokenRate(600, 600), new TokenRate(300, 300)),
                        new CreateBudgets.Rates(new TokenRate(600, 600), new TokenRate(300, 300)),
                        Duration.parse("PT1M"),
                        500,
                        Duration.parse("PT5M"),
                        50,
                        Duration.parse("PT10M"),
                        12,
                        16_000,
                        5));
    }

    @Test
    void theDefaultsOfTheTicketPolicyAreThoseOfTheLifecycleTable() {
        assertThat(TicketPolicy.builder().build())
                .isEqualTo(TicketPolicy.DEFAULT)
                .isEqualTo(new TicketPolicy(
                        TicketPolicy.Repeats.SUMMARY,
                        TicketPolicy.Higher.RAISE_PRIORITY,
                        TicketPolicy.Lower.NOTE_ONLY,
                        false,
                        null,
                        null,
                        Duration.parse("PT24H"),
                        3,
                        TicketPolicy.PersonsClose.ANSWER,
                        Duration.parse("P1D"),
                        Set.of(),
                        Duration.parse("P30D"),
                        TicketPolicy.Deleted.AS_CLOSED,
                        TicketPolicy.Merged.LEAVE_OPEN,
                        TicketPolicy.Edits.KEEP,
                        TicketPolicy.RuleGone.FREEZE,
                        TicketPolicy.AttachFault.NEW_TICKET,
                        null,
                        false));
    }
}
