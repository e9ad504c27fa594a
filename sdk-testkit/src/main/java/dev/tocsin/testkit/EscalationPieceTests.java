package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPiece.Kind;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.VolatileStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store does with what says who is told of incidents. */
abstract class EscalationPieceTests extends StoreTests {
    /** Ids are in one line and short. */
    private static final String ID = "O'Neil \"q\" \\ %_;-- ünï 漢字🚀";

    private static EscalationPolicy policy(MspId msp, String id, String name) {
        return new EscalationPolicy(
                msp,
                id,
                name,
                List.of(
                        new EscalationStep(
                                Duration.ZERO,
                                List.of(new Recipient.OnCall("schedule " + ID), new Recipient.Named(ID)),
                                List.of(ChannelKind.VOICE, ChannelKind.SMS, ChannelKind.EMAIL),
                                ChannelUse.FIRST_THAT_REACHES),
                        new EscalationStep(
                                Duration.ofSeconds(301, 5),
                                List.of(new Recipient.Named("a")),
                                List.of(ChannelKind.EMAIL),
                                ChannelUse.ALL)),
                3,
                Duration.ofMinutes(7),
                Duration.ofHours(4),
                Duration.ofHours(8));
    }

    private static EscalationPolicy barePolicy(MspId msp, String id) {
        EscalationStep only = new EscalationStep(
                Duration.ZERO, List.of(new Recipient.Named("a")), List.of(ChannelKind.SMS), ChannelUse.ALL);
        return new EscalationPolicy(msp, id, "bare", List.of(only), 0, Duration.ZERO, null, null);
    }

    private static NotificationRoute route(String id) {
        return new NotificationRoute(
                MSP, id, -7, Set.of("acme " + SPECIAL, "b"), Set.of("rule " + SPECIAL), Severity.CRITICAL, ID, true);
    }

    private static OnCallSchedule schedule(String id) {
        return new OnCallSchedule(
                MSP,
                id,
                "name " + ID,
                ZoneId.of("America/New_York"),
                List.of(
                        new OnCallShift(
                                DayOfWeek.MONDAY,
                                LocalTime.MIDNIGHT,
                                DayOfWeek.FRIDAY,
                                LocalTime.parse("17:30:15.000000001"),
                                List.of("b", ID, "a"),
                                LocalDate.parse("2026-02-23")),
                        new OnCallShift(
                                DayOfWeek.FRIDAY,
                                LocalTime.parse("17:30"),
                                DayOfWeek.MONDAY,
                                LocalTime.MIDNIGHT,
                                List.of("c"),
                                LocalDate.parse("1999-12-31"))));
    }

    private static OnCallOverride override(String id) {
        return new OnCallOverride(
                MSP, id, "schedule " + ID, List.of("b", "a"), after(1), after(2).plusNanos(1), SPECIAL);
    }

    private static QuietHours quietHours(String technician) {
        return new QuietHours(
                MSP,
                technician,
                ZoneId.of("+05:30"),
                EnumSet.allOf(DayOfWeek.class),
                LocalTime.parse("22:00"),
                LocalTime.parse("06:45"),
                Severity.HIGH);
    }

    private void save(EscalationPiece piece, Origin origin) {
        change(session -> session.configuration().save(piece, origin));
    }

    private boolean remove(MspId msp, Kind kind, String id) {
        return write(session -> session.configuration().removeEscalation(msp, kind, id));
    }

    private List<Stored<EscalationPiece>> pieces(MspId msp) {
        return read(session -> session.configuration().load(msp)).escalation();
    }

    private long version(MspId msp) {
        return read(session -> session.configuration().version(msp));
    }

    @Test
    void everyKindIsKeptWithAllItsFieldsByKindAndThenById() {
        List<EscalationPiece> all = List.of(
                policy(MSP, "a", SPECIAL.replaceAll("\\s", " ")),
                policy(MSP, ID, "one"),
                route("r"),
                schedule("s"),
                override("o"),
                quietHours("t"));
        change(session -> {
            for (int i = all.size() - 1; i >= 0; i--) {
                session.configuration().save(all.get(i), Origin.PERSON);
            }
        });
        assertThat(pieces(MSP)).extracting(Stored::item).containsExactlyInAnyOrderElementsOf(all);
        assertThat(pieces(MSP))
                .extracting(stored -> stored.item().kind())
                .containsExactly(Kind.POLICY, Kind.POLICY, Kind.ROUTE, Kind.SCHEDULE, Kind.OVERRIDE, Kind.QUIET_HOURS);
        assertThat(pieces(MSP)).extracting(stored -> stored.item().id()).startsWith(ID, "a", "r");
        assertThat(pieces(MSP)).allSatisfy(stored -> {
            assertThat(stored.revision()).isOne();
            assertThat(stored.origin()).isEqualTo(Origin.PERSON);
        });
        assertThat(pieces(OTHER_MSP)).isEmpty();
    }

