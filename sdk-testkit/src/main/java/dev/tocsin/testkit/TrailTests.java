package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.TrailStore.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store does with the trail of decisions. */
abstract class TrailTests extends StoreTests {
    private static Entry entry(MspId msp, String text) {
        return new Entry(0, msp, after(1), "actor " + SPECIAL, "subject " + SPECIAL, text);
    }

    private List<Entry> page(MspId msp, long after, int limit) {
        return read(session -> session.trail().page(msp, after, limit));
    }

    private void append(Entry... entries) {
        change(session -> session.trail().append(List.of(entries)));
    }

    @Test
    void nothingWasDecidedAtFirst() {
        assertThat(page(MSP, 0, 10)).isEmpty();
    }

    @Test
    void entriesAreKeptWithAllTheirFieldsInTheirOrder() {
        append(entry(MSP, "one " + SPECIAL), entry(MSP, "two"));
        append(entry(MSP, "three"));

        List<Entry> all = page(MSP, 0, 10);
        assertThat(all).extracting(Entry::text).containsExactly("one " + SPECIAL, "two", "three");
        assertThat(all)
                .extracting(Entry::number)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(number -> number > 0);
        assertThat(all.get(0))
                .isEqualTo(new Entry(
                        all.get(0).number(),
                        MSP,
                        after(1),
                        "actor " + SPECIAL,
                        "subject " + SPECIAL,
                        "one " + SPECIAL));
    }

    @Test
    void pagesGoOnAfterANumber() {
        append(entry(MSP, "one"), entry(MSP, "two"), entry(MSP, "three"));

        List<Entry> first = page(MSP, 0, 2);
        assertThat(first).extracting(Entry::text).containsExactly("one", "two");
        assertThat(page(MSP, first.get(1).number(), 2)).extracting(Entry::text).containsExactly("three");
        assertThat(page(MSP, page(MSP, 0, 10).get(2).number(), 2)).isEmpty();
    }

    @Test
    void msPsAreKeptApart() {
        append(entry(OTHER_MSP, "theirs"), entry(MSP, "ours"));

        assertThat(page(MSP, 0, 10)).extracting(Entry::text).containsExactly("ours");
        assertThat(page(OTHER_MSP, 0, 10)).extracting(Entry::text).containsExactly("theirs");
    }

    @Test
    void whatAFailedWorkAppendedIsUndone() {
        append(entry(MSP, "kept"));
        assertThatThrownBy(() -> change(session -> {
                    session.trail().append(List.of(entry(MSP, "undone")));
                    throw new IllegalStateException("the work fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(page(MSP, 0, 10)).extracting(Entry::text).containsExactly("kept");
    }
}
