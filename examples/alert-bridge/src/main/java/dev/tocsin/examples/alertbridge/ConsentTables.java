package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.ConsentLedger;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.store.ConsentStore.Numbered;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who may be texted and called, for people. Numbers are masked unless a person asks for them in full. */
final class ConsentTables {
    private static final int PAGE = 500;

    private final Surroundings around;
    private final ConsentLedger ledger;
    private final String programme;
    private final boolean full;

    /** @param full whether numbers are shown in full */
    ConsentTables(Surroundings around, ConsentLedger ledger, String programme, boolean full) {
        this.around = around;
        this.ledger = ledger;
        this.programme = programme;
        this.full = full;
    }

    /** What each number of technicians may get, and since when, or why not. */
    void technicians(List<Technician> technicians) {
        TextTable table = new TextTable(around.unicode(), "Technician", "Number", "Texts", "Calls");
        int numbers = 0;
        for (Technician technician : technicians) {
            List<Phone> phones =
                    technician.phones().stream().map(TechnicianPhone::phone).toList();
            for (Phone phone : phones) {
                numbers++;
                table.row(
                        technician.id() + " " + ShownText.inLine(technician.name()),
                        new PeopleTables(around, full).phone(phone),
                        may(technician, phone.number(), PhoneUse.SMS),
                        may(technician, phone.number(), PhoneUse.VOICE));
            }
            if (phones.isEmpty()) {
                table.row(technician.id() + " " + ShownText.inLine(technician.name()), "-", "-", "-");
            }
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out()
                .println(Words.count(technicians.size(), "technician") + ", " + Words.count(numbers, "number")
                        + ", programme " + programme);
    }

    private String may(Technician technician, PhoneNumber number, PhoneUse use) {
        SendDecision decision = ledger.decide(programme, technician.ref(), number, use);
        if (decision instanceof SendDecision.Allowed allowed) {
            return "yes, since " + when(allowed.proof());
        }
        SendDecision.Reason reason = ((SendDecision.Refused) decision).reason();
        String ended = reason == SendDecision.Reason.OPTED_OUT || reason == SendDecision.Reason.PROVIDER_BLOCKED
                ? ledger.standing(programme, number)
                        .lastOptOut(use)
                        .map(entry -> " since " + when(entry))
                        .orElse("")
                : "";
        return "no: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ended;
    }

    /** Says what was agreed already, before one more entry of it is kept. */
    void agreedBefore(Technician technician, PhoneNumber number, Set<PhoneUse> uses) {
        for (PhoneUse use : uses) {
            if (ledger.decide(programme, technician.ref(), number, use) instanceof SendDecision.Allowed allowed) {
                around.out()
                        .println(number(number) + ": " + use.name().toLowerCase(Locale.ROOT) + " was agreed since "
                                + when(allowed.proof()) + "; one more entry is kept");
            }
        }
    }

    private static String when(ConsentEntry entry) {
        return entry.at().truncatedTo(ChronoUnit.SECONDS) + " ("
                + entry.method().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }

    /** The messages that a person should read; answers how many there are. */
    int reviews() {
        List<Numbered> open = new ArrayList<>();
        List<Numbered> page = ledger.reviews(programme, 0, PAGE);
        while (!page.isEmpty()) {
            open.addAll(page);
            page = ledger.reviews(programme, page.get(page.size() - 1).number(), PAGE);
        }
        TextTable table = new TextTable(around.unicode(), "Review", "Number", "At", "Message", "Reason");
        for (Numbered one : open) {
            ConsentEntry entry = one.entry();
            table.row(
                    entry.id(),
                    number(entry.number()),
                    WallTime.text(entry.at(), ZoneOffset.UTC),
                    ShownText.inLine(entry.evidence().getOrDefault("message", "-")),
                    ShownText.inLine(entry.evidence().getOrDefault("reason", "-")));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
            around.out()
                    .println(Words.count(open.size(), "open review")
                            + "; `consent review ID --finding TEXT` keeps what was found");
        }
        return open.size();
    }

    /** A number, masked or in full. */
    String number(PhoneNumber number) {
        return full ? number.e164() : number.masked();
    }
}
