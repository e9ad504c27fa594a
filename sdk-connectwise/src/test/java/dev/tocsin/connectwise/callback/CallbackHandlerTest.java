package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackHandlerTest {
    private final SigningServer server = new SigningServer();
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-06-09T21:59:49Z"));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CallbackHandler handler = handler(message -> heard.add(message.messageId()));

    private CallbackHandler handler(Consumer<CallbackMessage> listener) {
        return settings(listener).build();
    }

    private CallbackHandler.Builder settings(Consumer<CallbackMessage> listener) {
        CallbackVerifier verifier = CallbackVerifier.builder()
                .site(server.site())
                .company(SigningServer.COMPANY)
                .clock(clock)
                .keyTimeout(SigningServer.PATIENCE)
                .build();
        return CallbackHandler.builder().verifier(verifier).listener(listener).clock(clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CallbackResult deliver(CallbackHandler to, String messageId) {
        String body = server.body(messageId);
        return to.handle(
                Map.of("x-content-signature", List.of(server.sign(body))), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aGenuineMessageIsHeardAndAnsweredWith204() {
        CallbackResult result = deliver(handler, "m-1");

        assertThat(result).isInstanceOf(CallbackResult.Accepted.class);
        assertThat(result.status()).isEqualTo(204);
        assertThat(heard).containsExactly("m-1");
    }

    @Test
    void aReplayedMessageIsAnsweredWith204AndNotHeardAgain() {
        assertThat(deliver(handler, "m-1")).isInstanceOf(CallbackResult.Accepted.class);
        CallbackResult again = deliver(handler, "m-1");

        assertThat(again).isInstanceOf(CallbackResult.Duplicate.class);
        assertThat(again.status()).isEqualTo(204);
        assertThat(heard).containsExactly("m-1");
    }

    @Test
    void messagesInAnotherOrderAreAllHeard() {
        for (String id : List.of("m-3", "m-1", "m-2", "m-3", "m-1")) {
            assertThat(deliver(handler, id).status()).isEqualTo(204);
        }

        assertThat(heard).containsExactly("m-3", "m-1", "m-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-content-signature", "X-Content-Signature", "X-CONTENT-SIGNATURE", "x-Content-signature"})
    void theHeaderMayBeWrittenInAnyCase(String name) {
        String body = server.body("m-1");

        assertThat(handler.handle(
                                Map.of("Host", List.of("a"), name, List.of(server.sign(body))),
                                body.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void noSignatureOrTwoAreAnsweredWith401() {
        String body = server.body("m-1");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String right = server.sign(body);

        assertThat(handler.handle(Map.of(), bytes).status()).isEqualTo(401);
        assertThat(handler.handle(Map.of("x-content-signature", List.of()), bytes)
                        .status())
                .isEqualTo(401);
        assertThat(handler.handle(Map.of("x-content-signature", List.of(right, right)), bytes)
                        .status())
                .isEqualTo(401);
        assertThat(handler.handle(
                                Map.of("x-content-signature", List.of(right), "X-Content-Signature", List.of("x")),
                                bytes)
                        .status())
                .isEqualTo(401);
        assertThat(heard).isEmpty();
    }

    @Test
    void aForgedMessageIsAnsweredWith401AndDoesNotUseUpItsId() {
        String body = server.body("m-1");
        CallbackResult forged = handler.handle(
                Map.of("x-content-signature", List.of(SigningServer.sign(body, "guess"))),
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(forged).isInstanceOf(CallbackResult.Forged.class);
        assertThat(forged.status()).isEqualTo(401);
        assertThat(deliver(handler, "m-1")).isInstanceOf(CallbackResult.Accepted.class);
    }

    @Test
    void aMalformedMessageIsAnsweredWith400() {
        CallbackResult result = handler.handle(
                Map.of("x-content-signature", List.of(server.sign("{}"))), "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(result).isInstanceOf(CallbackResult.Malformed.class);
        assertThat(result.status()).isEqualTo(400);
    }

    @Test
    void aBodyBeyondTheLimitIsAnsweredWith413AndNotRead() {
        int length = server.body("m-1").getBytes(StandardCharsets.UTF_8).length;
        CallbackHandler exact =
                settings(message -> heard.add("exact")).maxBodyBytes(length).build();
        CallbackHandler tight =
                settings(message -> heard.add("tight")).maxBodyBytes(length - 1).build();

        assertThat(deliver(exact, "m-1").status()).isEqualTo(204);
        assertThat(deliver(tight, "m-1").status()).isEqualTo(413);
        assertThat(heard).containsExactly("exact");
    }

    @Test
    void aMessageThatCannotBeVerifiedNowIsAnsweredWith429AndGetsThroughLater() {
        SigningServer.Script usual = server.script;
        server.script = exchange -> SigningServer.reply(exchange, 503, "");

        CallbackResult first = deliver(handler, "m-1");
        assertThat(first).isInstanceOf(CallbackResult.Unverifiable.class);
        assertThat(first.status()).isEqualTo(429);
        server.script = usual;
        clock.advance(Duration.ofSeconds(2));
        assertThat(deliver(handler, "m-1")).isInstanceOf(CallbackResult.Accepted.class);
        assertThat(heard).containsExactly("m-1");
    }

    @Test
    void aMessageWhoseListenerFailedIsAnsweredWith429AndHeardWhenItComesAgain() {
        List<String> tried = new ArrayList<>();
        CallbackHandler failing = handler(message -> {
            tried.add(message.messageId());
            if (tried.size() == 1) {
                throw new IllegalStateException("the queue is full");
            }
        });

        CallbackResult first = deliver(failing, "m-1");
        assertThat(first)
                .isInstanceOfSatisfying(
                        CallbackResult.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("the queue is full"));
        assertThat(first.status()).isEqualTo(429);
        assertThat(deliver(failing, "m-1")).isInstanceOf(CallbackResult.Accepted.class);
        assertThat(deliver(failing, "m-1")).isInstanceOf(CallbackResult.Duplicate.class);
        assertThat(tried).hasSize(2);
    }

    @Test
    void anErrorOfTheListenerIsThrownOnAndTheMessageIsWelcomeAgain() {
        List<String> tried = new ArrayList<>();
        CallbackHandler failing = handler(message -> {
            tried.add(message.messageId());
            if (tried.size() == 1) {
                throw new StackOverflowError();
            }
        });

        assertThatThrownBy(() -> deliver(failing, "m-1")).isInstanceOf(StackOverflowError.class);
        assertThat(deliver(failing, "m-1")).isInstanceOf(CallbackResult.Accepted.class);
    }

    @Test
    void aRepeatWhileTheFirstIsHeardIsAnsweredWith409() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CallbackHandler slow = handler(message -> {
            heard.add(message.messageId());
            entered.countDown();
            await(leave);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<CallbackResult> first = thread.submit(() -> deliver(slow, "m-1"));
            entered.await();

            CallbackResult second = deliver(slow, "m-1");
            assertThat(second).isInstanceOf(CallbackResult.UnderWay.class);
            assertThat(second.status()).isEqualTo(409);
            leave.countDown();
            assertThat(first.get()).isInstanceOf(CallbackResult.Accepted.class);
            assertThat(deliver(slow, "m-1")).isInstanceOf(CallbackResult.Duplicate.class);
        } finally {
            leave.countDown();
            thread.shutdownNow();
        }
        assertThat(heard).containsExactly("m-1");
    }

    @Test
    void manyCopiesAtOnceAreHeardOnce() throws Exception {
        int copies = 16;
        CyclicBarrier together = new CyclicBarrier(copies);
        ExecutorService threads = Executors.newFixedThreadPool(copies);
        try {
            List<Future<CallbackResult>> results = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                results.add(threads.submit(() -> {
                    together.await();
                    return deliver(handler, "m-1");
                }));
            }
            int accepted = 0;
            for (Future<CallbackResult> result : results) {
                CallbackResult one = result.get();
                accepted += one instanceof CallbackResult.Accepted ? 1 : 0;
                assertThat(one.status()).isIn(204, 409);
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(heard).containsExactly("m-1");
    }

    @Test
    void twoNodesThatShareAMemoryHearAMessageOnce() {
        SeenMessages shared = SeenMessages.inMemory(clock, Duration.ofHours(1), 10);
        CallbackHandler one =
                settings(message -> heard.add("one")).seenMessages(shared).build();
        CallbackHandler other =
                settings(message -> heard.add("other")).seenMessages(shared).build();

        assertThat(deliver(one, "m-1")).isInstanceOf(CallbackResult.Accepted.class);
        assertThat(deliver(other, "m-1")).isInstanceOf(CallbackResult.Duplicate.class);
        assertThat(heard).containsExactly("one");
    }

    @Test
    void aMemoryInTroubleIsAnsweredWith429() {
        CompletableFuture<String> released = new CompletableFuture<>();
        SeenMessages broken = new SeenMessages() {
            @Override
            public Claim claim(String messageId) {
                if (messageId.equals("unclaimable")) {
                    throw new IllegalStateException("no database");
                }
                return Claim.FRESH;
            }

            @Override
            public void heard(String messageId) {
                throw new IllegalStateException("no database");
            }

            @Override
            public void release(String messageId) {
                released.complete(messageId);
                throw new IllegalStateException("no database");
            }
        };
        CallbackHandler fine = settings(message -> heard.add(message.messageId()))
                .seenMessages(broken)
                .build();
        CallbackHandler failing = settings(message -> {
                    throw new IllegalArgumentException("listener");
                })
                .seenMessages(broken)
                .build();

        assertThat(deliver(fine, "unclaimable").status()).isEqualTo(429);
        assertThat(heard).isEmpty();
        assertThat(deliver(fine, "m-1").status()).isEqualTo(429);
        assertThat(deliver(failing, "m-2"))
                .isInstanceOfSatisfying(
                        CallbackResult.Failed.class,
                        failed -> assertThat(failed.cause())
                                .hasMessage("listener")
                                .hasSuppressedException(new IllegalStateException("no database")));
        assertThat(released).isCompletedWithValue("m-2");
    }

    @Test
    void aDeleteComesWithoutEntity() {
        List<CallbackMessage> messages = new ArrayList<>();
        CallbackHandler keeping = handler(messages::add);
        String body =
                server.body("m-1").replace("updated", "deleted").replaceFirst("\"Entity\":\".*?}\"", "\"Entity\":null");
        assertThat(keeping.handle(
                                Map.of("x-content-signature", List.of(server.sign(body))),
                                body.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(204);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.action()).isEqualTo(CallbackAction.DELETED);
            assertThat(message.entity()).isNull();
        });
    }

    @Test
    void wrongSettingsAreRefusedByName() {
        assertThatThrownBy(() -> CallbackHandler.builder().listener(m -> {}).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("verifier: ");
        assertThatThrownBy(() -> CallbackHandler.builder().maxBodyBytes(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("maxBodyBytes: ");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
