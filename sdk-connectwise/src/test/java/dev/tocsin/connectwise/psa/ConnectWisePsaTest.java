package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of the adapter is ConnectWise's own. */
class ConnectWisePsaTest {
    private static final ConnectWisePsaOptions DEFAULTS = ConnectWisePsaOptions.defaults();
    private static final String COMPANY_INFO = "/login/companyinfo/*";

    private final ConnectWiseStage stage = new ConnectWiseStage(DEFAULTS);

    @AfterEach
    void stop() {
        stage.close();
    }

    private ConnectWisePsa psa(ConnectWisePsaOptions options) {
        return new ConnectWisePsa("cw", stage.client(stage.simulator().privateKey()), options);
    }

    private static TicketDraft draft(String reference) {
        return new TicketDraft(
                reference,
                "s",
                "AcmeInc",
                null,
                "New",
                "Priority 4 - Low",
                "n",
                NoteType.EXTERNAL,
                Map.of(ConnectWiseRule.BOARD, "Security Alerts"));
    }

    private Outcome<TicketSnapshot> create(ConnectWisePsa psa, String reference, ReferenceMethod method) {
        return psa.createTicket(draft(reference), method, stage.now().plusSeconds(60));
    }

    private static TicketSnapshot done(Outcome<TicketSnapshot> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<TicketSnapshot>) outcome).value();
    }

    static List<ConnectWisePsaOptions> waysToNameTheField() {
        return List.of(
                DEFAULTS.withReferenceField(2),
                DEFAULTS.withReferenceField(ConnectWiseStage.CAPTION),
                DEFAULTS.withReferenceField(2, ConnectWiseStage.CAPTION));
    }

    @ParameterizedTest
    @MethodSource("waysToNameTheField")
    void aCustomFieldCarriesTheReferenceHoweverItIsNamed(ConnectWisePsaOptions options) {
        ConnectWisePsa psa = psa(options);
        assertThat(psa.referenceMethods())
                .containsExactly(ReferenceMethod.FIELD, ReferenceMethod.CUSTOM_FIELD, ReferenceMethod.SUMMARY_MARKER);
        TicketSnapshot ticket = done(create(psa, "X1-A", ReferenceMethod.CUSTOM_FIELD));
        done(create(psa, "X1-B", ReferenceMethod.CUSTOM_FIELD));
        assertThat(ticket.reference()).isEqualTo("X1-A");
        assertThat(psa.carries(ticket, "X1-A", ReferenceMethod.CUSTOM_FIELD)).isTrue();
        assertThat(psa.findByReference("X1-A", ReferenceMethod.CUSTOM_FIELD)).containsExactly(ticket);
        SimTicket held = stage.simulator().tickets().get(0);
        assertThat(held.customFields()).containsExactlyEntriesOf(Map.of(ConnectWiseStage.CAPTION, "X1-A"));
        assertThat(held.externalXRef()).isEmpty();
    }

    @Test
    void theSameValueInAnotherCustomFieldCarriesNothing() {
        ConnectWisePsa psa = psa(DEFAULTS.withReferenceField(2));
        stage.simulator()
                .createTicket(Map.of(
                        "summary",
                        "s",
                        "company",
                        Map.of("identifier", "AcmeInc"),
                        "customFields",
                        List.of(Map.of("id", 1, "value", "X1-A"))));
        assertThat(psa.findByReference("X1-A", ReferenceMethod.CUSTOM_FIELD))
                .noneMatch(ticket -> psa.carries(ticket, "X1-A", ReferenceMethod.CUSTOM_FIELD));
    }

    @Test
    void anotherSystemsReferenceDoesNotHideOursInTheCustomField() {
        ConnectWisePsa psa = psa(DEFAULTS.withReferenceField(2));
        int id = stage.simulator()
                .createTicket(Map.of(
                        "summary",
                        "s",
                        "company",
                        Map.of("identifier", "AcmeInc"),
                        "externalXRef",
                        "RMM-7",
                        "customFields",
                        List.of(Map.of("id", 2, "value", "X1-A"))));
        assertThat(psa.ticket(Integer.toString(id)).orElseThrow().reference()).isEqualTo("X1-A");
        assertThat(stage.psa().ticket(Integer.toString(id)).orElseThrow().reference())
                .isEqualTo("RMM-7");
    }

    @Test
    void oursInItsFieldIsNotHiddenByAValueInTheCustomField() {
        ConnectWisePsa psa = psa(DEFAULTS.withReferenceField(2));
        int id = stage.simulator()
                .createTicket(Map.of(
                        "summary",
                        "s",
                        "company",
                        Map.of("identifier", "AcmeInc"),
                        "externalXRef",
                        "X1-A",
                        "customFields",
                        List.of(Map.of("id", 2, "value", "something"))));
        assertThat(psa.ticket(Integer.toString(id)).orElseThrow().reference()).isEqualTo("X1-A");
    }

    @Test
    void withoutACustomFieldNothingTravelsInOne() {
        ConnectWisePsa psa = psa(DEFAULTS);
        assertThat(psa.referenceMethods()).doesNotContain(ReferenceMethod.CUSTOM_FIELD);
        Outcome<TicketSnapshot> outcome = create(psa, "X1-A", ReferenceMethod.CUSTOM_FIELD);
        assertThat(outcome).isInstanceOf(Outcome.NotExecuted.class);
        assertThat(((Outcome.NotExecuted<TicketSnapshot>) outcome).reason()).contains("psa.referenceField");
        assertThatThrownBy(() -> psa.findByReference("X1-A", ReferenceMethod.CUSTOM_FIELD))
                .isInstanceOf(ConfigurationException.class);
        assertThat(stage.tickets()).isZero();
    }

    @Test
    void aCustomFieldThatDoesNotExistIsRefusedByName() {
        Outcome<TicketSnapshot> outcome =
                create(psa(DEFAULTS.withReferenceField(99)), "X1-A", ReferenceMethod.CUSTOM_FIELD);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<TicketSnapshot>) outcome).fieldErrors())
                .anySatisfy(fault -> assertThat(fault.field()).contains("customFields"));
    }

    @Test
    void optionsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> DEFAULTS.withReferenceField(0)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> DEFAULTS.withReferenceField(" ")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> DEFAULTS.withRequestTimeout(Duration.ZERO)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void customFieldsAreReadAsText() {
        var client = stage.client(stage.simulator().privateKey());
        var made = client.tickets()
                .create(Ticket.draft()
                        .set(TicketField.SUMMARY, "s")
                        .set(TicketField.COMPANY, Reference.identified("AcmeInc"))
                        .customField(1, "TAG-1")
                        .customField(ConnectWiseStage.CAPTION, "X1-A"));
        assertThat(made.customFields())
                .containsExactly(
                        new CustomField(1, "Asset tag", "Text", "TAG-1"),
                        new CustomField(2, ConnectWiseStage.CAPTION, "Text", "X1-A"));
    }

    static List<Fault> faultsOfDiscovery() {
        return List.of(
                Fault.errorBeforeCommit(503),
                Fault.errorBeforeCommit(500),
                Fault.htmlBeforeCommit(),
                Fault.tooManyRequests(Duration.ofSeconds(9)),
                Fault.dropBeforeCommit(),
                Fault.garbageJson());
    }

    @ParameterizedTest
    @MethodSource("faultsOfDiscovery")
    void aCreateIsNotExecutedWhileTheAddressOfTheApiCannotBeRead(Fault fault) {
        stage.simulator().faults().next(100, fault, "GET", COMPANY_INFO);
        Outcome<TicketSnapshot> outcome = create(psa(DEFAULTS), "X1-A", ReferenceMethod.FIELD);
        assertThat(outcome).isInstanceOf(Outcome.NotExecuted.class);
        assertThat(((Outcome.NotExecuted<TicketSnapshot>) outcome).accessDenied())
                .isFalse();
        assertThat(stage.tickets()).isZero();
    }

    @Test
    void aServerThatIsNotThereExecutesNothing() {
        ConnectWisePsa psa = psa(DEFAULTS);
        psa.checkAccess();
        stage.simulator().close();
        assertThat(create(psa, "X1-A", ReferenceMethod.FIELD)).isInstanceOf(Outcome.NotExecuted.class);
        assertThatThrownBy(() -> psa.ticket("10001")).isInstanceOf(TocsinException.class);
    }

    @Test
    void aHostedUpgradeIsFollowedByTheSameCreate() {
        ConnectWisePsa psa = psa(DEFAULTS);
        psa.checkAccess();
        stage.simulator().upgrade("v2026_9");
        done(create(psa, "X1-A", ReferenceMethod.FIELD));
        assertThat(stage.tickets()).isEqualTo(1);
    }

    @Test
    void aTicketWhoseReferenceWildcardsCouldMatchIsFoundAlone() {
        ConnectWisePsa psa = psa(DEFAULTS);
        done(create(psa, "X1-A_C", ReferenceMethod.SUMMARY_MARKER));
        done(create(psa, "X1-ABC", ReferenceMethod.SUMMARY_MARKER));
        assertThat(psa.findByReference("X1-A_C", ReferenceMethod.SUMMARY_MARKER))
                .hasSize(1);
    }
}
