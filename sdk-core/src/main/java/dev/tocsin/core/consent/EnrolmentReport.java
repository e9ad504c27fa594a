package dev.tocsin.core.consent;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the enrolment of a company's users went.
 *
 * @param users the users that were looked at
 * @param enrolled whose opt-in was written now
 * @param already whose opt-in by the same attestation was written before, whatever became of it since
 * @param skipped how many are not enrolled, by why
 */
public record EnrolmentReport(long users, long enrolled, long already, Map<EnrolmentResult.Reason, Long> skipped) {
    /** Copies the counts. */
    public EnrolmentReport {
        skipped = Map.copyOf(skipped);
    }

    /** Nothing yet. */
    public static final EnrolmentReport NOTHING = new EnrolmentReport(0, 0, 0, Map.of());

    /** Both together. */
    public EnrolmentReport plus(EnrolmentReport more) {
        Map<EnrolmentResult.Reason, Long> both = new TreeMap<>(skipped);
        more.skipped.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new EnrolmentReport(users + more.users, enrolled + more.enrolled, already + more.already, both);
    }
}
