package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's wish that something be quiet for a while. It always ends by itself. A snooze is a silence on one incident.
 *
 * @param id the id, unique among the MSP's silences, 1 to 100 characters
 * @param msp the MSP
 * @param scope what is quiet
 * @param startsAt the first moment
 * @param endsAt the first moment after it; exclusive
 * @param who who wanted it, 1 to 200 characters
 * @param reason why, for people, 1 to 500 characters
 */
public record Silence(String id, MspId msp, Scope scope, Instant startsAt, Instant endsAt, String who, String reason) {
    /** The longest that a silence may last: a leap year. What is to be quiet for ever is not selected by an event set. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** Refuses missing texts, an end that is not after the start, and more than {@link #LONGEST}. */
    public Silence {
        id = Fields.required("silences.id", id, 100);
        String place = "silences[" + id + "].";
        who = Fields.required(place + "who", who, 200);
        reason = Fields.required(place + "reason", reason, 500);
        Fields.storable(place + "startsAt", startsAt);
        Fields.storable(place + "endsAt", endsAt);
        if (!endsAt.isAfter(startsAt)) {
            throw new ConfigurationException(
                    place + "endsAt", endsAt + " is not after startsAt, " + startsAt + "; a later moment is legal");
        }
        Instant latest = startsAt.plus(LONGEST);
        if (endsAt.isAfter(latest)) {
            throw new ConfigurationException(
                    place + "endsAt",
                    endsAt + " is more than " + LONGEST.toDays() + " days after startsAt; " + latest
                            + " and earlier is legal");
        }
    }

    /**
     * A snooze: the notes, the close, the notifications and the new subjects of one incident wait for a while.
     *
     * @param now when it begins
     * @param length how long it lasts, more than zero
     */
    public static Silence snooze(
            String id, MspId msp, long incidentId, Instant now, Duration length, String who, String reason) {
        Scope incident = Scope.builder().incidentId(incidentId).build();
        return new Silence(id, msp, incident, now, now.plus(length), who, reason);
    }

    /** The incident that it snoozes: the one that it is about, and nothing narrower; empty if it is no snooze. */
    public Optional<Long> snoozes() {
        Long incidentId = scope.incidentId();
        return incidentId != null
                        && scope.equals(Scope.builder().incidentId(incidentId).build())
                ? Optional.of(incidentId)
                : Optional.empty();
    }

    /** Whether it runs at a moment: from its start on, and no more at its end. */
    public boolean activeAt(Instant moment) {
        return !moment.isBefore(startsAt) && moment.isBefore(endsAt);
    }

    /** Whether it runs at a moment and is about the subject. */
    public boolean covers(Subject subject, Instant moment) {
        return activeAt(moment) && msp.equals(subject.msp()) && scope.covers(subject);
    }

    /** The silence as a plain map, without the MSP; {@link #of} reads it back. */
    public Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", id);
        value.put("scope", scope.asValue());
        value.put("startsAt", startsAt.toString());
        value.put("endsAt", endsAt.toString());
        value.put("who", who);
        value.put("reason", reason);
        return Collections.unmodifiableMap(value);
    }

    /**
     * The silence of a plain map.
     *
     * @param place where the map stands, for refusals, such as {@code silences[0]}
     * @throws ConfigurationException if something is missing, not known or not legal
     */
    public static Silence of(MspId msp, String place, Map<String, ?> value) {
        return of(msp, new Fields(place, value));
    }

    static Silence of(MspId msp, Fields fields) {
        String id = fields.text("id", 100);
        Scope scope = Scope.of(fields.map("scope"), fields.at("scope"));
        Instant startsAt = fields.instant("startsAt");
        Instant endsAt = fields.instant("endsAt");
        String who = fields.text("who", 200);
        String reason = fields.text("reason", 500);
        fields.end();
        return fields.built(() -> new Silence(id, msp, scope, startsAt, endsAt, who, reason));
    }
}
