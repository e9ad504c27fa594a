package dev.tocsin.connectwise;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The wire without retries, so that a test sees each request that the client sends. */
final class PlainTransport implements Transport {
    final List<TransportRequest> sent = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        sent.add(request);
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(request.timeout());
        request.headers().forEach(builder::header);
        HttpRequest.BodyPublisher body = request.body()
                .map(HttpRequest.BodyPublishers::ofByteArray)
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        try {
            HttpResponse<byte[]> response = client.send(
                    builder.method(request.method().name(), body).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new TransportResult.Answered(new TransportResponse(
                    response.statusCode(), response.headers().map(), response.body(), response.uri()));
        } catch (ConnectException e) {
            return new TransportResult.NotSent("no connection", null, e);
        } catch (IOException e) {
            return new TransportResult.Unknown("the answer broke off", e);
        }
    }
}
