package dev.tocsin.simulators.connectwise.internal.records;

import java.time.Duration;

/** The switches for what differs between servers or is not known for certain. Thread-safe. */
public final class Behaviour {
    private volatile boolean storesExternalXRef = true;
    private volatile Duration searchLag = Duration.ZERO;
    private volatile boolean omittedCustomFieldsAreCleared;
    private volatile int companyNameLength = 156;
    private volatile boolean foreignLinks;
    private volatile boolean projectTicketsApart = true;
    private volatile boolean masksPasswords;
    private volatile boolean hidesPasswords;

    /** The behaviour of a server of 2026. */
    public Behaviour() {}

    /** Whether {@code externalXRef} is kept; if not it is dropped without a word. */
    public boolean storesExternalXRef() {
        return storesExternalXRef;
    }

    /** Sets {@link #storesExternalXRef()}. */
    public void storesExternalXRef(boolean stores) {
        storesExternalXRef = stores;
    }

    /** How long a new ticket is found by its id only. */
    public Duration searchLag() {
        return searchLag;
    }

    /** Sets {@link #searchLag()}. */
    public void searchLag(Duration lag) {
        searchLag = lag;
    }

    /** Whether a replaced {@code customFields} array clears the fields it leaves out: reports contradict each other. */
    public boolean omittedCustomFieldsAreCleared() {
        return omittedCustomFieldsAreCleared;
    }

    /** Sets {@link #omittedCustomFieldsAreCleared()}. */
    public void omittedCustomFieldsAreCleared(boolean cleared) {
        omittedCustomFieldsAreCleared = cleared;
    }

    /** The longest company identifier: 156 since 2026.4, 30 before. The name: 156, 50 before. */
    public int companyIdentifierLength() {
        return companyNameLength == 156 ? 156 : 30;
    }

    /** The longest company or site name. */
    public int companyNameLength() {
        return companyNameLength;
    }

    /** Takes the lengths of servers up to 2025.1. */
    public void oldCompanyLengths(boolean old) {
        companyNameLength = old ? 50 : 156;
    }

    /** Whether Link and Location name another host and scheme than the one that was asked, as some regions do. */
    public boolean foreignLinks() {
        return foreignLinks;
    }

    /** Sets {@link #foreignLinks()}. */
    public void foreignLinks(boolean foreign) {
        foreignLinks = foreign;
    }

    /**
     * Whether a ticket that was converted into a project's is gone from the path of service tickets. The vendor's guide does
     * not say; its contract gives both kinds of ticket the same record types.
     */
    public boolean projectTicketsApart() {
        return projectTicketsApart;
    }

    /** Sets {@link #projectTicketsApart()}. */
    public void projectTicketsApart(boolean apart) {
        projectTicketsApart = apart;
    }

    /**
     * Whether answers to questions of the field type Password are shown as a mask. A mask that is sent back is kept as the
     * password, the worst that a server could do: the vendor does not say.
     */
    public boolean masksPasswords() {
        return masksPasswords;
    }

    /** Sets {@link #masksPasswords()}. */
    public void masksPasswords(boolean masks) {
        masksPasswords = masks;
    }

    /** Whether of such answers only the id is shown. */
    public boolean hidesPasswords() {
        return hidesPasswords;
    }

    /** Sets {@link #hidesPasswords()}. */
    public void hidesPasswords(boolean hides) {
        hidesPasswords = hides;
    }
}
