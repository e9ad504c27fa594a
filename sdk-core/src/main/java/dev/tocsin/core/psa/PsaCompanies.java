package dev.tocsin.core.psa;

import dev.tocsin.core.company.PsaCompany;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The companies of one PSA connection, which are read and never written. Thread-safe. */
public interface PsaCompanies {
    /**
     * One page of the companies, by name and then by id, read with one request for the page itself. Pages that were read already
     * are not read again, so a company that is added meanwhile may be missed: this is for people who leaf through a list.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    PsaCompanyPage page(PsaCompanyQuery query);

    /**
     * All companies, inactive ones included and deleted ones where the PSA lists them, in no order to rely on, read page by page
     * as the stream is consumed. None that was there all the time is left out.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read, also while the stream is consumed
     */
    Stream<PsaCompany> all();

    /**
     * One company.
     *
     * @param company its id in digits, or its identifier; an identifier that is all digits is found by its id only
     * @return the company, deleted or not; empty if the PSA has none
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Optional<PsaCompany> company(String company);

    /**
     * The names of the statuses that companies can have, in the PSA's order.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<String> statuses();

    /**
     * The names of the types that companies can have, in the PSA's order.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<String> types();
}
