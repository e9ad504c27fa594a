package dev.tocsin.simulators.connectwise.internal.records;

import java.util.Optional;

/**
 * The screens of the application on which custom fields can be declared, each with the records that carry them. The pod
 * ids are this simulator's own: real ones differ from server to server.
 */
public enum Screen {
    /** Service tickets. */
    TICKET(1, "service_ticket", "ticket"),
    /** Companies. */
    COMPANY(2, "company", "company"),
    /** Contacts. */
    CONTACT(3, "contact", "contact"),
    /** Configurations. */
    CONFIGURATION(4, "configuration", "configuration"),
    /** Sites of companies. */
    SITE(5, "company_site", "companySite"),
    /** Agreements. */
    AGREEMENT(6, "agreement", "agreement"),
    /** Time entries. */
    TIME_ENTRY(7, "time_entry", "timeEntry");

    private final int podId;
    private final String screenId;
    private final String resource;

    Screen(int podId, String screenId, String resource) {
        this.podId = podId;
        this.screenId = screenId;
        this.resource = resource;
    }

    /** The id of the pod, which a definition must name. */
    public int podId() {
        return podId;
    }

    /** The name of the screen in a definition. */
    public String screenId() {
        return screenId;
    }

    /** What errors call the records that carry these fields. */
    String resource() {
        return resource;
    }

    /** The screen of a pod; empty if there is none. */
    static Optional<Screen> ofPod(int podId) {
        for (Screen screen : values()) {
            if (screen.podId == podId) {
                return Optional.of(screen);
            }
        }
        return Optional.empty();
    }
}
