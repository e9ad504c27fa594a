package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingSwitchesTest {
    @Test
    void ticketsWithoutARuleAreRefused() {
        assertThatThrownBy(() -> MappingSwitches.OFF.withCreateTickets(true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "mapping.rules: create tickets is on and no integration rule is named; at least one is needed");
        MappingSwitches on = MappingSwitches.OFF.withRules(List.of("p1")).withCreateTickets(true);
        assertThatThrownBy(() -> on.withRules(List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("mapping.rules: ");
        assertThat(on.withCreateTickets(false).withRules(List.of())).isEqualTo(MappingSwitches.OFF);
    }

    @Test
    void blankSiteBlankRuleAndRuleTwiceAreRefusedByPlace() {
        assertThatThrownBy(() -> MappingSwitches.OFF.withSite(" ")).hasMessageStartingWith("mapping.site: ");
        assertThatThrownBy(() -> MappingSwitches.OFF.withRules(List.of("p1", " ")))
                .hasMessageStartingWith("mapping.rules[1]: ");
        assertThatThrownBy(() -> MappingSwitches.OFF.withRules(List.of("p1", "p2", "p1")))
                .hasMessage("mapping.rules[2]: 'p1' is named twice; once is legal");
    }

    @Test
    void allRulesThatDoNotExistAreNamedAtOnce() {
        MappingSwitches switches = MappingSwitches.OFF.withRules(List.of("x", "p1", "y"));

        assertThat(switches.faults(List.of("p2", "p1")))
                .containsExactly(
                        new FieldError("mapping.rules[0]", null, "the rule 'x' does not exist; legal are [p1, p2]"),
                        new FieldError("mapping.rules[2]", null, "the rule 'y' does not exist; legal are [p1, p2]"));
        assertThat(switches.faults(List.of("x", "y", "p1", "p1"))).isEmpty();
    }

    @Test
    void switchesAreIndependent() {
        MappingSwitches switches = MappingSwitches.OFF.withSite("Main").withSyncConfigurations(true);

        assertThat(switches).isEqualTo(new MappingSwitches("Main", false, List.of(), true));
        assertThat(switches.withSite(null).syncConfigurations()).isTrue();
    }

    @Test
    void rulesAreCopied() {
        List<String> rules = new ArrayList<>(List.of("p1"));
        MappingSwitches switches = new MappingSwitches(null, true, rules, false);
        rules.clear();
        assertThat(switches.ruleIds()).containsExactly("p1");
    }

    @Test
    void mappingNamesThePsaCompanyByItsId() {
        CompanyMapping mapping = new MappingSwitches("Main", true, List.of("p1"), true)
                .mapping(
                        new Company(MspId.SINGLE, "a", "Acme"),
                        "cw",
                        PsaCompany.builder("12", "Acme").identifier("AcmeInc").build());

        assertThat(mapping)
                .isEqualTo(new CompanyMapping(MspId.SINGLE, "a", "cw", "12", "Main", true, List.of("p1"), true));
    }

    @Test
    void mappingOfAnotherCompanyIsRefused() {
        CompanyMapping mapping = new CompanyMapping(MspId.SINGLE, "b", "cw", "12", null, false, List.of());

        assertThatThrownBy(() -> Locals.of(new Company(MspId.SINGLE, "a", "Acme"), Set.of(), mapping, false, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'b'")
                .hasMessageContaining("'a'");
    }
}
