package dev.tocsin.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TechnicianFormTest {
    private static final MspId MSP = MspId.SINGLE;

    private final TechnicianForm form = new TechnicianForm(PhoneBook.of("DE"));

    private static TechnicianDraft draft(List<String> emails, List<String> phones, List<String> usernames) {
        return new TechnicianDraft("Jo Doe", emails, phones, usernames, null);
    }

    private Technician accepted(TechnicianDraft draft, Technician... others) {
        TechnicianForm.Result result = form.add(MSP, "t1", draft, List.of(others));
        assertThat(result).isInstanceOf(TechnicianForm.Accepted.class);
        return ((TechnicianForm.Accepted) result).technician();
    }

    private List<FieldError> faults(TechnicianDraft draft, Technician... others) {
        TechnicianForm.Result result = form.add(MSP, "t1", draft, List.of(others));
        assertThat(result).isInstanceOf(TechnicianForm.Rejected.class);
        return ((TechnicianForm.Rejected) result).faults();
    }

    private static Technician named(String id, String username) {
        Technician bare = Technician.byHand(MSP, id, "Name of " + id);
        return new Technician(
                MSP,
                id,
                bare.name(),
                List.of(),
                List.of(),
                List.of(Username.of(username)),
                null,
                AccountState.NONE,
                bare.status(),
                bare.statusOrigin());
    }

    @Test
    void whatAPersonTypedBecomesATechnician() {
        Technician technician = accepted(new TechnicianDraft(
                "  Jo Doe ",
                List.of(" jo@example.com "),
                List.of("0151 23456789", "030 901820 ext 7"),
                List.of("jo", "CONTOSO\\jo"),
                "JDoe"));

        assertThat(technician.name()).isEqualTo("Jo Doe");
        assertThat(technician.email()).contains(new EmailAddress("jo@example.com"));
        assertThat(technician.numbers())
                .containsExactlyInAnyOrder(new PhoneNumber("+4915123456789"), new PhoneNumber("+4930901820"));
        assertThat(technician.firstPhone(PhoneUse.SMS).orElseThrow().kind()).isEqualTo(PhoneKind.MOBILE);
        assertThat(technician.psaMember()).contains("JDoe");
        assertThat(technician.isKnownAs("contoso\\JO")).isTrue();
        assertThat(technician.isImported()).isFalse();
        assertThat(technician.status()).isEqualTo(TechnicianStatus.ACTIVE);
        assertThat(technician.statusOrigin()).as("nobody set it").isEqualTo(Origin.DIRECTORY);
    }

    @Test
    void allFaultsAreToldAtOnceEachByItsPlace() {
        List<FieldError> faults = faults(
                new TechnicianDraft(
                        " \t",
                        List.of("jo@example.com", "jo", "JO@example.com"),
                        List.of("0151 23456789", "0900 3123456", "+49 151 23456789", ""),
                        List.of("jo", "JO", "", "taken"),
                        "Taken2"),
                named("t2", "TAKEN"),
                named("t3", "taken2"));

        assertThat(faults)
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("name", "length"),
                        tuple("emails[1]", "email"),
                        tuple("emails[2]", "twice"),
                        tuple("phones[1]", "kind_not_usable"),
                        tuple("phones[2]", "twice"),
                        tuple("phones[3]", "blank"),
                        tuple("usernames[1]", "twice"),
                        tuple("usernames[2]", "username"),
                        tuple("usernames[3]", "taken"),
                        tuple("psaMember", "taken"));
        assertThat(faults).allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
        assertThat(faults.get(8).message()).contains("Name of t2");
    }

    @Test
    void aHeaderCannotBeSmuggledIn() {
        assertThat(faults(draft(List.of("jo@example.com\r\nBcc: all@example.com"), List.of(), List.of())))
                .extracting(FieldError::field)
                .containsExactly("emails[0]");
        assertThat(faults(draft(List.of("jo@example.com\n"), List.of(), List.of())))
                .hasSize(1);
        assertThat(faults(new TechnicianDraft("Jo\r\nBcc: x@example.com", List.of(), List.of(), List.of(), null)))
                .extracting(FieldError::code)
                .containsExactly("control_character");
        assertThat(faults(new TechnicianDraft("Jo \u202Eeod", List.of(), List.of(), List.of(), null)))
                .hasSize(1);
        assertThat(faults(draft(List.of(), List.of(), List.of("jo\u0000"))))
                .extracting(FieldError::field)
                .containsExactly("usernames[0]");
    }

    @Test
    void namesOfManyScriptsAreLegal() {
        for (String name : List.of("Zoë Ångström", "李小龍", "نگار می\u200Cخواهم", "O'Brien-Smith, jr.", "Ольга")) {
            assertThat(accepted(new TechnicianDraft(name, List.of(), List.of(), List.of(), null))
                            .name())
                    .isEqualTo(name);
        }
    }

    @Test
    void aUsernameIsOnePersonsWhateverItsCaseAndTheDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(faults(draft(List.of(), List.of(), List.of("ADMIN.ISTANBUL")), named("t2", "admin.istanbul")))
                    .extracting(FieldError::code)
                    .containsExactly("taken");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(faults(draft(List.of(), List.of(), List.of("Zoe\u0308")), named("t2", "ZOË")))
                .hasSize(1);
        assertThat(faults(draft(List.of(), List.of(), List.of("ΝΊΚΟΣ")), named("t2", "νίκος")))
                .hasSize(1);
    }

    @Test
    void aUsernameOfAnotherMspOrOnesOwnIsFree() {
        Technician elsewhere = Technician.byHand(new MspId("other"), "t9", "Other");
        Technician other = new Technician(
                elsewhere.msp(),
                "t9",
                "Other",
                List.of(),
                List.of(),
                List.of(Username.of("jo")),
                null,
                AccountState.NONE,
                TechnicianStatus.ACTIVE,
                Origin.PERSON);

        assertThat(accepted(draft(List.of(), List.of(), List.of("jo")), other, named("t1", "jo"))
                        .usernames())
                .hasSize(1);
    }

    @Test
    void endlessListsAreRefused() {
        assertThat(faults(draft(Collections.nCopies(51, "a@b.de"), List.of(), List.of())))
                .extracting(FieldError::field)
                .contains("emails");
    }

    @Test
    void anEditKeepsStatusDirectoryAndWhatTheDirectoryGave() {
        DirectoryUser user = new DirectoryUser(
                "u1",
                "jo@example.com",
                "jo@example.com",
                "Jo Doe",
                "0151 23456789",
                List.of(),
                List.of(),
                false,
                false);
        Technician imported = new TechnicianImport(MSP, "c1", PhoneBook.of("DE"))
                .chosen(List.of(user), List.of())
                .changes()
                .get(0)
                .after();

        TechnicianForm.Result result = form.edit(
                imported,
                new TechnicianDraft(
                        "Jo Doe",
                        List.of("jo@example.com", "oncall@example.com"),
                        List.of("+49 151 23456789", "030 901820"),
                        List.of("jo@example.com", "jo"),
                        null),
                List.of(imported));

        Technician edited = ((TechnicianForm.Accepted) result).technician();
        assertThat(edited.directory()).isEqualTo(imported.directory());
        assertThat(edited.status()).isEqualTo(TechnicianStatus.INACTIVE);
        assertThat(edited.statusOrigin()).isEqualTo(Origin.DIRECTORY);
        assertThat(edited.emails())
                .extracting(email -> email.address().value(), TechnicianEmail::origin)
                .containsExactly(tuple("oncall@example.com", Origin.PERSON), tuple("jo@example.com", Origin.DIRECTORY));
        assertThat(edited.phones())
                .extracting(phone -> phone.phone().number().e164(), TechnicianPhone::origin)
                .containsExactly(tuple("+4930901820", Origin.PERSON), tuple("+4915123456789", Origin.DIRECTORY));
        assertThat(edited.usernames())
                .extracting(Username::value, Username::origin)
                .containsExactly(tuple("jo@example.com", Origin.DIRECTORY), tuple("jo", Origin.PERSON));
    }

    @Test
    void aTechnicianWithContradictionsCannotBeMade() {
        Technician jo = Technician.byHand(MSP, "t1", "Jo");
        assertThatThrownBy(() -> new Technician(
                        MSP,
                        "t1",
                        "Jo",
                        List.of(),
                        List.of(),
                        List.of(Username.psaMember("a"), Username.psaMember("b")),
                        null,
                        AccountState.NONE,
                        jo.status(),
                        jo.statusOrigin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("technician.usernames");
        assertThatThrownBy(() -> Technician.byHand(MSP, "t1", " ")).hasMessageContaining("technician.name");
        assertThatThrownBy(() -> Technician.byHand(MSP, "", "Jo")).hasMessageContaining("technician.id");
    }

    @Test
    void aStatusIsLeftToTheDirectoryAgain() {
        Technician jo = Technician.byHand(MSP, "t1", "Jo");

        assertThat(jo.withStatus(TechnicianStatus.ON_LEAVE).status()).isEqualTo(TechnicianStatus.ON_LEAVE);
        assertThat(jo.withStatus(TechnicianStatus.ON_LEAVE).released().status()).isEqualTo(TechnicianStatus.ON_LEAVE);
    }
}
