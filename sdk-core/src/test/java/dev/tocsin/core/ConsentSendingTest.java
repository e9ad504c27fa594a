package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendDecision.Reason;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.fake.FakeDirectory;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.ConsentStore.Numbered;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger as those use it who send: the gate that reads the person, what providers report, and what people review. */
class ConsentSendingTest {
    private static final Programme ALERTS = new Programme("alerts", "Contoso", "help@contoso.example");
    private static final ConsentActor OPERATOR = new ConsentActor(ConsentActor.Kind.OPERATOR, "op", null);
    private static final PhoneBook PHONES = PhoneBook.of("DE");
    private static final PhoneNumber MOBILE = new PhoneNumber("+4915123451000");
    private static final PhoneNumber OTHER = new PhoneNumber("+4915123451001");
    private static final Set<PhoneUse> BOTH = Set.of(PhoneUse.values());

    private final VirtualTime time = new VirtualTime();
    private final VolatileStore store = new VolatileStore();
    private final Tocsin tocsin = tocsin(MspId.SINGLE);
    private final ConsentLedger ledger = tocsin.consent();

    private Tocsin tocsin(MspId msp) {
        return Tocsin.builder()
                .store(store)
                .msp(msp)
                .clock(time)
                .random(new Random(5))
                .build();
    }

    private Technician technician(String phone) {
        Technician technician =
                tocsin.technicians().add(TechnicianDraft.named("Jo").withPhones(List.of(phone)), PHONES, OPERATOR);
        grant(technician.id());
        return technician;
    }

    private void grant(String technicianId) {
        Technician technician = tocsin.technicians().get(technicianId).orElseThrow();
        assertThat(ledger.grant(
                        "alerts",
                        technicianId,
                        technician.phones().get(0).phone().number(),
                        BOTH,
                        ConsentTexts.technicianAlerts(ALERTS, Locale.ENGLISH),
                        own()))
                .isNotNull();
        time.advance(Duration.ofMinutes(1));
    }

    private static ConsentProof own() {
        return new ConsentProof(
                ConsentMethod.WEB_FORM, ConsentActor.person("jo", "192.0.2.4"), Map.of("page", "https://example.com"));
    }

    private @Nullable Reason refusal(PersonRef person, PhoneNumber number, PhoneUse use) {
        SendDecision decision = ledger.decide("alerts", person, number, use);
        assertThat(store.<SendDecision>write(session -> ledger.decide(session, "alerts", person, number, use)))
                .as("within the sender's transaction")
                .isEqualTo(decision);
        return decision instanceof SendDecision.Refused refused ? refused.reason() : null;
    }

    private List<ConsentEntry> receive(String text, String id) {
        List<ConsentEntry> entries = new InboundConsent(ALERTS)
                .read(
                        new InboundMessage(MOBILE, text, id, "twilio", time.instant()),
                        ledger.standing("alerts", MOBILE),
                        CommandGrammar.none())
                .entries();
        assertThat(store.<Integer>write(session -> session.consent().append(entries)))
                .isEqualTo(entries.size());
        return entries;
    }

    @Test
    void theGateReadsTheTechnicianWhomACallerMayRememberOtherwise() {
        Technician jo = technician(MOBILE.e164());
        SendRequest remembered = SendRequest.to(jo, jo.phones().get(0).phone(), PhoneUse.SMS);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isNull();

        assertThat(tocsin.technicians()
                        .setStatus(jo.id(), TechnicianStatus.INACTIVE, OPERATOR)
                        .status())
                .isEqualTo(TechnicianStatus.INACTIVE);

        assertThat(ledger.decide("alerts", remembered)).isInstanceOf(SendDecision.Allowed.class);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isEqualTo(Reason.NOT_ACTIVE);
        assertThat(tocsin.technicians()
                        .setStatus(jo.id(), TechnicianStatus.ACTIVE, OPERATOR)
                        .status())
                .isEqualTo(TechnicianStatus.ACTIVE);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isNull();

        assertThat(tocsin.technicians()
                        .edit(jo.id(), draft -> draft.withPhones(List.of(OTHER.e164())), PHONES, OPERATOR)
                        .numbers())
                .containsExactly(OTHER);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isEqualTo(Reason.NUMBER_NOT_THEIRS);
        assertThat(refusal(jo.ref(), OTHER, PhoneUse.SMS)).isEqualTo(Reason.NO_CONSENT);

        assertThat(tocsin.technicians().remove(jo.id(), OPERATOR)).isTrue();
        assertThat(refusal(jo.ref(), OTHER, PhoneUse.SMS)).isEqualTo(Reason.NOT_KNOWN);
    }

