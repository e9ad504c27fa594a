package dev.tocsin.core.suppress;

import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.Traits;
import java.time.Instant;

/**
 * An active subject that may mute others.
 *
 * @param subject the subject, with its latest severity
 * @param since since when it is active, as far as that is known
 * @param title its latest title, for people
 */
public record Parent(Subject subject, Instant since, String title) {
    /** A member of an incident as a parent, active since it was first raised there. */
    public static Parent of(Member member) {
        Traits traits = member.traits();
        Subject subject = new Subject(
                traits.msp(),
                traits.companyId(),
                member.fingerprint(),
                traits.category(),
                traits.eventType(),
                member.severity(),
                member.asset(),
                traits.product(),
                traits.user(),
                member.state() == MemberState.MOMENT,
                null,
                null);
        return new Parent(subject, member.firstAt(), member.title());
    }

    /** What is held back as a parent. */
    public static Parent of(Held held) {
        return new Parent(held.subject(), held.since(), held.title());
    }
}
