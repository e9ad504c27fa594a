package dev.tocsin.connectwise.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI validator works with the versions that the parent pom settles for its dependencies, and without the Swagger 2
 * converter which the parent pom leaves out. A contract test that passed because the validator no longer looks would prove
 * nothing, so the refusals are asserted too.
 */
class OpenApiValidatorTest {

    private static final String CONTRACT = """
            openapi: 3.0.1
            info: {title: tickets, version: '1'}
            paths:
              /service/tickets:
                post:
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Ticket'}
                  responses:
                    '201': {description: created}
            components:
              schemas:
                Ticket:
                  type: object
                  required: [summary]
                  properties:
                    summary: {type: string, maxLength: 10}
                    contactEmail: {type: string, format: email}
            """;

    private final OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                    CONTRACT)
            .build();

    @Test
    void acceptsARequestThatKeepsTheContract() {
        assertThat(faults("{\"summary\":\"disk\",\"contactEmail\":\"a@example.com\"}"))
                .isEmpty();
    }

    @Test
    void refusesABodyWithoutARequiredField() {
        assertThat(faults("{}")).containsExactly("validation.request.body.schema.required");
    }

    @Test
    void refusesAValueThatIsTooLong() {
        assertThat(faults("{\"summary\":\"longer than ten\"}"))
                .containsExactly("validation.request.body.schema.maxLength");
    }

    @Test
    void refusesAValueOfTheWrongFormat() {
        assertThat(faults("{\"summary\":\"disk\",\"contactEmail\":\"nobody\"}"))
                .containsExactly("validation.request.body.schema.format.email");
    }

    private Iterable<String> faults(String body) {
        SimpleRequest request = SimpleRequest.Builder.post("/service/tickets")
                .withContentType("application/json")
                .withBody(body)
                .build();
        return validator.validateRequest(request).getMessages().stream()
                .map(Message::getKey)
                .toList();
    }
}
