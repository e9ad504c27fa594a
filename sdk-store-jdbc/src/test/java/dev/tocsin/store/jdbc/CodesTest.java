package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.MemberState;
import org.junit.jupiter.api.Test;

/** The numbers in files that exist: none of them may ever change. */
class CodesTest {
    @Test
    void severitiesKeepTheirNumbersAndTheirOrder() {
        assertThat(Codes.SEVERITY.code(Severity.INFO)).isZero();
        assertThat(Codes.SEVERITY.code(Severity.LOW)).isEqualTo(1);
        assertThat(Codes.SEVERITY.code(Severity.MEDIUM)).isEqualTo(2);
        assertThat(Codes.SEVERITY.code(Severity.HIGH)).isEqualTo(3);
        assertThat(Codes.SEVERITY.code(Severity.CRITICAL)).isEqualTo(4);
    }

    @Test
    void outcomesKeepTheirNumbers() {
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.ACCEPTED)).isZero();
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.RESOLVED)).isEqualTo(1);
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.ANSWERED)).isEqualTo(2);
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.PARKED)).isEqualTo(3);
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.IGNORED)).isEqualTo(4);
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.REFUSED)).isEqualTo(5);
        assertThat(Codes.OUTCOME.code(Receipt.Outcome.SUPPRESSED)).isEqualTo(6);
    }

    @Test
    void categoriesKeepTheirNumbers() {
        assertThat(Codes.CATEGORY.code(EventCategory.SYSTEM_CHANGES)).isZero();
        assertThat(Codes.CATEGORY.code(EventCategory.PROBLEMS)).isEqualTo(1);
        assertThat(Codes.CATEGORY.code(EventCategory.SOLUTIONS)).isEqualTo(2);
        assertThat(Codes.CATEGORY.code(EventCategory.AZURE_AD_AUDIT)).isEqualTo(3);
        assertThat(Codes.CATEGORY.code(EventCategory.AZURE_AD_ERROR)).isEqualTo(4);
        assertThat(Codes.CATEGORY.code(EventCategory.AD_AUDIT)).isEqualTo(5);
        assertThat(EventCategory.values()).allMatch(value -> Codes.CATEGORY.value(Codes.CATEGORY.code(value)) == value);
    }

    @Test
    void memberStatesKeepTheirNumbers() {
        assertThat(Codes.MEMBER_STATE.code(MemberState.ACTIVE)).isZero();
        assertThat(Codes.MEMBER_STATE.code(MemberState.RESOLVED)).isEqualTo(1);
        assertThat(Codes.MEMBER_STATE.code(MemberState.ANSWERED)).isEqualTo(2);
        assertThat(Codes.MEMBER_STATE.code(MemberState.MOMENT)).isEqualTo(3);
    }

    @Test
    void everyValueHasANumberThatLeadsBackToIt() {
        assertThat(Severity.values()).allMatch(value -> Codes.SEVERITY.value(Codes.SEVERITY.code(value)) == value);
        assertThat(Receipt.Outcome.values()).allMatch(value -> Codes.OUTCOME.value(Codes.OUTCOME.code(value)) == value);
        assertThat(MemberState.values())
                .allMatch(value -> Codes.MEMBER_STATE.value(Codes.MEMBER_STATE.code(value)) == value);
    }
}
