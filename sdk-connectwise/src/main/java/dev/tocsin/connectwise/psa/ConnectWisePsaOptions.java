package dev.tocsin.connectwise.psa;

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
 */
public record ConnectWisePsaOptions(
        Duration requestTimeout,
        @Nullable Integer referenceFieldId,
        @Nullable String referenceFieldCaption) {
    private static final ConnectWisePsaOptions DEFAULTS = new ConnectWisePsaOptions(Duration.ofSeconds(30), null, null);

    /** Refuses a timeout of zero or less, an id that is not positive and a blank caption. */
    public ConnectWisePsaOptions {
        if (requestTimeout.isZero() || requestTimeout.isNegative()) {
            throw new ConfigurationException("psa.requestTimeout", requestTimeout + " is not legal; more than zero is");
        }
        if (referenceFieldId != null && referenceFieldId <= 0) {
            throw new ConfigurationException("psa.referenceField", "an id is positive, not " + referenceFieldId);
        }
        if (referenceFieldCaption != null && referenceFieldCaption.isBlank()) {
            throw new ConfigurationException("psa.referenceField", "a caption must not be blank");
        }
    }

    /** Writes of at most 30 seconds and no custom field. */
    public static ConnectWisePsaOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another limit for one write. */
    public ConnectWisePsaOptions withRequestTimeout(Duration limit) {
        return new ConnectWisePsaOptions(limit, referenceFieldId, referenceFieldCaption);
    }

    /** These options with a custom field for references, by the id of its definition. */
    public ConnectWisePsaOptions withReferenceField(int id) {
        return new ConnectWisePsaOptions(requestTimeout, id, null);
    }

    /** These options with a custom field for references, by its caption. */
    public ConnectWisePsaOptions withReferenceField(String caption) {
        return new ConnectWisePsaOptions(requestTimeout, null, caption);
    }

    /** These options with a custom field for references, by the id of its definition and its caption. */
    public ConnectWisePsaOptions withReferenceField(int id, String caption) {
        return new ConnectWisePsaOptions(requestTimeout, id, caption);
    }

    boolean hasReferenceField() {
        return referenceFieldId != null || referenceFieldCaption != null;
    }
}
