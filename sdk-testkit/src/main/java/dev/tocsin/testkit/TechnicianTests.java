package dev.tocsin.testkit;

import static dev.tocsin.testkit.PeopleSamples.fullTechnician;
import static dev.tocsin.testkit.PeopleSamples.technician;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store does with technicians. */
abstract class TechnicianTests extends StoreTests {
    private static final DirectoryRef ACCOUNT = new DirectoryRef("tenant", "object-1");
    private static final DirectoryRef OTHER_ACCOUNT = new DirectoryRef("tenant", "object-2");

    private static final List<String> NAMES = List.of("jane", "john", "mary", "jürgen", "σ");

    private boolean save(Technician technician, long version) {
        return write(session -> session.technicians().save(technician, version));
    }

    private Optional<Kept> get(MspId msp, String id) {
        return read(session -> session.technicians().get(msp, id));
    }

    private Optional<Kept> byUsername(MspId msp, String key) {
        return read(session -> session.technicians().byUsername(msp, key));
    }

    private List<Kept> all(MspId msp) {
        return read(session -> session.technicians().all(msp));
    }

    private boolean remove(MspId msp, String id, long version) {
        return write(session -> session.technicians().remove(msp, id, version));
    }

    private void assertKeptAndRead(Technician technician) {
        long version = get(MSP, technician.id()).map(Kept::version).orElse(0L);
        assertThat(save(technician, version)).isTrue();
        Kept kept = new Kept(technician, version + 1);
        assertThat(get(MSP, technician.id())).contains(kept);
        assertThat(all(MSP)).containsExactly(kept);
        for (Username username : technician.usernames()) {
            assertThat(byUsername(MSP, username.key())).contains(kept);
        }
    }

