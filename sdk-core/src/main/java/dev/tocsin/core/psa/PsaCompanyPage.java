package dev.tocsin.core.psa;

import dev.tocsin.core.company.PsaCompany;
import java.util.List;

/**
 * One page of the companies of a PSA.
 *
 * @param companies the companies, at most as many as were asked for
 * @param page the number of the page, from 1
 * @param more whether there was a further page
 */
public record PsaCompanyPage(List<PsaCompany> companies, int page, boolean more) {
    /** Copies the list. */
    public PsaCompanyPage {
        companies = List.copyOf(companies);
    }
}
