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
 * @param pageSize how many records to read at a time, 1 to 1,000, where all of a kind are listed
 * @param tenantFieldId the id of a custom field of companies that holds their Microsoft tenant; null if there is none or
 *     only its caption is known
 * @param tenantFieldCaption the caption of that field, whatever its case; null if there is none or its id is known
 */
public record ConnectWisePsaOptions(
        Duration requestTimeout,
        @Nullable Integer referenceFieldId,
        @Nullable String referenceFieldCaption,
        int pageSize,
        @Nullable Integer tenantFieldId,
        @Nullable String tenantFieldCaption) {
    private static final ConnectWisePsaOptions DEFAULTS =
            new ConnectWisePsaOptions(Duration.ofSeconds(30), null, null, Query.LARGEST_PAGE, null, null);

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
        if (tenantFieldId != null && tenantFieldId <= 0) {
            throw new ConfigurationException("psa.tenantField", "an id is positive, not " + tenantFieldId);
        }
        if (tenantFieldCaption != null && tenantFieldCaption.isBlank()) {
            throw new ConfigurationException("psa.tenantField", "a caption must not be blank");
        }
    }

    /** Writes of at most 30 seconds, no custom field and pages of 1,000 records. */
    public static ConnectWisePsaOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another limit for one write. */
    public ConnectWisePsaOptions withRequestTimeout(Duration limit) {
        return new ConnectWisePsaOptions(
                limit, referenceFieldId, referenceFieldCaption, pageSize, tenantFieldId, tenantFieldCaption);
    }

    /** These options with a custom field for references, by the id of its definition. */
    public ConnectWisePsaOptions withReferenceField(int id) {
        return new ConnectWisePsaOptions(requestTimeout, id, null, pageSize, tenantFieldId, tenantFieldCaption);
    }

    /** These options with a custom field for references, by its caption. */
    public ConnectWisePsaOptions withReferenceField(String caption) {
        return new ConnectWisePsaOptions(requestTimeout, null, caption, pageSize, tenantFieldId, tenantFieldCaption);
    }

    /** These options with a custom field for references, by the id of its definition and its caption. */
    public ConnectWisePsaOptions withReferenceField(int id, String caption) {
        return new ConnectWisePsaOptions(requestTimeout, id, caption, pageSize, tenantFieldId, tenantFieldCaption);
    }

    /** These options with another size of pages, such as a smaller one where answers take too long. */
    public ConnectWisePsaOptions withPageSize(int size) {
        return new ConnectWisePsaOptions(
                requestTimeout, referenceFieldId, referenceFieldCaption, size, tenantFieldId, tenantFieldCaption);
    }

    /** These options with a custom field of companies that holds their Microsoft tenant, by the id of its definition. */
    public ConnectWisePsaOptions withTenantField(int id) {
        return new ConnectWisePsaOptions(requestTimeout, referenceFieldId, referenceFieldCaption, pageSize, id, null);
    }

    /** These options with a custom field of companies that holds their Microsoft tenant, by its caption. */
    public ConnectWisePsaOptions withTenantField(String caption) {
        return new ConnectWisePsaOptions(
                requestTimeout, referenceFieldId, referenceFieldCaption, pageSize, null, caption.strip());
    }

    boolean hasTenantField() {
        return tenantFieldId != null || tenantFieldCaption != null;
    }

    boolean hasReferenceField() {
        return referenceFieldId != null || referenceFieldCaption != null;
    }
}
