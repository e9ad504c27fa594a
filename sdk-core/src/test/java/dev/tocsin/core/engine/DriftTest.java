package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.CONNECTION;
import static dev.tocsin.core.fake.Host.MSP;
import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.HygieneFinding.Kind;
import dev.tocsin.core.company.HygieneReport;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.QueueExecutor;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.TrailStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of events and tickets when the PSA company of a mapping is no longer what was mapped, and afterwards. */
@Timeout(20)
class DriftTest {
    private static final MappingSwitches TICKETS = new MappingSwitches(null, true, List.of("r1"), false);
    private static final Duration INTERVAL = Duration.ofMinutes(61);

    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    DriftTest() {
        psa.company(acme()).company(company("2", "Beta", "beta-psa")).company(company("3", "Acme again", "acme-new"));
    }

    private static PsaCompany.Builder acme() {
        return company("1", "Acme", "acme-psa");
    }

    private static PsaCompany.Builder company(String id, String name, String identifier) {
        return PsaCompany.builder(id, name).identifier(identifier).status("Active", true);
    }

    private static PsaCompany.Builder inactive() {
        return acme().status("Inactive", false);
    }

    private MappingStanding standing(String companyId) {
        return host.tocsin().configuration().of(MSP).standing(companyId);
    }

    private long version() {
        return host.tocsin().configuration().of(MSP).version();
    }

    private HygieneReport check() {
        HygieneReport report = host.tocsin().companies().checkDrift(CONNECTION);
        host.run(Duration.ofSeconds(1));
        return report;
    }

    private List<String> trail() {
        List<TrailStore.Entry> entries = host.read(session -> session.trail().page(MSP, 0, 1_000));
        return entries.stream()
                .filter(entry -> entry.actor().equals("a check of the PSA's companies"))
                .map(entry -> entry.subject() + ": " + entry.text())
                .toList();
    }

