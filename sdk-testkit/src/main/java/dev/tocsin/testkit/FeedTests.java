package dev.tocsin.testkit;

import static dev.tocsin.testkit.PeopleSamples.NUL;
import static dev.tocsin.testkit.PeopleSamples.feed;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.longText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.StoredFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store does with the states of feeds. */
abstract class FeedTests extends StoreTests {
    private static StoredFeed full(StoredFeed.State state, long version) {
        return new StoredFeed(
                MSP,
                "tenant 漢字🚀 '",
                "feed 漢字🚀 '",
                SPECIAL + NUL + longText(),
                state,
                "message " + SPECIAL + NUL,
                Integer.MAX_VALUE,
                after(1),
                after(2),
                after(3),
                "owner " + SPECIAL,
                after(4),
                version);
    }

    private Optional<StoredFeed> save(StoredFeed feed) {
        return write(session -> session.feeds().save(feed));
    }

    private Optional<StoredFeed> get(MspId msp, String connectionId, String feed) {
        return read(session -> session.feeds().get(msp, connectionId, feed));
    }

    private List<StoredFeed> all(MspId msp) {
        return read(session -> session.feeds().all(msp));
    }

    private int removeAll(String connectionId) {
        return write(session -> session.feeds().removeAll(MSP, connectionId));
    }

    @Test
    void thereIsNoFeedAtFirst() {
        assertThat(get(MSP, "tenant", "audits")).isEmpty();
        assertThat(all(MSP)).isEmpty();
        assertThat(removeAll("tenant")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFeedIsKeptWithAllItsFieldsAndTheNextVersion(StoredFeed.State state) {
        StoredFeed written = full(state, 0);
        assertThat(save(written)).contains(full(state, 1));
        assertThat(get(MSP, written.connectionId(), written.feed())).contains(full(state, 1));
        StoredFeed emptied = feed(MSP, written.connectionId(), written.feed(), 0, 1);
        assertThat(save(emptied)).contains(emptied.withVersion(2));
        assertThat(get(MSP, written.connectionId(), written.feed())).contains(emptied.withVersion(2));
        assertThat(save(full(state, 2))).contains(full(state, 3));
        assertThat(all(MSP)).containsExactly(full(state, 3));
    }

    @Test
    void aFeedThatWasNeverReadCanBeKept() {
        StoredFeed never = StoredFeed.never(MSP, "tenant", "users");
        assertThat(save(never)).contains(never.withVersion(1));
        assertThat(get(MSP, "tenant", "users")).contains(never.withVersion(1));
    }

    @Test
    void aFeedOfAnotherVersionIsNotKeptAndTheWorkGoesOn() {
        save(feed(MSP, "tenant", "audits", 1, 0));
        for (long version : new long[] {0, 2, -1}) {
            String other = "other " + version;
            assertResult(session -> {
                        Optional<StoredFeed> refused = session.feeds().save(feed(MSP, "tenant", "audits", 9, version));
                        assertThat(session.feeds().save(feed(MSP, "tenant", other, 1, 0)))
                                .isPresent();
                        return refused;
                    })
                    .isEqualTo(Optional.empty());
            assertThat(get(MSP, "tenant", "audits")).contains(feed(MSP, "tenant", "audits", 1, 1));
            assertThat(get(MSP, "tenant", other)).isPresent();
        }
        assertThat(save(feed(MSP, "tenant", "new", 1, 1))).as("none is there").isEmpty();
        assertThat(get(MSP, "tenant", "new")).isEmpty();
    }

    @Test
    void aWorkSeesTheFeedThatItKept() {
        assertResult(session -> {
                    StoredFeed first = session.feeds()
                            .save(feed(MSP, "tenant", "audits", 1, 0))
                            .orElseThrow();
                    assertThat(session.feeds().save(first)).isPresent();
                    return session.feeds().get(MSP, "tenant", "audits");
                })
                .isEqualTo(Optional.of(feed(MSP, "tenant", "audits", 1, 2)));
    }

    @Test
    void feedsAreKeptApartAndGivenByConnectionAndFeed() {
        // In the order of code points U+FFFD comes before U+1F680, in that of Java's chars after it.
        save(feed(MSP, "\uD83D\uDE80", "a", 1, 0));
        save(feed(MSP, "\uFFFD", "\uD83D\uDE80", 2, 0));
        save(feed(MSP, "\uFFFD", "\uFFFD", 3, 0));
        save(feed(MSP, "tenant", "sign-ins", 4, 0));
        save(feed(MSP, "tenant", "audits", 5, 0));
        save(feed(MSP, "TENANT", "z", 6, 0));
        save(feed(OTHER_MSP, "tenant", "audits", 7, 0));
        assertThat(all(MSP)).extracting(StoredFeed::failures).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(all(OTHER_MSP)).containsExactly(feed(OTHER_MSP, "tenant", "audits", 7, 1));
        assertThat(get(MSP, "tenant", "audits")).map(StoredFeed::failures).contains(5);
    }

    @Test
    void theFeedsOfAConnectionAreForgotten() {
        save(feed(MSP, "tenant", "a", 1, 0));
        save(feed(MSP, "tenant", "b", 2, 0));
        save(feed(MSP, "other", "a", 3, 0));
        save(feed(OTHER_MSP, "tenant", "a", 4, 0));
        assertThat(removeAll("tenant")).isEqualTo(2);
        assertThat(removeAll("tenant")).isZero();
        assertThat(all(MSP)).containsExactly(feed(MSP, "other", "a", 3, 1));
        assertThat(all(OTHER_MSP)).hasSize(1);
        assertThat(save(feed(MSP, "tenant", "a", 1, 1)))
                .as("who read it before")
                .isEmpty();
        assertThat(save(feed(MSP, "tenant", "a", 1, 0))).isPresent();
    }

    @Test
    void aWorkThatFailsLeavesFeedsAsTheyWere() {
        save(feed(MSP, "tenant", "a", 1, 0));
        save(feed(MSP, "other", "a", 1, 0));
        assertThatThrownBy(() -> change(session -> {
                    assertThat(session.feeds().save(feed(MSP, "tenant", "a", 2, 1)))
                            .isPresent();
                    assertThat(session.feeds().save(feed(MSP, "tenant", "new", 1, 0)))
                            .isPresent();
                    assertThat(session.feeds().removeAll(MSP, "other")).isOne();
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(all(MSP)).containsExactly(feed(MSP, "other", "a", 1, 1), feed(MSP, "tenant", "a", 1, 1));
    }

    @Test
    void aReadRefusesToKeepOrForgetAFeed() {
        assertRefused(() -> read(session -> session.feeds().save(feed(MSP, "tenant", "a", 1, 0))));
        assertRefused(() -> read(session -> session.feeds().removeAll(MSP, "tenant")));
    }

    @Test
    void ofManyThatTakeTheSameFeedOneGetsIt() throws InterruptedException, ExecutionException {
        save(feed(MSP, "tenant", "a", 1, 0));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<StoredFeed>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                StoredFeed taken = feed(MSP, "tenant", "a", 100 + i, 1);
                answers.add(callers.submit(() -> save(taken)));
            }
            List<StoredFeed> winners = new ArrayList<>();
            for (Future<Optional<StoredFeed>> answer : answers) {
                answer.get().ifPresent(winners::add);
            }
            assertThat(winners).hasSize(1);
            assertThat(get(MSP, "tenant", "a")).contains(winners.get(0));
        } finally {
            callers.shutdownNow();
        }
    }
}
