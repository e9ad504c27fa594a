package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.AddressState;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.ExportFormat;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneUse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** An administrator accepts for a company, its users are enrolled, and one of them ends it. */
public final class AskConsent {
    private static final ConsentText TEXT = new ConsentText(
            "security-alerts",
            "en",
            "Contoso agrees that its provider may text and call its users about security alerts of their own accounts."
                    + " No marketing. Numbers are not shared. Each user can end it: reply STOP. Help: reply HELP.");

    private AskConsent() {}

    /** @param signingKey at least 32 bytes, kept by the host; it signs the state that goes through Microsoft's page */
    public static void ask(Tocsin tocsin, Secret signingKey) throws IOException {
        StateSigner signer = new StateSigner(SigningKeys.of("k1", signingKey));
        Duration hour = Duration.ofHours(1);
        EnrolmentPolicy attested = EnrolmentPolicy.ADMIN_ATTESTED;
        System.out.println(tocsin.consent()
                .addressState("contoso", attested, TEXT, signer, hour)
                .getClass()
                .getSimpleName());
        tocsin.consent().accept("contoso", attested, TEXT, "Ann Admin <ann@contoso.example>", "192.0.2.20");
        AddressState state = tocsin.consent().addressState("contoso", attested, TEXT, signer, hour);
        if (state instanceof AddressState.Ready ready) {
            // Microsoft's page is shown with this state, and hands it back; MicrosoftGraph.adminConsent has both.
            System.out.println(tocsin.consent().redeem(ready.state(), signer));
            System.out.println(tocsin.consent().redeem(ready.state(), signer));
        }

        // After the first sync of the users, KeepPeople shows how:
        System.out.println(tocsin.consent().enrol("contoso", "alerts", Set.of(PhoneUse.SMS, PhoneUse.VOICE)));
        CompanyUser joe = tocsin.directories().users("contoso-tenant", null, 10).get(0);
        Phone phone = joe.phones().get(0);
        SendRequest text = SendRequest.to(joe, phone, PhoneUse.SMS);
        System.out.println(tocsin.consent().decide("alerts", text) instanceof SendDecision.Allowed);
        tocsin.consent()
                .optOut(
                        "alerts",
                        phone.number(),
                        Set.of(PhoneUse.SMS, PhoneUse.VOICE),
                        new ConsentProof(
                                ConsentMethod.TOLD,
                                ConsentActor.person("Joe", null),
                                Map.of("noted", "told on the phone")));
        System.out.println(tocsin.consent().decide("alerts", text));

        StringBuilder proof = new StringBuilder();
        tocsin.consent().export("alerts", proof, ExportFormat.CSV);
        System.out.println(proof.toString().lines().count() - 1 + " entries stay, whatever becomes of Joe");
    }
}
