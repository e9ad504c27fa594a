package dev.tocsin.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinterTest {
    private final Host host = new Host();

    private LintReport lint() {
        return host.tocsin().lint();
    }

    private void map(String... rules) {
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", Host.CONNECTION, "acme-psa", null, true, List.of(rules)));
    }

    private void rule(String id, EventSet set) {
        host.tocsin().configuration().save(set);
        host.tocsin().configuration().save(Host.rule(id).eventSet(set.name()).build());
    }

    private static EventSet problems(String name, Severity from, String... types) {
        return new EventSet(
                Host.MSP,
                name,
                Map.of(EventCategory.PROBLEMS, new CategorySelection(GroupBy.ASSET, from, Set.of(types))));
    }

    @Test
    void aSoundConfigurationHasNoFindings() {
        LintReport report = lint();

        assertThat(report.findings()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.subjects())
                .containsExactlyInAnyOrder("settings", "event set all", "rule r1", "company acme", "company beta");
    }

    @Test
    void aRuleThatNoCompanyNamesAndASetThatNoRuleNamesAreWarnedOf() {
        host.tocsin().configuration().save(problems("spare", Severity.INFO));
        host.tocsin().configuration().save(Host.rule("r2").build());

        assertThat(lint().warnings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "eventSets[spare]: no rule names it, so it selects nothing",
                        "rules[r2]: no company names it, so it makes no ticket");
        assertThat(lint().isSound()).isTrue();
        assertThat(lint().of("rule r2")).hasSize(1);
    }

    @Test
    void aStatusThatIsToOpenAndToCloseIsAFault() {
        host.tocsin().configuration().save(Host.rule("r1").closedStatus("new").build());

        assertThat(lint().faults())
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).isEqualTo("rules[r1].closedStatus"));
        assertThat(lint().isSound()).isFalse();
    }

    @Test
    void aRuleBehindOneThatTakesAllOfItIsWarnedOf() {
        rule("narrow", problems("narrow", Severity.HIGH));
        map("r1", "narrow");

        assertThat(lint().warnings())
                .extracting(Finding::place, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("companies[acme].rules", "company acme"));
        assertThat(lint().warnings().get(0).message()).contains("'narrow' never takes an event");
    }

    @Test
    void aRuleThatIsLeftSomethingIsNotWarnedOf() {
        rule("high", problems("high", Severity.HIGH));
        rule("low", problems("low", Severity.LOW));
        rule("typed", problems("typed", Severity.INFO, "a"));
        rule("rest", problems("rest", Severity.INFO, "a", "b"));
        map("high", "typed", "rest", "low");

        assertThat(lint().of("company acme")).isEmpty();
    }

    @Test
    void sameConditionsHideAndOthersDoNot() {
        var condition = dev.tocsin.core.rule.Condition.contains("title", "x");
        var when = CategorySelection.of(GroupBy.ASSET).when(condition);
        rule("one", new EventSet(Host.MSP, "one", Map.of(EventCategory.PROBLEMS, when)));
        rule("two", new EventSet(Host.MSP, "two", Map.of(EventCategory.PROBLEMS, when)));
        rule("all", problems("every", Severity.INFO));
        map("one", "all");
        assertThat(lint().of("company acme")).isEmpty();

        map("one", "two");
        assertThat(lint().of("company acme")).hasSize(1);
    }

    @Test
    void prioritiesThatFallAsTheSeverityRisesAreWarnedOf() {
        host.psa.withPriorities("P1", "P2", "P3");
        host.tocsin()
                .configuration()
                .save(Host.rule("r1")
                        .priority("P2")
                        .priorities(Map.of(Severity.HIGH, "P1", Severity.CRITICAL, "P3"))
                        .build());

        assertThat(lint().warnings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .isEqualTo("rules[r1].priorities.CRITICAL: 'P3' is less urgent than 'P1' of the lower severity"
                                + " HIGH; the PSA's order is [P1, P2, P3]"));
    }

    @Test
    void whatThePsaFindsIsAFaultAtItsPlace() {
        host.psa.withFault("rules[r1].board", "'Alerts' does not exist; legal are [Help]");

        assertThat(lint().faults())
                .extracting(Finding::toString)
                .contains("rules[r1].board: 'Alerts' does not exist; legal are [Help]");
    }

    @Test
    void namesThatLeadNowhereAreFaultsWithWhatIsLegal() {
        StoredConfiguration sound = host.tocsin().configuration().of(Host.MSP);
        List<Stored<CompanyMapping>> mappings = new ArrayList<>();
        mappings.add(new Stored<>(
                new CompanyMapping(Host.MSP, "gone", "other", "x", null, true, List.of("nope")), 1, Origin.PERSON));
        StoredConfiguration broken = new StoredConfiguration(
                1,
                sound.companies(),
                mappings,
                sound.standings(),
                sound.links(),
                List.of(),
                sound.rules(),
                sound.suppression(),
                sound.escalation());

        LintReport report = new Linter(broken, Settings.DEFAULTS, Map.of(Host.CONNECTION, host.psa)).lint();

        assertThat(report.faults())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "rules[r1].eventSet: 'all' does not exist; legal are []",
                        "companies[gone]: is mapped and does not exist; legal are [acme, beta]",
                        "companies[gone].rules: 'nope' does not exist; legal are [r1]",
                        "companies[gone].connection: 'other' is no PSA connection here; legal are [cw]");
        assertThat(report.warnings())
                .extracting(Finding::place)
                .containsExactlyInAnyOrder("rules[r1]", "companies[acme]", "companies[beta]");
    }

    @Test
    void companiesAndSettingsThatDoNothingGoodAreWarnedOf() {
        host.tocsin().configuration().save(new Company(Host.MSP, "new", "New"));
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "beta", Host.CONNECTION, "beta-psa", null, false, List.of("r1")));
        Settings hasty = Settings.builder().quarantine(Duration.ofSeconds(40)).build();
        StoredConfiguration configuration = host.tocsin().configuration().of(Host.MSP);

        LintReport report = new Linter(configuration, hasty, Map.of(Host.CONNECTION, host.psa)).lint();

        assertThat(report.warnings())
                .extracting(Finding::place)
                .containsExactly("settings", "companies[beta].createTickets", "companies[new]");
    }

    @Test
    void oneRuleCanBeLookedAtAlone() {
        host.psa.withFault("rules[r1].board", "gone");
        Linter linter = new Linter(
                host.tocsin().configuration().of(Host.MSP), Settings.DEFAULTS, Map.of(Host.CONNECTION, host.psa));

        LintReport report = linter.lint(Host.rule("r1").build());

        assertThat(report.subjects()).containsExactly("rule r1");
        assertThat(report.faults()).hasSize(1);
    }
}
