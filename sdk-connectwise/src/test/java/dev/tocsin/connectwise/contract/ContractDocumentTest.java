package dev.tocsin.connectwise.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * ConnectWise's own contract, which is no part of this repository, can be read and tells a good ticket from a bad one. The
 * folder with it is named by the system property {@code tocsin.shared}; without it these tests fail rather than pass.
 */
@Tag("contract")
class ContractDocumentTest {

    private final OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForSpecificationUrl(
                    document().toUri().toString())
            .build();

    @Test
    void acceptsATicketWithSummaryAndCompany() {
        assertThat(faults("{\"summary\":\"disk full\",\"company\":{\"id\":7}}")).isEmpty();
    }

    @Test
    void refusesATicketWithoutACompany() {
        assertThat(faults("{\"summary\":\"disk full\"}")).containsExactly("validation.request.body.schema.required");
    }

    private List<String> faults(String body) {
        SimpleRequest request = SimpleRequest.Builder.post("/v4_6_release/apis/3.0/service/tickets")
                .withHeader("Authorization", "Basic eDp5")
                .withHeader("clientId", "00000000-0000-0000-0000-000000000000")
                .withContentType("application/json")
                .withBody(body)
                .build();
        return validator.validateRequest(request).getMessages().stream()
                .map(Message::getKey)
                .toList();
    }

    private static Path document() {
        String shared = System.getProperty("tocsin.shared", "");
        assertThat(shared).as("system property tocsin.shared").isNotBlank();
        Path document = Path.of(shared, "specs", "connectwise-manage.openapi.json");
        assertThat(document).isRegularFile();
        return document;
    }
}
