package dev.tocsin.core.people;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what the users of one directory make of an MSP's technicians. It takes over name, mail address, phones, principal name
 * and the state of the account; what a person gave (usernames, further addresses and phones, a status) stays, and consent is
 * never made. Done again it does nothing. Immutable and thread-safe.
 */
public final class TechnicianImport {
    private final MspId msp;
    private final String connectionId;
    private final PhoneBook phones;

    /**
     * An import.
     *
     * @param msp the MSP
     * @param connectionId the connection of the directory
     * @param phones the book for the region in which the directory's phones are written
     */
    public TechnicianImport(MspId msp, String connectionId, PhoneBook phones) {
        this.msp = msp;
        this.connectionId = connectionId;
        this.phones = phones;
    }

    /**
     * The id of the technician who is made of a directory's user: always the same, so that two nodes which import at once make
     * one technician.
     */
    public static String idOf(MspId msp, DirectoryRef user) {
        byte[] hash = KeyHash.start()
                .add("technician")
                .add(msp.value())
                .add(user.connectionId())
                .add(user.userId())
                .finish();
        return "T" + Base32.encode(hash, 25);
    }

    /**
     * Imports users whom a person chose: who is no technician yet becomes one.
     *
     * @param users the users; if one stands twice, the last holds
     * @param technicians all technicians of the MSP
     */
    public ImportResult chosen(List<DirectoryUser> users, Collection<Technician> technicians) {
        return new ImportRun(msp, connectionId, phones, technicians).apply(last(users), true);
    }

    /**
     * Follows what changed in the directory: users who are no technicians are passed by.
     *
     * @param users the users that changed, in the order in which the directory told; if one stands twice, the last holds
     * @param technicians all technicians of the MSP
     */
    public ImportResult refresh(List<DirectoryUser> users, Collection<Technician> technicians) {
        return new ImportRun(msp, connectionId, phones, technicians).apply(last(users), false);
    }

    /**
     * As {@link #refresh}, with all users of the directory: who was imported from it and is not among them is gone. The caller
     * makes sure that the list is whole, and guards against mass changes.
     *
     * @param users all users
     * @param technicians all technicians of the MSP
     */
    public ImportResult refreshAll(List<DirectoryUser> users, Collection<Technician> technicians) {
        Map<String, DirectoryUser> all = last(users);
        for (Technician technician : technicians) {
            DirectoryRef directory = technician.directory();
            if (directory != null
                    && technician.msp().equals(msp)
                    && directory.connectionId().equals(connectionId)) {
                all.putIfAbsent(directory.userId(), DirectoryUser.gone(directory.userId()));
            }
        }
        return new ImportRun(msp, connectionId, phones, technicians).apply(all, false);
    }

    private static Map<String, DirectoryUser> last(List<DirectoryUser> users) {
        Map<String, DirectoryUser> last = new LinkedHashMap<>();
        users.forEach(user -> last.put(user.id(), user));
        return last;
    }
}
