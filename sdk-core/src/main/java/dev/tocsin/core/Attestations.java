package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.Enrolee;
import dev.tocsin.core.consent.Enrolment;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.EnrolmentReport;
import dev.tocsin.core.consent.EnrolmentResult;
import dev.tocsin.core.consent.NumberChanges;
import dev.tocsin.core.directory.DirectorySync;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.ConsentStore.Numbered;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.TrailStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What companies' administrators accepted and attested, and who is enrolled by it. Thread-safe. */
final class Attestations {
    private static final int ID_CHARS = 26;
    private static final int PAGE = 200;

    private final MspId msp;
    private final Store store;
    private final Clock clock;
    private final RandomGenerator random;

    Attestations(MspId msp, Store store, Clock clock, RandomGenerator random) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    AdminAcceptance accept(
            String companyId, EnrolmentPolicy policy, ConsentText text, String administrator, String from) {
        AdminAcceptance acceptance =
                new AdminAcceptance(newId(), msp, companyId, policy, text.hash(), administrator, from, clock.instant());
        store.write(session -> {
            session.consent().accept(acceptance, text);
            if (policy == EnrolmentPolicy.ADMIN_ATTESTED) {
                reachesWhoIsKnown(session, acceptance);
            }
            trail(session, companyId, administrator, "accepted text " + text.hash() + " under " + policy);
            return true;
        });
        return acceptance;
    }

    /** Directories that were read to their end: the administrator speaks of the users who are there now. */
    private void reachesWhoIsKnown(StoreSession session, AdminAcceptance acceptance) {
        directories(session, acceptance.companyId())
                .filter(feed -> feed.succeededAt() != null)
                .forEach(feed -> reach(session, acceptance, feed.connectionId(), feed.version()));
    }

    private void reach(StoreSession session, AdminAcceptance acceptance, String connectionId, long through) {
        session.consent()
                .reach(new AttestationReach(
                        msp, acceptance.companyId(), acceptance.id(), connectionId, through, clock.instant()));
    }

    private long through(StoreSession session, AdminAcceptance acceptance, String connectionId) {
        return session.consent().reaches(msp, connectionId).stream()
                .filter(reach -> reach.acceptanceId().equals(acceptance.id()))
                .reduce((earlier, later) -> later)
                .map(AttestationReach::through)
                .orElse(AttestationReach.NOBODY);
    }

    EnrolmentReport enrol(String companyId, String programme, Set<PhoneUse> uses) {
        EnrolmentReport report = EnrolmentReport.NOTHING;
        for (String connectionId : connections(companyId, null)) {
            @Nullable String after = null;
            do {
                String from = after;
                EnrolledPage page =
                        store.write(session -> enrol(session, companyId, connectionId, from, programme, uses));
                report = report.plus(page.report());
                after = page.last();
            } while (after != null);
        }
        return report;
    }

    /** One page of an enrolment; the last user, or null if it was the last page. */
    private record EnrolledPage(
            EnrolmentReport report, @Nullable String last) {}

    /** Users, acceptance and entries in one transaction: what a sync or a withdrawal does meanwhile is before it or after it. */
    private EnrolledPage enrol(
            StoreSession session,
            String companyId,
            String connectionId,
            @Nullable String after,
            String programme,
            Set<PhoneUse> uses) {
        AdminAcceptance acceptance = last(session, companyId)
                .orElseThrow(() -> new ConfigurationException(
                        "companyId",
                        "no administrator of company '" + companyId + "' accepted a text; accept() comes first"));
        List<CompanyUser> page = session.companyUsers().page(msp, connectionId, after, PAGE);
        long through = through(session, acceptance, connectionId);
        List<Enrolee> users = page.stream()
                .filter(user -> user.companyId().equals(companyId))
                .map(user -> Enrolee.of(user, through))
                .toList();
        EnrolmentResult result = Enrolment.attested(
                programme, acceptance, session.consent().withdrawals(msp, companyId), uses, users, clock.instant());
        int enrolled = session.consent().append(result.entries());
        Map<EnrolmentResult.Reason, Long> skipped = new TreeMap<>();
        result.skipped().values().forEach(reason -> skipped.merge(reason, 1L, Long::sum));
        return new EnrolledPage(
                new EnrolmentReport(users.size(), enrolled, result.entries().size() - (long) enrolled, skipped),
                last(page));
    }

    /** Where the next page begins, or null if there is none. */
    private static @Nullable String last(List<CompanyUser> page) {
        return page.size() < PAGE ? null : page.get(page.size() - 1).directory().userId();
    }

    /**
     * Takes back what a company's administrators attested. That is kept first, so that no enrolment goes on beside it.
     */
    int withdraw(String companyId, ConsentActor by) {
        List<AdminAcceptance> acceptances = store.write(session -> {
            end(session, companyId, by);
            return session.consent().acceptances(msp, companyId);
        });
        int voided = 0;
        for (String programme : store.read(session -> session.consent().programmes())) {
            @Nullable Long after = 0L;
            while (after != null) {
                long from = after;
                VoidedPage page = store.write(session -> withdraw(session, programme, from, acceptances, by));
                voided += page.voided();
                after = page.last();
            }
        }
        return voided;
    }

    /** One page of a withdrawal; the last number, or null if it was the last page. */
    private record VoidedPage(int voided, @Nullable Long last) {}

