package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be set about ConnectWise as a PSA. Immutable.
 *
 * @param requestTimeout how long one write may take; the workflow's own setting, if that is not 30 seconds
 * @param referenceFieldId the id of a custom text field of tickets that is ours, for references where the field for
 *     external references cannot hold them; null if there is none or only its caption is known
 * @param referenceFieldCaption the caption of that field, by which it is searched; null to search by its value alone
 * @param pageSize how many tickets to read at a time, 1 to 1,000, where tickets are listed
 */
public record ConnectWisePsaOptions(
        Duration requestTimeout,
        @Nullable Integer referenceFieldId,
        @Nullable String referenceFieldCaption,
        int pageSize) {
    private static final ConnectWisePsaOptions DEFAULTS =
            new ConnectWisePsaOptions(Duration.ofSeconds(30), null, null, Query.LARGEST_PAGE);

    /** Refuses a timeout of zero or less, a size of pages that the server does not take, an id that is not positive and a blank caption. */
    public ConnectWisePsaOptions {
        if (requestTimeout.isZero() || requestTimeout.isNegative()) {
            throw new ConfigurationException("psa.requestTimeout", requestTimeout + " is not legal; more than zero is");
        }
        if (pageSize < 1 || pageSize > Query.LARGEST_PAGE) {
            throw new ConfigurationException(
                    "psa.pageSize", pageSize + " is not legal; 1 to " + Query.LARGEST_PAGE + " are");
        }
        if (referenceFieldId != null && referenceFieldId <= 0) {
            throw new ConfigurationException("psa.referenceField", "an id is positive, not " + referenceFieldId);
        }
        if (referenceFieldCaption != null && referenceFieldCaption.isBlank()) {
            throw new ConfigurationException("psa.referenceField", "a caption must not be blank");
        }
    }

    /** Writes of at most 30 seconds, no custom field and pages of 1,000 tickets. */
    public static ConnectWisePsaOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another limit for one write. */
    public ConnectWisePsaOptions withRequestTimeout(Duration limit) {
        return new ConnectWisePsaOptions(limit, referenceFieldId, referenceFieldCaption, pageSize);
    }

    /** These options with a custom field for references, by the id of its definition. */
    public ConnectWisePsaOptions withReferenceField(int id) {
        return new ConnectWisePsaOptions(requestTimeout, id, null, pageSize);
    }

    /** These options with a custom field for references, by its caption. */
    public ConnectWisePsaOptions withReferenceField(String caption) {
        return new ConnectWisePsaOptions(requestTimeout, null, caption, pageSize);
    }

    /** These options with a custom field for references, by the id of its definition and its caption. */
    public ConnectWisePsaOptions withReferenceField(int id, String caption) {
        return new ConnectWisePsaOptions(requestTimeout, id, caption, pageSize);
    }

    /** These options with another size of pages, such as a smaller one where answers take too long. */
    public ConnectWisePsaOptions withPageSize(int size) {
        return new ConnectWisePsaOptions(requestTimeout, referenceFieldId, referenceFieldCaption, size);
    }

    boolean hasReferenceField() {
        return referenceFieldId != null || referenceFieldCaption != null;
    }
}
