package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagingTest {
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder().start();
    private final Client client = new Client(sim);

    @BeforeEach
    void fill() {
        for (int i = 0; i < 60; i++) {
            sim.createTicket(Map.of("summary", "t" + i, "company", Map.of("identifier", "AcmeInc")));
        }
    }

    @AfterEach
    void stop() {
        sim.close();
    }

    @Test
    void aPageHasTwentyFiveAndLinksToItsNeighbours() throws Exception {
        var first = client.get("/service/tickets?conditions=id%3E0");
        assertThat(first.json()).hasSize(25);
        assertThat(first.header("Link"))
                .contains("conditions=id%3E0&page=2>; rel=\"next\"")
                .contains("page=3>; rel=\"last\"")
                .doesNotContain("rel=\"prev\"");
        var last = client.get("/service/tickets?page=3");
        assertThat(last.json()).hasSize(10);
        assertThat(last.header("Link"))
                .contains("rel=\"first\"")
                .contains("page=2>; rel=\"prev\"")
                .doesNotContain("next");
        assertThat(client.get("/service/tickets?page=9").json()).isEmpty();
    }

    @Test
    void aSinglePageHasNoLink() throws Exception {
        assertThat(client.get("/service/tickets?pageSize=1000")
                        .response()
                        .headers()
                        .firstValue("Link"))
                .isEmpty();
    }

    @Test
    void sizesOutsideTheRangeAreRefused() throws Exception {
        for (String query : new String[] {"pageSize=0", "pageSize=1001", "page=0", "page=x", "pageSize=-1"}) {
            var reply = client.get("/service/tickets?" + query);
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("OutOfRange");
        }
        assertThat(client.get("/service/tickets?pageSize=1001")
                        .json()
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("The field pageSize must be between 1 and 1000.");
    }

    private Client.Reply forward(String query) throws Exception {
        HttpRequest request = client.request("/service/tickets?" + query)
                .header("pagination-type", "forward-only")
                .build();
        return Client.send(request);
    }

    @Test
    void forwardOnlyGoesOnAfterTheLastIdAndEndsWithAnEmptyLink() throws Exception {
        int seen = 0;
        int last = 0;
        Client.Reply page;
        do {
            page = forward("pageSize=20&page=7&pageId=" + last);
            seen += page.json().size();
            last = page.json().path(page.json().size() - 1).path("id").asInt();
            assertThat(page.response().headers().firstValue("Link")).isPresent();
        } while (page.header("Link").contains("pageId=" + last));
        assertThat(seen).isEqualTo(60);
        assertThat(page.header("Link")).isEmpty();
        assertThat(forward("orderBy=id").status()).isEqualTo(400);
    }

    @Test
    void linksMayNameAnotherHost() throws Exception {
        sim.foreignLinks(true);
        assertThat(client.get("/service/tickets").header("Link")).contains("myconnectwise.invalid//");
    }
}
