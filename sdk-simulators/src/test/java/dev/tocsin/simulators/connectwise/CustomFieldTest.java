package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomFieldTest {
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder()
            .ticketCustomField("Queue", "Text")
            .companyCustomField("Tier", "Text", "gold", "silver")
            .companyCustomField("Seats", "Number")
            .start();
    private final Client client = new Client(sim);

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void eachScreenCarriesItsOwnFields() throws Exception {
        var reply = client.post(
                "/company/companies",
                json("{'identifier':'Cf','name':'Cf','customFields':[{'caption':'Tier','value':'gold'}]}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().path("customFields")).hasSize(2);
        assertThat(reply.json().at("/customFields/0/value").asText()).isEqualTo("gold");
        var found = client.get(
                "/company/companies?customFieldConditions=" + Client.encode(json("caption='Tier' and value='gold'")));
        assertThat(found.json()).hasSize(1);
    }

    @Test
    void aFieldOfAnotherScreenAndAnIllegalValueAreBothRefused() throws Exception {
        var reply = client.post(
                "/company/companies",
                json("{'identifier':'Cf','name':'Cf','customFields':[{'caption':'Queue','value':'x'},"
                        + "{'caption':'Tier','value':'tin'},{'caption':'Seats','value':'many'}]}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors")).hasSize(3);
    }
}
