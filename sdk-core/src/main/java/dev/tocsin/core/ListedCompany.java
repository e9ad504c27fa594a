package dev.tocsin.core;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.PsaCompany;
import java.util.List;

/**
 * A company of a PSA in a list.
 *
 * @param psaCompany the company
 * @param mappedTo the local companies that are mapped to it, by id; empty if none is
 */
public record ListedCompany(PsaCompany psaCompany, List<Company> mappedTo) {
    /** Copies the list. */
    public ListedCompany {
        mappedTo = List.copyOf(mappedTo);
    }
}
