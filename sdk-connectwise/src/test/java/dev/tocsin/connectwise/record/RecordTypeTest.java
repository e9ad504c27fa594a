package dev.tocsin.connectwise.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.service.TicketField;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordTypeTest {
    static Stream<Consumer<RecordType<String>>> uses() {
        return Stream.of(
                RecordType::draft,
                RecordType::edit,
                RecordType::fields,
                type -> assertThat(type.read(new JsonRecord(Json.array()))).isEqualTo("read"));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void theFirstUseSealsTheKind(Consumer<RecordType<String>> use) {
        RecordType<String> type = RecordType.of("thing", answer -> "read");
        TextField<String> name = type.text("name");
        type.together(name, type.text("other"));
        use.accept(type);
        assertThatThrownBy(() -> type.flag("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thing is in use already, so late can be declared no more");
        assertThatThrownBy(() -> type.together(name, name)).isInstanceOf(IllegalStateException.class);
        assertThat(type.fields()).extracting(Field::name).containsExactly("name", "other");
    }

    @Test
    void theFieldsOfTicketsAreSealedOnceADraftIsMade() {
        assertThat(TicketField.TYPE.draft().type()).isSameAs(TicketField.TYPE);
        assertThatThrownBy(() -> TicketField.TYPE.text("mine")).isInstanceOf(IllegalStateException.class);
    }
}
