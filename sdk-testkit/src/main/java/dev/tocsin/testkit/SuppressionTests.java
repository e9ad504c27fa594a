package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredSuppression;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Scope;
import dev.tocsin.core.suppress.Selector;
import dev.tocsin.core.suppress.SharedField;
import dev.tocsin.core.suppress.Silence;
import dev.tocsin.core.suppress.WindowTimes;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store does with silences, maintenance windows and inhibitions. */
abstract class SuppressionTests extends StoreTests {
    private static final Scope FULL = new Scope(
            "acme " + SPECIAL,
            EventCategory.AD_AUDIT,
            "type",
            "asset",
            "product",
            "user",
            subject(4),
            Samples.group(MSP, "g"),
            Long.MAX_VALUE);

    private static Silence silence(MspId msp, String id, long endAfter) {
        return new Silence(id, msp, FULL, after(0), after(endAfter), "ann", SPECIAL.strip());
    }

    private static Inhibition inhibition(MspId msp, String id) {
        return new Inhibition(
                id,
                msp,
                Selector.eventTypes("down", "gone").onAssets("a").severity(Severity.LOW, Severity.HIGH),
                Selector.ALL,
                Set.of(SharedField.COMPANY, SharedField.USER));
    }

    private StoredSuppression load(MspId msp) {
        return read(session -> session.configuration().load(msp)).suppression();
    }

    private long version(MspId msp) {
        return read(session -> session.configuration().version(msp));
    }

    @Test
    void everyPieceIsKeptWithItsOriginAndItsRevision() {
        ZoneId zone = ZoneId.of("America/New_York");
        MaintenanceWindow once = new MaintenanceWindow(
                "once",
                MSP,
                FULL,
                zone,
                new WindowTimes.Once(LocalDateTime.parse("2026-03-07T22:00"), LocalDateTime.parse("2026-03-08T06:00")),
                "patches");
        MaintenanceWindow weekly = new MaintenanceWindow(
                "weekly",
                MSP,
                FULL,
                zone,
                WindowTimes.Weekly.between(
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        LocalTime.parse("22:00"),
                        LocalTime.parse("06:00")),
                "patches");
        change(session -> {
            session.configuration().suppression().save(silence(MSP, "b", 100), Origin.FILE);
            session.configuration().suppression().save(silence(MSP, "a", 100), Origin.PERSON);
            session.configuration().suppression().save(silence(MSP, "a", 200), Origin.FILE);
            session.configuration().suppression().save(once, Origin.PERSON);
            session.configuration().suppression().save(weekly, Origin.FILE);
            session.configuration().suppression().save(inhibition(MSP, "i"), Origin.PERSON);
            session.configuration().suppression().save(silence(OTHER_MSP, "c", 100), Origin.FILE);
        });
        assertThat(load(MSP))
                .isEqualTo(new StoredSuppression(
                        List.of(
                                new Stored<>(silence(MSP, "a", 200), 2, Origin.FILE),
                                new Stored<>(silence(MSP, "b", 100), 1, Origin.FILE)),
                        List.of(new Stored<>(once, 1, Origin.PERSON), new Stored<>(weekly, 1, Origin.FILE)),
                        List.of(new Stored<>(inhibition(MSP, "i"), 1, Origin.PERSON))));
        assertThat(load(OTHER_MSP).silences()).hasSize(1);
        assertThat(load(new MspId("third"))).isEqualTo(StoredSuppression.NONE);
    }

    @Test
    void eachChangeCountsUpTheVersionAndWhatChangesNothingDoesNot() {
        change(session -> session.configuration().suppression().save(silence(MSP, "s", 100), Origin.FILE));
        long first = version(MSP);
        assertThat(first).isPositive();
        change(session -> session.configuration().suppression().save(inhibition(MSP, "s"), Origin.FILE));
        long second = version(MSP);
        assertThat(second).isGreaterThan(first);

        assertResult(session -> session.configuration().suppression().removeMaintenanceWindow(MSP, "s"))
                .isEqualTo(false);
        assertResult(session -> session.configuration().suppression().removeSilence(OTHER_MSP, "s"))
                .isEqualTo(false);
        assertThat(version(MSP)).isEqualTo(second);
        assertThat(version(OTHER_MSP)).isZero();
        assertResult(session -> session.configuration().suppression().removeSilence(MSP, "s"))
                .isEqualTo(true);
        assertThat(version(MSP)).isGreaterThan(second);
        assertResult(session -> session.configuration().suppression().removeInhibition(MSP, "s"))
                .isEqualTo(true);
        assertThat(load(MSP)).isEqualTo(StoredSuppression.NONE);
    }

    @Test
    void silencesThatEndedAreRemovedAndNoOthers() {
        change(session -> {
            session.configuration().suppression().save(silence(MSP, "a", 100), Origin.FILE);
            session.configuration().suppression().save(silence(MSP, "b", 101), Origin.PERSON);
            session.configuration().suppression().save(silence(OTHER_MSP, "a", 100), Origin.FILE);
        });
        long before = version(MSP);
        assertResult(session -> session.configuration().suppression().expireSilences(MSP, after(99)))
                .isEqualTo(0);
        assertThat(version(MSP)).isEqualTo(before);
        assertResult(session -> session.configuration().suppression().expireSilences(MSP, after(100)))
                .isEqualTo(1);
        assertThat(version(MSP)).isGreaterThan(before);
        assertThat(load(MSP).silences())
                .extracting(stored -> stored.item().id())
                .containsExactly("b");
        assertThat(load(OTHER_MSP).silences()).hasSize(1);
    }
}
