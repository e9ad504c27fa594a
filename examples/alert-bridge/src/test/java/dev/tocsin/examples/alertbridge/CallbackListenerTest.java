package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The page of the browser that comes back, whose listener ends as soon as the call is heard. */
class CallbackListenerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void theBrowserHasItsPageThoughTheListenerEndsAtOnce() throws Exception {
        for (int visit = 0; visit < 300; visit++) {
            URI address = URI.create("http://127.0.0.1:" + Ports.free() + "/consent");
            URI back = URI.create(address + "?state=" + visit);
            CompletableFuture<Integer> browser;
            try (CallbackListener listener = CallbackListener.at(address)) {
                browser = CompletableFuture.supplyAsync(
                        () -> ConsentBrowser.open("GET", back).statusCode());
                assertThat(listener.await(LONG)).contains(back);
            }
            assertThat(browser.get()).isEqualTo(200);
        }
    }
}
