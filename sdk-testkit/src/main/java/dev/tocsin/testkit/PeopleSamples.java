package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.T0;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianEmail;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.StoredFeed;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Persons, their consent and the feeds that tell of them, for the tests of stores. */
final class PeopleSamples {
    /** Ends texts in a database that is careless, and lines in a log that is. */
    static final String NUL = "before\u0000after";

    static final PhoneNumber NUMBER = new PhoneNumber("+491701234567");
    static final PhoneNumber OTHER_NUMBER = new PhoneNumber("+12025550123");
    static final ConsentText TEXT = new ConsentText("sms-alerts", "en", "We send you text messages. Reply STOP.");

    private PeopleSamples() {}

    /** An imported technician who has one username of each name. */
    static Technician technician(MspId msp, String id, @Nullable DirectoryRef directory, String... usernames) {
        return new Technician(
                msp,
                id,
                "Technician " + id,
                List.of(),
                List.of(),
                Stream.of(usernames).map(Username::of).toList(),
                directory,
                directory == null ? AccountState.NONE : AccountState.ENABLED,
                TechnicianStatus.ACTIVE,
                directory == null ? Origin.PERSON : Origin.DIRECTORY);
    }

    /** A technician of whom all is known, with a phone of each kind. */
    static Technician fullTechnician(MspId msp, AccountState account, TechnicianStatus status, Origin statusOrigin) {
        return new Technician(
                msp,
                "t1 漢字🚀 O'Neil",
                SPECIAL + NUL,
                List.of(
                        new TechnicianEmail(new EmailAddress("O'Neil+x@EXAMPLE.com"), Origin.PERSON),
                        new TechnicianEmail(new EmailAddress("z@bücher.example"), Origin.DIRECTORY),
                        new TechnicianEmail(new EmailAddress("a@example.com"), Origin.DIRECTORY)),
                phones().stream()
                        .map(phone -> new TechnicianPhone(
                                phone,
                                phone.extension() == null ? Origin.DIRECTORY : Origin.PERSON,
                                phone.kind() == PhoneKind.MOBILE))
                        .toList(),
                List.of(
                        new Username("CONTOSO\\O'Neil \"🚀\"", Origin.PERSON, true),
                        new Username("Ünïcode@contoso.example", Origin.DIRECTORY, false),
                        new Username("a'; DROP TABLE technician; --", Origin.PERSON, false)),
                account == AccountState.NONE ? null : new DirectoryRef("tenant " + SPECIAL, "object " + SPECIAL),
                account,
                status,
                statusOrigin);
    }

    /** A phone of each kind, the first also with an extension. */
    static List<Phone> phones() {
        return Stream.concat(
                        Stream.of(new Phone(NUMBER, PhoneKind.FIXED_LINE, "0123456789")),
                        Stream.of(PhoneKind.values())
                                .map(kind -> new Phone(
                                        new PhoneNumber("+49170123456" + kind.ordinal() % 10 + kind.ordinal()),
                                        kind,
                                        null)))
                .toList();
    }

    static CompanyUser user(MspId msp, String companyId, String connectionId, String userId, @Nullable String name) {
        return new CompanyUser(
                msp,
                companyId,
                new DirectoryRef(connectionId, userId),
                name,
                null,
                "User " + userId,
                List.of(),
                AccountState.ENABLED);
    }

    /** A user of whom all is known, with a phone of each kind. */
    static CompanyUser fullUser(AccountState state) {
        return new CompanyUser(
                Samples.MSP,
                "acme " + SPECIAL,
                new DirectoryRef("tenant " + SPECIAL, "Object " + SPECIAL),
                "Name " + SPECIAL + NUL,
                "mail " + SPECIAL,
                "Shown " + SPECIAL + NUL,
                phones(),
                state,
                phones().subList(1, 3),
                7);
    }

    /** An opt-out that somebody told, of an id. */
    static ConsentEntry entry(String programme, PhoneNumber number, String id) {
        return ConsentEntry.builder(
                        programme,
                        number,
                        ConsentAction.OPT_OUT,
                        ConsentMethod.TOLD,
                        new ConsentActor(ConsentActor.Kind.OPERATOR, "desk", null),
                        T0)
                .id(id)
                .build();
    }

    static AdminAcceptance acceptance(MspId msp, String companyId, String id) {
        return new AdminAcceptance(
                id, msp, companyId, EnrolmentPolicy.ADMIN_ATTESTED, TEXT.hash(), "Jane <jane@acme.example>", "::1", T0);
    }

    static StoredFeed feed(MspId msp, String connectionId, String feed, int failures, long version) {
        return new StoredFeed(
                msp,
                connectionId,
                feed,
                null,
                StoredFeed.State.ACTIVE,
                null,
                failures,
                null,
                null,
                null,
                null,
                null,
                version);
    }
}
