package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallbackMessageTest {
    private record Named(int id, String name) {}

    private record Seen(
            int id, @Nullable String summary, @Nullable Named company) {}

    private static CallbackMessage with(@Nullable String entity) {
        return new CallbackMessage("m-1", "ticket", CallbackAction.UPDATED, 7, "Cobalt", "jdoe", null, entity, null);
    }

    @Test
    void theEntityIsReadAsTheCallersOwnRecord() {
        CallbackMessage message =
                with("{\"id\":7,\"summary\":\"s\",\"company\":{\"id\":2,\"name\":\"n\"},\"more\":[1]}");

        assertThat(message.entityAs(Seen.class)).isEqualTo(new Seen(7, "s", new Named(2, "n")));
        assertThat(with("{\"id\":7}").entityAs(Seen.class)).isEqualTo(new Seen(7, null, null));
    }

    @Test
    void theEntityIsReadAsAMap() {
        assertThat(with("{\"id\":7,\"summary\":\"s\"}").entityAs(Map.class)).isEqualTo(Map.of("id", 7, "summary", "s"));
    }

    @Test
    void aDeletedRecordHasNoEntity() {
        assertThatThrownBy(() -> with(null).entityAs(Map.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("m-1");
    }

    @Test
    void anEntityThatDoesNotFitIsNamedByPlaceAndNotByValue() {
        assertThatThrownBy(
                        () -> with("{\"id\":7,\"company\":{\"id\":\"secret\"}}").entityAs(Seen.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("company")
                .hasMessageContaining("id")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> with("secret").entityAs(Seen.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> with("[".repeat(10_000)).entityAs(Map.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextFormHoldsNoEntity() {
        assertThat(with("{\"summary\":\"private\"}").toString())
                .contains("m-1", "ticket 7", "updated")
                .doesNotContain("private");
    }
}
