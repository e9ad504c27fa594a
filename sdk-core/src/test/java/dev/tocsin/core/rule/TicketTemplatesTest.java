package dev.tocsin.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.rule.TicketTemplates.Fault;
import dev.tocsin.core.rule.TicketTemplates.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicketTemplatesTest {
    private static IntegrationRule.Builder rule() {
        return IntegrationRule.builder(MspId.SINGLE)
                .name("r")
                .eventSet("e")
                .openStatus("New")
                .closedStatus("Closed")
                .priority("P3");
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultTextsAreLegal(Part part) {
        assertThat(TicketTemplates.faults(part, part.defaultText())).isEmpty();
        assertThat(TicketTemplates.DEFAULT.given(part)).isEmpty();
        assertThat(TicketTemplates.faults(part, null)).isEmpty();
    }

    @Test
    void aRuleHasTheDefaultsUnlessItIsGivenOthers() {
        assertThat(rule().build().templates()).isEqualTo(TicketTemplates.DEFAULT);
        TicketTemplates own = new TicketTemplates("a", "b", "c", "d");
        IntegrationRule built = rule().templates(own).build();
        assertThat(built.templates()).isEqualTo(own);
        assertThat(own.given(Part.SUMMARY)).contains("a");
        assertThat(own.given(Part.FIRST_NOTE)).contains("b");
        assertThat(own.given(Part.UPDATE_NOTE)).contains("c");
        assertThat(own.given(Part.CLOSING_NOTE)).contains("d");
        assertThat(built).isNotEqualTo(rule().build());
    }

    @Test
    void whatCannotWorkIsRefusedWhenItIsBuiltAllAtOnce() {
        assertThatThrownBy(() -> new TicketTemplates("{{nom}}", null, "x\n{{>y}}", "{{#members}}"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class, e -> assertThat(e.field()).isEqualTo("templates.summary"))
                .hasMessageStartingWith(
                        "templates.summary: line 1: 'nom' is not known; legal here are category, groupBy, dimensions,")
                .hasMessageContaining("\ntemplates.updateNote: line 2: '{{>y}}' is not legal")
                .hasMessageEndingWith(
                        "\ntemplates.closingNote: line 1: the section 'members' is not closed; {{/members}} is missing");
    }

    @Test
    void aFaultNamesItsPartAndLine() {
        assertThat(TicketTemplates.faults(Part.FIRST_NOTE, "\n{{count}}"))
                .containsExactly(new Fault(
                        Part.FIRST_NOTE,
                        2,
                        "'count' is legal only within a list, such as {{#members}}, {{#new}}, {{#again}},"
                                + " {{#resolved}}"));
    }
}