    @Test
    void whileACompanyIsInactiveItsEventsWaitAndAreReplayedInOrderOnceItIsActive() {
        Ticket over = host.opened("dc01", "a");
        Ticket active = host.opened("dc02", "b");
        psa.company(inactive());
        host.run(INTERVAL);
        assertThat(standing("acme").suspended())
                .isEqualTo("'Acme' (1, acme-psa) is not active: its status is 'Inactive'");
        assertThat(host.incidents()).extracting(Incident::state).containsOnly(IncidentState.SUSPENDED);
        assertThat(host.incidents())
                .extracting(one -> one.facts().question())
                .allMatch(question -> question != null
                        && question.startsWith("company 'acme' is suspended: 'Acme' (1, acme-psa) is not active"));
        host.later();
        host.resolve("dc01", "a");
        assertThat(host.raise("dc02", "c").outcome()).isEqualTo(Outcome.PARKED);
        assertThat(host.raise("web", "d").reason()).contains("company 'acme' is suspended");
        host.later();
        assertThat(host.resolve("web", "d").outcome()).isEqualTo(Outcome.PARKED);
        assertThat(over.notes()).isEmpty();

        psa.company(acme());
        host.run(INTERVAL.plusMinutes(6));

        assertThat(standing("acme").suspended()).isNull();
        assertThat(over.status()).isEqualTo("Closed");
        assertThat(texts(active)).singleElement().asString().contains("Problem c");
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents()).allMatch(one -> one.facts().question() == null);
        assertThat(trail())
                .containsExactly(
                        "mapping of company acme: suspended: 'Acme' (1, acme-psa) is not active: its status is 'Inactive'",
                        "mapping of company acme: resumed; it was suspended: 'Acme' (1, acme-psa) is not active: its status"
                                + " is 'Inactive'");
    }

    @Test
    void mappedToAnotherCompanyNothingMoreIsWrittenToTheTicketsOfTheOneBefore() {
        Ticket old = host.opened("dc01", "a");
        psa.company(acme().deleted(true));
        check();
        host.later();
        host.raise("dc01", "b");
        host.raise("web", "c");

        host.tocsin().companies().map("acme", CONNECTION, "acme-new", TICKETS);
        host.run(Duration.ofMinutes(1));

        assertThat(old.notes()).isEmpty();
        assertThat(old.changes()).isEmpty();
        assertThat(psa.all()).extracting(Ticket::company).containsExactly("1", "3", "3");
        assertThat(psa.all().get(1).draft().firstNote()
                        + psa.all().get(2).draft().firstNote())
                .contains("Problem a", "Problem b", "Problem c", "#" + old.id());
        host.later();
        host.over("dc01", "a");
        host.over("dc01", "b");
        assertThat(old.isClosed()).isFalse();
        assertThat(psa.all().stream().filter(Ticket::isClosed)).hasSize(1);
        assertThat(host.history()).anyMatch(line -> line.contains("ticket #" + old.id() + " is left to people"));
    }

    @Test
    void aTicketThatThePsaMovedAlongWithTheMergeIsKept() {
        Ticket ticket = host.opened("dc01", "a");
        psa.company(acme().mergedInto("3"));
        psa.setCompanyByHand(ticket.id(), "3");
        assertThat(check().of(Kind.MERGED)).hasSize(1);
        host.later();
        host.raise("dc01", "b");

        host.tocsin().companies().map("acme", CONNECTION, "3", TICKETS);
        host.run(Duration.ofMinutes(16));

        assertThat(psa.all()).containsExactly(ticket);
        assertThat(texts(ticket)).singleElement().asString().contains("Problem b");
    }

    @Test
    void theSameCompanyByItsIdKeepsItsTickets() {
        Ticket ticket = host.opened("dc01", "a");
        host.tocsin().companies().map("acme", CONNECTION, "1", TICKETS);
        host.over("dc01", "a");
        assertThat(ticket.isClosed()).isTrue();
        host.later();
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).containsExactly(ticket);
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aClosedTicketOfTheCompanyBeforeIsNotReopened() {
        Ticket old = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.tocsin().companies().map("acme", CONNECTION, "3", TICKETS);
        host.later();
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(2));
        assertThat(old.isClosed()).isTrue();
        assertThat(psa.all()).extracting(Ticket::company).containsExactly("1", "3");
    }

    @Test
    void aCreateThatHasNotLeftGoesWhereTheCompanyIsMappedThen() {
        host.opened("first", "z");
        psa.next(Op.CREATE, new Fault.NotExecuted(Duration.ofMinutes(10)));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).hasSize(1);

        host.tocsin().companies().map("acme", CONNECTION, "3", TICKETS);
        host.run(Duration.ofMinutes(15));

        assertThat(psa.all()).extracting(Ticket::company).containsExactly("1", "3", "3");
        assertThat(host.tocsin().audit().openIntents(MSP, 9)).isEmpty();
    }

    @Test
    void anotherPsaCompanyByTheLowerLevelLetsGoOfTicketsToo() {
        Ticket old = host.opened("dc01", "a");
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(MSP, "acme", CONNECTION, "acme-new", null, true, List.of("r1")));
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(1));
        assertThat(old.notes()).isEmpty();
        assertThat(psa.all()).extracting(Ticket::company).containsExactly("1", "3");
    }

    @Test
    void whatThePsaRefusedAnInactiveCompanyIsTriedAgainOnceItIsActive() {
        psa.company(inactive());
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        assertThat(host.incident().state()).isEqualTo(IncidentState.QUARANTINED);
        check();
        psa.company(acme());
        check();
        host.run(Duration.ofMinutes(1));
        assertThat(psa.only().company()).isEqualTo("1");
    }

    @Test
    void settlingLeavesSuspendedGroupsAloneAndGoesOnWithResumedOnes() throws InterruptedException {
        host.opened("dc01", "a");
        psa.company(inactive());
        host.tocsin().companies().checkDrift(CONNECTION);
        host.raise("web", "b");
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(psa.all()).hasSize(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.SUSPENDED);

        psa.company(acme());
        host.tocsin().companies().checkDrift(CONNECTION);

        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents()).extracting(Incident::state).containsOnly(IncidentState.OPEN);
    }

    @Test
    void aCheckThatFindsNothingNewChangesNothing() {
        check();
        assertThat(standing("acme")).isEqualTo(new MappingStanding("acme", "1", "Acme", null, false));
        long version = version();
        check();
        assertThat(version()).isEqualTo(version);
        assertThat(trail()).isEmpty();
        psa.company(inactive());
        check();
        check();
        assertThat(version()).isEqualTo(version + 1);
    }

    @Test
    void anIdentifierThatIsAnotherCompanysByNowSuspendsUntilAPersonNamesTheRightOne() {
        check();
        psa.company(company("1", "Acme", "acme-old"));
        psa.company(company("2", "Globex", "acme-psa"));

        assertThat(check().of(Kind.REASSIGNED))
                .singleElement()
                .extracting(HygieneFinding::reason)
                .isEqualTo("'acme-psa' is 'Globex' (2, acme-psa) by now, and was company 1 when it was mapped");
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.PARKED);
        assertThat(standing("acme").psaId()).isEqualTo("1");

        host.tocsin()
                .companies()
                .map(
                        "acme",
                        Host.CONNECTION,
                        "1",
                        MappingSwitches.OFF.withRules(List.of("r1")).withCreateTickets(true));
        host.run(Duration.ofMinutes(2));

        assertThat(check().findings().stream().filter(one -> one.companyId().equals("acme")))
                .isEmpty();
        assertThat(psa.all())
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.company()).isEqualTo("1"));
    }

    @Test
    void aRenamedCompanyGoesOnAndIsReportedAgainstItsFirstName() {
        check();
        psa.company(company("1", "Acme Holding", "acme-psa"));
        assertThat(check().of(Kind.RENAMED)).hasSize(1);
        assertThat(standing("acme")).isEqualTo(new MappingStanding("acme", "1", "Acme", null, false));
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aMappingMadeWhileTheListWasReadIsLeftAlone() {
        psa.company(inactive());
        psa.next(
                Op.COMPANIES,
                new Fault.Meanwhile(() -> host.tocsin()
                        .configuration()
                        .save(new CompanyMapping(MSP, "acme", CONNECTION, "1", null, true, List.of("r1")))));
        check();
        assertThat(standing("acme").suspended()).isNull();
        check();
        assertThat(standing("acme").suspended()).isNotNull();
    }

    @Test
    void aListThatLacksMostCompaniesSuspendsNoneForThatAndSaysSo() {
        for (int i = 10; i < 20; i++) {
            psa.company(company("" + i, "Company " + i, "c" + i));
            host.tocsin().configuration().save(new Company(MSP, "c" + i, "Company " + i));
            host.tocsin().companies().map("c" + i, CONNECTION, "" + i, MappingSwitches.OFF);
        }
        for (int i = 10; i < 17; i++) {
            psa.hideCompany("" + i);
        }
        psa.company(inactive());

        HygieneReport report = check();

        assertThat(report.of(Kind.MISSING))
                .hasSize(7)
                .allMatch(finding -> finding.action()
                        .contains("7 of 12 mapped companies are not listed, so this one was left as it is"));
        assertThat(standing("c10").suspended()).isNull();
        assertThat(standing("acme").suspended()).isNotNull();
        psa.company(company("16", "Company 16", "c16"));
        assertThat(check().of(Kind.MISSING)).hasSize(6);
        assertThat(standing("c10").suspended()).isEqualTo("the PSA lists no company '10'");
    }

    @Test
    void aFailureChangesNothingAndIsTriedAgainAtTheNextInterval() {
        host.run(Duration.ofMinutes(30));
        psa.company(inactive());
        psa.next(Op.COMPANIES, new Fault.LostBefore());
        host.run(INTERVAL);
        assertThat(psa.calls(Op.COMPANIES)).hasSize(1);
        assertThat(standing("acme")).isEqualTo(MappingStanding.none("acme"));
        host.run(INTERVAL);
        assertThat(psa.calls(Op.COMPANIES)).hasSize(2);
        assertThat(standing("acme").suspended()).isNotNull();
    }

    @Test
    void ticketsAreMadeWhileTheListIsStillBeingRead() {
        QueueExecutor put = new QueueExecutor();
        put.holdOne();
        Tocsin tocsin = Tocsin.builder()
                .store(host.store)
                .psa(psa)
                .clock(host.time)
                .sleeper(host.time)
                .executor(put)
                .build();
        psa.company(inactive());
        tocsin.workOnce();
        host.time.advance(INTERVAL);
        tocsin.workOnce();
        assertThat(put.waiting()).isEqualTo(1);
        tocsin.ingest(List.of(host.problem("dc01", "a").sourceCompanyId("beta").build()));
        for (int i = 0; i < 10; i++) {
            host.time.advance(Duration.ofSeconds(10));
            tocsin.workOnce();
        }
        assertThat(psa.only().company()).isEqualTo("2");
        assertThat(standing("acme").suspended()).isNull();
        put.letGoOne();
        assertThat(standing("acme").suspended()).isNotNull();
    }

    @Test
    void aStartedWorkflowLooksAtTheCompaniesAtOnce() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        psa.next(Op.COMPANIES, new Fault.Meanwhile(looked::countDown));
        try (Tocsin tocsin = Tocsin.builder().store(host.store).psa(psa).build()) {
            tocsin.start();
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
