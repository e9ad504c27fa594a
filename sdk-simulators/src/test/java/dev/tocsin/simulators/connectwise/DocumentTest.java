package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final String ROOT = "/system/documents";
    private static final byte[] FILE = {0, 13, 10, 45, 45, -1, -128, 13, 10, 13, 10, 65};

    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder().start();
    private final Client client = new Client(sim);
    private final int ticket = sim.createTicket(Map.of(
            "summary", "s", "company", Map.of("id", sim.company("AcmeInc").id())));

    @AfterEach
    void stop() {
        sim.close();
    }

    private Client.Reply upload(String path, Map<String, String> fields, byte[] file) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            write(
                    body,
                    "--b0und\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n");
        }
        write(
                body,
                "--b0und\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Bericht ü.bin\"\r\n"
                        + "Content-Type: image/png\r\n\r\n");
        body.write(file);
        write(body, "\r\n--b0und--\r\n");
        return Client.send(client.request(path)
                .header("Content-Type", "multipart/form-data; boundary=b0und")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private static void write(ByteArrayOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Client.Reply upload(int recordId) throws Exception {
        return upload(
                ROOT, Map.of("recordType", "Ticket", "recordId", String.valueOf(recordId), "title", "Grüße"), FILE);
    }

    @Test
    void aFileComesBackAsItWasSent() throws Exception {
        var reply = upload(ticket);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode document = reply.json();
        assertThat(document.path("title").asText()).isEqualTo("Grüße");
        assertThat(document.path("fileName").asText()).isEqualTo("Bericht ü.bin");
        assertThat(document.path("size").asInt()).isEqualTo(FILE.length);
        assertThat(document.path("imageFlag").asBoolean()).isTrue();
        HttpResponse<byte[]> download = HttpClient.newHttpClient()
                .send(
                        client.request(ROOT + "/" + document.path("id").asInt() + "/download")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(download.body()).isEqualTo(FILE);
        assertThat(download.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"Bericht _.bin\"")
                .contains("filename*=UTF-8''Bericht%20%C3%BC.bin");
    }

    @Test
    void documentsAreListedByTheirRecord() throws Exception {
        upload(ticket);
        String query = ROOT + "?recordType=Ticket&recordId=";
        assertThat(client.get(query + ticket).json()).hasSize(1);
        assertThat(client.get(query + (ticket + 1)).json()).isEmpty();
        assertThat(client.get(ROOT + "?recordType=Planet&recordId=1").status()).isEqualTo(400);
        assertThat(client.get(ROOT + "/count?recordType=ticket&recordId=" + ticket)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get("/service/tickets/" + ticket + "/documents")
                        .json()
                        .at("/0/name")
                        .asText())
                .isEqualTo("Grüße");
    }

    @Test
    void aDocumentIsUpdatedAndDeleted() throws Exception {
        String path = ROOT + "/" + upload(ticket).json().path("id").asInt();
        JsonNode updated =
                upload(path, Map.of("title", "new"), new byte[] {1, 2}).json();
        assertThat(updated.path("title").asText()).isEqualTo("new");
        assertThat(updated.path("size").asInt()).isEqualTo(2);
        assertThat(client.write("DELETE", path, "").status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.get(path + "/download").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotAcceptableIsRefusedInTheServersWay() throws Exception {
        assertThat(client.post(ROOT, "{\"recordType\":\"Ticket\"}").status()).isEqualTo(415);
        assertThat(upload(4).status()).isEqualTo(404);
        var faults = upload(ROOT, Map.of("recordType", "Planet"), FILE);
        assertThat(faults.status()).isEqualTo(400);
        assertThat(faults.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("recordType", "recordId", "title");
        sim.maxDocumentBytes(FILE.length - 1);
        assertThat(upload(ticket).json().at("/errors/0/field").asText()).isEqualTo("file");
        var cut = Client.send(client.request(ROOT)
                .header("Content-Type", "multipart/form-data; boundary=b0und")
                .POST(HttpRequest.BodyPublishers.ofString("--b0und\r\nContent-Disposition: form-data"))
                .build());
        assertThat(cut.status()).isEqualTo(400);
    }
}
