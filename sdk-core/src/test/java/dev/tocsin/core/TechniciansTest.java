package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.fake.FakeDirectory;
import dev.tocsin.core.fake.ScriptedDirectory;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.people.DirectoryListing;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.ImportNote;
import dev.tocsin.core.people.ImportResult;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.people.TechnicianFaultsException;
import dev.tocsin.core.people.TechnicianRefresh;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.TechnicianStore;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.sync.MassChangeLimit;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TechniciansTest {
    private static final PhoneBook BOOK = PhoneBook.of("DE");
    private static final ConsentActor BY = new ConsentActor(ConsentActor.Kind.OPERATOR, "olga", "192.0.2.1");
    private static final PhoneNumber MOBILE = new PhoneNumber("+4915123456789");

    private final VirtualTime time = new VirtualTime();
    private final VolatileStore store = new VolatileStore();
    private final Tocsin tocsin =
            Tocsin.builder().store(store).clock(time).random(new Random(3)).build();
    private final Technicians technicians = tocsin.technicians();
    private final FakeDirectory directory = new FakeDirectory(4);

    private static TechnicianDraft jo() {
        return new TechnicianDraft(
                "Jo Doe", List.of("jo@example.com"), List.of("0151 23456789"), List.of("jdoe"), "JDoe2");
    }

    private static DirectoryUser user(int number, String name, @Nullable String mobile, boolean enabled) {
        return new DirectoryUser(
                "id-" + number,
                name + "@example.com",
                name + "@example.com",
                "User " + number,
                mobile,
                List.of(),
                List.of(),
                enabled,
                false);
    }

    private List<String> trail() {
        return store.read(session -> session.trail().page(MspId.SINGLE, 0, 1_000)).stream()
                .map(TechniciansTest::line)
                .toList();
    }

    private static String line(TrailStore.Entry entry) {
        return entry.actor() + ": " + entry.subject() + ": " + entry.text();
    }

    private void grant(Technician technician) {
        ConsentProof proof = new ConsentProof(
                ConsentMethod.WEB_FORM, ConsentActor.person("jo", "192.0.2.9"), Map.of("page", "https://example.com"));
        ConsentEntry entry = tocsin.consent()
                .grant(
                        "alerts",
                        technician.id(),
                        MOBILE,
                        Set.of(PhoneUse.SMS),
                        new ConsentText("alerts", "en", "I agree."),
                        proof);
        assertThat(entry.person()).isEqualTo(technician.ref());
        time.advance(Duration.ofMinutes(1));
    }

    private List<ConsentAction> ledger() {
        return tocsin.consent().entries("alerts", MOBILE).stream()
                .map(ConsentEntry::action)
                .toList();
    }

    @Test
    void aTechnicianWhoIsAddedIsFoundByIdAndByEveryUsername() {
        Technician added = technicians.add(jo(), BOOK, BY);

        assertThat(added.id()).matches("T[A-Z2-7]{16}");
        assertThat(technicians.get(added.id())).contains(added);
        assertThat(technicians.byUsername("JDOE")).contains(added);
        assertThat(technicians.byUsername("jdoe2")).contains(added);
        assertThat(technicians.byUsername("")).isEmpty();
        assertThat(technicians.list()).containsExactly(added);
        assertThat(trail()).containsExactly("olga: technician " + added.id() + ": added");
    }

    @Test
    void allFaultsOfADraftAreNamedAtOnceAndNothingIsKept() {
        assertThat(technicians.add(jo(), BOOK, BY)).isNotNull();
        TechnicianDraft bad = new TechnicianDraft(" ", List.of("no address"), List.of("12"), List.of("JDOE"), null);

        TechnicianFaultsException refused =
                catchThrowableOfType(TechnicianFaultsException.class, () -> technicians.add(bad, BOOK, BY));

        assertThat(refused.faults())
                .extracting(FieldError::field)
                .containsExactly("name", "emails[0]", "phones[0]", "usernames[0]");
        assertThat(technicians.list()).hasSize(1);
        assertThat(trail()).hasSize(1);
    }

    @Test
    void anAdditionAndAnEditLookAtThoseOnlyWhoHaveTheUsernames() {
        Technician added = technicians.add(jo(), BOOK, BY);
        Technicians narrow = Tocsin.builder()
                .store(new WithoutLists(store))
                .clock(time)
                .build()
                .technicians();

        assertThat(narrow.edit(added.id(), draft -> draft.withName("Jo Dow"), BOOK, BY)
                        .name())
                .isEqualTo("Jo Dow");
        TechnicianFaultsException refused = catchThrowableOfType(
                TechnicianFaultsException.class,
                () -> narrow.add(
                        new TechnicianDraft("Al", List.of(), List.of(), List.of("al", " JDOE"), "jdoe2"), BOOK, BY));
        assertThat(refused.faults())
                .extracting(FieldError::toString)
                .satisfiesExactly(
                        name -> assertThat(name).contains("usernames[1]").contains("Jo Dow"),
                        member -> assertThat(member).contains("psaMember").contains("Jo Dow"));
    }

    /** A store that does not hand out all technicians. */
    private record WithoutLists(Store store) implements Store {
        @Override
        public <R> R write(Function<StoreSession, R> work) {
            return store.write(session -> work.apply(narrowed(session)));
        }

        @Override
        public <R> R read(Function<StoreSession, R> work) {
            return store.read(session -> work.apply(narrowed(session)));
        }

        @Override
        public void close() {
            store.close();
        }

        private static StoreSession narrowed(StoreSession session) {
            return refusing(
                    StoreSession.class,
                    session,
                    "technicians",
                    () -> refusing(TechnicianStore.class, session.technicians(), "all", () -> {
                        throw new AssertionError("all technicians are read");
                    }));
        }

        private static <T> T refusing(Class<T> type, T of, String name, Supplier<Object> instead) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) ->
                            method.getName().equals(name) ? instead.get() : method.invoke(of, arguments)));
        }
    }

    @Test
    void anEditKeepsWhatTheDraftRepeatsAndVoidsTheConsentOfANumberThatGoes() {
        Technician added = technicians.add(jo(), BOOK, BY);
        grant(added);

        Technician renamed = technicians.edit(added.id(), draft -> draft.withName("Jo Dow"), BOOK, BY);
        assertThat(renamed.phones()).isEqualTo(added.phones());
        assertThat(renamed.usernames()).isEqualTo(added.usernames());
        assertThat(ledger()).containsExactly(ConsentAction.OPT_IN);

        Technician moved = technicians.edit(added.id(), draft -> draft.withPhones(List.of("0151 23456700")), BOOK, BY);
        assertThat(moved.numbers()).containsExactly(new PhoneNumber("+4915123456700"));
        assertThat(ledger()).containsExactly(ConsentAction.OPT_IN, ConsentAction.VOIDED);
        assertThat(trail())
                .contains("olga: technician " + added.id() + ": changed phones; consent is void for +49•••••6789");
        assertThat(String.join("\n", trail())).doesNotContain("23456");
    }

    @Test
    void aPhoneWithAnExtensionComesThroughAnEditUnchanged() {
        Technician added =
                technicians.add(TechnicianDraft.named("Al").withPhones(List.of("030 123456 ext. 12")), BOOK, BY);

        Technician edited = technicians.edit(added.id(), draft -> draft.withName("Alf"), BOOK, BY);

        assertThat(edited.phones()).isEqualTo(added.phones());
        assertThat(edited.phones().get(0).phone().extension()).isEqualTo("12");
    }

    @Test
    void anEditIsMadeAnewOverWhatSomebodyElseChangedMeanwhile() {
        Technician added = technicians.add(jo(), BOOK, BY);
        List<TechnicianDraft> seen = new ArrayList<>();

        Technician edited = technicians.edit(
                added.id(),
                draft -> {
                    seen.add(draft);
                    if (seen.size() == 1) {
                        assertThat(technicians.edit(
                                        added.id(), other -> other.withEmails(List.of("other@example.com")), BOOK, BY))
                                .isNotNull();
                    }
                    return draft.withName("Jo Dow");
                },
                BOOK,
                BY);

        assertThat(seen).hasSize(2);
        assertThat(edited.name()).isEqualTo("Jo Dow");
        assertThat(edited.email().orElseThrow().value()).isEqualTo("other@example.com");
    }

    @Test
    void anEditIsMadeAnewOverOneWhoWasRemovedAndImportedAgainMeanwhile() {
        directory.put(user(1, "jo", "0151 23456789", true));
        importUsers("id-1");
        String id = technicians.list().get(0).id();
        List<TechnicianDraft> seen = new ArrayList<>();

        Technician edited = technicians.edit(
                id,
                draft -> {
                    seen.add(draft);
                    if (seen.size() == 1) {
                        assertThat(technicians.remove(id, BY)).isTrue();
                        directory.put(user(1, "jo", "0151 23456700", true));
                        importUsers("id-1");
                    }
                    return draft.withEmails(List.of("other@example.com"));
                },
                BOOK,
                BY);

        assertThat(seen).hasSize(2);
        assertThat(edited.numbers()).containsExactly(new PhoneNumber("+4915123456700"));
    }

    @Test
    void anEditThatIsAlwaysOvertakenGivesUp() {
        Technician added = technicians.add(jo(), BOOK, BY);
        int[] count = {0};

        assertThatThrownBy(() -> technicians.edit(
                        added.id(),
                        draft -> {
                            String name = "Jo " + ++count[0];
                            assertThat(technicians.edit(added.id(), other -> other.withName(name), BOOK, BY))
                                    .isNotNull();
                            return draft;
                        },
                        BOOK,
                        BY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("try again later");
    }

    @Test
    void aStatusThatAPersonSetStaysUntilItIsReleased() {
        directory.put(user(1, "jo", null, true));
        importUsers("id-1");
        String id = technicians.list().get(0).id();

        assertThat(technicians.setStatus(id, TechnicianStatus.ON_LEAVE, BY).status())
                .isEqualTo(TechnicianStatus.ON_LEAVE);
        refresh();
        assertThat(technicians.get(id).orElseThrow().status()).isEqualTo(TechnicianStatus.ON_LEAVE);
        assertThat(technicians.release(id, BY).status()).isEqualTo(TechnicianStatus.ACTIVE);
        assertThat(trail()).contains("olga: technician " + id + ": changed status ACTIVE to ON_LEAVE");
    }

    @Test
    void whoWasAddedByHandAndIsLinkedFollowsTheDirectoryUnlessAPersonSetTheStatus() {
        String jo = technicians
                .add(new TechnicianDraft("Jo", List.of(), List.of(), List.of("jo@example.com"), null), BOOK, BY)
                .id();
        String al = technicians
                .add(new TechnicianDraft("Al", List.of(), List.of(), List.of("al@example.com"), null), BOOK, BY)
                .id();
        assertThat(technicians.setStatus(al, TechnicianStatus.ACTIVE, BY).status())
                .isEqualTo(TechnicianStatus.ACTIVE);
        directory.put(user(1, "jo", null, true));
        directory.put(user(2, "al", null, true));
        assertThat(importUsers("id-1", "id-2").notes())
                .extracting(ImportNote::technicianId, ImportNote::code)
                .containsExactly(tuple(jo, ImportNote.Code.LINKED), tuple(al, ImportNote.Code.LINKED));

        directory.remove("id-1");
        directory.put(user(2, "al", null, false));
        refresh();

        assertThat(technicians.get(jo).orElseThrow().status()).isEqualTo(TechnicianStatus.INACTIVE);
        assertThat(technicians.get(al).orElseThrow().status()).isEqualTo(TechnicianStatus.ACTIVE);
    }

    @Test
    void whoIsRemovedIsGoneAndTheLedgerKeepsTheProof() {
        Technician added = technicians.add(jo(), BOOK, BY);
        grant(added);

        assertThat(technicians.remove(added.id(), BY)).isTrue();
        assertThat(technicians.remove(added.id(), BY)).isFalse();

        assertThat(technicians.list()).isEmpty();
        assertThat(ledger()).containsExactly(ConsentAction.OPT_IN, ConsentAction.VOIDED);
    }

    @Test
    void aTechnicianWhoIsNotThereCannotBeChanged() {
        assertThatThrownBy(() -> technicians.setStatus("nobody", TechnicianStatus.INACTIVE, BY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'nobody' is no technician");
        assertThatThrownBy(() -> technicians.edit("nobody", draft -> draft, BOOK, BY))
                .isInstanceOf(ConfigurationException.class);
    }

    private ImportResult importUsers(String... ids) {
        return technicians.importUsers("home", directory, BOOK, List.of(ids), BY);
    }

    private TechnicianRefresh refresh() {
        return technicians.refresh("home", directory, BOOK, BY);
    }

    private void importMany(int count) {
        IntStream.range(0, count).forEach(number -> directory.put(user(number, "u" + number, null, true)));
        importUsers(IntStream.range(0, count).mapToObj(number -> "id-" + number).toArray(String[]::new));
    }

    @Test
    void chosenUsersBecomeTechniciansOnceAndWhoIsNotFoundIsTold() {
        directory.put(user(1, "jo", "0151 23456789", true));
        directory.put(user(2, "al", null, true));

        ImportResult first = importUsers("id-1", "AL@example.com", "nobody@example.com");
        ImportResult again = importUsers("id-1", "id-2");

        assertThat(first.changes()).hasSize(2);
        assertThat(first.notes())
                .extracting(ImportNote::userId, ImportNote::code)
                .containsExactly(tuple("nobody@example.com", ImportNote.Code.NOT_IMPORTED));
        assertThat(again.changes()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(technicians.list()).hasSize(2).allMatch(Technician::isImported);
    }

    @Test
    void aListingShowsWhoIsATechnicianAlready() {
        importMany(3);
        directory.put(user(7, "new", null, true));

        DirectoryListing page = technicians.browse("home", directory, DirectoryQuery.all(10));

        assertThat(page.entries()).hasSize(4);
        assertThat(page.entries())
                .filteredOn(entry -> entry.technician().isEmpty())
                .extracting(entry -> entry.user().id())
                .containsExactly("id-7");
    }

    @Test
    void aDirectoryThatCannotBeReadChangesNothing() {
        importMany(3);
        directory.put(user(1, "renamed", null, true));
        directory.failAt(1);

        assertThatThrownBy(this::refresh).isInstanceOf(TransportException.class);

        StoredFeed feed = feed();
        assertThat(feed.state()).isEqualTo(StoredFeed.State.FAILING);
        assertThat(feed.message()).contains("the line is dead");
        assertThat(technicians.byUsername("renamed@example.com")).isEmpty();
        assertThat(refresh()).isInstanceOf(TechnicianRefresh.Applied.class);
        assertThat(technicians.byUsername("renamed@example.com")).isPresent();
        assertThat(feed().failures()).isZero();
    }

    private StoredFeed feed() {
        return store.read(session ->
                session.feeds().get(MspId.SINGLE, "home", "technicians").orElseThrow());
    }

    @Test
    void theFirstRefreshHearsAllUsersAndTheNextOnlyWhatChanged() {
        importMany(9);
        assertThat(refresh()).isInstanceOfSatisfying(TechnicianRefresh.Applied.class, applied -> {
            assertThat(applied.whole()).isTrue();
            assertThat(applied.result().unchanged()).isEqualTo(9);
        });

        directory.put(user(2, "u2", null, false));
        directory.put(user(50, "stranger", null, true));
        int before = directory.calls();
        TechnicianRefresh refreshed = refresh();

        assertThat(directory.calls() - before).isEqualTo(1);
        assertThat(refreshed).isInstanceOfSatisfying(TechnicianRefresh.Applied.class, applied -> {
            assertThat(applied.whole()).isFalse();
            assertThat(applied.result().changes()).hasSize(1);
            assertThat(applied.result().notes())
                    .extracting(ImportNote::code)
                    .containsExactly(ImportNote.Code.DEACTIVATED);
        });
        assertThat(technicians.list()).hasSize(9);
    }

    @Test
    void afterTheTokenExpiredWhoIsNotToldIsGone() {
        importMany(9);
        refresh();
        directory.remove("id-4");
        directory.expireTokens();

        assertThat(refresh())
                .isInstanceOfSatisfying(
                        TechnicianRefresh.Applied.class,
                        applied -> assertThat(applied.whole()).isTrue());
        assertThat(technicians.list())
                .filteredOn(technician -> technician.status() == TechnicianStatus.INACTIVE)
                .singleElement()
                .satisfies(technician -> assertThat(technician.name()).isEqualTo("User 4"));
    }

    @Test
    void aRefreshThatWouldChangeTooManyAsksFirst() {
        importMany(50);
        refresh();
        IntStream.range(0, 21).forEach(number -> directory.remove("id-" + number));
        directory.expireTokens();

        assertThat(refresh()).isInstanceOfSatisfying(TechnicianRefresh.Asks.class, asks -> {
            assertThat(asks.result().changes()).hasSize(21);
            assertThat(asks.question()).contains("20 of 50");
        });
        assertThat(technicians.list()).allMatch(technician -> technician.status() == TechnicianStatus.ACTIVE);

        assertThat(technicians.refresh("home", directory, BOOK, MassChangeLimit.NONE, BY))
                .isInstanceOf(TechnicianRefresh.Applied.class);
        assertThat(technicians.list())
                .filteredOn(technician -> technician.status() == TechnicianStatus.INACTIVE)
                .hasSize(21);
    }

    @Test
    void whoIsGoneAlreadyDoesNotWidenTheLimitForTheOthers() {
        importMany(130);
        refresh();
        IntStream.range(0, 95).forEach(number -> directory.remove("id-" + number));
        assertThat(technicians.refresh("home", directory, BOOK, MassChangeLimit.NONE, BY))
                .isInstanceOf(TechnicianRefresh.Applied.class);

        IntStream.range(95, 116).forEach(number -> directory.put(user(number, "v" + number, null, true)));

        assertThat(refresh())
                .isInstanceOfSatisfying(
                        TechnicianRefresh.Asks.class,
                        asks -> assertThat(asks.question()).contains("20 of 35"));
    }

    @Test
    void itAsksBeforeMostOfAFewCeaseToGetAlerts() {
        importMany(5);
        refresh();
        IntStream.range(0, 3).forEach(number -> directory.remove("id-" + number));

        assertThat(refresh())
                .isInstanceOfSatisfying(
                        TechnicianRefresh.Asks.class,
                        asks -> assertThat(asks.question()).contains("3 of 5 technicians"));
        assertThat(technicians.list()).allMatch(technician -> technician.status() == TechnicianStatus.ACTIVE);
        assertThat(technicians.refresh("home", directory, BOOK, new MassChangeLimit(60, 20), BY))
                .isInstanceOf(TechnicianRefresh.Applied.class);
    }

    @Test
    void aChangeThatTakesNobodysAlertsIsNotAskedAboutAmongAFew() {
        importMany(5);
        refresh();
        IntStream.range(0, 5).forEach(number -> directory.put(user(number, "v" + number, null, true)));

        assertThat(refresh()).isInstanceOf(TechnicianRefresh.Applied.class);
    }

    @Test
    void aDirectoryThatSuddenlyShowsNobodyIsAskedAboutHoweverFewThereAre() {
        importMany(3);
        refresh();
        IntStream.range(0, 3).forEach(number -> directory.remove("id-" + number));
        directory.expireTokens();

        assertThat(refresh())
                .isInstanceOfSatisfying(
                        TechnicianRefresh.Asks.class,
                        asks -> assertThat(asks.question()).contains("no user at all"));
    }

    @Test
    void aDirectoryThatHandsItsTokensRoundInARingIsAFault() {
        ScriptedDirectory ring = ScriptedDirectory.ring();

        assertThatThrownBy(() -> technicians.refresh("home", ring, BOOK, BY))
                .isInstanceOf(TocsinException.class)
                .hasMessageContaining("one and the same page again");

        assertThat(ring.calls()).isEqualTo(3);
        assertThat(feed().state()).isEqualTo(StoredFeed.State.FAILING);
    }

    @Test
    void aPageThatIsNullIsAFaultOfTheDirectory() {
        assertThatThrownBy(() -> technicians.refresh("home", new ScriptedDirectory(token -> null), BOOK, BY))
                .isInstanceOf(TocsinException.class)
                .hasMessageContaining("null for a page");
    }

    @Test
    void anAdapterWhoseClassesAreMissingIsTheCallersAndIsKeptAsTheReason() {
        ScriptedDirectory broken = new ScriptedDirectory(token -> {
            throw new NoClassDefFoundError("com/example/Client");
        });

        assertThatThrownBy(() -> technicians.refresh("home", broken, BOOK, BY))
                .isInstanceOf(NoClassDefFoundError.class);

        assertThat(feed().message()).isEqualTo("com/example/Client");
    }

    @Test
    void twoUsersMaySwapTheirPrincipalNames() {
        directory.put(user(1, "jo", null, true));
        directory.put(user(2, "al", null, true));
        importUsers("id-1", "id-2");
        refresh();
        directory.put(user(1, "al", null, true));
        directory.put(user(2, "jo", null, true));

        assertThat(refresh()).isInstanceOf(TechnicianRefresh.Applied.class);

        assertThat(technicians.byUsername("al@example.com").orElseThrow().name())
                .isEqualTo("User 1");
        assertThat(technicians.byUsername("jo@example.com").orElseThrow().name())
                .isEqualTo("User 2");
    }

    @Test
    void anImportMovesAPrincipalNameFromOneTechnicianToAnother() {
        directory.put(user(1, "jo", null, true));
        importUsers("id-1");
        directory.put(user(1, "jo.old", null, true));
        directory.put(user(2, "jo", null, true));

        importUsers("id-2");

        assertThat(technicians.byUsername("jo@example.com").orElseThrow().name())
                .isEqualTo("User 2");
        assertThat(technicians.list()).hasSize(2);
        assertThat(refresh()).isInstanceOf(TechnicianRefresh.Applied.class);
        assertThat(technicians.byUsername("jo.old@example.com").orElseThrow().name())
                .isEqualTo("User 1");
    }

    @Test
    void aRefreshKeepsTheConsentOfPhonesThatStayAndVoidsThoseThatGo() {
        directory.put(user(1, "jo", "0151 23456789", true));
        importUsers("id-1");
        grant(technicians.list().get(0));
        directory.put(user(1, "jo.new", "0151 23456789", true));
        refresh();
        assertThat(ledger()).containsExactly(ConsentAction.OPT_IN);

        directory.put(user(1, "jo.new", null, true));
        refresh();

        assertThat(ledger()).containsExactly(ConsentAction.OPT_IN, ConsentAction.VOIDED);
    }

    @Test
    void aRefreshThatAnotherOneOvertookReadsAgain() {
        importMany(3);
        directory.put(user(1, "renamed", null, true));
        directory.beforePage(() -> {
            directory.beforePage(() -> {});
            assertThat(refresh()).isInstanceOf(TechnicianRefresh.Applied.class);
        });

        assertThat(refresh())
                .isInstanceOfSatisfying(
                        TechnicianRefresh.Applied.class,
                        applied -> assertThat(applied.result().changes()).isEmpty());
        assertThat(technicians.list())
                .flatExtracting(Technician::usernames)
                .extracting(Username::value)
                .contains("renamed@example.com");
    }
}
