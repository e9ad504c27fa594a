package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Entries for tests. */
final class Ledger {
    static final String PROGRAMME = "alerts";
    static final Programme ALERTS = new Programme(PROGRAMME, "Acme Alerts", "help@example.com");
    static final PhoneNumber NUMBER = new PhoneNumber("+4915123456789");
    static final PhoneNumber OTHER_NUMBER = new PhoneNumber("+4915123456700");
    static final Phone MOBILE = new Phone(NUMBER, PhoneKind.MOBILE, null);
    static final PersonRef JO = PersonRef.technician(MspId.SINGLE, "jo");
    static final PersonRef AL = PersonRef.technician(new MspId("other"), "al");
    static final ConsentText TEXT = new ConsentText("alerts", "en", "I agree to get alerts by text message and call.");
    static final Set<PhoneUse> BOTH = EnumSet.allOf(PhoneUse.class);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Ledger() {}

    static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    static ConsentEntry optIn(PersonRef person, int minute) {
        return optIn(person, BOTH, minute);
    }

    static ConsentEntry optIn(PersonRef person, Set<PhoneUse> uses, int minute) {
        return ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.OPT_IN,
                        ConsentMethod.WEB_FORM,
                        ConsentActor.person(person.id(), "192.0.2.7"),
                        minute(minute))
                .person(person, person.id())
                .uses(uses)
                .textHash(TEXT.hash())
                .evidence("page", "https://example.com/consent")
                .build();
    }

    static ConsentEntry attested(PersonRef person, int minute) {
        return ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.OPT_IN,
                        ConsentMethod.ADMIN_ATTESTATION,
                        new ConsentActor(ConsentActor.Kind.ADMINISTRATOR, "admin@example.com", "192.0.2.8"),
                        minute(minute))
                .person(person, person.id())
                .textHash(TEXT.hash())
                .evidence("acceptance", "a1")
                .build();
    }

    static ConsentEntry optOut(int minute) {
        return optOut(BOTH, minute);
    }

    static ConsentEntry optOut(Set<PhoneUse> uses, int minute) {
        return ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.OPT_OUT,
                        ConsentMethod.SMS_KEYWORD,
                        ConsentActor.person("whoever has the number", null),
                        minute(minute))
                .uses(uses)
                .build();
    }

    static ConsentEntry resubscribe(int minute) {
        return ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.RESUBSCRIBE,
                        ConsentMethod.SMS_KEYWORD,
                        ConsentActor.person("whoever has the number", null),
                        minute(minute))
                .build();
    }

    static ConsentEntry block(int minute) {
        return InboundConsent.providerBlock(PROGRAMME, NUMBER, "twilio", "21610", "SM" + minute, minute(minute));
    }

    static ConsentEntry voided(PersonRef person, int minute) {
        return NumberChanges.voided(
                        Set.of(PROGRAMME),
                        person,
                        person.id(),
                        Set.of(NUMBER),
                        Set.of(OTHER_NUMBER),
                        ConsentActor.system(),
                        minute(minute))
                .get(0);
    }
}
