package dev.tocsin.examples.alertbridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An administrator's browser, which opens the page of consent as soon as the bridge shows its address. */
final class ConsentBrowser extends ByteArrayOutputStream {
    private static final Pattern ADDRESS = Pattern.compile("(?m)^(http\\S+/adminconsent\\?\\S+)\\R");

    private final Consumer<URI> visit;
    private CompletableFuture<Void> visited = CompletableFuture.completedFuture(null);
    private boolean shown;

    private ConsentBrowser(Consumer<URI> visit) {
        this.visit = visit;
    }

    /** Runs the bridge beside a browser, which goes in a thread of its own; what was printed is in the bridge's fields. */
    static int run(Bridge bridge, Consumer<URI> visit, String... args) {
        ConsentBrowser out = new ConsentBrowser(visit);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = AlertBridge.run(
                bridge.around(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                args);
        // The bridge may be done before the browser has read its last answer.
        out.visited.join();
        bridge.out = out.toString(StandardCharsets.UTF_8);
        bridge.err = err.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** The address of the consent page that was printed. */
    static URI address(String printed) {
        Matcher matcher = ADDRESS.matcher(printed);
        if (!matcher.find()) {
            throw new AssertionError("no address in: " + printed);
        }
        return URI.create(matcher.group(1));
    }

    /** Opens an address; redirects are not followed. */
    static HttpResponse<String> open(String method, URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the consent page sends the browser back to. */
    static String callback(URI address) {
        return open("GET", address).headers().firstValue("Location").orElseThrow();
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        super.write(bytes, from, length);
        if (!shown && ADDRESS.matcher(toString(StandardCharsets.UTF_8)).find()) {
            shown = true;
            URI address = address(toString(StandardCharsets.UTF_8));
            visited = CompletableFuture.runAsync(() -> visit.accept(address));
        }
    }
}
