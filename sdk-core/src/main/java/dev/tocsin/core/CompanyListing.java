package dev.tocsin.core;

import java.util.List;

/**
 * One page of the companies of a PSA connection, with what each is mapped to.
 *
 * @param companies the companies, in the PSA's order
 * @param page the number of the page, from 1
 * @param more whether there was a further page
 */
public record CompanyListing(List<ListedCompany> companies, int page, boolean more) {
    /** Copies the list. */
    public CompanyListing {
        companies = List.copyOf(companies);
    }
}
