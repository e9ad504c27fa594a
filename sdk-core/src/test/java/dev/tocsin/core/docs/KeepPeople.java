package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.people.AffectedPhone;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.ImportNote;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Imports a technician, adds another by hand, keeps a customer's users, and finds whom to call about an alert. */
public final class KeepPeople {
    private KeepPeople() {}

    /**
     * @param ours the provider's own directory, such as a {@code GraphDirectory}
     * @param theirs the customer's
     */
    public static void keep(Tocsin tocsin, Directory ours, Directory theirs) {
        ConsentActor nina = new ConsentActor(ConsentActor.Kind.OPERATOR, "Nina", "192.0.2.7");
        PhoneBook american = PhoneBook.of("US");

        for (ImportNote note : tocsin.technicians()
                .importUsers("our-tenant", ours, american, List.of("ada@msp.example", "nobody@msp.example"), nina)
                .notes()) {
            System.out.println(note.userId() + ": " + note.message());
        }
        tocsin.technicians()
                .add(
                        new TechnicianDraft(
                                "Grace Hopper",
                                List.of("grace@msp.example"),
                                List.of("(425) 555-0177"),
                                List.of("ghopper", "MSP\\grace"),
                                "GHopper"),
                        american,
                        nina);
        List<Technician> byName = new ArrayList<>(tocsin.technicians().list());
        byName.sort(Comparator.comparing(Technician::name));
        for (Technician technician : byName) {
            System.out.println(technician.name() + ", " + technician.status() + ", texts to "
                    + technician.firstPhone(PhoneUse.SMS).map(Object::toString).orElse("nothing"));
        }

        DirectoryLink contoso = new DirectoryLink("contoso-tenant", "contoso", theirs, PhoneBook.of("GB"));
        tocsin.directories().sync(contoso, progress -> {}).lines().forEach(System.out::println);
        EventUser victim = new EventUser(null, "Joe@Contoso.example");
        AffectedPhone phone = tocsin.directories().affectedPhone("contoso", victim, PhoneUse.VOICE);
        if (phone instanceof AffectedPhone.Found found) {
            System.out.println("call " + found.person().name() + " at " + found.phone());
        } else if (phone instanceof AffectedPhone.Missing missing) {
            System.out.println("nobody to call: " + missing.reason());
        }
    }
}
