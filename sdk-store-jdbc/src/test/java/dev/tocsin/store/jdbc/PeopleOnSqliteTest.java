package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.AddressState;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.EnrolmentReport;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateRedemption;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.directory.DirectorySyncReport.Ending;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianRefresh;
import dev.tocsin.core.store.Store;
import dev.tocsin.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facades for people on a file that several processes may share. */
class PeopleOnSqliteTest {
    private static final PhoneBook BOOK = PhoneBook.of("DE");
    private static final ConsentActor BY = new ConsentActor(ConsentActor.Kind.OPERATOR, "olga", null);
    private static final ConsentText TEXT = new ConsentText("alerts", "en", "I agree to alerts.");
    private static final int PAGE = 10;

    @TempDir
    Path folder;

    private final VirtualClock clock = VirtualClock.at(Fixture.START);

    private Store open() {
        return JdbcStore.sqlite(folder.resolve("people.db"));
    }

    private Tocsin tocsin(Store store) {
        return Tocsin.builder().store(store).clock(clock).build();
    }

    private static DirectoryUser user(int number, String name, @Nullable String mobile) {
        return new DirectoryUser(
                String.format("id-%04d", number),
                name + "@example.com",
                null,
                "User " + number,
                mobile,
                List.of(),
                List.of(),
                true,
                false);
    }

    /** All users in pages at first, and then what is new each time. */
    private static final class Pages implements Directory {
        private final List<DirectoryUser> told = new ArrayList<>();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile int failAt;

        synchronized void tell(DirectoryUser user) {
            told.add(user);
        }

        @Override
        public synchronized DirectoryDelta changes(@Nullable String token) {
            if (calls.incrementAndGet() == failAt) {
                throw new IllegalStateException("the process was stopped");
            }
            int from = token == null ? 0 : Integer.parseInt(token);
            int to = Math.min(told.size(), from + PAGE);
            return new DirectoryDelta(told.subList(from, to), Integer.toString(to), to < told.size(), false);
        }

        @Override
        public DirectoryPage users(DirectoryQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Optional<DirectoryUser> user(String id) {
            return told.stream().filter(user -> user.id().equals(id)).reduce((first, last) -> last);
        }
    }

    private static DirectoryLink link(Directory directory) {
        return new DirectoryLink("tenant", "acme", directory, BOOK);
    }

