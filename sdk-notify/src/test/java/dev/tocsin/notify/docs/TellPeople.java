package dev.tocsin.notify.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One technician is on call and agreed to be texted and called; whatever is HIGH or worse is told to her, by mail if nothing else. */
public final class TellPeople {
    /** What people agree to, and the name that they read in messages. */
    public static final Programme PROGRAMME = new Programme("alerts", "Tocsin Alerts", "help@msp.example");

    private TellPeople() {}

    /** @param tocsin built with {@code .programme(PROGRAMME)} and a channel of each kind */
    public static Technician configure(Tocsin tocsin) {
        ConsentActor nina = new ConsentActor(ConsentActor.Kind.OPERATOR, "Nina", "192.0.2.7");
        Technician ada = tocsin.technicians()
                .add(
                        new TechnicianDraft(
                                "Ada Lovelace",
                                List.of("ada@msp.example"),
                                List.of("(425) 555-0109"),
                                List.of("ada"),
                                "ALovelace"),
                        PhoneBook.of("US"),
                        nina);
        // The page on which Ada saw the text and pressed the button keeps this; no operator can agree for her.
        tocsin.consent()
                .grant(
                        PROGRAMME.id(),
                        ada.id(),
                        ada.firstPhone(PhoneUse.SMS).orElseThrow().number(),
                        Set.of(PhoneUse.SMS, PhoneUse.VOICE),
                        ConsentTexts.technicianAlerts(PROGRAMME, Locale.ENGLISH),
                        new ConsentProof(
                                ConsentMethod.WEB_FORM,
                                ConsentActor.person("Ada Lovelace", "192.0.2.31"),
                                Map.of("page", "https://msp.example/alerts", "session", "5d2c")));

        LocalTime eight = LocalTime.of(8, 0);
        tocsin.configuration()
                .save(new OnCallSchedule(
                        MspId.SINGLE,
                        "security",
                        "Security on call",
                        ZoneId.of("America/Los_Angeles"),
                        List.of(new OnCallShift(
                                DayOfWeek.MONDAY,
                                eight,
                                DayOfWeek.MONDAY,
                                eight,
                                List.of(ada.id()),
                                LocalDate.of(2026, 1, 5)))));
        List<Recipient> onCall = List.of(new Recipient.OnCall("security"));
        tocsin.configuration()
                .save(new EscalationPolicy(
                        MspId.SINGLE,
                        "on-call",
                        "Text, then call",
                        List.of(
                                new EscalationStep(
                                        Duration.ZERO,
                                        onCall,
                                        List.of(ChannelKind.SMS, ChannelKind.EMAIL),
                                        ChannelUse.FIRST_THAT_REACHES),
                                new EscalationStep(
                                        Duration.ofMinutes(5),
                                        onCall,
                                        List.of(ChannelKind.VOICE, ChannelKind.EMAIL),
                                        ChannelUse.FIRST_THAT_REACHES)),
                        2,
                        Duration.ofMinutes(15),
                        Duration.ofHours(2),
                        null));
        tocsin.configuration()
                .save(new NotificationRoute(
                        MspId.SINGLE, "high", 1, Set.of(), Set.of(), Severity.HIGH, "on-call", false));
        return ada;
    }

    /** Prints who got what, and why not. */
    public static void show(Tocsin tocsin, long incidentId) {
        tocsin.notifications()
                .ofIncident(incidentId)
                .forEach(one -> System.out.println(one.personName() + " by " + one.kind() + ": " + one.state()
                        + (one.reason() == null ? "" : ", " + one.reason())));
        tocsin.notifications().audit().forEach(finding -> System.out.println("look at: " + finding));
    }
}
