package dev.tocsin.connectwise;

import dev.tocsin.connectwise.configuration.ConfigurationType;
import dev.tocsin.connectwise.configuration.ConfigurationTypeField;
import dev.tocsin.http.TransportRequest.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/** The types of configurations. Thread-safe. */
public final class ConfigurationTypes extends Records<ConfigurationType> {
    ConfigurationTypes(Gateway gateway, String path) {
        super(gateway, path, ConfigurationTypeField.TYPE);
    }

    /** Creates a type with the questions of another; see {@link #copy(int, String, CallOptions)}. */
    public ConfigurationType copy(int id, String name) {
        return copy(id, name, CallOptions.none());
    }

    /**
     * Creates a type with the questions of another.
     *
     * @param id the type to copy
     * @param name the name of the new type, at most 50 characters
     * @return the new type
     * @throws dev.tocsin.connectwise.record.InvalidRequestException if the name is too long or blank; nothing was sent
     * @throws dev.tocsin.core.base.ApiException if the server refused it: nothing was created
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been created
     */
    public ConfigurationType copy(int id, String name, CallOptions options) {
        gateway()
                .refuseFaulty(
                        "copy of a configuration type",
                        ConfigurationType.draft().set(ConfigurationTypeField.NAME, name)::faults,
                        options);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("name", name);
        return type().read(gateway()
                .send(Call.write(Method.POST, path() + "/copy", body, options))
                .record());
    }
}
