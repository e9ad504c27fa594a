package dev.tocsin.core.suppress;

import static dev.tocsin.core.suppress.Subjects.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scopes and silences cover, and which are refused. */
class SilenceTest {
    private static final Scope ACME = Scope.builder().companyId("acme").build();

    private static Silence silence(Instant start, Instant end) {
        return new Silence("s1", MspId.SINGLE, ACME, start, end, "ann", "noise");
    }

    static List<Scope> scopesOfTheFullSubject() {
        return List.of(
                Scope.builder().companyId("acme").build(),
                Scope.builder().category(EventCategory.PROBLEMS).build(),
                Scope.builder().eventType("smb-signing").build(),
                Scope.builder().asset("dc01").build(),
                Scope.builder().product("Windows").build(),
                Scope.builder().user("0f1e2d").build(),
                Scope.builder().user("ANN@ACME.example").build(),
                Scope.builder().fingerprint(Subjects.full().fingerprint()).build(),
                Scope.builder().groupKey(Subjects.GROUP).build(),
                Scope.builder().incidentId(7).build());
    }

    @ParameterizedTest
    @MethodSource("scopesOfTheFullSubject")
    void eachFieldCoversByItsExactValueOnly(Scope scope) {
        Subject other = new Subject(
                MspId.SINGLE,
                "other",
                new Fingerprint(1, 2),
                EventCategory.SOLUTIONS,
                "other",
                Subjects.full().severity(),
                "dc01.acme.example",
                "Windows 11",
                new EventUser("0f1e", "ann@other.example"),
                false,
                Subjects.group("other"),
                8L);
        Subject bare = new Subject(
                MspId.SINGLE,
                "bare",
                new Fingerprint(1, 3),
                EventCategory.AD_AUDIT,
                "bare",
                Subjects.full().severity(),
                null,
                null,
                null,
                true,
                null,
                null);

        assertThat(scope.covers(Subjects.full())).isTrue();
        assertThat(scope.covers(other)).isFalse();
        assertThat(scope.covers(bare)).as("what is absent agrees with nothing").isFalse();
        assertThat(Scope.of("scope", scope.asValue())).isEqualTo(scope);
    }

    @Test
    void allThatIsGivenMustAgree() {
        Scope both = Scope.builder().companyId("acme").asset("dc01").build();

        assertThat(both.covers(Subjects.subject("any", "dc01"))).isTrue();
        assertThat(both.covers(Subjects.subject("any", "dc02"))).isFalse();
        assertThat(both.covers(Subjects.subject("any", null))).isFalse();
        assertThat(both.text()).isEqualTo("companyId acme, asset dc01");
    }

    @Test
    void textIsBroughtIntoTheFormThatEventsKeep() {
        Scope decomposed = Scope.builder().asset("  Bu\u0308ro-PC ").build();

        assertThat(decomposed.covers(Subjects.subject("any", "B\u00fcro-PC"))).isTrue();
        assertThat(decomposed.covers(Subjects.subject("any", "b\u00fcro-pc")))
                .as("an asset's case counts")
                .isFalse();
    }