    @Test
    void absentValuesStayAbsent() {
        List<EscalationPiece> all = List.of(
                barePolicy(MSP, "p"),
                new NotificationRoute(MSP, "r", 0, Set.of(), Set.of(), Severity.INFO, null, false),
                new OnCallOverride(MSP, "o", "s", List.of(), after(1), after(2), ""),
                new QuietHours(
                        MSP, "t", ZoneId.of("UTC"), Set.of(DayOfWeek.SUNDAY), LocalTime.MAX, LocalTime.MIN, null));
        all.forEach(piece -> save(piece, Origin.FILE));
        assertThat(pieces(MSP)).extracting(Stored::item).containsExactlyElementsOf(all);
    }

    @Test
    void idsAreOrderedAsADatabaseDoesBeyondTheBasicPlane() {
        save(barePolicy(MSP, "\uFF5E"), Origin.FILE);
        save(barePolicy(MSP, "\uD83D\uDE80"), Origin.FILE);
        save(barePolicy(MSP, "z"), Origin.FILE);
        assertThat(pieces(MSP)).extracting(stored -> stored.item().id()).containsExactly("z", "\uFF5E", "\uD83D\uDE80");
    }

    @Test
    void eachChangeCountsUpTheRevisionOfItsPieceAndTheVersionOfTheMsp() {
        save(barePolicy(MSP, "p"), Origin.FILE);
        long first = version(MSP);
        assertThat(first).isPositive();
        save(policy(MSP, "p", "other"), Origin.PERSON);
        assertThat(version(MSP)).isEqualTo(first + 1);
        assertThat(pieces(MSP)).containsExactly(new Stored<>(policy(MSP, "p", "other"), 2, Origin.PERSON));
        save(policy(MSP, "p", "other"), Origin.PERSON);
        assertThat(pieces(MSP)).extracting(Stored::revision).containsExactly(3);
        assertThat(version(MSP)).isEqualTo(first + 2);
        assertThat(version(OTHER_MSP)).isZero();
    }

    @Test
    void piecesOfSeveralKindsAndMspsMayHaveOneId() {
        save(barePolicy(MSP, "x"), Origin.FILE);
        save(route("x"), Origin.FILE);
        save(quietHours("x"), Origin.FILE);
        save(barePolicy(OTHER_MSP, "x"), Origin.FILE);
        assertThat(pieces(MSP)).hasSize(3);
        long before = version(MSP);
        assertThat(remove(MSP, Kind.ROUTE, "x")).isTrue();
        assertThat(version(MSP)).isEqualTo(before + 1);
        assertThat(pieces(MSP)).extracting(Stored::item).containsExactly(barePolicy(MSP, "x"), quietHours("x"));
        assertThat(pieces(OTHER_MSP)).hasSize(1);
    }

    @Test
    void whatRemovesNothingChangesNothingAndWhatIsBackIsNew() {
        save(schedule("s"), Origin.FILE);
        save(schedule("s"), Origin.FILE);
        long before = version(MSP);
        assertThat(remove(MSP, Kind.OVERRIDE, "s")).isFalse();
        assertThat(remove(OTHER_MSP, Kind.SCHEDULE, "s")).isFalse();
        assertThat(version(MSP)).isEqualTo(before);
        assertThat(version(OTHER_MSP)).isZero();
        assertThat(remove(MSP, Kind.SCHEDULE, "s")).isTrue();
        assertThat(remove(MSP, Kind.SCHEDULE, "s")).isFalse();
        assertThat(pieces(MSP)).isEmpty();
        save(schedule("s"), Origin.PERSON);
        assertThat(pieces(MSP)).containsExactly(new Stored<>(schedule("s"), 1, Origin.PERSON));
    }

    @Test
    void aWorkThatFailsLeavesThePiecesAsTheyWere() {
        save(route("r"), Origin.FILE);
        long before = version(MSP);
        assertRefused(() -> change(session -> {
            session.configuration().save(barePolicy(MSP, "p"), Origin.FILE);
            session.configuration().removeEscalation(MSP, Kind.ROUTE, "r");
            session.incidents().members().update(List.of(Samples.member(9, 9)));
        }));
        assertThat(pieces(MSP)).extracting(Stored::item).containsExactly(route("r"));
        assertThat(version(MSP)).isEqualTo(before);
    }

    @Test
    void aCopyOfTheConfigurationHasThem() {
        save(route("r"), Origin.FILE);
        save(override("o"), Origin.PERSON);
        change(session -> session.configuration().save(new Company(MSP, "c", "C"), Origin.FILE));
        StoredConfiguration from = read(session -> session.configuration().load(MSP));
        try (VolatileStore other = new VolatileStore()) {
            StoredConfiguration copy = other.write(session -> {
                from.copyTo(MSP, session.configuration());
                return session.configuration().load(MSP);
            });
            assertThat(copy.escalation()).isEqualTo(from.escalation());
        }
    }
}
