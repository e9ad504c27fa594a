package dev.tocsin.core.licence;

import dev.tocsin.core.base.TocsinException;
import java.util.List;

/** Where licences are bought. An adapter per service; read only. Thread-safe. */
public interface LicenceSource {
    /** The source, such as {@code microsoft365}. */
    String id();

    /**
     * All licences of one customer, by key. One that vanished is not among them.
     *
     * @param sourceCompanyId the source's own id of the customer, such as the tenant's
     * @throws TocsinException if they cannot be read
     */
    List<Licence> licences(String sourceCompanyId);
}
