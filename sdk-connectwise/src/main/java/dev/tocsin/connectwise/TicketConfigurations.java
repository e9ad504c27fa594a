package dev.tocsin.connectwise;

import dev.tocsin.connectwise.configuration.ConfigurationReference;
import dev.tocsin.connectwise.configuration.ConfigurationReferenceField;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.http.TransportRequest.Method;
import java.util.List;
import java.util.Map;

/** The configurations attached to one ticket. Thread-safe. */
public final class TicketConfigurations extends ReadableRecords<ConfigurationReference> {
    private static final String EXISTS = "ObjectExists";

    TicketConfigurations(Gateway gateway, String path) {
        super(gateway, path, ConfigurationReferenceField.TYPE);
    }

    /** Attaches a configuration; see {@link #attach(int, CallOptions)}. */
    public boolean attach(int configurationId) {
        return attach(configurationId, CallOptions.none());
    }

    /**
     * Attaches a configuration. To attach one twice does no harm, so after an unknown outcome it can be called again.
     *
     * @return whether it was attached now; false if it already was
     * @throws ApiException if the server refused it: it was not attached
     * @throws UnappliedEditException if the server attached another than was asked for
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been attached
     */
    public boolean attach(int configurationId, CallOptions options) {
        Answer answer;
        try {
            answer = gateway().send(Call.write(Method.POST, path(), Map.of("id", configurationId), options));
        } catch (ApiException e) {
            if (saysAttached(e)) {
                return false;
            }
            throw e;
        }
        if (answer.record().id() != configurationId) {
            throw new UnappliedEditException(
                    "POST " + path() + ": asked for configuration " + configurationId + ", the answer is "
                            + answer.record().id(),
                    answer.response().status(),
                    List.of(new FieldError("id", null, "asked for another configuration")),
                    answer.requestId().orElse(null));
        }
        return true;
    }

    /** Detaches a configuration; see {@link #detach(int, CallOptions)}. */
    public boolean detach(int configurationId) {
        return detach(configurationId, CallOptions.none());
    }

    /**
     * Detaches a configuration, which itself stays.
     *
     * @return whether it was attached; false if the server knows no such attachment
     * @throws ApiException if the server refused it: it is still attached
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been detached
     */
    public boolean detach(int configurationId, CallOptions options) {
        return Records.delete(gateway(), path(configurationId), options);
    }

    private static boolean saysAttached(ApiException e) {
        boolean byField = !e.fieldErrors().isEmpty()
                && e.fieldErrors().stream().allMatch(error -> EXISTS.equalsIgnoreCase(error.code()));
        return byField || e.code().filter(EXISTS::equalsIgnoreCase).isPresent();
    }
}
