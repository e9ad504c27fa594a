package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events as text. */
class EventJsonTest {
    private static SecurityEvent.Builder least() {
        return SecurityEvent.builder()
                .source("scanner")
                .sourceCompanyId("acme")
                .externalId("report-1")
                .occurredAt(Instant.parse("2026-03-01T08:00:00Z"))
                .category(EventCategory.AD_AUDIT)
                .eventType("plugin-7");
    }

    private static SecurityEvent again(SecurityEvent event) {
        return EventJson.read(EventJson.write(event), event.msp(), event.externalId());
    }

    @Test
    void anEventWithTheLeastFieldsIsReadAsItWas() {
        SecurityEvent event = least().build();
        assertThat(again(event)).isEqualTo(event);
    }

    @Test
    void theEarliestTimeAndTheLeastSequenceAreReadAsTheyWere() {
        SecurityEvent event = least().occurredAt(Instant.parse("1900-01-01T00:00:00Z"))
                .sequence(Long.MIN_VALUE)
                .moment(false)
                .build();
        assertThat(again(event)).isEqualTo(event);
    }

    @Test
    void aUserWithOneIdIsReadAsItWas() {
        SecurityEvent event =
                least().user(new EventUser(null, "ann@example.test")).build();
        assertThat(again(event)).isEqualTo(event);
    }

    @Test
    void halfOfACharacterIsNoReasonToLoseTheEvent() {
        SecurityEvent event =
                least().title("broken \ud83d").attributes(Map.of("k", "\ude80")).build();
        assertThat(EventJson.write(event)).contains("broken");
    }

    @Test
    void fieldsThatALaterReleaseAddsArePassedOver() {
        SecurityEvent event = least().build();
        String text = EventJson.write(event).replaceFirst("\\{", "{\"later\":{\"x\":[1]},");
        assertThat(EventJson.read(text, MspId.SINGLE, "report-1")).isEqualTo(event);
    }

    @Test
    void textThatIsDamagedIsNotShown() {
        assertThatThrownBy(() -> EventJson.read("{\"title\":\"confidential", MspId.SINGLE, "report-1"))
                .hasMessageContaining("not JSON")
                .hasMessageNotContaining("confidential")
                .hasNoCause();
    }
}