    @Test
    void anEmptyScopeIsRefused() {
        assertThatThrownBy(() -> Scope.builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("scope: is empty; at least one is needed of companyId, category");
        assertThatThrownBy(() -> Scope.builder().asset(" ").build()).hasMessageContaining("scope.asset: is missing");
        assertThatThrownBy(() -> Scope.builder().asset("x".repeat(301)).build())
                .hasMessageContaining("scope.asset: has 301 characters; at most 300 are legal");
    }

    @Test
    void theStartIsCoveredAndTheEndIsNot() {
        Silence silence = silence(NOW, NOW.plusSeconds(60));
        Subject subject = Subjects.full();

        assertThat(silence.covers(subject, NOW.minusNanos(1))).isFalse();
        assertThat(silence.covers(subject, NOW)).isTrue();
        assertThat(silence.covers(subject, NOW.plusSeconds(60).minusNanos(1))).isTrue();
        assertThat(silence.covers(subject, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void anotherMspIsNotCovered() {
        Silence silence = new Silence("s1", new MspId("other"), ACME, NOW, NOW.plusSeconds(60), "ann", "noise");

        assertThat(silence.covers(Subjects.full(), NOW)).isFalse();
    }

    @Test
    void aSnoozeIsASilenceOnOneIncident() {
        Silence snooze = Silence.snooze("s1", MspId.SINGLE, 7, NOW, Duration.ofHours(2), "ann", "lunch");

        assertThat(snooze.covers(Subjects.full(), NOW)).isTrue();
        assertThat(snooze.endsAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(snooze.scope()).isEqualTo(Scope.builder().incidentId(7).build());
        assertThatThrownBy(() -> Silence.snooze("s1", MspId.SINGLE, 7, NOW, Duration.ZERO, "ann", "lunch"))
                .hasMessageContaining("silences[s1].endsAt");
    }

    @Test
    void aSilenceThatDoesNotEndOrBeginIsRefused() {
        assertThat(silence(NOW, NOW.plus(Silence.LONGEST)).activeAt(NOW)).isTrue();
        assertThatThrownBy(() -> silence(NOW, NOW))
                .hasMessageContainingAll("silences[s1].endsAt", "is not after startsAt");
        assertThatThrownBy(() -> silence(NOW, NOW.minusSeconds(1))).hasMessageContaining("is not after startsAt");
        assertThatThrownBy(() -> silence(NOW, NOW.plus(Silence.LONGEST).plusNanos(1)))
                .hasMessageContaining(
                        "is more than 366 days after startsAt; 2027-03-02T12:00:00Z and earlier is legal");
        assertThatThrownBy(() -> silence(Instant.MIN, NOW)).hasMessageContaining("silences[s1].startsAt");
        assertThatThrownBy(() -> silence(NOW, Instant.MAX)).hasMessageContaining("silences[s1].endsAt");
    }

    @Test
    void aPlainMapIsReadBack() {
        Silence silence = silence(NOW, NOW.plusSeconds(60));

        assertThat(Silence.of(MspId.SINGLE, "silences[0]", silence.asValue())).isEqualTo(silence);
    }

    @Test
    void aPlainMapIsRefusedByItsPlace() {
        refused("id", null, "silences[0].id: is missing; 1 to 100 characters are legal");
        refused("who", " ", "silences[0].who: is missing");
        refused("reason", List.of(), "silences[0].reason: is a map or a list; a text is legal");
        refused("startsAt", "tomorrow", "silences[0].startsAt: 'tomorrow' is not legal; a moment such as");
        refused("endsAt", null, "silences[0].endsAt: is missing");
        refused("endsAt", NOW, "silences[0].endsAt: 2026-03-01T12:00:00Z is not after startsAt");
        refused("scope", "acme", "silences[0].scope: 'acme' is not legal; a map is");
        refused("scope", Map.of(), "silences[0].scope: is empty");
        refused("scope", Map.of("host", "dc01"), "silences[0].scope.host: is not known; legal are [companyId,");
        refused("scope", Map.of("category", "TROUBLE"), "silences[0].scope.category: 'TROUBLE'", "SYSTEM_CHANGES");
        refused("scope", Map.of("fingerprint", "zz"), "silences[0].scope.fingerprint: 'zz'", "32 hexadecimal digits");
        refused("scope", Map.of("fingerprint", "00ff"), "silences[0].scope.fingerprint: '00ff'");
        refused("scope", Map.of("groupKey", "G"), "silences[0].scope.groupKey: 'G'", "26 letters");
        refused("scope", Map.of("incident", "x"), "silences[0].scope.incident: 'x'", "whole number");
        refused("until", "x", "silences[0].until: is not known; legal are [id, scope, startsAt, endsAt, who, reason]");
    }

    private static void refused(String field, @Nullable Object value, String... parts) {
        Map<String, Object> map =
                new HashMap<>(silence(NOW, NOW.plusSeconds(60)).asValue());
        map.put(field, value);
        assertThatThrownBy(() -> Silence.of(MspId.SINGLE, "silences[0]", map))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }
}
