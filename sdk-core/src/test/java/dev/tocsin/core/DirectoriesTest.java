package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectoryProgress;
import dev.tocsin.core.directory.DirectorySync;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.directory.DirectorySyncReport.Ending;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.FakeDirectory;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedDirectory;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.fleet.SyncBusyException;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.AffectedPhone;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoriesTest {
    private static final PhoneBook BOOK = PhoneBook.of("DE");
    private static final String MOBILE = "+4915123456789";
    private static final ConsentActor OPERATOR = new ConsentActor(ConsentActor.Kind.OPERATOR, "op", "192.0.2.1");
    private static final ConsentText TEXT = new ConsentText("alerts", "en", "I agree to alerts.");

    private final VirtualTime time = new VirtualTime();
    private final VolatileStore store = new VolatileStore();
    private final FakeDirectory directory = new FakeDirectory(3);
    private final Directories directories = tocsin(store).directories();

    private Tocsin tocsin(Store with) {
        return Tocsin.builder().store(with).clock(time).random(new Random(7)).build();
    }

    private static DirectoryUser user(int number, @Nullable String mobile, boolean enabled) {
        String name = "u" + number;
        return new DirectoryUser(
                id(number),
                name + "@example.com",
                name + "@example.com",
                "User " + number,
                mobile,
                List.of(),
                List.of(),
                enabled,
                false);
    }

    private static String id(int number) {
        return String.format("id-%04d", number);
    }

    private DirectoryLink link() {
        return new DirectoryLink("tenant", "acme", directory, BOOK);
    }

    private DirectorySyncReport sync() {
        return directories.sync(link(), progress -> {});
    }

    private void fill(int users) {
        for (int i = 0; i < users; i++) {
            directory.put(user(i, null, true));
        }
    }

    private Map<String, CompanyUser> stored() {
        Map<String, CompanyUser> users = new HashMap<>();
        directories
                .users("tenant", null, 10_000)
                .forEach(user -> users.put(user.directory().userId(), user.withKnownSince(0)));
        return users;
    }

    private Set<String> gone() {
        return stored().values().stream()
                .filter(user -> user.accountState() == AccountState.GONE)
                .map(user -> user.directory().userId())
                .collect(Collectors.toSet());
    }

    private void assertAsTheDirectory() {
        Map<String, CompanyUser> there = new HashMap<>();
        for (DirectoryUser user : directory.now()) {
            there.put(user.id(), CompanyUser.of(MspId.SINGLE, "acme", "tenant", user, BOOK));
        }
        Map<String, CompanyUser> stored = stored();
        stored.values().removeIf(user -> user.accountState() == AccountState.GONE);
        assertThat(stored).isEqualTo(there);
    }

    @Test
    void theFirstReadingKeepsAllUsersAndTheNextOnlyWhatChanged() {
        fill(8);
        List<DirectoryProgress> told = new ArrayList<>();

        DirectorySyncReport first = directories.sync(link(), told::add);

        assertThat(first.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(first.whole()).isTrue();
        assertThat(first.counts().added()).isEqualTo(8);
        assertThat(told).extracting(DirectoryProgress::told).containsExactly(3L, 6L, 8L);
        assertAsTheDirectory();

        directory.put(user(2, MOBILE, false));
        directory.put(user(9, null, true));
        directory.remove(id(4));
        DirectorySyncReport second = sync();

        assertThat(second.whole()).isFalse();
        assertThat(second.counts()).isEqualTo(new DirectoryProgress("tenant", 1, 3, 1, 1, 1, 0, 0, 0));
        assertAsTheDirectory();
        assertThat(gone()).containsExactly(id(4));
        assertThat(directories.count("tenant")).isEqualTo(8);
        assertThat(sync().counts().told()).isZero();
    }

    @Test
    void whoIsGoneKeepsNamesAndPhonesAndComesBack() {
        directory.put(user(1, MOBILE, true));
        sync();
        directory.remove(id(1));
        sync();

        CompanyUser gone = directories.user("tenant", id(1)).orElseThrow();
        assertThat(gone.accountState()).isEqualTo(AccountState.GONE);
        assertThat(gone.phones()).hasSize(1);

        directory.put(user(1, MOBILE, true));
        assertThat(sync().counts().changed()).isEqualTo(1);
        assertAsTheDirectory();
    }

    @Test
    void aUserWhoIsToldAsGoneAndWasNeverKnownIsPassedBy() {
        fill(1);
        sync();
        directory.put(user(5, null, true));
        directory.remove(id(5));

        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(stored()).containsOnlyKeys(id(0));
    }

    @Test
    void phonesThatCannotBeReadAreReportedWithoutTheirDigits() {
        directory.put(user(1, "0151 2345", true));

        DirectorySyncReport report = sync();

        assertThat(report.counts().unreadPhones()).isEqualTo(1);
        assertThat(report.unreadPhones()).singleElement().satisfies(phone -> {
            assertThat(phone.userId()).isEqualTo(id(1));
            assertThat(phone.place()).isEqualTo("mobilePhone");
        });
        assertThat(String.join("\n", report.lines())).contains("id-0001").doesNotContain("2345");
    }

    @Test
    void whenTheDirectoryBeginsAnewWhoIsNotToldIsGone() {
        fill(10);
        sync();
        directory.remove(id(3));
        directory.remove(id(9));
        directory.expireTokens();

        DirectorySyncReport report = sync();

        assertThat(report.whole()).isTrue();
        assertThat(report.counts().gone()).isEqualTo(2);
        assertThat(gone()).containsExactlyInAnyOrder(id(3), id(9));
        assertAsTheDirectory();
    }

    @Test
    void aNewBeginningThatIsInterruptedMarksNobodyAndBeginsAnew() {
        fill(10);
        sync();
        directory.remove(id(0));
        directory.expireTokens();
        directory.failAt(3);

        DirectorySyncReport failed = sync();

        assertThat(failed.ending()).isEqualTo(Ending.FAILED);
        assertThat(failed.message()).contains("the line is dead");
        assertThat(gone()).isEmpty();
        StoredFeed feed = directories.standing("tenant").orElseThrow();
        assertThat(feed.state()).isEqualTo(StoredFeed.State.FAILING);
        assertThat(feed.failures()).isEqualTo(1);
        assertThat(feed.cursor()).isNull();

        int before = directory.calls();
        DirectorySyncReport again = sync();

        assertThat(again.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(directory.calls() - before)
                .as("all pages are heard by one reading")
                .isEqualTo(3);
        assertThat(gone()).containsExactly(id(0));
        assertThat(directories.standing("tenant").orElseThrow().failures()).isZero();
    }

    @Test
    void aFirstReadingThatIsInterruptedGoesOnWhereItEnded() {
        fill(10);
        directory.failAt(3);
        assertThat(sync().counts().added()).isEqualTo(6);

        int before = directory.calls();
        DirectorySyncReport rest = sync();

        assertThat(rest.counts().added()).isEqualTo(4);
        assertThat(directory.calls() - before).isEqualTo(2);
        assertAsTheDirectory();
    }

    @Test
    void aFirstReadingThatBeginsAnewInTheMiddleMarksThoseWhoWentMeanwhile() {
        fill(10);
        directory.failAt(3);
        sync();
        directory.remove(id(1));
        directory.expireTokens();

        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(gone()).containsExactly(id(1));
        assertAsTheDirectory();
    }

    @Test
    void aDirectoryThatSuddenlyShowsNobodyMarksNobody() {
        fill(5);
        sync();
        fill(0);
        directory.now().forEach(user -> directory.remove(user.id()));
        directory.expireTokens();

        DirectorySyncReport report = sync();

        assertThat(report.ending()).isEqualTo(Ending.FAILED);
        assertThat(report.message()).contains("no user at all");
        assertThat(gone()).isEmpty();
    }

    @Test
    void aReadingOfAllThatLeavesTooManyOutMarksNobodyUntilItIsMeant() throws InterruptedException {
        fill(50);
        sync();
        for (int i = 0; i < 21; i++) {
            directory.remove(id(i));
        }
        directory.expireTokens();

        DirectorySyncReport report = sync();

        assertThat(report.ending()).isEqualTo(Ending.FAILED);
        assertThat(report.message()).contains("21 of 50 users were not told");
        assertThat(gone()).isEmpty();
        assertThat(sync().ending()).as("until it is meant").isEqualTo(Ending.FAILED);

        DirectorySyncReport meant = directories
                .syncAll(List.of(link()), MassChangeLimit.NONE, 1, Runnable::run, progress -> {})
                .get(0);
        assertThat(meant.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(gone()).hasSize(21);
        assertAsTheDirectory();
    }

    @Test
    void aLimitOfOnesOwnIsHeldWhenOneDirectoryIsRead() {
        fill(10);
        sync();
        directory.remove(id(3));
        directory.expireTokens();

        assertThat(directories
                        .sync(link(), new MassChangeLimit(0, 0), progress -> {})
                        .ending())
                .isEqualTo(Ending.FAILED);
        assertThat(gone()).isEmpty();
        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(gone()).containsExactly(id(3));
    }

    @Test
    void whomTheDirectoryTellsAsGoneIsGoneHoweverMany() {
        fill(50);
        sync();
        for (int i = 0; i < 45; i++) {
            directory.remove(id(i));
        }

        assertThat(sync().counts().gone()).isEqualTo(45);
    }

    @Test
    void aDirectoryThatAlwaysBeginsAnewIsAFault() {
        fill(10);
        sync();
        directory.beforePage(directory::expireTokens);

        DirectorySyncReport report = sync();

        assertThat(report.ending()).isEqualTo(Ending.FAILED);
        assertThat(report.message()).contains("began anew");
        assertThat(gone()).isEmpty();
    }

    @Test
    void aDirectoryThatHandsItsTokensRoundInARingIsAFault() {
        ScriptedDirectory ring = ScriptedDirectory.ring();

        DirectorySyncReport report = directories.sync(new DirectoryLink("tenant", "acme", ring, BOOK), progress -> {});

        assertThat(report.ending()).isEqualTo(Ending.FAILED);
        assertThat(report.message()).contains("one and the same page again");
        assertThat(ring.calls()).isEqualTo(3);
    }

    @Test
    void aPageThatIsNullIsAFaultOfTheDirectory() {
        DirectorySyncReport report = directories.sync(
                new DirectoryLink("tenant", "acme", new ScriptedDirectory(token -> null), BOOK), progress -> {});

        assertThat(report.ending()).isEqualTo(Ending.FAILED);
        assertThat(report.message()).contains("null for a page");
    }

    @Test
    void anAdapterWhoseClassesAreMissingIsTheCallersAndDoesNotKeepTheDirectory() {
        ScriptedDirectory broken = new ScriptedDirectory(token -> {
            throw new NoClassDefFoundError("com/example/Client");
        });

        assertThatThrownBy(() -> directories.sync(new DirectoryLink("tenant", "acme", broken, BOOK), progress -> {}))
                .isInstanceOf(NoClassDefFoundError.class);

        StoredFeed feed = directories.standing("tenant").orElseThrow();
        assertThat(feed.state()).isEqualTo(StoredFeed.State.FAILING);
        assertThat(feed.message()).isEqualTo("com/example/Client");
        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aLeaseThatWasMadeByAClockFarAheadDoesNotCount() {
        fill(4);
        VirtualTime ahead = new VirtualTime();
        ahead.advance(Duration.ofDays(30));
        DyingStore dying = new DyingStore(store, dieAt(2), () -> false);
        Directories wrong = Tocsin.builder().store(dying).clock(ahead).build().directories();
        assertThatThrownBy(() -> wrong.sync(link(), progress -> {})).isInstanceOf(ProcessDeath.class);

        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void ofTwoReadingsAtOnceOneIsBusy() {
        fill(4);
        List<DirectorySyncReport> second = new ArrayList<>();
        directory.beforePage(() -> {
            directory.beforePage(() -> {});
            second.add(tocsin(store).directories().sync(link(), progress -> {}));
        });

        DirectorySyncReport first = sync();

        assertThat(first.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(second).extracting(DirectorySyncReport::ending).containsExactly(Ending.BUSY);
        assertThat(second.get(0).message()).contains("another reading");
        assertAsTheDirectory();
    }

    @Test
    void aReadingThatWasTakenOverWritesNoMore() {
        fill(6);
        List<DirectorySyncReport> second = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        directory.beforePage(() -> {
            pages.add(1);
            if (pages.size() == 2) {
                time.advance(Duration.ofMinutes(6));
                second.add(tocsin(store).directories().sync(link(), progress -> {}));
            }
        });

        DirectorySyncReport first = sync();

        assertThat(second).extracting(DirectorySyncReport::ending).containsExactly(Ending.COMPLETED);
        assertThat(first.ending()).isEqualTo(Ending.BUSY);
        assertThat(first.message()).contains("took the directory over");
        assertAsTheDirectory();
        assertThat(directories.standing("tenant").orElseThrow().owner()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadingWritesNothingIntoAConnectionThatIsAnotherCustomersSince(boolean fails) {
        fill(2);
        DirectoryLink theirs = new DirectoryLink("tenant", "globex", new FakeDirectory(3), BOOK);
        List<StoredFeed> claimed = new ArrayList<>();
        directory.beforePage(() -> {
            time.advance(Duration.ofMinutes(6));
            assertThat(directories.disconnect("tenant", OPERATOR)).isZero();
            DyingStore dying = new DyingStore(store, dieAt(2), () -> false);
            assertThatThrownBy(() -> tocsin(dying).directories().sync(theirs, progress -> {}))
                    .isInstanceOf(ProcessDeath.class);
            claimed.add(directories.standing("tenant").orElseThrow());
        });
        directory.failAt(fails ? 1 : 0);

        DirectorySyncReport late = sync();

        assertThat(claimed)
                .extracting(StoredFeed::version)
                .as("as the late one's")
                .containsExactly(1L);
        assertThat(late.ending()).isEqualTo(fails ? Ending.FAILED : Ending.BUSY);
        assertThat(stored()).isEmpty();
        assertThat(directories.standing("tenant")).contains(claimed.get(0));
    }

    @Test
    void aDeadReadingsDirectoryIsFreeWhenItsLeaseEnds() {
        fill(4);
        DyingStore dying = new DyingStore(store, dieAt(2), () -> false);
        assertThatThrownBy(() -> tocsin(dying).directories().sync(link(), progress -> {}))
                .isInstanceOf(ProcessDeath.class);

        assertThat(sync().ending()).isEqualTo(Ending.BUSY);
        time.advance(Duration.ofMinutes(6));
        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
        assertAsTheDirectory();
    }

    private static BooleanSupplier dieAt(int write) {
        int[] count = {0};
        return () -> ++count[0] == write;
    }

    @Test
    void theUsersOfOneConnectionAreOneCompanys() {
        fill(1);
        sync();

        assertThatThrownBy(
                        () -> directories.sync(new DirectoryLink("tenant", "other", directory, BOOK), progress -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has the users of company 'acme'");
    }

    @Test
    void oneDirectorysFailureIsItsOwnWhenManyAreRead() throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            List<DirectoryLink> links = new ArrayList<>();
            List<FakeDirectory> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                FakeDirectory one = new FakeDirectory(2);
                for (int u = 0; u < 5; u++) {
                    one.put(user(u, null, true));
                }
                all.add(one);
                links.add(new DirectoryLink("tenant-" + i, "company-" + i, one, BOOK));
            }
            all.get(7).failAt(2);

            List<DirectorySyncReport> reports = directories.syncAll(links, 3, executor, progress -> {});

            assertThat(reports)
                    .extracting(DirectorySyncReport::connectionId)
                    .containsExactlyElementsOf(
                            links.stream().map(DirectoryLink::connectionId).toList());
            assertThat(reports)
                    .filteredOn(report -> report.ending() == Ending.FAILED)
                    .extracting(DirectorySyncReport::connectionId)
                    .containsExactly("tenant-7");
            assertThat(directories.syncAll(links, 3, executor, progress -> {}))
                    .extracting(DirectorySyncReport::ending)
                    .containsOnly(Ending.COMPLETED);
            for (int i = 0; i < 20; i++) {
                assertThat(directories.count("tenant-" + i)).isEqualTo(5);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anInterruptedCallerEndsTheReadingsAfterTheirPage() throws InterruptedException {
        fill(8);
        Thread caller = Thread.currentThread();
        CountDownLatch left = new CountDownLatch(1);
        directory.beforePage(() -> {
            if (directory.calls() == 1) {
                caller.interrupt();
                awaitUninterruptibly(left);
            }
        });
        FakeDirectory never = new FakeDirectory(3);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            List<DirectoryLink> links = List.of(link(), new DirectoryLink("tenant-2", "other", never, BOOK));
            assertThatThrownBy(() -> directories.syncAll(links, 1, executor, progress -> {}))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            left.countDown();
            executor.shutdown();
            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(directories.count("tenant")).isEqualTo(6);
        assertThat(never.calls()).isZero();
        directory.beforePage(() -> {});
        assertThat(sync().counts().added()).as("nobody holds the directory").isEqualTo(2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aHostWhoseOwnCodeFailsDoesNotKeepTheDirectory() {
        fill(8);
        assertThatThrownBy(() -> directories.sync(link(), progress -> {
                    throw new IllegalStateException("the progress bar broke");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(directories.count("tenant")).isEqualTo(3);
        assertThat(sync().counts().added()).isEqualTo(5);
    }

    @Test
    void aConnectionThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> directories.syncAll(List.of(link(), link()), 1, Runnable::run, progress -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'tenant' stands twice");
    }

    private void grant(Tocsin tocsin, int user) {
        assertThat(tocsin.consent()
                        .grant(
                                "alerts",
                                new DirectoryRef("tenant", id(user)),
                                new PhoneNumber(MOBILE),
                                Set.of(PhoneUse.SMS),
                                TEXT,
                                new ConsentProof(
                                        ConsentMethod.WEB_FORM,
                                        ConsentActor.person("u" + user, "192.0.2.9"),
                                        Map.of("page", "https://example.com"))))
                .returns(ConsentAction.OPT_IN, ConsentEntry::action);
    }

    private SendDecision decide(Tocsin tocsin, int user) {
        CompanyUser stored = tocsin.directories().user("tenant", id(user)).orElseThrow();
        return tocsin.consent()
                .decide("alerts", SendRequest.to(stored, stored.phones().get(0), PhoneUse.SMS));
    }

    @Test
    void aNumberThatWentAwayTakesItsConsentAlongAndDoesNotBringItBack() {
        Tocsin tocsin = tocsin(store);
        directory.put(user(1, MOBILE, true));
        sync();
        grant(tocsin, 1);
        assertThat(decide(tocsin, 1)).isInstanceOf(SendDecision.Allowed.class);

        time.advance(Duration.ofMinutes(1));
        directory.put(user(1, "+4915123456700", true));
        DirectorySyncReport report = sync();
        assertThat(report.counts().voided()).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));
        directory.put(user(1, MOBILE, true));
        sync();

        assertThat(decide(tocsin, 1))
                .isInstanceOfSatisfying(
                        SendDecision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendDecision.Reason.VOIDED));
    }

    private static DirectoryUser signingInWith(@Nullable List<String> phones, @Nullable String mobile) {
        return new DirectoryUser(id(1), "u1@example.com", null, "User 1", mobile, List.of(), phones, true, false);
    }

    @Test
    void aSignInPhoneThatTheDirectoryDoesNotTellStaysKnownWithItsConsentAndOneThatIsGoneDoesNot() {
        Tocsin tocsin = tocsin(store);
        directory.put(signingInWith(List.of(MOBILE), "+4915123456700"));
        sync();
        grant(tocsin, 1);

        time.advance(Duration.ofMinutes(1));
        directory.put(signingInWith(null, null));
        sync();
        assertThat(tocsin.consent().entries("alerts", new PhoneNumber(MOBILE))).hasSize(1);
        assertThat(directories.user("tenant", id(1)).orElseThrow().phones())
                .extracting(phone -> phone.number().e164())
                .as("the mobile phone is gone by the directory's word")
                .containsExactly(MOBILE);
        assertThat(decide(tocsin, 1)).isInstanceOf(SendDecision.Allowed.class);

        time.advance(Duration.ofMinutes(1));
        directory.put(signingInWith(List.of(), null));
        sync();
        assertThat(tocsin.consent().entries("alerts", new PhoneNumber(MOBILE))).hasSize(2);
        assertThat(directories.user("tenant", id(1)).orElseThrow().phones()).isEmpty();
    }

    @Test
    void theConsentEndsInTheTransactionInWhichTheNumberGoes() {
        Tocsin tocsin = tocsin(store);
        directory.put(user(1, MOBILE, true));
        sync();
        grant(tocsin, 1);
        time.advance(Duration.ofMinutes(1));
        directory.put(user(1, null, true));
        for (int write = 1; write <= 4; write++) {
            DyingStore dying = new DyingStore(store, dieAt(write), () -> false);
            try {
                tocsin(dying).directories().sync(link(), progress -> {});
            } catch (ProcessDeath death) {
                time.advance(Duration.ofMinutes(6));
            }
            boolean numberGone =
                    directories.user("tenant", id(1)).orElseThrow().phones().isEmpty();
            assertThat(tocsin.consent().entries("alerts", new PhoneNumber(MOBILE)))
                    .hasSize(numberGone ? 2 : 1);
        }
        assertThat(directories.user("tenant", id(1)).orElseThrow().phones()).isEmpty();
    }

    @Test
    void theAffectedUsersPhoneIsFoundByObjectIdOrNameWithinTheCompany() {
        directory.put(user(1, MOBILE, true));
        directory.put(user(2, null, true));
        sync();

        assertThat(directories.affectedPhone("acme", new EventUser(null, "U1@EXAMPLE.com"), PhoneUse.VOICE))
                .isInstanceOfSatisfying(
                        AffectedPhone.Found.class,
                        found -> assertThat(found.phone().number().e164()).isEqualTo(MOBILE));
        assertThat(directories.affectedPhone("acme", new EventUser("ID-0001", null), PhoneUse.VOICE))
                .isInstanceOf(AffectedPhone.Found.class);
        assertThat(directories.affectedPhone("acme", new EventUser(id(2), null), PhoneUse.VOICE))
                .isInstanceOfSatisfying(
                        AffectedPhone.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(AffectedPhone.Reason.NO_PHONE));
        assertThat(directories.affectedPhone("other", new EventUser(id(1), null), PhoneUse.VOICE))
                .isInstanceOfSatisfying(
                        AffectedPhone.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(AffectedPhone.Reason.USER_NOT_KNOWN));
    }

    @Test
    void aNameThatWasGivenToAnotherSinceLeadsToNobodysPhone() {
        directory.put(user(1, MOBILE, true));
        sync();
        directory.remove(id(1));
        sync();
        directory.put(new DirectoryUser(
                "new", "u1@example.com", null, "Another", "+4915123456700", List.of(), List.of(), true, false));
        sync();

        assertThat(directories.affectedPhone("acme", new EventUser(null, "u1@example.com"), PhoneUse.VOICE))
                .isInstanceOfSatisfying(AffectedPhone.Missing.class, missing -> {
                    assertThat(missing.reason()).isEqualTo(AffectedPhone.Reason.USER_AMBIGUOUS);
                    assertThat(missing.persons()).hasSize(2);
                });
        assertThat(directories.affectedPhone("acme", new EventUser("unheard-of", "u1@example.com"), PhoneUse.VOICE))
                .isInstanceOf(AffectedPhone.Missing.class);
        assertThat(directories.affectedPhone("acme", new EventUser("new", "u1@example.com"), PhoneUse.VOICE))
                .isInstanceOfSatisfying(
                        AffectedPhone.Found.class,
                        found -> assertThat(found.person().name()).isEqualTo("Another"));
    }

    @Test
    void theAffectedUsersPhoneIsFoundForAStoredEvent() {
        Tocsin tocsin = tocsin(store);
        tocsin.configuration().save(new Company(MspId.SINGLE, "acme", "Acme"));
        tocsin.configuration().save(new SourceLink(MspId.SINGLE, "entra", "tenant", "acme"));
        directory.put(user(1, MOBILE, true));
        sync();
        Receipt withUser =
                tocsin.ingest(List.of(event("e1", new EventUser(id(1), null)))).get(0);
        Receipt without = tocsin.ingest(List.of(event("e2", null))).get(0);

        assertThat(directories.affectedPhone(withUser.eventId(), PhoneUse.SMS))
                .containsInstanceOf(AffectedPhone.Found.class);
        assertThat(directories.affectedPhone(without.eventId(), PhoneUse.SMS))
                .containsInstanceOf(AffectedPhone.Missing.class);
    }

    private static SecurityEvent event(String id, @Nullable EventUser user) {
        return SecurityEvent.builder()
                .source("entra")
                .sourceCompanyId("tenant")
                .externalId(id)
                .occurredAt(VirtualTime.START)
                .category(EventCategory.AZURE_AD_AUDIT)
                .eventType("risky-sign-in")
                .severity(Severity.HIGH)
                .title("Risky sign-in")
                .user(user)
                .build();
    }

    @Test
    void aDisconnectedDirectoryIsForgottenAndItsUsersOptInsAreVoid() {
        Tocsin tocsin = tocsin(store);
        directory.put(user(1, MOBILE, true));
        directory.put(user(2, "+4915123456700", true));
        sync();
        assertThat(tocsin.consent()
                        .accept("acme", EnrolmentPolicy.ADMIN_ATTESTED, TEXT, "Ada <ada@example.com>", "192.0.2.3"))
                .returns(EnrolmentPolicy.ADMIN_ATTESTED, AdminAcceptance::policy);
        assertThat(tocsin.consent()
                        .enrol("acme", "alerts", Set.of(PhoneUse.SMS))
                        .enrolled())
                .isEqualTo(2);
        time.advance(Duration.ofMinutes(1));
        grant(tocsin, 1);
        CompanyUser first = directories.user("tenant", id(1)).orElseThrow();
        CompanyUser second = directories.user("tenant", id(2)).orElseThrow();
        time.advance(Duration.ofMinutes(1));

        assertThat(directories.disconnect("tenant", OPERATOR)).isEqualTo(2);

        assertThat(stored()).isEmpty();
        assertThat(directories.standing("tenant")).isEmpty();
        Supplier<SendDecision> own = () -> tocsin.consent()
                .decide("alerts", SendRequest.to(first, first.phones().get(0), PhoneUse.SMS));
        assertThat(own.get()).as("whose the number is, nobody tells any more").isInstanceOf(SendDecision.Refused.class);
        assertThat(tocsin.consent()
                        .decide("alerts", SendRequest.to(second, second.phones().get(0), PhoneUse.SMS)))
                .isInstanceOf(SendDecision.Refused.class);
        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(tocsin.consent()
                        .enrol("acme", "alerts", Set.of(PhoneUse.SMS))
                        .enrolled())
                .as("what was attested is taken back")
                .isZero();
    }

    @Test
    void aNumberThatWentAwayAndCameBackWhileItsDirectoryWasDisconnectedBringsNoConsentBack() {
        Tocsin tocsin = tocsin(store);
        directory.put(user(1, MOBILE, true));
        sync();
        grant(tocsin, 1);
        time.advance(Duration.ofMinutes(1));
        directories.disconnect("tenant", OPERATOR);
        directory.put(user(1, "+4915123456700", true));
        sync();
        directory.put(user(1, MOBILE, true));
        sync();
        time.advance(Duration.ofMinutes(1));

        CompanyUser back = directories.user("tenant", id(1)).orElseThrow();
        SendRequest text = SendRequest.to(back, back.phones().get(0), PhoneUse.SMS);
        assertThat(tocsin.consent().decide("alerts", text)).isInstanceOf(SendDecision.Refused.class);
    }

    @Test
    void aDisconnectionThatIsDoneAgainVoidsNothingTwice() {
        Tocsin tocsin = tocsin(store);
        directory.put(user(1, MOBILE, true));
        sync();
        grant(tocsin, 1);
        time.advance(Duration.ofMinutes(1));
        DyingStore dying = new DyingStore(store, () -> false, dieAt(3));
        assertThatThrownBy(() -> tocsin(dying).directories().disconnect("tenant", OPERATOR))
                .isInstanceOf(ProcessDeath.class);
        time.advance(Duration.ofMinutes(10));

        assertThat(directories.disconnect("tenant", OPERATOR)).isOne();
        assertThat(tocsin.consent().entries("alerts", new PhoneNumber(MOBILE)))
                .extracting(ConsentEntry::action)
                .containsExactly(ConsentAction.OPT_IN, ConsentAction.VOIDED);
    }

    @Test
    void aReadingThatIsLateWritesNothingIntoWhatAnotherCustomerHasNow() {
        fill(2);
        DirectorySync others = new DirectorySync(MspId.SINGLE, store, time);
        directory.beforePage(() -> {
            time.advance(Duration.ofMinutes(6));
            directories.disconnect("tenant", OPERATOR);
            assertThat(others.claim("tenant", "globex")).isPresent();
        });

        assertThat(sync().ending()).isEqualTo(Ending.BUSY);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aDirectoryThatIsBeingReadIsNotDisconnected() {
        fill(4);
        directory.beforePage(() -> assertThatThrownBy(() -> directories.disconnect("tenant", OPERATOR))
                .isInstanceOf(SyncBusyException.class));

        assertThat(sync().ending()).isEqualTo(Ending.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 200, 300, 400, 500, 600, 700})
    void whateverHappensTheUsersAreAtLastAsTheDirectoryHasThem(long from) {
        for (long seed = from; seed < from + 40; seed++) {
            new History(seed).run();
        }
    }

    /** A directory that changes while it is read by processes that die, with tokens that expire and pages that fail. */
    private final class History {
        private final Random random;
        private final long seed;
        private final VolatileStore kept = new VolatileStore();
        private final FakeDirectory changing;
        private final Set<String> deletedOnce = new HashSet<>();
        private final VirtualTime clock = new VirtualTime();

        History(long seed) {
            this.seed = seed;
            random = new Random(seed);
            changing = new FakeDirectory(1 + random.nextInt(5), random);
        }

        void run() {
            for (int i = 0; i < 12; i++) {
                change();
            }
            for (int round = 0; round < 12; round++) {
                for (int i = random.nextInt(6); i > 0; i--) {
                    change();
                }
                attempt();
                assertNobodyIsGoneWrongly();
            }
            changing.beforePage(() -> {});
            changing.failAt(0);
            changing.put(user(0, null, true));
            clock.advance(Duration.ofMinutes(6));
            Directories sound =
                    Tocsin.builder().store(kept).clock(clock).build().directories();
            DirectoryLink link = new DirectoryLink("tenant", "acme", changing, BOOK);
            for (int i = 0; i < 2; i++) {
                assertThat(sound.sync(link, progress -> {}).ending())
                        .as("seed %d", seed)
                        .isEqualTo(Ending.COMPLETED);
            }
            Map<String, CompanyUser> there = new HashMap<>();
            changing.now()
                    .forEach(user -> there.put(user.id(), CompanyUser.of(MspId.SINGLE, "acme", "tenant", user, BOOK)));
            Map<String, CompanyUser> present = new HashMap<>();
            sound.users("tenant", null, 1_000).stream()
                    .filter(user -> user.accountState() != AccountState.GONE)
                    .forEach(user -> present.put(user.directory().userId(), user.withKnownSince(0)));
            assertThat(present).as("seed %d", seed).isEqualTo(there);
        }

        private void change() {
            int number = random.nextInt(20);
            switch (random.nextInt(5)) {
                case 0 -> {
                    deletedOnce.add(id(number));
                    changing.remove(id(number));
                }
                case 1 -> changing.put(user(number, "+49151234567" + (10 + random.nextInt(90)), true));
                default -> changing.put(user(number, null, random.nextBoolean()));
            }
            if (random.nextInt(15) == 0) {
                changing.expireTokens();
            }
        }

        private void attempt() {
            changing.beforePage(() -> {
                if (random.nextInt(3) == 0) {
                    change();
                }
            });
            changing.failAt(random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0);
            boolean dies = random.nextInt(2) == 0;
            Store dying =
                    new DyingStore(kept, () -> dies && random.nextInt(8) == 0, () -> dies && random.nextInt(8) == 0);
            try {
                DirectorySyncReport report = Tocsin.builder()
                        .store(dying)
                        .clock(clock)
                        .build()
                        .directories()
                        .sync(new DirectoryLink("tenant", "acme", changing, BOOK), progress -> {});
                assertThat(report.ending()).as("seed %d", seed).isNotEqualTo(Ending.CANCELLED);
                assertThat(report.message() == null).as("seed %d", seed).isEqualTo(report.ending() == Ending.COMPLETED);
            } catch (ProcessDeath death) {
                clock.advance(Duration.ofMinutes(6));
            }
        }

        private void assertNobodyIsGoneWrongly() {
            kept.read(session -> session.companyUsers().page(MspId.SINGLE, "tenant", null, 1_000)).stream()
                    .filter(user -> user.accountState() == AccountState.GONE)
                    .forEach(user -> assertThat(deletedOnce)
                            .as("seed %d", seed)
                            .contains(user.directory().userId()));
        }
    }
}