    private VoidedPage withdraw(
            StoreSession session, String programme, long after, List<AdminAcceptance> acceptances, ConsentActor by) {
        List<Numbered> page = session.consent().page(programme, after, PAGE);
        Set<PhoneNumber> numbers = new TreeSet<>();
        page.stream().map(Numbered::entry).filter(this::isAttestedHere).forEach(entry -> numbers.add(entry.number()));
        List<ConsentEntry> voided = new ArrayList<>();
        for (PhoneNumber number : numbers) {
            List<ConsentEntry> entries = session.consent().of(programme, number);
            acceptances.forEach(acceptance -> voided.addAll(withdrawn(acceptance, entries, by)));
        }
        return new VoidedPage(
                session.consent().append(voided),
                page.size() < PAGE ? null : page.get(page.size() - 1).number());
    }

    private boolean isAttestedHere(ConsentEntry entry) {
        return entry.action() == ConsentAction.OPT_IN
                && entry.method() == ConsentMethod.ADMIN_ATTESTATION
                && entry.person() != null
                && entry.person().msp().equals(msp);
    }

    private List<ConsentEntry> withdrawn(AdminAcceptance acceptance, List<ConsentEntry> entries, ConsentActor by) {
        return Enrolment.withdrawn(acceptance, entries, by, clock.instant());
    }

    /** From now on nobody is enrolled by what was attested. */
    private void end(StoreSession session, String companyId, ConsentActor by) {
        AdminAcceptance last = last(session, companyId).orElse(null);
        if (last == null
                || last.policy() == EnrolmentPolicy.NONE
                || Enrolment.isWithdrawn(last, session.consent().withdrawals(msp, companyId))) {
            return;
        }
        session.consent().withdraw(new AcceptanceWithdrawal(msp, companyId, last.id(), by, clock.instant()));
        trail(session, companyId, by.name(), "took back what was attested by acceptance " + last.id());
    }

    /** All opt-ins of a directory's users are void, and if it was the company's only one, so is the attestation. */
    void disconnected(String connectionId, ConsentActor by) {
        Optional<String> company = store.read(session -> company(session, connectionId));
        if (company.isEmpty()) {
            return;
        }
        String companyId = company.get();
        boolean only = connections(companyId, connectionId).isEmpty();
        store.write(session -> {
            // The steps of a reading begin anew when the directory comes back, and its users come later than the
            // attestation.
            last(session, companyId)
                    .filter(last -> through(session, last, connectionId) != AttestationReach.NOBODY)
                    .ifPresent(last -> reach(session, last, connectionId, AttestationReach.NOBODY));
            if (only) {
                end(session, companyId, by);
            }
            return true;
        });
        @Nullable String after = null;
        do {
            String from = after;
            after = store.<Optional<String>>write(session -> {
                        List<CompanyUser> page = session.companyUsers().page(msp, connectionId, from, PAGE);
                        page.forEach(user -> forgotten(session, user, by));
                        return Optional.ofNullable(last(page));
                    })
                    .orElse(null);
        } while (after != null);
    }

    /**
     * Voids all that a user said on the numbers: from now on nobody is told when a number goes to another, so none may count again
     * when the directory comes back. What is void already is passed by, since this may be called again.
     */
    private void forgotten(StoreSession session, CompanyUser user, ConsentActor by) {
        Set<PhoneNumber> numbers = new TreeSet<>();
        user.phones().forEach(phone -> numbers.add(phone.number()));
        for (String programme : session.consent().programmes(user.ref())) {
            Set<PhoneNumber> said = new TreeSet<>();
            for (PhoneNumber number : numbers) {
                session.consent().of(programme, number).stream()
                        .filter(entry -> user.ref().equals(entry.person()))
                        .reduce((earlier, later) -> later)
                        .filter(last ->
                                last.action() != ConsentAction.VOIDED || last.method() != ConsentMethod.NUMBER_CHANGE)
                        .ifPresent(last -> said.add(number));
            }
            session.consent()
                    .append(NumberChanges.voided(
                            Set.of(programme),
                            user.ref(),
                            user.name().length() > 200 ? user.name().substring(0, 200) : user.name(),
                            said,
                            Set.of(),
                            by,
                            clock.instant()));
        }
    }

    /** The connections of a company's directories, but for one. */
    private List<String> connections(String companyId, @Nullable String but) {
        return store.read(session -> directories(session, companyId)
                .map(StoredFeed::connectionId)
                .filter(connectionId -> !connectionId.equals(but))
                .toList());
    }

    private Stream<StoredFeed> directories(StoreSession session, String companyId) {
        return session.feeds().all(msp).stream()
                .filter(feed -> feed.feed().equals(DirectorySync.FEED))
                .filter(feed -> company(session, feed.connectionId())
                        .filter(companyId::equals)
                        .isPresent());
    }

    private Optional<String> company(StoreSession session, String connectionId) {
        return session.companyUsers().page(msp, connectionId, null, 1).stream()
                .map(CompanyUser::companyId)
                .findFirst()
                .or(() -> session.consent().reaches(msp, connectionId).stream()
                        .reduce((earlier, later) -> later)
                        .filter(reach -> reach.through() != AttestationReach.NOBODY)
                        .map(AttestationReach::companyId));
    }

    /** What the company's administrators accepted last, as the store kept it: clocks may differ. */
    private Optional<AdminAcceptance> last(StoreSession session, String companyId) {
        return session.consent().acceptances(msp, companyId).stream().reduce((earlier, later) -> later);
    }

    void trail(StoreSession session, String companyId, String actor, String text) {
        session.trail()
                .append(List.of(
                        new TrailStore.Entry(0, msp, clock.instant(), actor, "consent of company " + companyId, text)));
    }

    private String newId() {
        byte[] bytes = new byte[ID_CHARS];
        random.nextBytes(bytes);
        return "A" + Base32.encode(bytes, ID_CHARS);
    }
}
