package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.Condition;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.Operator;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketTemplates;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with companies, mappings, event sets and rules. */
abstract class ConfigurationTests extends StoreTests {
    private static EventSet eventSet(MspId msp, String name) {
        return new EventSet(
                msp,
                name,
                Map.of(
                        EventCategory.PROBLEMS,
                        new CategorySelection(GroupBy.ASSET, Severity.HIGH, Set.of("a", SPECIAL)),
                        EventCategory.AD_AUDIT,
                        CategorySelection.of(GroupBy.USER)));
    }

    private static IntegrationRule rule(MspId msp, String id, String name) {
        return IntegrationRule.builder(msp)
                .id(id)
                .name(name)
                .eventSet("set " + SPECIAL)
                .openStatus("New " + SPECIAL)
                .closedStatus("Closed")
                .priority("P3")
                .priorities(Map.of(Severity.CRITICAL, "P1", Severity.HIGH, SPECIAL))
                .noteType(NoteType.INTERNAL)
                .psaField("board", SPECIAL)
                .psaField("a", "1")
                .build();
    }

    private static CompanyMapping mapping(MspId msp, String company, String psaCompany) {
        return new CompanyMapping(msp, company, "cw", psaCompany, null, true, List.of("r2", "r1"));
    }

    private StoredConfiguration load(MspId msp) {
        return read(session -> session.configuration().load(msp));
    }

    @Test
    void anMspWithoutConfigurationHasVersionZero() {
        assertValue(session -> session.configuration().version(MSP)).isEqualTo(0L);
        assertThat(load(MSP)).isEqualTo(StoredConfiguration.NONE);
        assertOptional(session -> session.configuration().rule(MSP, "r", 1)).isEmpty();
    }

    @Test
    void everyPieceIsKeptWithItsOriginAndItsFirstRevision() {
        Company company = new Company(MSP, "c " + SPECIAL, "Name " + SPECIAL);
        CompanyMapping mapping = new CompanyMapping(
                MSP,
                "c " + SPECIAL,
                "cw " + SPECIAL,
                "psa " + SPECIAL,
                "site " + SPECIAL,
                true,
                List.of("r2", SPECIAL));
        SourceLink link = new SourceLink(MSP, "entra " + SPECIAL, "tenant " + SPECIAL, "c " + SPECIAL);
        change(session -> {
            session.configuration().save(company, Origin.FILE);
            session.configuration().save(mapping, Origin.PERSON);
            session.configuration().save(link, Origin.FILE);
            session.configuration().save(eventSet(MSP, "set " + SPECIAL), Origin.PERSON);
            session.configuration().save(rule(MSP, "r " + SPECIAL, "Rule " + SPECIAL), Origin.FILE);
        });
        StoredConfiguration kept = load(MSP);
        assertThat(kept.companies()).containsExactly(new Stored<>(company, 1, Origin.FILE));
        assertThat(kept.mappings()).containsExactly(new Stored<>(mapping, 1, Origin.PERSON));
        assertThat(kept.links()).containsExactly(new Stored<>(link, 1, Origin.FILE));
        assertThat(kept.eventSets()).containsExactly(new Stored<>(eventSet(MSP, "set " + SPECIAL), 1, Origin.PERSON));
        assertThat(kept.rules())
                .containsExactly(new Stored<>(rule(MSP, "r " + SPECIAL, "Rule " + SPECIAL), 1, Origin.FILE));
        assertThat(kept.rules().get(0).item().psaFields().keySet()).containsExactly("board", "a");
        assertThat(kept.mappings().get(0).item().ruleIds()).containsExactly("r2", SPECIAL);
    }

