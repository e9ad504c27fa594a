package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.psa.RuleField;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.testkit.PsaStage.Faulty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How a PSA checks configurations and access. */
abstract class PsaCheckTests extends PsaTests {
    @Test
    void soundConfigurationsHaveNoFault() {
        assertThat(psa().check(stage().rule())).isEmpty();
        assertThat(psa().check(stage().mapping())).isEmpty();
        assertThat(psa().check(stage().otherMapping())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> aFaultyRuleIsFoundByFieldWithWhatIsLegal() {
        List<Faulty<IntegrationRule>> faulty = stage().faultyRules();
        assertThat(faulty).isNotEmpty();
        return faulty.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertFound(one, psa().check(one.value()))));
    }

    @TestFactory
    Stream<DynamicTest> aFaultyMappingIsFoundByField() {
        List<Faulty<CompanyMapping>> faulty = stage().faultyMappings();
        assertThat(faulty).isNotEmpty();
        return faulty.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertFound(one, psa().check(one.value()))));
    }

    private static void assertFound(Faulty<?> faulty, List<FieldError> faults) {
        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.field()).endsWith(faulty.field());
            assertThat(fault.message()).contains(faulty.named());
        });
        assertThat(faults).as("one fault only").hasSize(1);
    }

    @Test
    void everyValueOfTheRuleIsAmongTheLegalOnes() {
        IntegrationRule rule = stage().rule();
        Map<String, String> chosen = new LinkedHashMap<>(rule.psaFields());
        for (RuleField field : psa().ruleFields()) {
            String value = rule.psaFields().get(field.name());
            assertThat(field.required() && value == null).as(field.name()).isFalse();
            assertThat(field.label()).isNotBlank();
            if (value != null) {
                assertThat(psa().legalValues(field.name(), chosen))
                        .as(field.name())
                        .contains(value);
            }
        }
        assertThat(psa().legalValues("openStatus", chosen))
                .contains(rule.openStatus(), stage().otherOpenStatus())
                .doesNotContain(rule.closedStatus(), stage().foreignStatus());
        assertThat(psa().legalValues("closedStatus", chosen))
                .contains(rule.closedStatus())
                .doesNotContain(rule.openStatus());
        assertThat(psa().legalValues("priority", Map.of())).containsExactlyElementsOf(stage().priorities());
    }

    @Test
    void whatDependsOnAValueHasNoneBeforeItIsChosen() {
        for (RuleField field : psa().ruleFields()) {
            if (!field.dependsOn().isEmpty()) {
                assertThat(psa().legalValues(field.name(), Map.of()))
                        .as(field.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void aFieldThatDoesNotExistIsRefused() {
        assertThatThrownBy(
                        () -> psa().legalValues("no such field", stage().rule().psaFields()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such field");
    }

    @Test
    void theMostUrgentPriorityIsTheTop() {
        assertThat(psa().topPriority()).isEqualTo(stage().priorities().get(0));
        assertThat(psa().version()).isNotBlank().isEqualTo(psa().version());
    }

    @Test
    void accessIsProvenOrRefusedWithoutASecret() {
        assertThat(psa().checkAccess()).isNotBlank();
        assertNoSecret(psa().checkAccess());
        Throwable refusal = thrownBy(stage().stranger()::checkAccess);
        assertThat(refusal).isInstanceOf(AuthenticationException.class);
        assertNoSecret(refusal.toString());
    }

    @Test
    void aStrangerReadsNothing() {
        assertThat(thrownBy(() -> stage().stranger().check(stage().rule())))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void noTextOfTheAdapterHoldsASecret() {
        assertNoSecret(psa().toString());
        assertNoSecret(psa().connectionId());
        assertThat(psa().connectionId()).isEqualTo(stage().mapping().connectionId());
    }
}
