package dev.tocsin.core.consent;

import static dev.tocsin.core.consent.Ledger.AL;
import static dev.tocsin.core.consent.Ledger.JO;
import static dev.tocsin.core.consent.Ledger.MOBILE;
import static dev.tocsin.core.consent.Ledger.NUMBER;
import static dev.tocsin.core.consent.Ledger.PROGRAMME;
import static dev.tocsin.core.consent.Ledger.block;
import static dev.tocsin.core.consent.Ledger.minute;
import static dev.tocsin.core.consent.Ledger.optIn;
import static dev.tocsin.core.consent.Ledger.optOut;
import static dev.tocsin.core.consent.Ledger.voided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.SendDecision.Reason;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianChange;
import dev.tocsin.core.people.TechnicianImport;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentGateTest {
    private static final Instant NOW = minute(100);

    private static SendDecision decide(Phone phone, PhoneUse use, ConsentEntry... entries) {
        return ConsentGate.decide(PROGRAMME, new SendRequest(JO, true, phone, use), List.of(entries), NOW);
    }

    private static Reason refusal(SendDecision decision) {
        assertThat(decision).isInstanceOf(SendDecision.Refused.class);
        SendDecision.Refused refused = (SendDecision.Refused) decision;
        assertThat(refused.message()).isNotBlank().doesNotContain(NUMBER.e164());
        return refused.reason();
    }

    @Test
    void anActivePersonWithConsentOnAUsablePhoneGetsMessages() {
        ConsentEntry proof = optIn(JO, 1);

        assertThat(decide(MOBILE, PhoneUse.SMS, proof)).isEqualTo(new SendDecision.Allowed(proof));
        assertThat(decide(MOBILE, PhoneUse.VOICE, proof)).isEqualTo(new SendDecision.Allowed(proof));
    }

    @Test
    void everyRefusalSaysWhy() {
        ConsentEntry in = optIn(JO, 1);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS))).isEqualTo(Reason.NO_CONSENT);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS, in, optOut(2)))).isEqualTo(Reason.OPTED_OUT);
        assertThat(refusal(decide(MOBILE, PhoneUse.VOICE, in, optOut(2)))).isEqualTo(Reason.OPTED_OUT);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS, in, block(2)))).isEqualTo(Reason.PROVIDER_BLOCKED);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS, block(1), optOut(2), optIn(JO, 3))))
                .isEqualTo(Reason.PROVIDER_BLOCKED);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS, in, block(2), optOut(3))))
                .isEqualTo(Reason.OPTED_OUT);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS, in, voided(JO, 2)))).isEqualTo(Reason.VOIDED);
        assertThat(refusal(decide(MOBILE, PhoneUse.SMS, optIn(AL, 1)))).isEqualTo(Reason.CONSENT_OF_ANOTHER);
        assertThat(refusal(ConsentGate.decide(
                        PROGRAMME, new SendRequest(JO, false, MOBILE, PhoneUse.SMS), List.of(in), NOW)))
                .isEqualTo(Reason.NOT_ACTIVE);
    }

    @Test
    void thePhoneMustBeGoodForTheUseWhateverItsRecordSays() {
        Phone extension = new Phone(NUMBER, PhoneKind.MOBILE, "12");
        Phone claimsToBeMobile = new Phone(new PhoneNumber("+4930901820"), PhoneKind.MOBILE, null);
        Phone premium = new Phone(new PhoneNumber("+499003123456"), PhoneKind.MOBILE, null);
        Phone unassigned = new Phone(new PhoneNumber("+11234567890"), PhoneKind.MOBILE, null);

        assertThat(refusal(decide(extension, PhoneUse.SMS, optIn(JO, 1)))).isEqualTo(Reason.USE_NOT_POSSIBLE);
        assertThat(decide(extension, PhoneUse.VOICE, optIn(JO, 1))).isInstanceOf(SendDecision.Allowed.class);
        assertThat(refusal(decide(claimsToBeMobile, PhoneUse.SMS))).isEqualTo(Reason.USE_NOT_POSSIBLE);
        assertThat(refusal(decide(premium, PhoneUse.VOICE))).isEqualTo(Reason.NUMBER_NOT_USABLE);
        assertThat(refusal(decide(unassigned, PhoneUse.VOICE))).isEqualTo(Reason.NUMBER_NOT_USABLE);
    }

    @Test
    void onlyAnActiveTechnicianIsActive() {
        Technician jo = Technician.byHand(MspId.SINGLE, "jo", "Jo");
        for (TechnicianStatus status : TechnicianStatus.values()) {
            assertThat(SendRequest.to(jo.withStatus(status), MOBILE, PhoneUse.SMS)
                            .active())
                    .isEqualTo(status == TechnicianStatus.ACTIVE);
        }
    }

    @Test
    void anImportMakesNoConsentAndANewNumberNeedsItsOwn() {
        TechnicianImport imports = new TechnicianImport(MspId.SINGLE, "c1", PhoneBook.of("DE"));
        Technician first = imports.chosen(List.of(user("0151 23456789")), List.of())
                .changes()
                .get(0)
                .after();
        Phone mobile = first.firstPhone(PhoneUse.SMS).orElseThrow();
        List<ConsentEntry> ledger = new ArrayList<>();

        assertThat(refusal(ConsentGate.decide(PROGRAMME, SendRequest.to(first, mobile, PhoneUse.SMS), ledger, NOW)))
                .isEqualTo(Reason.NO_CONSENT);

        ledger.add(optIn(first.ref(), 1));
        assertThat(ConsentGate.decide(PROGRAMME, SendRequest.to(first, mobile, PhoneUse.SMS), ledger, NOW))
                .isInstanceOf(SendDecision.Allowed.class);

        TechnicianChange away = imports.refresh(List.of(user("0151 98765432")), List.of(first))
                .changes()
                .get(0);
        ledger.addAll(NumberChanges.voided(Set.of(PROGRAMME), away, ConsentActor.system(), minute(2)));
        TechnicianChange back = imports.refresh(List.of(user("0151 23456789")), List.of(away.after()))
                .changes()
                .get(0);
        ledger.addAll(NumberChanges.voided(Set.of(PROGRAMME), back, ConsentActor.system(), minute(3)));

        Phone other = away.after().firstPhone(PhoneUse.SMS).orElseThrow();
        assertThat(refusal(
                        ConsentGate.decide(PROGRAMME, SendRequest.to(away.after(), other, PhoneUse.SMS), ledger, NOW)))
                .isEqualTo(Reason.NO_CONSENT);
        assertThat(refusal(
                        ConsentGate.decide(PROGRAMME, SendRequest.to(back.after(), mobile, PhoneUse.SMS), ledger, NOW)))
                .isEqualTo(Reason.VOIDED);
    }

    @Test
    void removingATechnicianVoidsWhatWasAgreedAndKeepsTheProof() {
        Technician first = new TechnicianImport(MspId.SINGLE, "c1", PhoneBook.of("DE"))
                .chosen(List.of(user("0151 23456789")), List.of())
                .changes()
                .get(0)
                .after();
        ConsentEntry in = optIn(first.ref(), 1);
        List<ConsentEntry> ledger = new ArrayList<>(List.of(in));
        ledger.addAll(NumberChanges.removed(Set.of(PROGRAMME), first, ConsentActor.system(), minute(2)));

        assertThat(ledger).hasSize(2).contains(in);
        assertThat(refusal(ConsentGate.decide(
                        PROGRAMME, new SendRequest(first.ref(), true, MOBILE, PhoneUse.SMS), ledger, NOW)))
                .isEqualTo(Reason.VOIDED);
    }

    @Test
    void nobodyIsAskedAfterAnOptOutOrTwiceAtOnce() {
        InboundConsent inbound = new InboundConsent(Ledger.ALERTS);
        ConsentState empty = ConsentState.of(PROGRAMME, NUMBER, List.of());
        ConsentEntry question = inbound.asked(empty, JO, "Jo", Ledger.TEXT, Set.of(PhoneUse.SMS), minute(99));

        assertThat(ConsentGate.mayAsk(empty, NOW)).isTrue();
        assertThat(ConsentGate.mayAsk(ConsentState.of(PROGRAMME, NUMBER, List.of(question)), NOW))
                .isFalse();
        assertThat(ConsentGate.mayAsk(ConsentState.of(PROGRAMME, NUMBER, List.of(optOut(1))), NOW))
                .isFalse();
    }

    @Test
    void whatIsNoActOfThePersonCannotBeWrittenAsAnOptIn() {
        ConsentActor operator = new ConsentActor(ConsentActor.Kind.OPERATOR, "eve", null);
        for (ConsentMethod method : ConsentMethod.values()) {
            assertThatThrownBy(() -> entry(method, operator, JO).build())
                    .as(method.name())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        ConsentActor jo = ConsentActor.person("jo", null);
        assertThatThrownBy(() -> entry(ConsentMethod.NUMBER_CHANGE, jo, JO).build())
                .hasMessageContaining("consent.method");
        assertThatThrownBy(() -> entry(ConsentMethod.TOLD, jo, JO).build()).hasMessageContaining("consent.method");
        assertThatThrownBy(() -> entry(ConsentMethod.ADMIN_ATTESTATION, jo, JO).build())
                .hasMessageContaining("ADMINISTRATOR");
        assertThatThrownBy(() ->
                        entry(ConsentMethod.WEB_FORM, jo, JO).textHash(null).build())
                .hasMessageContaining("consent.textHash");
        assertThatThrownBy(() ->
                        entry(ConsentMethod.WEB_FORM, jo, JO).textHash("abc").build())
                .hasMessageContaining("consent.textHash");
        assertThatThrownBy(() ->
                        entry(ConsentMethod.WEB_FORM, jo, JO).person(null, null).build())
                .hasMessageContaining("consent.person");
        assertThat(entry(ConsentMethod.WEB_FORM, jo, JO).build().id()).hasSize(27);
        for (ConsentActor.Kind kind :
                List.of(ConsentActor.Kind.OPERATOR, ConsentActor.Kind.ADMINISTRATOR, ConsentActor.Kind.SYSTEM)) {
            assertThatThrownBy(() -> ConsentEntry.builder(
                                    PROGRAMME,
                                    NUMBER,
                                    ConsentAction.RESUBSCRIBE,
                                    ConsentMethod.PROVIDER_REPORT,
                                    new ConsentActor(kind, "eve", null),
                                    NOW)
                            .build())
                    .hasMessageContaining("consent.actor");
        }
    }

    private static ConsentEntry.Builder entry(ConsentMethod method, ConsentActor actor, PersonRef person) {
        return ConsentEntry.builder(PROGRAMME, NUMBER, ConsentAction.OPT_IN, method, actor, NOW)
                .person(person, "Jo")
                .textHash(Ledger.TEXT.hash())
                .evidence("page", "x");
    }

    private static DirectoryUser user(String mobile) {
        return new DirectoryUser("u1", "jo@example.com", null, "Jo", mobile, List.of(), List.of(), true, false);
    }
}