    @Test
    void theGateReadsTheUserOfACustomer() {
        FakeDirectory directory = new FakeDirectory(10);
        directory.put(new DirectoryUser(
                "u/1", "u@example.com", null, "User", MOBILE.e164(), List.of(), List.of(), true, false));
        DirectorySyncReport report =
                tocsin.directories().sync(new DirectoryLink("ten:ant/1", "acme", directory, PHONES), progress -> {});
        assertThat(report.ending()).isEqualTo(DirectorySyncReport.Ending.COMPLETED);
        DirectoryRef ref = new DirectoryRef("ten:ant/1", "u/1");
        PersonRef user = PersonRef.user(MspId.SINGLE, ref);
        assertThat(user.directory()).contains(ref);
        assertThat(ledger.grant(
                        "alerts", ref, MOBILE, BOTH, ConsentTexts.securityNotices(ALERTS, Locale.GERMAN), own()))
                .isNotNull();

        assertThat(refusal(user, MOBILE, PhoneUse.SMS)).isNull();
        assertThat(refusal(user, OTHER, PhoneUse.SMS)).isEqualTo(Reason.NUMBER_NOT_THEIRS);
        assertThat(refusal(new PersonRef(new MspId("other"), PersonRef.Kind.USER, user.id()), MOBILE, PhoneUse.SMS))
                .isEqualTo(Reason.NOT_KNOWN);
        assertThat(refusal(PersonRef.user(MspId.SINGLE, new DirectoryRef("ten:ant/1", "u/2")), MOBILE, PhoneUse.SMS))
                .isEqualTo(Reason.NOT_KNOWN);
        for (String id : List.of("u", "3:a", "9:ten/u", "0:/u", "999999999999:x/u", "1:a/ ", "-1:a/u")) {
            assertThat(refusal(new PersonRef(MspId.SINGLE, PersonRef.Kind.USER, id), MOBILE, PhoneUse.SMS))
                    .as(id)
                    .isEqualTo(Reason.NOT_KNOWN);
        }
        assertThat(PersonRef.technician(MspId.SINGLE, "1:a/b").directory()).isEmpty();
    }

    @Test
    void anotherExtensionIsAnotherPhoneThatNobodyAgreedFor() {
        Technician jo = technician("+49 30 901820 ext. 12");
        PhoneNumber desk = jo.phones().get(0).phone().number();
        assertThat(refusal(jo.ref(), desk, PhoneUse.VOICE)).isNull();

        assertThat(tocsin.technicians()
                        .edit(jo.id(), draft -> draft.withPhones(List.of("+49 30 901820 ext. 13")), PHONES, OPERATOR)
                        .numbers())
                .containsExactly(desk);

        assertThat(refusal(jo.ref(), desk, PhoneUse.VOICE)).isEqualTo(Reason.VOIDED);
    }