    /** Runs the same at once on several stores over one file. */
    private <T> List<T> atOnce(int count, List<Tocsin> processes, Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier barrier = new CyclicBarrier(count);
            List<Callable<T>> tasks = new ArrayList<>();
            for (Tocsin process : processes) {
                tasks.add(() -> {
                    barrier.await();
                    return work.of(process);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work<T> {
        T of(Tocsin process) throws Exception;
    }

    @Test
    void readingsOfTwoProcessesAtOnceKeepEveryUserOnceAndOneTokenAtATime() throws Exception {
        Pages directory = new Pages();
        for (int i = 0; i < 95; i++) {
            directory.tell(user(i, "u" + i, "+4915123456789"));
        }
        try (Store one = open();
                Store two = open()) {
            List<DirectorySyncReport> reports = atOnce(
                    2,
                    List.of(tocsin(one), tocsin(two)),
                    process -> process.directories().sync(link(directory), progress -> {}));

            assertThat(reports).extracting(DirectorySyncReport::ending).contains(Ending.COMPLETED);
            assertThat(reports.stream()
                            .mapToLong(report -> report.counts().added())
                            .sum())
                    .isEqualTo(95);
            assertThat(tocsin(two).directories().users("tenant", null, 1_000)).hasSize(95);
        }
    }

    @Test
    void aReadingGoesOnAfterTheStoreWasOpenedAnew() {
        Pages directory = new Pages();
        for (int i = 0; i < 35; i++) {
            directory.tell(user(i, "u" + i, null));
        }
        directory.failAt = 3;
        try (Store store = open()) {
            assertThat(tocsin(store)
                            .directories()
                            .sync(link(directory), progress -> {})
                            .ending())
                    .isEqualTo(Ending.FAILED);
        }
        try (Store store = open()) {
            DirectorySyncReport rest = tocsin(store).directories().sync(link(directory), progress -> {});

            assertThat(rest.ending()).isEqualTo(Ending.COMPLETED);
            assertThat(rest.counts().added()).isEqualTo(15);
            assertThat(tocsin(store).directories().count("tenant")).isEqualTo(35);
        }
    }

    @Test
    void consentFollowsTheNumberThroughTheFile() {
        Pages directory = new Pages();
        directory.tell(user(1, "jo", "+4915123456789"));
        try (Store store = open()) {
            Tocsin tocsin = tocsin(store);
            assertThat(tocsin.directories()
                            .sync(link(directory), progress -> {})
                            .ending())
                    .isEqualTo(Ending.COMPLETED);
            CompanyUser jo = tocsin.directories().user("tenant", "id-0001").orElseThrow();
            SendRequest request = SendRequest.to(jo, jo.phones().get(0), PhoneUse.SMS);
            assertThat(tocsin.consent()
                            .grant(
                                    "alerts",
                                    new DirectoryRef("tenant", "id-0001"),
                                    jo.phones().get(0).number(),
                                    Set.of(PhoneUse.SMS),
                                    TEXT,
                                    new ConsentProof(
                                            ConsentMethod.WEB_FORM,
                                            ConsentActor.person("jo", "192.0.2.4"),
                                            Map.of("page", "https://example.com"))))
                    .isNotNull();
            assertThat(tocsin.consent().decide("alerts", request)).isInstanceOf(SendDecision.Allowed.class);

            clock.advance(Duration.ofMinutes(1));
            directory.tell(user(1, "jo", null));
            assertThat(tocsin.directories()
                            .sync(link(directory), progress -> {})
                            .counts()
                            .voided())
                    .isEqualTo(1);

            assertThat(tocsin.consent().decide("alerts", request)).isInstanceOf(SendDecision.Refused.class);
        }
    }

    @Test
    void principalNamesMayBeSwappedThoughEachIsUnique() {
        Pages directory = new Pages();
        directory.tell(user(1, "jo", null));
        directory.tell(user(2, "al", null));
        try (Store store = open()) {
            Tocsin tocsin = tocsin(store);
            assertThat(tocsin.technicians()
                            .importUsers("home", directory, BOOK, List.of("id-0001", "id-0002"), BY)
                            .changes())
                    .hasSize(2);
            directory.tell(user(1, "al", null));
            directory.tell(user(2, "jo", null));

            assertThat(tocsin.technicians().refresh("home", directory, BOOK, BY))
                    .isInstanceOf(TechnicianRefresh.Applied.class);

            assertThat(tocsin.technicians().byUsername("al@example.com").map(Technician::name))
                    .contains("User 1");
        }
    }

    @Test
    void aStateIsRedeemedByOneOfTwoProcessesAndUsersAreEnrolledOnceByBoth() throws Exception {
        Pages directory = new Pages();
        for (int i = 0; i < 30; i++) {
            directory.tell(user(i, "u" + i, "+491512345" + (1000 + i)));
        }
        StateSigner signer = new StateSigner(SigningKeys.of("k1", Secret.of("a key of at least thirty-two bytes!!")));
        try (Store one = open();
                Store two = open()) {
            Tocsin first = tocsin(one);
            assertThat(first.directories().sync(link(directory), progress -> {}).ending())
                    .isEqualTo(Ending.COMPLETED);
            assertThat(first.consent()
                            .accept("acme", EnrolmentPolicy.ADMIN_ATTESTED, TEXT, "ada@example.com", "192.0.2.3"))
                    .isNotNull();
            AddressState.Ready ready = (AddressState.Ready) first.consent()
                    .addressState("acme", EnrolmentPolicy.ADMIN_ATTESTED, TEXT, signer, Duration.ofHours(1));
            List<Tocsin> both = List.of(first, tocsin(two));

            assertThat(atOnce(2, both, process -> process.consent().redeem(ready.state(), signer)))
                    .containsExactlyInAnyOrder(new StateRedemption.Redeemed("acme"), new StateRedemption.Used("acme"));
            List<EnrolmentReport> enrolled =
                    atOnce(2, both, process -> process.consent().enrol("acme", "alerts", Set.of(PhoneUse.SMS)));
            assertThat(enrolled.stream().mapToLong(EnrolmentReport::enrolled).sum())
                    .isEqualTo(30);
            assertThat(first.consent().page("alerts", 0, 100)).hasSize(30);
        }
    }
}
