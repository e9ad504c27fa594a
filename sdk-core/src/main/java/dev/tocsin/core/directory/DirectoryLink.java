package dev.tocsin.core.directory;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.PhoneBook;

/**
 * A customer's directory that is kept in step.
 *
 * @param connectionId the connection, 1 to 100 characters; for Microsoft 365 the tenant's GUID in lower case
 * @param companyId the host's own id of the customer
 * @param directory the directory
 * @param phones the book for the region in which the customer writes its phones
 */
public record DirectoryLink(String connectionId, String companyId, Directory directory, PhoneBook phones) {
    /** Refuses blank and overlong ids. */
    public DirectoryLink {
        bounded("connectionId", connectionId, 100);
        bounded("companyId", companyId, 200);
    }

    private static void bounded(String field, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new ConfigurationException("link." + field, "1 to " + most + " characters are legal");
        }
    }

    @Override
    public String toString() {
        return "DirectoryLink[" + connectionId + " of company " + companyId + "]";
    }
}