    @Test
    void thereIsNobodyAtFirst() {
        assertThat(get(MSP, "t1")).isEmpty();
        assertThat(byUsername(MSP, "jdoe")).isEmpty();
        assertThat(all(MSP)).isEmpty();
        assertThat(remove(MSP, "t1", 1)).isFalse();
        assertThat(remove(MSP, "t1", 0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aTechnicianIsKeptWithAllTheFieldsForEachAccountState(AccountState account) {
        for (Origin origin : Origin.values()) {
            assertKeptAndRead(fullTechnician(MSP, account, TechnicianStatus.INACTIVE, origin));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTechnicianIsKeptWithAllTheFieldsForEachStatus(TechnicianStatus status) {
        Technician full = fullTechnician(MSP, AccountState.DISABLED, status, Origin.PERSON);
        assertKeptAndRead(full);
        assertKeptAndRead(Technician.byHand(MSP, full.id(), "x"));
        for (Username username : full.usernames()) {
            assertThat(byUsername(MSP, username.key()))
                    .as("a name that is given up")
                    .isEmpty();
        }
        assertKeptAndRead(full);
    }

    @Test
    void aFullPhoneNumberIsKeptAndNotTheMaskedOne() {
        Technician full = fullTechnician(MSP, AccountState.ENABLED, TechnicianStatus.ACTIVE, Origin.PERSON);
        save(full, 0);
        assertThat(get(MSP, full.id()).orElseThrow().technician().numbers()).contains(PeopleSamples.NUMBER);
    }

    @Test
    void aTechnicianOfAnotherVersionIsNotKeptAndTheWorkGoesOn() {
        Technician first = technician(MSP, "t1", ACCOUNT, "jdoe");
        save(first, 0);
        Technician changed = technician(MSP, "t1", ACCOUNT, "jdoe", "john");
        for (long version : new long[] {0, 2, -1}) {
            String other = "other " + version;
            assertResult(session -> {
                        boolean kept = session.technicians().save(changed, version);
                        assertThat(session.technicians().save(technician(MSP, other, null), 0))
                                .isTrue();
                        return kept;
                    })
                    .isEqualTo(false);
            assertThat(get(MSP, "t1")).contains(new Kept(first, 1));
            assertThat(byUsername(MSP, "john")).isEmpty();
            assertThat(get(MSP, other)).isPresent();
        }
        assertThat(save(technician(MSP, "new", null), 1)).as("none is there").isFalse();
        assertThat(get(MSP, "new")).isEmpty();
        assertThat(save(changed, 1)).isTrue();
        assertThat(get(MSP, "t1")).contains(new Kept(changed, 2));
    }

    @Test
    void aUsernameOfAnotherIsRefusedWhateverItsCaseAndNothingOfTheWorkIsKept() {
        save(technician(MSP, "t1", null, "Jörg.Σ"), 0);
        Technician second = technician(MSP, "t2", null, "free", "JÖRG.ς");
        assertThatThrownBy(() -> change(session -> {
                    session.technicians().save(technician(MSP, "t3", null), 0);
                    session.technicians().save(second, 0);
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("t1")
                .hasMessageContaining("t2")
                .hasMessageContaining("JÖRG.ς");
        assertThat(all(MSP))
                .extracting(Kept::technician)
                .extracting(Technician::id)
                .containsExactly("t1");
        assertThat(byUsername(MSP, "free")).isEmpty();

        save(technician(MSP, "t2", null, "own"), 0);
        assertRefused(() -> save(second, 1));
        assertThat(byUsername(MSP, "own")).map(Kept::version).contains(1L);
        assertRefused(() -> change(session -> {
            try {
                session.technicians().save(second, 1);
            } catch (StoreException e) {
                session.technicians().save(technician(MSP, "t4", null), 0);
            }
        }));
        assertThat(get(MSP, "t4")).as("a work that went on after the refusal").isEmpty();
        assertThat(byUsername(MSP, Username.of("jörg.σ").key()))
                .map(Kept::technician)
                .map(Technician::id)
                .contains("t1");
    }

    @Test
    void theDirectorysUserOfAnotherIsRefused() {
        save(technician(MSP, "t1", ACCOUNT), 0);
        assertThatThrownBy(() -> save(technician(MSP, "t2", ACCOUNT), 0))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("t1")
                .hasMessageContaining("t2")
                .hasMessageContaining("object-1");
        save(technician(MSP, "t2", OTHER_ACCOUNT), 0);
        assertRefused(() -> save(technician(MSP, "t2", ACCOUNT), 1));
        assertThat(get(MSP, "t2")).contains(new Kept(technician(MSP, "t2", OTHER_ACCOUNT), 1));
        assertThat(save(technician(MSP, "t3", new DirectoryRef("other tenant", "object-1")), 0))
                .isTrue();
        assertThat(save(technician(MSP, "t4", null), 0)).isTrue();
        assertThat(save(technician(MSP, "t5", null), 0)).as("many have none").isTrue();
    }

    @Test
    void whatOneGivesUpAnotherMayHave() {
        save(technician(MSP, "t1", ACCOUNT, "jdoe"), 0);
        change(session -> {
            assertThat(session.technicians().save(technician(MSP, "t1", null), 1))
                    .isTrue();
            assertThat(session.technicians().save(technician(MSP, "t2", ACCOUNT, "JDoe"), 0))
                    .isTrue();
        });
        assertThat(byUsername(MSP, "jdoe")).contains(new Kept(technician(MSP, "t2", ACCOUNT, "JDoe"), 1));
        assertThat(remove(MSP, "t2", 1)).isTrue();
        assertThat(byUsername(MSP, "jdoe")).isEmpty();
        assertThat(save(technician(MSP, "t3", ACCOUNT, "jdoe"), 0)).isTrue();
    }

    @Test
    void onlyTheVersionThatWasReadIsRemoved() {
        Technician first = technician(MSP, "t1", ACCOUNT, "jdoe");
        save(first, 0);
        for (long version : new long[] {0, 2, -1}) {
            assertThat(remove(MSP, "t1", version)).isFalse();
        }
        assertThat(remove(OTHER_MSP, "t1", 1)).isFalse();
        assertThat(byUsername(MSP, "jdoe")).contains(new Kept(first, 1));
        assertThat(remove(MSP, "t1", 1)).isTrue();
        assertThat(get(MSP, "t1")).isEmpty();
        assertThat(all(MSP)).isEmpty();
        assertThat(remove(MSP, "t1", 1)).isFalse();
        assertThat(save(first, 1)).isFalse();
        assertThat(save(first, 0)).isTrue();
    }

    @Test
    void mspsAreKeptApartAndTechniciansGivenById() {
        // In the order of code points U+FFFD comes before U+1F680, in that of Java's chars after it.
        for (String id : List.of("\uD83D\uDE80", "\uFFFD", "b", "a", "Z")) {
            save(technician(MSP, id, null, id + "-name"), 0);
        }
        save(technician(OTHER_MSP, "a", ACCOUNT, "a-name"), 0);
        save(technician(MSP, "c", ACCOUNT, "c-name"), 0);
        assertThat(all(MSP))
                .extracting(kept -> kept.technician().id())
                .containsExactly("Z", "a", "b", "c", "\uFFFD", "\uD83D\uDE80");
        assertThat(all(OTHER_MSP)).containsExactly(new Kept(technician(OTHER_MSP, "a", ACCOUNT, "a-name"), 1));
        assertThat(byUsername(MSP, "a-name")).contains(new Kept(technician(MSP, "a", null, "a-name"), 1));
        assertThat(byUsername(OTHER_MSP, "c-name")).isEmpty();
    }

    @Test
    void aWorkThatFailsLeavesTechniciansAsTheyWere() {
        Technician first = technician(MSP, "t1", ACCOUNT, "jdoe");
        Technician second = technician(MSP, "t2", OTHER_ACCOUNT, "mary");
        save(first, 0);
        save(second, 0);
        assertThatThrownBy(() -> change(session -> {
                    assertThat(session.technicians().save(technician(MSP, "t1", null, "john"), 1))
                            .isTrue();
                    assertThat(session.technicians().remove(MSP, "t2", 1)).isTrue();
                    assertThat(session.technicians().save(technician(MSP, "t3", ACCOUNT, "jdoe", "mary"), 0))
                            .isTrue();
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(all(MSP)).containsExactly(new Kept(first, 1), new Kept(second, 1));
        assertThat(byUsername(MSP, "jdoe")).contains(new Kept(first, 1));
        assertThat(byUsername(MSP, "mary")).contains(new Kept(second, 1));
        assertThat(byUsername(MSP, "john")).isEmpty();
        assertRefused(() -> save(technician(MSP, "t3", ACCOUNT), 0));
    }

    @Test
    void aReadRefusesToKeepOrRemoveATechnician() {
        save(technician(MSP, "t1", null), 0);
        assertRefused(() -> read(session -> session.technicians().save(technician(MSP, "t1", null), 1)));
        assertRefused(() -> read(session -> session.technicians().remove(MSP, "t1", 1)));
        assertThat(get(MSP, "t1")).map(Kept::version).contains(1L);
    }

    @Test
    void ofManyThatChangeTheSameTechnicianOneDoes() throws InterruptedException, ExecutionException {
        save(technician(MSP, "t1", null), 0);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Technician changed = technician(MSP, "t1", null, "name-" + i);
                answers.add(callers.submit(() -> save(changed, 1)));
            }
            List<Integer> winners = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).get()) {
                    winners.add(i);
                }
            }
            assertThat(winners).hasSize(1);
            assertThat(get(MSP, "t1")).contains(new Kept(technician(MSP, "t1", null, "name-" + winners.get(0)), 2));
        } finally {
            callers.shutdownNow();
        }
    }

    /** Random saves and removals, each undone once before in a third of the cases, against a map that is walked through. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_301})
    void randomChangesLeaveWhatAMapSays(long seed) {
        Random random = new Random(seed);
        Map<String, Kept> model = new TreeMap<>();
        for (int step = 0; step < 300; step++) {
            String id = "t" + random.nextInt(5);
            Kept before = model.get(id);
            long read = before == null ? 0 : before.version();
            long version = random.nextInt(4) == 0 ? random.nextInt(4) : read;
            if (random.nextInt(4) == 0) {
                boolean removed = version == read && before != null;
                assertThat(changed(random, session -> session.technicians().remove(MSP, id, version)))
                        .isEqualTo(removed);
                model.computeIfPresent(id, (unused, kept) -> removed ? null : kept);
            } else {
                Technician wanted = randomTechnician(random, id);
                if (version != read) {
                    assertThat(changed(random, session -> session.technicians().save(wanted, version)))
                            .isFalse();
                } else if (model.values().stream().anyMatch(kept -> collide(kept.technician(), wanted))) {
                    assertRefused(() -> save(wanted, version));
                } else {
                    assertThat(changed(random, session -> session.technicians().save(wanted, version)))
                            .isTrue();
                    model.put(id, new Kept(wanted, version + 1));
                }
            }
            assertThat(all(MSP)).containsExactlyElementsOf(model.values());
            for (String name : NAMES) {
                assertThat(byUsername(MSP, name))
                        .isEqualTo(model.values().stream()
                                .filter(kept -> kept.technician().isKnownAs(name))
                                .findFirst());
            }
        }
    }

    private boolean changed(Random random, Function<StoreSession, Boolean> work) {
        if (random.nextInt(3) == 0) {
            assertThatThrownBy(() -> change(session -> {
                        throw new IllegalStateException("undo what gave " + work.apply(session));
                    }))
                    .hasMessageStartingWith("undo");
        }
        return write(work);
    }

    private static Technician randomTechnician(Random random, String id) {
        String[] names = NAMES.stream()
                .filter(name -> random.nextInt(5) == 0)
                .map(name -> random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT))
                .toArray(String[]::new);
        return technician(
                MSP, id, random.nextInt(3) > 0 ? null : random.nextBoolean() ? ACCOUNT : OTHER_ACCOUNT, names);
    }

    private static boolean collide(Technician kept, Technician wanted) {
        boolean sameAccount = kept.directory() != null && kept.directory().equals(wanted.directory());
        return !kept.id().equals(wanted.id())
                && (sameAccount
                        || kept.usernames().stream().map(Username::value).anyMatch(wanted::isKnownAs));
    }
}
