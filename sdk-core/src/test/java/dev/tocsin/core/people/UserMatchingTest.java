package dev.tocsin.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventUser;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserMatchingTest {
    private static final String GUID = "8f1c2d3e-0000-4a5b-9c6d-7e8f9a0b1c2d";
    private static final Phone MOBILE = new Phone(new PhoneNumber("+4915123456789"), PhoneKind.MOBILE, null);
    private static final Phone DESK = new Phone(new PhoneNumber("+4930901820"), PhoneKind.FIXED_LINE, null);

    private static Person person(String id, @Nullable String objectId, @Nullable String upn, String... usernames) {
        return person(id, objectId, upn, true, List.of(MOBILE), usernames);
    }

    private static Person person(
            String id,
            @Nullable String objectId,
            @Nullable String upn,
            boolean present,
            List<Phone> phones,
            String... usernames) {
        return new Person(
                PersonRef.technician(MspId.SINGLE, id),
                "Name of " + id,
                objectId,
                upn,
                Arrays.asList(usernames),
                phones,
                present);
    }

    private static String found(UserMatch match) {
        return match instanceof UserMatch.Matched matched
                ? matched.person().ref().id() + " by " + matched.key()
                : match.getClass().getSimpleName();
    }

    @Test
    void theObjectIdComesBeforeThePrincipalNameAndThatBeforeAUsername() {
        UserMatching people = UserMatching.over(List.of(
                person("a", GUID, "a@example.com"),
                person("b", null, "jo@example.com"),
                person("c", null, null, "jo@example.com", "jo")));

        assertThat(found(people.match(new EventUser(GUID, "jo@example.com")))).isEqualTo("a by OBJECT_ID");
        assertThat(found(people.match(new EventUser(GUID.toUpperCase(java.util.Locale.ROOT), null))))
                .isEqualTo("a by OBJECT_ID");
        assertThat(found(people.match(new EventUser("unknown", "JO@Example.com"))))
                .isEqualTo("b by PRINCIPAL_NAME");
        assertThat(found(people.match(new EventUser(null, "Jo")))).isEqualTo("c by USERNAME");
        assertThat(found(people.match(new EventUser(null, "nobody")))).isEqualTo("Unmatched");
        assertThat(found(people.match(new EventUser("unknown", null)))).isEqualTo("Unmatched");
    }

    @Test
    void aNameThatWasGivenToSomebodyElseSinceLeadsToNobody() {
        UserMatching people = UserMatching.over(List.of(person("new", "other-guid", "jo@example.com")));

        assertThat(found(people.match(new EventUser(GUID, "jo@example.com")))).isEqualTo("Unmatched");
        assertThat(found(people.match(new EventUser(null, "jo@example.com")))).isEqualTo("new by PRINCIPAL_NAME");
    }

    @Test
    void whoIsGoneIsFoundByTheObjectIdOnly() {
        UserMatching people = UserMatching.over(List.of(
                person("old", GUID, "jo@example.com", false, List.of(MOBILE), "jo"),
                person("new", "other-guid", "jo@example.com")));

        assertThat(found(people.match(new EventUser(GUID, "jo@example.com")))).isEqualTo("old by OBJECT_ID");
        assertThat(found(people.match(new EventUser("OTHER-GUID", "jo@example.com"))))
                .isEqualTo("new by OBJECT_ID");
        assertThat(found(people.match(new EventUser(null, "jo")))).isEqualTo("Unmatched");
    }

    @Test
    void aNameAloneThatSomebodyWhoIsGoneHadTooPicksNobody() {
        UserMatching people = UserMatching.over(List.of(
                person("old", GUID, "jo@example.com", false, List.of(MOBILE)),
                person("new", "other-guid", "JO@example.com")));

        assertThat(people.match(new EventUser(null, "jo@example.com")))
                .isInstanceOfSatisfying(
                        UserMatch.Ambiguous.class,
                        both -> assertThat(both.persons())
                                .extracting(person -> person.ref().id())
                                .containsExactly("new", "old"));
        assertThat(found(people.match(new EventUser("third-guid", "jo@example.com"))))
                .isEqualTo("Unmatched");
        assertThat(found(UserMatching.over(List.of(person("old", GUID, "jo@example.com", false, List.of(MOBILE))))
                        .match(new EventUser(null, "jo@example.com"))))
                .isEqualTo("Unmatched");
    }

    @Test
    void severalAreReportedAndNoneIsPicked() {
        UserMatching people = UserMatching.over(List.of(
                person("a", GUID, "jo@example.com"),
                person("b", GUID, null),
                person("c", null, "jo@example.com", "x")));

        UserMatch byId = people.match(new EventUser(GUID, "x"));
        UserMatch byName = people.match(new EventUser(null, "jo@example.com"));

        assertThat(((UserMatch.Ambiguous) byId).persons())
                .extracting(person -> person.ref().id())
                .containsExactly("a", "b");
        assertThat(((UserMatch.Ambiguous) byName).key()).isEqualTo(UserMatch.Key.PRINCIPAL_NAME);
    }

    @Test
    void nothingLooserThanEqualNamesIsTried() {
        UserMatching people = UserMatching.over(List.of(person("a", null, "jo@example.com", "CONTOSO\\jo")));

        for (String name : List.of("jo", "jo@example.org", "jo@example.com.", "CONTOSO/jo", "FABRIKAM\\jo", "joe")) {
            assertThat(found(people.match(new EventUser(null, name)))).as(name).isEqualTo("Unmatched");
        }
    }

    @Test
    void lettersAreTheSameWhateverTheirCaseAndNeverNear() {
        assertThat(UserMatching.nameKey("JÜRGEN.Σ")).isEqualTo(UserMatching.nameKey("ju\u0308rgen.ς"));
        for (List<String> near : List.of(
                List.of("ıstanbul", "istanbul"),
                List.of("weiß", "weiss"),
                List.of("ſam", "sam"),
                List.of("İzmir", "izmir"))) {
            assertThat(UserMatching.nameKey(near.get(0))).isNotEqualTo(UserMatching.nameKey(near.get(1)));
        }
    }

    @Test
    void onePersonTwiceIsOnePerson() {
        Person twice = person("a", GUID, "jo@example.com", "JO@EXAMPLE.COM", "jo@example.com");

        assertThat(found(UserMatching.over(List.of(twice, twice)).match(new EventUser(null, "jo@example.com"))))
                .isEqualTo("a by PRINCIPAL_NAME");
    }

    @Test
    void theAffectedUsersPhoneIsTheBestOneForTheUse() {
        CompanyUser user = CompanyUser.of(
                MspId.SINGLE,
                "acme",
                "c1",
                new DirectoryUser(
                        GUID,
                        "jo@acme.example",
                        null,
                        null,
                        null,
                        List.of("030 901820", "0151 23456789"),
                        List.of(),
                        false,
                        false),
                PhoneBook.of("DE"));
        UserMatching people = UserMatching.over(List.of(Person.of(user)));
        EventUser affected = new EventUser(null, "jo@acme.example");

        assertThat(AffectedPhone.of(affected, people, PhoneUse.VOICE))
                .isEqualTo(new AffectedPhone.Found(Person.of(user), DESK));
        assertThat(AffectedPhone.of(affected, people, PhoneUse.SMS))
                .isEqualTo(new AffectedPhone.Found(Person.of(user), MOBILE));
        assertThat(user.name()).isEqualTo("jo@acme.example");
        assertThat(user.ref().id()).isEqualTo("2:c1/" + GUID);
    }

    @Test
    void twoUsersAreNeverOnePersonWhateverTheirIdsHave() {
        assertThat(PersonRef.user(MspId.SINGLE, new DirectoryRef("a", "b/c")))
                .isNotEqualTo(PersonRef.user(MspId.SINGLE, new DirectoryRef("a/b", "c")));
        assertThat(PersonRef.user(MspId.SINGLE, new DirectoryRef("c".repeat(100), "u".repeat(200)))
                        .id())
                .hasSize(305);
    }

    @Test
    void whatADirectoryWritesIntoNamesFitsIntoOneLineOfAList() {
        CompanyUser user = company("Jo\nAdmin\u202E\u0000 Doe", "jo\n@acme.example", "a".repeat(400) + "@acme.example");

        assertThat(user.name()).isEqualTo("Jo Admin   Doe");
        assertThat(user.principalName()).isNull();
        assertThat(user.mail()).isNull();
        assertThat(company("x".repeat(199) + "\uD83D\uDE00 and more", null, null)
                        .name())
                .isEqualTo("x".repeat(199));
        assertThat(company("\u202E", "jo@acme.example", null).name()).isEqualTo("jo@acme.example");
        assertThat(company("\n", null, null).name()).isEqualTo(GUID);
    }

    @Test
    void anIdWithALineEndOrHalfACharacterIsRefused() {
        for (String id : List.of("id\nINJECT", "id\uD83D", "id\u202E")) {
            assertThatThrownBy(() -> DirectoryUser.gone(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("user.id");
        }
    }

    private static CompanyUser company(@Nullable String name, @Nullable String principalName, @Nullable String mail) {
        DirectoryUser user =
                new DirectoryUser(GUID, principalName, mail, name, null, List.of(), List.of(), true, false);
        return CompanyUser.of(MspId.SINGLE, "acme", "c1", user, PhoneBook.of("DE"));
    }

    @Test
    void aMissingPhoneSaysWhatIsMissing() {
        UserMatching people = UserMatching.over(List.of(
                person("none", "g1", "none@x", true, List.of()),
                person("desk", "g2", "desk@x", true, List.of(DESK)),
                person("t1", "g3", "twin@x"),
                person("t2", "g4", "twin@x")));

        assertThat(reason(AffectedPhone.of(new EventUser("g1", null), people, PhoneUse.VOICE)))
                .isEqualTo(AffectedPhone.Reason.NO_PHONE);
        assertThat(reason(AffectedPhone.of(new EventUser("g2", null), people, PhoneUse.SMS)))
                .isEqualTo(AffectedPhone.Reason.NO_PHONE_FOR_USE);
        assertThat(reason(AffectedPhone.of(new EventUser(null, "twin@x"), people, PhoneUse.SMS)))
                .isEqualTo(AffectedPhone.Reason.USER_AMBIGUOUS);
        assertThat(reason(AffectedPhone.of(new EventUser(null, "who@x"), people, PhoneUse.SMS)))
                .isEqualTo(AffectedPhone.Reason.USER_NOT_KNOWN);
    }

    private static AffectedPhone.Reason reason(AffectedPhone phone) {
        return ((AffectedPhone.Missing) phone).reason();
    }
}