    @Test
    void theConditionOfAnEventSetIsKeptTermByTerm() {
        Condition condition = Condition.all(
                Condition.equalTo("asset", "web " + SPECIAL).exactly(),
                Condition.any(
                        Condition.in("attributes.ring " + SPECIAL, List.of("b", "a", "true", "7")),
                        Condition.not(Condition.compare("severity", Operator.AT_LEAST, "HIGH")),
                        Condition.compare("occurredAt", Operator.BELOW, "2026-03-02T09:00:00.000000001Z"),
                        Condition.compare("sequence", Operator.ABOVE, "-1"),
                        Condition.compare("attributes.cvss", Operator.AT_MOST, "7.50"),
                        Condition.equalTo("stableId", "true")),
                Condition.contains("title", SPECIAL + " "),
                Condition.matches("title", "^(a|\\d{2,3})[^\"x]*$"),
                Condition.exists("user.principalName"));
        EventSet conditional = new EventSet(
                MSP,
                "conditional",
                Map.of(
                        EventCategory.PROBLEMS,
                        new CategorySelection(GroupBy.ASSET, Severity.LOW, Set.of(), condition),
                        EventCategory.AD_AUDIT,
                        CategorySelection.of(GroupBy.USER)));
        change(session -> session.configuration().save(conditional, Origin.FILE));
        assertThat(load(MSP).eventSets()).containsExactly(new Stored<>(conditional, 1, Origin.FILE));

        EventSet lifted = new EventSet(
                MSP,
                "conditional",
                Map.of(EventCategory.PROBLEMS, new CategorySelection(GroupBy.ASSET, Severity.LOW, Set.of())));
        change(session -> session.configuration().save(lifted, Origin.PERSON));
        assertThat(load(MSP).eventSets()).containsExactly(new Stored<>(lifted, 2, Origin.PERSON));
    }

    @Test
    void theTemplatesOfARuleAreKept() {
        IntegrationRule own = IntegrationRule.builder(MSP)
                .name("Own texts")
                .eventSet("set")
                .openStatus("New")
                .closedStatus("Closed")
                .priority("P3")
                .templates(new TicketTemplates(
                        SPECIAL + " {{title}}", null, "\n {{#members}}\r\n- {{title}}\n{{/members}}\t\n", "<b>&amp;"))
                .build();
        IntegrationRule plain = rule(MSP, "Own texts", "Own texts");
        change(session -> session.configuration().save(own, Origin.FILE));
        assertThat(load(MSP).rules()).containsExactly(new Stored<>(own, 1, Origin.FILE));
        change(session -> session.configuration().save(plain, Origin.PERSON));
        assertThat(load(MSP).rules()).containsExactly(new Stored<>(plain, 2, Origin.PERSON));
        assertOptional(session -> session.configuration().rule(MSP, "Own texts", 1))
                .contains(own);
    }

    @Test
    void aMappingWithoutSiteAndRulesIsKept() {
        CompanyMapping quiet = new CompanyMapping(MSP, "c", "cw", "Acme", null, false, List.of());
        change(session -> session.configuration().save(quiet, Origin.FILE));
        assertThat(load(MSP).mappings()).containsExactly(new Stored<>(quiet, 1, Origin.FILE));
    }

    @Test
    void whetherConfigurationsAreKeptInStepIsKept() {
        CompanyMapping synced = new CompanyMapping(MSP, "c", "cw", "Acme", "Main", true, List.of("r"), true);
        CompanyMapping only = new CompanyMapping(MSP, "d", "cw", "Delta", null, false, List.of(), true);
        change(session -> {
            session.configuration().save(synced, Origin.PERSON);
            session.configuration().save(only, Origin.PERSON);
        });
        assertThat(load(MSP).mappings()).extracting(Stored::item).containsExactlyInAnyOrder(synced, only);
        change(session -> session.configuration().save(mapping(MSP, "c", "Acme"), Origin.PERSON));
        assertThat(load(MSP).mappings())
                .extracting(Stored::item)
                .containsExactlyInAnyOrder(mapping(MSP, "c", "Acme"), only);
    }

