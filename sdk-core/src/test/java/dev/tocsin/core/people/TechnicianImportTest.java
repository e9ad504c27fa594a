package dev.tocsin.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TechnicianImportTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final PhoneBook BOOK = PhoneBook.of("DE");

    private final TechnicianImport imports = new TechnicianImport(MSP, "c1", BOOK);

    private static DirectoryUser user(String id, String upn, String name, @Nullable String mobile, boolean enabled) {
        return new DirectoryUser(id, upn, upn, name, mobile, List.of(), List.of(), enabled, false);
    }

    private static DirectoryUser jo(boolean enabled) {
        return user("u1", "jo@example.com", "Jo Doe", "0151 23456789", enabled);
    }

    private Technician imported(DirectoryUser user) {
        return imports.chosen(List.of(user), List.of()).changes().get(0).after();
    }

    private static Technician with(
            Technician of, List<Username> usernames, List<TechnicianPhone> phones, TechnicianStatus status, Origin by) {
        return new Technician(
                of.msp(),
                of.id(),
                of.name(),
                of.emails(),
                phones,
                usernames,
                of.directory(),
                of.accountState(),
                status,
                by);
    }

    private static Map<String, Technician> applied(Collection<Technician> technicians, ImportResult result) {
        Map<String, Technician> all = new LinkedHashMap<>();
        technicians.forEach(technician -> all.put(technician.id(), technician));
        for (TechnicianChange change : result.changes()) {
            Technician before = change.before();
            assertThat(all.get(change.after().id())).isEqualTo(before);
            all.put(change.after().id(), change.after());
        }
        return all;
    }

    private static List<ImportNote.Code> codes(ImportResult result) {
        return result.notes().stream().map(ImportNote::code).toList();
    }

    @Test
    void aChosenUserBecomesATechnicianWithTheDirectorysData() {
        Technician technician = imported(jo(true));

        assertThat(technician.id()).isEqualTo(TechnicianImport.idOf(MSP, new DirectoryRef("c1", "u1")));
        assertThat(technician.name()).isEqualTo("Jo Doe");
        assertThat(technician.email()).contains(new EmailAddress("jo@example.com"));
        assertThat(technician.numbers()).containsExactly(new PhoneNumber("+4915123456789"));
        assertThat(technician.isKnownAs("JO@example.com")).isTrue();
        assertThat(technician.isImported()).isTrue();
        assertThat(technician.directory()).isEqualTo(new DirectoryRef("c1", "u1"));
        assertThat(technician.status()).isEqualTo(TechnicianStatus.ACTIVE);
        assertThat(technician.statusOrigin()).isEqualTo(Origin.DIRECTORY);
    }

    @Test
    void importingAgainDoesNothing() {
        Technician technician = imported(jo(true));

        ImportResult again = imports.chosen(List.of(jo(true), jo(true)), List.of(technician));

        assertThat(again.changes()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.notes()).isEmpty();
    }

    @Test
    void whatTheDirectoryChangedIsFollowed() {
        Technician technician = imported(jo(true));
        DirectoryUser married = new DirectoryUser(
                "u1",
                "jo.roe@example.com",
                "jo.roe@example.com",
                "Jo Roe",
                null,
                List.of("030 901820"),
                List.of(),
                true,
                false);

        ImportResult result = imports.refresh(List.of(jo(true), married), List.of(technician));
        Technician after = result.changes().get(0).after();

        assertThat(after.name()).isEqualTo("Jo Roe");
        assertThat(after.email()).contains(new EmailAddress("jo.roe@example.com"));
        assertThat(after.numbers()).containsExactly(new PhoneNumber("+4930901820"));
        assertThat(after.isKnownAs("jo.roe@example.com")).isTrue();
        assertThat(after.isKnownAs("jo@example.com")).isFalse();
        assertThat(codes(result)).containsExactly(ImportNote.Code.NUMBERS_CHANGED);
        assertThat(result.notes().get(0).message())
                .doesNotContain("4915123456789")
                .contains("+49•••••6789");
    }

    @Test
    void whoIsDisabledOrGoneTakesNoAlertsAndWhoComesBackDoes() {
        Technician technician = imported(jo(true));

        ImportResult disabled = imports.refresh(List.of(jo(false)), List.of(technician));
        Technician off = disabled.changes().get(0).after();
        ImportResult back = imports.refresh(List.of(jo(true)), List.of(off));
        ImportResult gone = imports.refresh(List.of(DirectoryUser.gone("u1")), List.of(technician));

        assertThat(off.status()).isEqualTo(TechnicianStatus.INACTIVE);
        assertThat(off.accountState()).isEqualTo(AccountState.DISABLED);
        assertThat(codes(disabled)).containsExactly(ImportNote.Code.DEACTIVATED);
        assertThat(back.changes().get(0).after()).isEqualTo(technician);
        assertThat(codes(back)).containsExactly(ImportNote.Code.REACTIVATED);
        assertThat(gone.changes().get(0).after().status()).isEqualTo(TechnicianStatus.INACTIVE);
        assertThat(gone.changes().get(0).after().accountState()).isEqualTo(AccountState.GONE);
        assertThat(gone.changes().get(0).after().numbers()).isEqualTo(technician.numbers());
        assertThat(codes(gone)).containsExactly(ImportNote.Code.DEACTIVATED);
        assertThat(imports.refresh(
                                List.of(DirectoryUser.gone("u1")),
                                List.of(gone.changes().get(0).after()))
                        .changes())
                .isEmpty();
    }

    @Test
    void theStatusThatAPersonSetStaysAndTheDisagreementIsTold() {
        Technician kept = imported(jo(true)).withStatus(TechnicianStatus.ACTIVE);
        ImportResult disabled = imports.refresh(List.of(jo(false)), List.of(kept));
        Technician leave = imported(jo(true)).withStatus(TechnicianStatus.INACTIVE);

        assertThat(disabled.changes().get(0).after().status()).isEqualTo(TechnicianStatus.ACTIVE);
        assertThat(disabled.changes().get(0).after().accountState()).isEqualTo(AccountState.DISABLED);
        assertThat(codes(disabled)).containsExactly(ImportNote.Code.STATUS_KEPT);
        assertThat(imports.refresh(List.of(jo(true)), List.of(leave)).changes()).isEmpty();
        assertThat(disabled.changes().get(0).after().released().status()).isEqualTo(TechnicianStatus.INACTIVE);
    }

    @Test
    void whatAPersonAddedStays() {
        Technician technician = imported(jo(true));
        Phone own = new Phone(new PhoneNumber("+4915123456700"), PhoneKind.MOBILE, null);
        List<Username> names = new ArrayList<>(technician.usernames());
        names.add(Username.psaMember("JDoe"));
        List<TechnicianPhone> phones = new ArrayList<>(List.of(new TechnicianPhone(own, Origin.PERSON)));
        phones.addAll(technician.phones());
        Technician edited = with(technician, names, phones, TechnicianStatus.ON_LEAVE, Origin.PERSON);

        Technician after = imports.refresh(
                        List.of(user("u1", "jo.roe@example.com", "Jo Roe", null, true)), List.of(edited))
                .changes()
                .get(0)
                .after();

        assertThat(after.psaMember()).contains("JDoe");
        assertThat(after.usernames())
                .extracting(Username::value, Username::origin)
                .containsExactly(tuple("JDoe", Origin.PERSON), tuple("jo.roe@example.com", Origin.DIRECTORY));
        assertThat(after.phones()).containsExactly(new TechnicianPhone(own, Origin.PERSON));
        assertThat(after.status()).isEqualTo(TechnicianStatus.ON_LEAVE);
    }

    @Test
    void aTechnicianAddedByHandWithThePrincipalNameIsLinkedNotDoubled() {
        Technician byHand = with(
                Technician.byHand(MSP, "t7", "Jo"),
                List.of(Username.of("JO@example.com")),
                List.of(),
                TechnicianStatus.ACTIVE,
                Origin.PERSON);

        ImportResult result = imports.chosen(List.of(jo(false)), List.of(byHand));

        assertThat(result.changes()).hasSize(1);
        Technician after = result.changes().get(0).after();
        assertThat(after.id()).isEqualTo("t7");
        assertThat(after.isImported()).isTrue();
        assertThat(after.usernames()).isEqualTo(byHand.usernames());
        assertThat(after.status()).isEqualTo(TechnicianStatus.ACTIVE);
        assertThat(codes(result)).contains(ImportNote.Code.LINKED, ImportNote.Code.STATUS_KEPT);
        assertThat(imports.chosen(List.of(jo(false)), List.of(after)).changes()).isEmpty();
    }

    @Test
    void aTakenUsernameIsReportedAndLeftOut() {
        Technician owner = with(
                imported(user("u9", "al@example.com", "Al", null, true)),
                List.of(Username.of("jo@example.com")),
                List.of(),
                TechnicianStatus.ACTIVE,
                Origin.DIRECTORY);

        ImportResult result = imports.chosen(List.of(jo(true)), List.of(owner));

        assertThat(result.changes().get(0).after().usernames()).isEmpty();
        assertThat(codes(result)).containsExactly(ImportNote.Code.USERNAME_TAKEN);
    }

    @Test
    void principalNamesMoveWithinADirectory() {
        Technician jo = imported(jo(true));
        Technician al = imported(user("u2", "al@example.com", "Al", null, true));
        DirectoryUser joIsAl = user("u1", "al@example.com", "Jo Doe", "0151 23456789", true);
        DirectoryUser alIsJo = user("u2", "jo@example.com", "Al", null, true);

        Map<String, Technician> swapped =
                applied(List.of(jo, al), imports.refresh(List.of(joIsAl, alIsJo), List.of(jo, al)));
        Map<String, Technician> half = applied(List.of(jo, al), imports.refresh(List.of(joIsAl), List.of(jo, al)));
        Map<String, Technician> whole = applied(half.values(), imports.refresh(List.of(alIsJo), half.values()));

        assertThat(swapped.get(jo.id()).isKnownAs("al@example.com")).isTrue();
        assertThat(swapped.get(al.id()).isKnownAs("jo@example.com")).isTrue();
        assertThat(half.get(jo.id()).isKnownAs("al@example.com")).isTrue();
        assertThat(half.get(al.id()).usernames()).isEmpty();
        assertThat(whole).isEqualTo(swapped);
    }

    @Test
    void aNewUserTakesThePrincipalNameOfOneWhoIsGone() {
        Technician gone = imports.refresh(List.of(DirectoryUser.gone("u1")), List.of(imported(jo(true))))
                .changes()
                .get(0)
                .after();
        DirectoryUser successor = user("u5", "jo@example.com", "Jo the second", null, true);

        ImportResult result = imports.chosen(List.of(successor), List.of(gone));

        assertThat(result.notes()).isEmpty();
        assertThat(result.changes().get(0).after().isKnownAs("jo@example.com")).isTrue();
        assertThat(result.changes().get(0).after().id()).isNotEqualTo(gone.id());
    }

    @Test
    void faultyDataIsReportedAndTheRestTaken() {
        DirectoryUser faulty = new DirectoryUser(
                "u1",
                "jo@example.com",
                "jo@example.com\r\nBcc: x@example.com",
                "Jo\u0000Doe",
                "ask Bob",
                List.of("030 901820", "0900 3123456"),
                List.of(),
                true,
                false);

        ImportResult result = imports.chosen(List.of(faulty), List.of());
        Technician after = result.changes().get(0).after();

        assertThat(after.name()).isEqualTo("jo@example.com");
        assertThat(after.emails()).isEmpty();
        assertThat(after.numbers()).containsExactly(new PhoneNumber("+4930901820"));
        assertThat(codes(result))
                .containsOnlyOnce(ImportNote.Code.NAME_NOT_TAKEN, ImportNote.Code.EMAIL_NOT_TAKEN)
                .contains(ImportNote.Code.PHONE_NOT_TAKEN);
        assertThat(result.notes()).allSatisfy(note -> {
            assertThat(note.userId()).isEqualTo("u1");
            assertThat(note.technicianId()).isEqualTo(after.id());
        });
    }

    @Test
    void aNumberThatCannotBeReadAnyMoreIsNotKept() {
        Technician technician = imported(jo(true));

        Technician after = imports.refresh(
                        List.of(user("u1", "jo@example.com", "Jo Doe", "see card", true)), List.of(technician))
                .changes()
                .get(0)
                .after();

        assertThat(after.phones()).isEmpty();
    }

    @Test
    void aFullListMakesTheMissingGoneButOnlyThoseOfThisDirectory() {
        Technician jo = imported(jo(true));
        Technician al = imported(user("u2", "al@example.com", "Al", null, true));
        Technician byHand = Technician.byHand(MSP, "t9", "By Hand");
        Technician elsewhere = new TechnicianImport(MSP, "c2", BOOK)
                .chosen(List.of(user("u1", "x@example.com", "X", null, true)), List.of())
                .changes()
                .get(0)
                .after();

        ImportResult result = imports.refreshAll(List.of(jo(true)), List.of(jo, al, byHand, elsewhere));

        assertThat(result.changes()).extracting(change -> change.after().id()).containsExactly(al.id());
        assertThat(result.changes().get(0).after().accountState()).isEqualTo(AccountState.GONE);
    }

    @Test
    void aRefreshAddsNobodyAndAChosenUserWhoIsGoneIsReported() {
        assertThat(imports.refresh(List.of(jo(true)), List.of()).changes()).isEmpty();
        ImportResult gone = imports.chosen(List.of(DirectoryUser.gone("u1")), List.of());
        assertThat(gone.changes()).isEmpty();
        assertThat(codes(gone)).containsExactly(ImportNote.Code.NOT_IMPORTED);
    }

    @Test
    void theTechniciansOfAnotherMspAreNotTouched() {
        Technician other = new TechnicianImport(new MspId("other"), "c1", BOOK)
                .chosen(List.of(jo(true)), List.of())
                .changes()
                .get(0)
                .after();

        assertThat(imports.refresh(List.of(jo(false)), List.of(other)).changes())
                .isEmpty();
        assertThat(imports.refreshAll(List.of(), List.of(other)).changes()).isEmpty();
        assertThat(imports.chosen(List.of(jo(true)), List.of(other))
                        .changes()
                        .get(0)
                        .after()
                        .id())
                .isNotEqualTo(other.id());
    }

    @Test
    void whateverHappensNobodyIsDoubledAndNothingThatAPersonSetIsLost() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Map<String, Technician> technicians = new LinkedHashMap<>();
            for (int step = 0; step < 12; step++) {
                if (random.nextInt(3) == 0) {
                    byPerson(technicians, random);
                    continue;
                }
                List<DirectoryUser> users = users(random);
                Map<String, Technician> before = Map.copyOf(technicians);
                ImportResult result = switch (random.nextInt(3)) {
                    case 0 -> imports.chosen(users, before.values());
                    case 1 -> imports.refresh(users, before.values());
                    default -> imports.refreshAll(users, before.values());
                };
                Map<String, Technician> after = applied(before.values(), result);
                check("seed " + seed + " step " + step, before, after);
                List<DirectoryUser> again = new ArrayList<>(users);
                ImportResult repeated = imports.refresh(again, after.values());
                assertThat(repeated.changes())
                        .as("again, seed " + seed + " step " + step)
                        .isEmpty();
                technicians = new LinkedHashMap<>(after);
            }
        }
    }

    private static void check(String where, Map<String, Technician> before, Map<String, Technician> after) {
        Set<DirectoryRef> refs = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Technician technician : after.values()) {
            DirectoryRef ref = technician.directory();
            assertThat(ref == null || refs.add(ref))
                    .as(where + ": one technician a user")
                    .isTrue();
            technician
                    .usernames()
                    .forEach(name -> assertThat(names.add(name.key()))
                            .as(where + ": " + name + " is one technician's")
                            .isTrue());
        }
        before.forEach((id, was) -> {
            Technician is = after.get(id);
            assertThat(is).as(where).isNotNull();
            assertThat(is.ownUsernames()).as(where).isEqualTo(was.ownUsernames());
            assertThat(is.ownEmails()).as(where).isEqualTo(was.ownEmails());
            assertThat(is.ownPhones()).as(where).isEqualTo(was.ownPhones());
            assertThat(is.statusOrigin()).as(where).isEqualTo(was.statusOrigin());
            if (was.statusOrigin() == Origin.PERSON) {
                assertThat(is.status()).as(where).isEqualTo(was.status());
            } else {
                assertThat(is.status() == TechnicianStatus.ACTIVE)
                        .as(where)
                        .isEqualTo(is.accountState() == AccountState.ENABLED || is.directory() == null);
            }
        });
    }

    /** Users of a small directory in which principal names are one user's at a time, as a directory sees to it. */
    private static List<DirectoryUser> users(Random random) {
        List<Integer> names = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        Collections.shuffle(names, random);
        List<DirectoryUser> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(3) > 0) {
                users.add(
                        random.nextInt(6) == 0
                                ? DirectoryUser.gone("u" + i)
                                : user(
                                        "u" + i,
                                        "name" + names.get(i) + "@example.com",
                                        "Name " + random.nextInt(3),
                                        random.nextBoolean() ? "0151 2345678" + random.nextInt(3) : "ask Bob",
                                        random.nextInt(4) > 0));
            }
        }
        Collections.shuffle(users, random);
        return users;
    }

    private static void byPerson(Map<String, Technician> technicians, Random random) {
        TechnicianForm form = new TechnicianForm(BOOK);
        List<Technician> all = List.copyOf(technicians.values());
        TechnicianDraft draft = new TechnicianDraft(
                "By Hand",
                List.of("hand" + random.nextInt(3) + "@example.com"),
                List.of("0151 9876543" + random.nextInt(3)),
                List.of(
                        random.nextBoolean()
                                ? "Name" + random.nextInt(5) + "@example.com"
                                : "hand" + random.nextInt(9)),
                random.nextBoolean() ? "Member" + random.nextInt(9) : null);
        Technician chosen = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        if (chosen != null && random.nextBoolean()) {
            TechnicianStatus status = TechnicianStatus.values()[random.nextInt(3)];
            technicians.put(chosen.id(), random.nextInt(3) == 0 ? chosen.released() : chosen.withStatus(status));
        } else {
            TechnicianForm.Result result = chosen != null && random.nextBoolean()
                    ? form.edit(chosen, draft, all)
                    : form.add(MSP, "hand" + technicians.size(), draft, all);
            if (result instanceof TechnicianForm.Accepted accepted
                    && (chosen == null
                            || accepted.technician().id().equals(chosen.id())
                            || !technicians.containsKey(accepted.technician().id()))) {
                technicians.put(accepted.technician().id(), accepted.technician());
            }
        }
    }
}
