package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The enrolment of a company's users: the administrator's acceptance comes before everything. Pure and thread-safe. */
public final class Enrolment {
    /** The name of the evidence in which an attested opt-in, and what voids it, name the acceptance. */
    static final String ACCEPTANCE = "acceptance";
    /** The name of the evidence in which an attested opt-in names the company. */
    public static final String COMPANY = "company";

    private Enrolment() {}

    /**
     * Whether the address of Microsoft's consent page may be handed out for a company: only if its administrator accepted the very
     * text, under the policy that holds now.
     *
     * @param policy the company's policy now
     * @param text the text as it is now
     * @param acceptances what was accepted, in the order in which it was kept, of which the last holds; those of other companies and
     *     MSPs are passed by
     * @param withdrawals what was taken back
     */
    public static AddressDecision address(
            MspId msp,
            String companyId,
            EnrolmentPolicy policy,
            ConsentText text,
            List<AdminAcceptance> acceptances,
            Collection<AcceptanceWithdrawal> withdrawals,
            Instant now) {
        Optional<AdminAcceptance> last = acceptances.stream()
                .filter(acceptance ->
                        acceptance.msp().equals(msp) && acceptance.companyId().equals(companyId))
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.NONE_YET, text);
        }
        AdminAcceptance acceptance = last.get();
        if (isWithdrawn(acceptance, withdrawals)) {
            return new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.WITHDRAWN, text);
        }
        if (acceptance.at().isAfter(now)) {
            return new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.IN_THE_FUTURE, text);
        }
        if (!acceptance.textHash().equals(text.hash())) {
            return new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.TEXT_CHANGED, text);
        }
        return acceptance.policy() == policy
                ? new AddressDecision.Granted(acceptance)
                : new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.POLICY_CHANGED, text);
    }

    /** Whether an acceptance was taken back. */
    public static boolean isWithdrawn(AdminAcceptance acceptance, Collection<AcceptanceWithdrawal> withdrawals) {
        return withdrawals.stream()
                .anyMatch(withdrawal -> withdrawal.msp().equals(acceptance.msp())
                        && withdrawal.acceptanceId().equals(acceptance.id()));
    }

    /**
     * Enrols users by what their administrator attested: an opt-in each, dated to the attestation, on the best phone for what the
     * text is about. One attestation enrols a person once: the entry's id is the same whatever the number, so the ledger passes a
     * second one by. Who came, or got a number, after it is not enrolled. The fold sees to it that no attestation lifts an opt-out.
     *
     * @param programme the id of the sending programme
     * @param acceptance the company's last
     * @param withdrawals what was taken back
     * @param uses what the text is about
     * @param now when the entries are made, for the evidence
     */
    public static EnrolmentResult attested(
            String programme,
            AdminAcceptance acceptance,
            Collection<AcceptanceWithdrawal> withdrawals,
            Set<PhoneUse> uses,
            Collection<Enrolee> users,
            Instant now) {
        EnrolmentResult.Reason nobody = nobody(acceptance, withdrawals, now);
        List<ConsentEntry> entries = new ArrayList<>();
        Map<PersonRef, EnrolmentResult.Reason> skipped = new HashMap<>();
        Set<PersonRef> done = new HashSet<>();
        for (Enrolee user : users) {
            if (!done.add(user.person())) {
                continue;
            }
            Optional<Phone> phone = best(user, uses);
            if (nobody != null) {
                skipped.put(user.person(), nobody);
            } else if (!user.person().msp().equals(acceptance.msp())) {
                skipped.put(user.person(), EnrolmentResult.Reason.OTHER_MSP);
            } else if (!user.active()) {
                skipped.put(user.person(), EnrolmentResult.Reason.NOT_ACTIVE);
            } else if (!user.reached()) {
                skipped.put(user.person(), EnrolmentResult.Reason.NOT_REACHED);
            } else if (phone.isEmpty()) {
                skipped.put(user.person(), EnrolmentResult.Reason.NO_USABLE_PHONE);
            } else {
                entries.add(entry(programme, acceptance, uses, user, phone.get(), now));
            }
        }
        return new EnrolmentResult(entries, skipped);
    }

    /** Why nobody at all is enrolled by an acceptance; null if it enrols. */
    private static EnrolmentResult.@Nullable Reason nobody(
            AdminAcceptance acceptance, Collection<AcceptanceWithdrawal> withdrawals, Instant now) {
        if (acceptance.policy() != EnrolmentPolicy.ADMIN_ATTESTED) {
            return EnrolmentResult.Reason.NOT_ATTESTED;
        }
        if (isWithdrawn(acceptance, withdrawals)) {
            return EnrolmentResult.Reason.WITHDRAWN;
        }
        return acceptance.at().isAfter(now) ? EnrolmentResult.Reason.IN_THE_FUTURE : null;
    }

    /** The phone that takes most of the uses; of equals, the first. */
    private static Optional<Phone> best(Enrolee user, Set<PhoneUse> uses) {
        Phone best = null;
        for (Phone phone : user.phones()) {
            int taken = taken(phone, uses).size();
            if (taken > 0 && (best == null || taken > taken(best, uses).size())) {
                best = phone;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Set<PhoneUse> taken(Phone phone, Set<PhoneUse> uses) {
        EnumSet<PhoneUse> taken = EnumSet.noneOf(PhoneUse.class);
        uses.stream().filter(phone::takes).forEach(taken::add);
        return taken;
    }

    private static ConsentEntry entry(
            String programme, AdminAcceptance acceptance, Set<PhoneUse> uses, Enrolee user, Phone phone, Instant now) {
        return ConsentEntry.builder(
                        programme,
                        phone.number(),
                        ConsentAction.OPT_IN,
                        ConsentMethod.ADMIN_ATTESTATION,
                        new ConsentActor(
                                ConsentActor.Kind.ADMINISTRATOR, acceptance.administrator(), acceptance.from()),
                        acceptance.at())
                .cause(ACCEPTANCE + " " + acceptance.id())
                .person(user.person(), user.name().length() > 200 ? user.name().substring(0, 200) : user.name())
                .uses(taken(phone, uses))
                .textHash(acceptance.textHash())
                .evidence(ACCEPTANCE, acceptance.id())
                .evidence(COMPANY, acceptance.companyId())
                .evidence("enrolledAt", now.toString())
                .build();
    }

    /**
     * The entries that take an attestation back: void are the opt-ins by it. A person who agreed as well keeps the own opt-in, for
     * what it covers and as long as it counts.
     *
     * @param entries all entries of the ledger about the numbers concerned
     * @param actor who took it back
     */
    public static List<ConsentEntry> withdrawn(
            AdminAcceptance acceptance, Collection<ConsentEntry> entries, ConsentActor actor, Instant at) {
        List<ConsentEntry> voided = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (ConsentEntry entry : entries) {
            if (isAttested(entry) && acceptance.id().equals(entry.evidence().get(ACCEPTANCE)) && done.add(entry.id())) {
                voided.add(ConsentEntry.builder(
                                entry.programme(), entry.number(), ConsentAction.VOIDED, ConsentMethod.TOLD, actor, at)
                        .cause("withdrawal of " + entry.id())
                        .person(entry.person(), entry.personName())
                        .evidence("reason", "the attestation was taken back")
                        .evidence(ACCEPTANCE, acceptance.id())
                        .build());
            }
        }
        return List.copyOf(voided);
    }

    private static boolean isAttested(ConsentEntry entry) {
        return entry.action() == ConsentAction.OPT_IN && entry.method() == ConsentMethod.ADMIN_ATTESTATION;
    }
}