    @Test
    void whatWasGeneratedIsKeptAsSuch() {
        change(session -> session.configuration().save(mapping(MSP, "c", "Acme"), Origin.GENERATED));
        assertThat(load(MSP).mappings()).containsExactly(new Stored<>(mapping(MSP, "c", "Acme"), 1, Origin.GENERATED));
        change(session -> session.configuration().save(mapping(MSP, "c", "Beta"), Origin.PERSON));
        change(session -> session.configuration().save(mapping(MSP, "c", "Gamma"), Origin.GENERATED));
        assertThat(load(MSP).mappings())
                .as("who may write what is decided before the store")
                .containsExactly(new Stored<>(mapping(MSP, "c", "Gamma"), 3, Origin.GENERATED));
    }

    @Test
    void theStandingOfAMappingIsKeptBesideItAndForgottenOnceNothingIsKnown() {
        MappingStanding full =
                new MappingStanding("c " + SPECIAL, "7 " + SPECIAL, "Name " + SPECIAL, "Gone " + SPECIAL, true);
        MappingStanding byHand = new MappingStanding("d", null, null, null, true);
        MappingStanding named = new MappingStanding("e", "", "", "", false);
        change(session -> {
            session.configuration().save(MSP, full);
            session.configuration().save(MSP, byHand);
            session.configuration().save(MSP, named);
            session.configuration().save(OTHER_MSP, new MappingStanding("d", "9", "Theirs", null, false));
        });
        assertThat(load(MSP).standings()).isEqualTo(Map.of(full.companyId(), full, "d", byHand, "e", named));
        assertThat(load(MSP).standing("d")).isEqualTo(byHand);
        assertThat(load(MSP).standing("other")).isEqualTo(MappingStanding.none("other"));
        assertThat(load(OTHER_MSP).standings()).hasSize(1);

        MappingStanding changed = new MappingStanding("d", "8", "Delta", "It is inactive", false);
        change(session -> {
            session.configuration().save(MSP, changed);
            session.configuration().save(MSP, MappingStanding.none(full.companyId()));
            session.configuration().save(MSP, MappingStanding.none("never known"));
        });
        assertThat(load(MSP).standings()).isEqualTo(Map.of("d", changed, "e", named));
        assertThat(load(OTHER_MSP).standing("d").psaName()).isEqualTo("Theirs");
    }

    @Test
    void aStandingCountsUpTheVersionAndOutlivesItsMapping() {
        change(session -> session.configuration().save(mapping(MSP, "c", "Acme"), Origin.PERSON));
        long version = load(MSP).version();
        MappingStanding standing = new MappingStanding("c", "7", "Acme", null, true);
        change(session -> session.configuration().save(MSP, standing));
        assertThat(load(MSP).version()).isGreaterThan(version);
        change(session -> session.configuration().removeMapping(MSP, "c"));
        assertThat(load(MSP).mappings()).isEmpty();
        assertThat(load(MSP).standing("c")).isEqualTo(standing);
        long before = load(MSP).version();
        change(session -> session.configuration().save(MSP, MappingStanding.none("c")));
        assertThat(load(MSP).standings()).isEmpty();
        assertThat(load(MSP).version()).isGreaterThan(before);
    }

