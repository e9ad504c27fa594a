package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.system.Document;
import dev.tocsin.connectwise.system.DocumentContent;
import dev.tocsin.connectwise.system.DocumentOwner;
import dev.tocsin.connectwise.system.DocumentUpload;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static final DocumentOwner TICKET = DocumentOwner.ticket(5);
    private static final byte[] EVERY_BYTE = everyByte();

    private final FakeServer server = new FakeServer();
    private final PlainTransport wire = new PlainTransport();
    private final ConnectWise client =
            ConnectWise.connect(server.connection().transport(wire).build());

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void aFileIsSentByteByByteAsAForm() {
        server.answering(Reply.json(201, "{\"id\":3,\"title\":\"Report\",\"fileName\":\"Prüfung.pdf\",\"size\":256}"));
        Document made = client.documents()
                .upload(DocumentUpload.file(TICKET, "Prüfung.pdf", EVERY_BYTE)
                        .withTitle("Report of “May”")
                        .withContentType("application/pdf")
                        .hiddenFromCustomer());
        TransportRequest sent = wire.sent.get(wire.sent.size() - 1);
        String type = sent.headers().get("content-type");
        assertThat(type).matches("multipart/form-data; boundary=tocsin-[0-9a-f]{40}");
        String boundary = type.substring(type.indexOf('=') + 1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(utf8("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"recordType\"\r\n\r\nTicket\r\n"
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"recordId\"\r\n\r\n5\r\n"
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nReport of “May”\r\n"
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"privateFlag\"\r\n\r\ntrue\r\n"
                + "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Prüfung.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n"));
        expected.writeBytes(EVERY_BYTE);
        expected.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        assertThat(sent.body().orElseThrow()).isEqualTo(expected.toByteArray());
        assertThat(server.onlyCall().method()).isEqualTo("POST");
        assertThat(server.onlyCall().path()).endsWith("/system/documents");
        assertThat(made.size()).isEqualTo(256);
        assertThat(made.fileName()).isEqualTo("Prüfung.pdf");
    }

    @Test
    void noFileCanHoldTheBoundaryThatItWasSentWith() {
        server.answering(Reply.json(201, "{\"id\":3}"));
        client.documents().upload(DocumentUpload.file(TICKET, "a.txt", utf8("x")));
        TransportRequest first = wire.sent.get(wire.sent.size() - 1);
        byte[] whole = first.body().orElseThrow();
        client.documents().upload(DocumentUpload.file(TICKET, "a.txt", whole));
        TransportRequest second = wire.sent.get(wire.sent.size() - 1);
        assertThat(second.headers().get("content-type"))
                .isNotEqualTo(first.headers().get("content-type"));
        String boundary = second.headers().get("content-type").replaceAll(".*=", "--");
        assertThat(new String(second.body().orElseThrow(), StandardCharsets.ISO_8859_1).split(boundary, -1))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\"; filename=\"b.exe",
                "a\r\nX-Evil: 1",
                "a\nb",
                "a\u0000b",
                "a\u2028b",
                "../../etc/passwd",
                "..\\boot.ini",
                "..",
                ".",
                "\uD800.txt",
            })
    void aFileNameThatCouldEndItsHeadOrLeaveItsFolderIsRefused(String name) {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> client.documents()
                        .upload(DocumentUpload.file(TICKET, name, EVERY_BYTE).withTitle("t")));
        assertThat(refused.fieldErrors()).extracting(FieldError::field).containsExactly("fileName");
        assertThat(server.all).isEmpty();
    }

    @Test
    void allFaultsOfAFileAreToldAtOnce() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> client.documents()
                        .limitedTo(255)
                        .upload(DocumentUpload.file(TICKET, "x".repeat(256), EVERY_BYTE)
                                .withTitle("a\r\n--b")
                                .withContentType("text/html\r\nX-Evil: 1")));
        assertThat(refused.fieldErrors())
                .extracting(FieldError::toString)
                .containsExactly(
                        "title: one line of text without control characters",
                        "fileName: at most 255 characters, not 256",
                        "contentType: a media type such as image/png, at most with a charset",
                        "file: 1 to 255 bytes, not 256");
        assertThat(DocumentUpload.file(TICKET, "a", new byte[0]).faults(10))
                .extracting(FieldError::toString)
                .containsExactly("file: 1 to 10 bytes, not 0");
        assertThat(DocumentUpload.file(TICKET, "a b.tar.gz", EVERY_BYTE)
                        .withContentType("text/plain; charset=utf-8")
                        .faults(256))
                .isEmpty();
        assertThat(server.all).isEmpty();
    }

    @Test
    void anUploadWithoutAWholeAnswerIsLeftOpenAndNotRepeated() {
        for (Reply reply : List.of(
                Reply.html(503, "busy"),
                Reply.json(201, "{}"),
                Reply.json(201, "{\"id\":3}").cut())) {
            server.all.clear();
            server.answering(reply);
            assertThatThrownBy(
                            () -> client.documents().upload(DocumentUpload.file(TICKET, "secret-name.txt", EVERY_BYTE)))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageNotContaining("secret-name");
            assertThat(server.calls()).hasSize(1);
        }
        server.answering(Reply.json(415, "{\"code\":\"UnsupportedMediaType\",\"message\":\"no\"}"));
        assertThat(catchThrowableOfType(
                                ApiException.class,
                                () -> client.documents().upload(DocumentUpload.file(TICKET, "a.txt", EVERY_BYTE)))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aDownloadHoldsEveryByte() {
        Transport bytes = request -> {
            if (request.uri().getPath().startsWith("/login/")) {
                return wire.send(request);
            }
            assertThat(request.uri().getPath()).endsWith("/system/documents/3/download");
            assertThat(request.headers().get("accept")).endsWith(", */*");
            return new TransportResult.Answered(new TransportResponse(
                    200,
                    Map.of(
                            "content-type",
                            List.of("image/png"),
                            "content-disposition",
                            List.of("attachment; filename=\"disk.png\"")),
                    EVERY_BYTE,
                    request.uri()));
        };
        Documents documents = ConnectWise.connect(
                        server.connection().transport(bytes).build())
                .documents();
        DocumentContent content = documents.download(3).orElseThrow();
        assertThat(content.bytes()).isEqualTo(EVERY_BYTE);
        assertThat(content.contentType()).hasValue("image/png");
        assertThat(content.fileName()).hasValue("disk.png");
        ApiException tooLarge = catchThrowableOfType(
                ApiException.class, () -> documents.limitedTo(255).download(3));
        assertThat(tooLarge).hasMessageContaining("the file has 256 bytes, the limit is 255");
        assertThat(documents.limitedTo(256).download(3)).isPresent();
    }

    @Test
    void aDownloadFarOverTheLimitIsBrokenOff() {
        server.answering(new Reply(200, Map.of("content-type", "text/plain"), "x".repeat(100_000), -1));
        Documents documents =
                ConnectWise.connect(server.bareConnection().build()).documents();
        assertThatThrownBy(() -> documents.limitedTo(1000).download(3))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("65536");
        assertThat(documents.limitedTo(100_000).download(3).orElseThrow().size())
                .isEqualTo(100_000);
    }

    @Test
    void aDocumentThatIsNotThereIsEmpty() {
        server.answering(Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"Document 3 not found\"}"));
        assertThat(client.documents().download(3)).isEmpty();
        assertThat(client.documents().get(3)).isEmpty();
        assertThat(client.documents().delete(3)).isFalse();
        server.answering(Reply.json(403, "{\"code\":\"Security\",\"message\":\"no\"}"));
        assertThatThrownBy(() -> client.documents().download(3)).isInstanceOf(ApiException.class);
    }

    @Test
    void anEmptyFileCanBeDownloaded() {
        server.answering(new Reply(200, Map.of("content-type", "text/plain"), "", -1));
        DocumentContent content = client.documents().download(3).orElseThrow();
        assertThat(content.size()).isZero();
        assertThat(content.fileName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=\"report.pdf\"|report.pdf",
                "attachment; filename=report.pdf|report.pdf",
                "attachment; FileName=\"a\\\"b.txt\"|ab.txt",
                "attachment; filename=\"x.txt\"; filename*=UTF-8''Pr%C3%BCfung%20a.pdf|Prüfung a.pdf",
                "attachment; filename=\"../../etc/passwd\"|passwd",
                "attachment; filename=\"C:\\\\Windows\\\\evil.exe\"|evil.exe",
                "attachment; filename*=UTF-8''..%2F..%2Fcron|cron",
                "attachment; filename*=UTF-8''invoice%E2%80%AEfdp.exe|invoicefdp.exe",
                "attachment; filename=\"con<>:?*.txt. .\"|con.txt",
                "attachment; filename=\"..\"|",
                "attachment; filename=\"\"|",
                "attachment|",
            })
    void theNameOfADownloadIsSafeForALocalFile(String header, String name) {
        server.answering(new Reply(200, Map.of("content-disposition", header), "x", -1));
        assertThat(client.documents().download(3).orElseThrow().fileName().orElse(null))
                .isEqualTo(name);
    }

    @Test
    void theDocumentsOfARecordAreReadPageByPage() {
        server.answering(request ->
                Reply.json(200, "1".equals(request.parameter("page")) ? "[{\"id\":1},{\"id\":2}]" : "[{\"id\":3}]"));
        assertThat(client.documents().stream(TICKET, Query.all().pageSize(2)).map(Document::id))
                .containsExactly(1, 2, 3);
        assertThat(server.calls()).allSatisfy(call -> {
            assertThat(call.path()).endsWith("/system/documents");
            assertThat(call.parameter("recordType")).isEqualTo("Ticket");
            assertThat(call.parameter("recordId")).isEqualTo("5");
            assertThat(call.parameter("orderBy")).isEqualTo("id asc");
        });
        assertThat(server.calls())
                .extracting((Received call) -> call.parameter("page"))
                .containsExactly("1", "2");
    }

    @Test
    void aServerThatRepeatsAPageIsFoundOut() {
        server.answering(Reply.json(200, "[{\"id\":1},{\"id\":2}]"));
        assertThatThrownBy(() -> client.documents().stream(TICKET, Query.all().pageSize(2))
                        .toList())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("repeats");
    }

    @Test
    void theDocumentsOfARecordAreCounted() {
        server.answering(Reply.json(200, "{\"count\":4}"));
        assertThat(client.documents().count(DocumentOwner.configuration(8))).isEqualTo(4);
        Received call = server.onlyCall();
        assertThat(call.path()).endsWith("/system/documents/count");
        assertThat(call.parameter("recordType")).isEqualTo("Configuration");
        server.answering(Reply.json(200, "{}"));
        assertThatThrownBy(() -> client.documents().count(TICKET)).hasMessageContaining("no count");
    }

    @Test
    void anOwnerThatCannotBeIsRefused() {
        assertThatThrownBy(() -> DocumentOwner.ticket(0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new DocumentOwner("Ticket&x=1", 1)).hasMessageContaining("letters");
        assertThatThrownBy(() -> client.documents().limitedTo(0)).hasMessageContaining("1 to 1073741824");
    }

    @Test
    void aFileIsCopiedAndItsTextFormHidesItsName() {
        byte[] bytes = {1, 2};
        DocumentUpload upload = DocumentUpload.file(TICKET, "secret.txt", bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(upload.bytes()).containsExactly(1, 2);
        assertThat(upload).hasToString("file of 2 bytes for Ticket 5");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
