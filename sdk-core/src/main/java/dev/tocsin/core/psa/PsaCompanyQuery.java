package dev.tocsin.core.psa;

import dev.tocsin.core.base.ConfigurationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which companies of a PSA to list. Deleted ones are never among them.
 *
 * @param search text that the name or the identifier must contain, literally and whatever its case; null for any
 * @param statuses names of statuses, one of which a company must have; empty for any
 * @param types names of types, one of which a company must have; empty for any
 * @param page the number of the page, from 1
 * @param pageSize the most companies of a page, 1 to 1,000
 */
public record PsaCompanyQuery(
        @Nullable String search, Set<String> statuses, Set<String> types, int page, int pageSize) {
    /** The first 50 of all companies. */
    public static final PsaCompanyQuery ALL = new PsaCompanyQuery(null, Set.of(), Set.of(), 1, 50);

    /** Copies the sets; blank search text is none; refuses a page or a size out of range. */
    public PsaCompanyQuery {
        search = search == null || search.isBlank() ? null : search.strip();
        statuses = Set.copyOf(statuses);
        types = Set.copyOf(types);
        if (page < 1) {
            throw new ConfigurationException("companies.page", page + " is not legal; 1 and more is");
        }
        if (pageSize < 1 || pageSize > 1_000) {
            throw new ConfigurationException("companies.pageSize", pageSize + " is not legal; 1 to 1000 is");
        }
    }

    /** This with text that the name or the identifier must contain; null for any. */
    public PsaCompanyQuery withSearch(@Nullable String text) {
        return new PsaCompanyQuery(text, statuses, types, page, pageSize);
    }

    /** This with the statuses of which a company must have one; empty for any. */
    public PsaCompanyQuery withStatuses(Set<String> names) {
        return new PsaCompanyQuery(search, names, types, page, pageSize);
    }

    /** This with the types of which a company must have one; empty for any. */
    public PsaCompanyQuery withTypes(Set<String> names) {
        return new PsaCompanyQuery(search, statuses, names, page, pageSize);
    }

    /** Another page of this. */
    public PsaCompanyQuery withPage(int number) {
        return new PsaCompanyQuery(search, statuses, types, number, pageSize);
    }

    /** This with another number of companies on a page. */
    public PsaCompanyQuery withPageSize(int size) {
        return new PsaCompanyQuery(search, statuses, types, page, size);
    }
}