    @Test
    void aStandingOfAWorkThatFailsIsUndone() {
        MappingStanding first = new MappingStanding("c", "7", "Acme", null, false);
        change(session -> session.configuration().save(MSP, first));
        assertThatThrownBy(() -> change(session -> {
                    session.configuration().save(MSP, new MappingStanding("c", "7", "Other", "x", true));
                    session.configuration().save(MSP, new MappingStanding("d", null, "New", null, false));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(load(MSP).standings()).isEqualTo(Map.of("c", first));
    }

    @Test
    void eachSaveCountsUpTheRevisionOfThePieceAndTheVersionOfTheMsp() {
        Company one = new Company(MSP, "1", "One");
        change(session -> session.configuration().save(one, Origin.FILE));
        long first = load(MSP).version();
        assertThat(first).isPositive();
        change(session -> session.configuration().save(new Company(MSP, "2", "Two"), Origin.FILE));
        long second = load(MSP).version();
        assertThat(second).isGreaterThan(first);
        Company renamed = new Company(MSP, "1", "One more");
        change(session -> session.configuration().save(renamed, Origin.PERSON));
        assertThat(load(MSP).version())
                .isGreaterThan(second)
                .isEqualTo(read(session -> session.configuration().version(MSP)));
        assertThat(load(MSP).companies())
                .containsExactlyInAnyOrder(
                        new Stored<>(renamed, 2, Origin.PERSON),
                        new Stored<>(new Company(MSP, "2", "Two"), 1, Origin.FILE));
    }

    @Test
    void everyKindOfPieceCountsUpTheVersion() {
        long version = 0;
        List<Runnable> saves = List.of(
                () -> change(session -> session.configuration().save(new Company(MSP, "c", "C"), Origin.FILE)),
                () -> change(session -> session.configuration().save(mapping(MSP, "c", "A"), Origin.FILE)),
                () -> change(
                        session -> session.configuration().save(new SourceLink(MSP, "entra", "t", "c"), Origin.FILE)),
                () -> change(session -> session.configuration().save(eventSet(MSP, "s"), Origin.FILE)),
                () -> change(session -> session.configuration().save(rule(MSP, "r", "R"), Origin.FILE)));
        for (Runnable save : saves) {
            save.run();
            long next = read(session -> session.configuration().version(MSP));
            assertThat(next).isGreaterThan(version);
            version = next;
        }
    }

    @Test
    void aCompanyHasOneMappingAndACustomerOneLink() {
        CompanyMapping anew = mapping(MSP, "c", "Beta");
        SourceLink linked = new SourceLink(MSP, "entra", "tenant", "d");
        SourceLink sameIdElsewhere = new SourceLink(MSP, "sophos", "tenant", "c");
        change(session -> {
            session.configuration().save(mapping(MSP, "c", "Acme"), Origin.FILE);
            session.configuration().save(anew, Origin.FILE);
            session.configuration().save(new SourceLink(MSP, "entra", "tenant", "c"), Origin.FILE);
            session.configuration().save(linked, Origin.PERSON);
            session.configuration().save(sameIdElsewhere, Origin.FILE);
        });
        assertThat(load(MSP).mappings()).containsExactly(new Stored<>(anew, 2, Origin.FILE));
        assertThat(load(MSP).links())
                .containsExactlyInAnyOrder(
                        new Stored<>(linked, 2, Origin.PERSON), new Stored<>(sameIdElsewhere, 1, Origin.FILE));
    }

    @Test
    void aFileDoesNotChangeWhatAPersonWroteUnlessItSavesIt() {
        Company company = new Company(MSP, "c", "C");
        change(session -> session.configuration().save(company, Origin.PERSON));
        change(session -> session.configuration().save(new Company(MSP, "d", "D"), Origin.FILE));
        assertThat(load(MSP).companies()).contains(new Stored<>(company, 1, Origin.PERSON));
    }

    @Test
    void earlierRevisionsOfARuleStayReadable() {
        change(session -> session.configuration().save(rule(MSP, "r", "First"), Origin.FILE));
        change(session -> session.configuration().save(rule(MSP, "r", "Second"), Origin.PERSON));
        change(session -> session.configuration().save(rule(MSP, "other", "Other"), Origin.FILE));
        assertOptional(session -> session.configuration().rule(MSP, "r", 1)).contains(rule(MSP, "r", "First"));
        assertOptional(session -> session.configuration().rule(MSP, "r", 2)).contains(rule(MSP, "r", "Second"));
        assertOptional(session -> session.configuration().rule(MSP, "r", 3)).isEmpty();
        assertOptional(session -> session.configuration().rule(MSP, "r", 0)).isEmpty();
        assertThat(load(MSP).rules())
                .containsExactlyInAnyOrder(
                        new Stored<>(rule(MSP, "r", "Second"), 2, Origin.PERSON),
                        new Stored<>(rule(MSP, "other", "Other"), 1, Origin.FILE));
    }

    @Test
    void noReadCrossesTheMsp() {
        change(session -> {
            session.configuration().save(new Company(MSP, "c", "Mine"), Origin.FILE);
            session.configuration().save(new Company(OTHER_MSP, "c", "Theirs"), Origin.PERSON);
            session.configuration().save(mapping(OTHER_MSP, "c", "Theirs"), Origin.PERSON);
            session.configuration().save(new SourceLink(OTHER_MSP, "entra", "t", "c"), Origin.PERSON);
            session.configuration().save(eventSet(OTHER_MSP, "s"), Origin.PERSON);
            session.configuration().save(rule(OTHER_MSP, "r", "Theirs"), Origin.PERSON);
        });
        StoredConfiguration mine = load(MSP);
        assertThat(mine.companies()).containsExactly(new Stored<>(new Company(MSP, "c", "Mine"), 1, Origin.FILE));
        assertThat(mine.mappings()).isEmpty();
        assertThat(mine.links()).isEmpty();
        assertThat(mine.eventSets()).isEmpty();
        assertThat(mine.rules()).isEmpty();
        assertOptional(session -> session.configuration().rule(MSP, "r", 1)).isEmpty();
        long before = mine.version();
        change(session -> session.configuration().save(new Company(OTHER_MSP, "d", "Theirs"), Origin.FILE));
        assertThat(load(MSP).version()).isEqualTo(before);
    }

    private static TicketPolicy policy() {
        return TicketPolicy.builder()
                .repeats(TicketPolicy.Repeats.NEVER)
                .higher(TicketPolicy.Higher.NOTE_ONLY)
                .lower(TicketPolicy.Lower.FOLLOW)
                .transients(true)
                .closing(ClosePolicy.NEVER)
                .quietFor(Duration.ofMillis(90_061_001))
                .reopenWindow(Duration.ofNanos(1))
                .maxReopens(99)
                .personsClose(TicketPolicy.PersonsClose.MUTE)
                .muteFor(Duration.ofDays(400))
                .wontFixStatuses(Set.of("won't fix " + SPECIAL, "declined"))
                .wontFixFor(Duration.ofSeconds(61))
                .deleted(TicketPolicy.Deleted.RECREATE)
                .merged(TicketPolicy.Merged.CLOSE_WHEN_ALL_RESOLVED)
                .edits(TicketPolicy.Edits.MIGRATE)
                .ruleGone(TicketPolicy.RuleGone.CLOSE_ALL)
                .attachFault(TicketPolicy.AttachFault.FAIL)
                .acknowledgedStatus("In progress " + SPECIAL)
                .acknowledgedStaysOpen(true)
                .build();
    }

    private static IntegrationRule withPolicy(TicketPolicy policy) {
        return IntegrationRule.builder(MSP)
                .id("r")
                .name("r")
                .eventSet("set")
                .openStatus("New")
                .closedStatus("Closed")
                .priority("P3")
                .policy(policy)
                .build();
    }

    @Test
    void everyFieldOfAPolicyIsKept() {
        change(session -> session.configuration().save(withPolicy(policy()), Origin.PERSON));
        TicketPolicy kept = load(MSP).rules().get(0).item().policy();
        assertThat(kept).isEqualTo(policy());
        // A field added later must be given a value here too, or it is not tested.
        assertThat(kept).usingRecursiveComparison().isEqualTo(policy());
        for (RecordComponent field : TicketPolicy.class.getRecordComponents()) {
            assertThat(valueOf(field, kept)).as(field.getName()).isNotEqualTo(valueOf(field, TicketPolicy.DEFAULT));
        }
        change(session -> session.configuration().save(withPolicy(TicketPolicy.DEFAULT), Origin.PERSON));
        assertThat(load(MSP).rules().get(0).item().policy()).isEqualTo(TicketPolicy.DEFAULT);
    }

    private static @Nullable Object valueOf(RecordComponent field, TicketPolicy policy) {
        try {
            return field.getAccessor().invoke(policy);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMappingThatIsRemovedIsGoneAndComesBackAsANewOne() {
        change(session -> {
            session.configuration().save(mapping(MSP, "acme", "1"), Origin.PERSON);
            session.configuration().save(mapping(MSP, "beta", "2"), Origin.PERSON);
            session.configuration().save(mapping(OTHER_MSP, "acme", "3"), Origin.PERSON);
        });
        long before = load(MSP).version();
        assertResult(session -> session.configuration().removeMapping(MSP, "acme"))
                .isEqualTo(true);
        assertThat(load(MSP).mappings()).extracting(Stored::item).containsExactly(mapping(MSP, "beta", "2"));
        assertThat(load(MSP).version()).isEqualTo(before + 1);
        assertThat(load(OTHER_MSP).mappings()).hasSize(1);
        assertResult(session -> session.configuration().removeMapping(MSP, "acme"))
                .isEqualTo(false);
        assertThat(load(MSP).version()).isEqualTo(before + 1);
        change(session -> session.configuration().save(mapping(MSP, "acme", "4"), Origin.FILE));
        assertThat(load(MSP).mappings()).extracting(Stored::item).contains(mapping(MSP, "acme", "4"));
    }

    @Test
    void aLinkIsRemovedForItsCustomerAlone() {
        change(session -> {
            session.configuration().save(new SourceLink(MSP, "entra", "tenant", "c"), Origin.FILE);
            session.configuration().save(new SourceLink(MSP, "sophos", "tenant", "c"), Origin.FILE);
            session.configuration().save(new SourceLink(OTHER_MSP, "entra", "tenant", "c"), Origin.FILE);
        });
        long before = load(MSP).version();
        assertResult(session -> session.configuration().removeLink(MSP, "entra", "tenant"))
                .isEqualTo(true);
        assertResult(session -> session.configuration().removeLink(MSP, "entra", "tenant"))
                .isEqualTo(false);
        assertThat(load(MSP).links())
                .extracting(Stored::item)
                .containsExactly(new SourceLink(MSP, "sophos", "tenant", "c"));
        assertThat(load(MSP).version()).isEqualTo(before + 1);
        assertThat(load(OTHER_MSP).links()).hasSize(1);
        change(session -> session.configuration().save(new SourceLink(MSP, "entra", "tenant", "d"), Origin.PERSON));
        assertThat(load(MSP).links()).hasSize(2);
    }

    @Test
    void theRevisionsOfARemovedRuleStayReadableAndGoOnWhenItIsBack() {
        change(session -> {
            session.configuration().save(rule(MSP, "r", "one"), Origin.PERSON);
            session.configuration().save(rule(MSP, "r", "two"), Origin.PERSON);
            session.configuration().save(rule(OTHER_MSP, "r", "theirs"), Origin.PERSON);
        });
        long before = load(MSP).version();
        assertResult(session -> session.configuration().removeRule(MSP, "r")).isEqualTo(true);
        assertResult(session -> session.configuration().removeRule(MSP, "r")).isEqualTo(false);
        assertThat(load(MSP).rules()).isEmpty();
        assertThat(load(MSP).version()).isEqualTo(before + 1);
        assertThat(load(OTHER_MSP).rules()).hasSize(1);
        assertOptional(session -> session.configuration().rule(MSP, "r", 1)).contains(rule(MSP, "r", "one"));
        assertOptional(session -> session.configuration().rule(MSP, "r", 2)).contains(rule(MSP, "r", "two"));
        change(session -> session.configuration().save(rule(MSP, "r", "three"), Origin.FILE));
        assertThat(load(MSP).rules()).containsExactly(new Stored<>(rule(MSP, "r", "three"), 3, Origin.FILE));
        assertOptional(session -> session.configuration().rule(MSP, "r", 2)).contains(rule(MSP, "r", "two"));
        assertOptional(session -> session.configuration().rule(MSP, "r", 3)).contains(rule(MSP, "r", "three"));
    }
}
