package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.InvalidRequestException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which edits of custom fields are sent, and which of them hold. */
class CustomFieldEditsTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String company(String customFields) {
        return "{\"id\":5,\"identifier\":\"a\",\"name\":\"A\",\"customFields\":[" + customFields + "]}";
    }

    private static String field(@Nullable String type, @Nullable String value) {
        return "{\"id\":1,\"caption\":\"F\"" + (type == null ? "" : ",\"type\":\"" + type + "\"")
                + (value == null ? "" : ",\"value\":" + value) + "}";
    }

    private void serving(String before, String after) {
        server.answering(request -> Reply.json(200, company(request.method().equals("GET") ? before : after)));
    }

    private Company edit(Edit<Company> edit) {
        return server.client().companies().edit(5, edit);
    }

    private List<String> sent() {
        return server.calls().stream()
                .filter(request -> !request.method().equals("GET"))
                .map(Received::body)
                .toList();
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("Date", "2026-11-21", "\"2026-11-21T00:00:00Z\"", true),
                Arguments.of("Date", "2026-11-21", "\"2026-11-22T00:00:00Z\"", false),
                Arguments.of("Date", null, "\"2026-11-22T00:00:00Z\"", false),
                Arguments.of("Password", "s3cret", "\"*****\"", true),
                Arguments.of("Password", "s3cret", null, true),
                Arguments.of("Password", "s3cret", "\"former\"", false),
                Arguments.of("Checkbox", null, "false", true),
                Arguments.of("Checkbox", false, null, true),
                Arguments.of("Checkbox", "true", "\"True\"", true),
                Arguments.of("Checkbox", true, null, false),
                Arguments.of("Checkbox", null, "true", false),
                Arguments.of("TextArea", "a\nb", "\"a\\r\\nb\"", true),
                Arguments.of("TextArea", "a\nb", "\"a b\"", false),
                Arguments.of("Text", "", null, true),
                Arguments.of("Text", 7, "\"7\"", true),
                Arguments.of("Text", "1.10", "\"1.1\"", false),
                Arguments.of("Text", "007", "\"7\"", false),
                Arguments.of("Text", null, "\"0\"", false),
                Arguments.of(null, "1.10", "\"1.1\"", false),
                Arguments.of(null, new BigDecimal("1.10"), "1.1", true),
                Arguments.of("PhoneNumber", "007", "\"7\"", false),
                Arguments.of("Number", 7, "7.00", true),
                Arguments.of("Percent", "7", "\"7.00\"", true),
                Arguments.of("Currency", 7, "8", false),
                Arguments.of("Number", null, "0", true),
                Arguments.of("Number", null, "1", false),
                Arguments.of("IPAddress", "2001:DB8::1", "\"2001:db8::1\"", true));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whetherAnEditHoldsFollowsFromTheTypeOfTheField(
            @Nullable String type, @Nullable Object asked, @Nullable String shown, boolean holds) {
        serving(field(type, "\"old\""), field(type, shown));
        Edit<Company> edit = Company.edit().customField("F", asked);
        if (holds) {
            assertThat(edit(edit).id()).isEqualTo(5);
        } else {
            assertThatThrownBy(() -> edit(edit))
                    .isInstanceOf(UnappliedEditException.class)
                    .hasMessageContaining("customFields[F]")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void theTypeThatWasReadCountsWhereTheAnswerOmitsIt() {
        serving(field("Checkbox", "true"), field(null, null));
        assertThat(edit(Company.edit().customField(1, false)).id()).isEqualTo(5);
    }

    @Test
    void aCaptionOfTwoFieldsIsRefusedWithTheirIds() {
        String two = "{\"id\":1,\"caption\":\"Tier\",\"value\":\"a\"},{\"id\":2,\"caption\":\" tier\",\"value\":\"b\"}";
        serving(two, two);
        assertThatThrownBy(() -> edit(Company.edit().customField("Tier", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("customFields[Tier]")
                .hasMessageContaining("[1, 2]");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aFieldSetByItsIdAndItsCaptionIsRefused() {
        serving(field("Text", null), field("Text", "\"b\""));
        assertThatThrownBy(() -> edit(Company.edit().customField("F", "a").customField(1, "b")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("customFields[1]: is set twice");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aFieldSetTwiceInTheSameWayIsRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> edit(Company.edit().customField("F", "a").customField("f ", "b")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is set twice");
        assertThatThrownBy(() -> edit(Company.edit().customField(1, "a").customField(1, "b")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is set twice");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void theOtherFieldsAreSentBackAsTheyWere() {
        String others =
                "{\"id\":9,\"caption\":\"N\",\"type\":\"Number\",\"value\":1.10,\"x\":123456789012345678901234567890,"
                        + "\"y\":1.0E-9,\"n\":null,\"deep\":{\"z\":[1,{}]}}";
        serving(others + "," + field("Text", null), others + "," + field("Text", "\"v\""));
        edit(Company.edit().customField("F", "v"));
        assertThat(sent())
                .singleElement()
                .asString()
                .contains("1.10", "123456789012345678901234567890", "\"n\":null", "1.0E-9", "\"deep\":{\"z\":[1,{}]}");
    }

    @Test
    void theValueIsHiddenWhereItMayBeAPassword() {
        assertThat(new CustomField(1, "VPN", null, "s3cret")).hasToString("VPN=***");
        assertThat(new CustomField(1, "VPN", "password", "s3cret")).hasToString("VPN=***");
        assertThat(new CustomField(1, "VPN", "Text", "on")).hasToString("VPN=on");
    }
}