    @Test
    void aProvidersBlockThatIsToldAgainIsKeptOnceAndStandsUntilItIsLifted() {
        Technician jo = technician(MOBILE.e164());

        ConsentEntry block = ledger.providerBlocked("alerts", MOBILE, "twilio", "21610", "SM1");
        time.advance(Duration.ofMinutes(1));
        ConsentEntry again =
                store.write(session -> ledger.providerBlocked(session, "alerts", MOBILE, "twilio", "21610", "SM1"));

        assertThat(again).isEqualTo(block);
        assertThat(ledger.entries("alerts", MOBILE)).hasSize(2).endsWith(block);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isEqualTo(Reason.PROVIDER_BLOCKED);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.VOICE)).isEqualTo(Reason.PROVIDER_BLOCKED);

        grant(jo.id());
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isEqualTo(Reason.PROVIDER_BLOCKED);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.VOICE)).isNull();

        assertThat(receive("START", "SM2")).extracting(ConsentEntry::action).containsExactly(ConsentAction.RESUBSCRIBE);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isNull();

        time.advance(Duration.ofMinutes(1));
        assertThat(ledger.providerBlocked("alerts", MOBILE, "twilio", "21610", "SM3"))
                .isNotEqualTo(block);
        time.advance(Duration.ofMinutes(1));
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isEqualTo(Reason.PROVIDER_BLOCKED);
        ConsentEntry lifted = ledger.providerUnblocked("alerts", MOBILE, "twilio", "SM4");
        assertThat(ledger.providerUnblocked("alerts", MOBILE, "twilio", "SM4")).isEqualTo(lifted);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS)).isNull();
    }

    @Test
    void aBlockWithinATransactionThatFailsIsNotKept() {
        assertThatThrownBy(() -> store.<ConsentEntry>write(session -> {
                    ConsentEntry block = ledger.providerBlocked(session, "alerts", MOBILE, "twilio", "21610", "SM1");
                    throw new IllegalStateException("after " + block.action());
                }))
                .hasMessage("after PROVIDER_BLOCK");

        assertThat(ledger.entries("alerts", MOBILE)).isEmpty();
    }

    @Test
    void reviewsAreOpenUntilAPersonReadThemTheNewestLast() {
        Technician jo = technician(MOBILE.e164());
        List<String> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            receive("the server will stop at " + i, "SM" + i).stream()
                    .filter(entry -> entry.action() == ConsentAction.REVIEW)
                    .forEach(entry -> open.add(entry.id()));
            time.advance(Duration.ofMinutes(1));
        }
        List<Numbered> first = ledger.reviews("alerts", 0, 3);

        assertThat(first).extracting(one -> one.entry().id()).isEqualTo(open.subList(0, 3));
        assertThat(first.get(0).entry().evidence()).containsEntry("message", "the server will stop at 0");
        assertThat(ledger.reviews("alerts", first.get(2).number(), 3))
                .extracting(one -> one.entry().id())
                .isEqualTo(open.subList(3, 5));
        assertThat(ledger.reviews("other", 0, 3)).isEmpty();

        ConsentEntry read = ledger.reviewed(open.get(1), OPERATOR, "spoke of a server");
        time.advance(Duration.ofMinutes(1));

        assertThat(read).returns(ConsentAction.REVIEWED, ConsentEntry::action).returns(OPERATOR, ConsentEntry::actor);
        assertThat(ledger.reviewed(open.get(1), OPERATOR, "something else"))
                .as("the first finding stays")
                .isEqualTo(read);
        assertThat(ledger.reviews("alerts", 0, 9))
                .extracting(one -> one.entry().id())
                .containsExactly(open.get(0), open.get(2), open.get(3), open.get(4));
        assertThat(ledger.standing("alerts", MOBILE).openReviews()).hasSize(4);
        assertThat(refusal(jo.ref(), MOBILE, PhoneUse.SMS))
                .as("a reader lifts nothing")
                .isEqualTo(Reason.OPTED_OUT);
    }

    @Test
    void onlyAPersonReadsAReviewAndNothingElse() {
        technician(MOBILE.e164());
        List<ConsentEntry> entries = receive("please stop it", "SM1");
        String review = entries.get(1).id();

        assertThatThrownBy(() -> ledger.reviewed("none", OPERATOR, "x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("entryId");
        assertThatThrownBy(() -> ledger.reviewed(entries.get(0).id(), OPERATOR, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is OPT_OUT");
        assertThatThrownBy(() -> ledger.reviewed(review, ConsentActor.system(), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consent.actor");
        assertThatThrownBy(() -> ledger.reviewed(review, OPERATOR, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finding");
        assertThat(ledger.reviews("alerts", 0, 9)).hasSize(1);
    }
}
