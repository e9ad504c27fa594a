package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.consent.Programme;
import org.jspecify.annotations.Nullable;

/** The programme of messages: whom they are from and where people get help. */
final class ProgrammeSection {
    private static final String ID = "security-alerts";

    private ProgrammeSection() {}

    /** Reads the section; null if it is absent or, with its faults, none. */
    static @Nullable Programme read(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        String id = section.text("id");
        String name =
                section.needed("name", "the name that people see in messages is legal, such as Example IT alerts");
        String contact = section.needed("contact", "where people get help is legal: a mail address, number or page");
        section.end();
        if (name.isBlank() || contact.isBlank()) {
            return null;
        }
        try {
            return new Programme(id == null || id.isBlank() ? ID : id.strip(), name.strip(), contact.strip());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String field = message.replaceFirst("^programme\\.([a-z]+): .*$", "$1");
            section.fault(field, message.replaceFirst("^[^:]*: ", ""));
            return null;
        }
    }
}
