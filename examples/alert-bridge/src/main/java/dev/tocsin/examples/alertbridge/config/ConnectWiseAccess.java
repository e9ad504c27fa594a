package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.ConnectWiseKeys;
import dev.tocsin.connectwise.psa.ConnectWisePsaOptions;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a ConnectWise is and who we are there.
 *
 * @param id the connection's id, which mappings name
 * @param url the address of the site
 * @param loginCompany the login company
 * @param publicKey the public key of the API member
 * @param privateKey the private key of the API member
 * @param clientId the client id from the vendor's developer portal
 * @param tenantField the custom field of companies that holds their Microsoft tenant, by its id in digits or its caption; null
 *     if there is none
 * @param associatedCompany the one local company that the connection is for, or null if it is for all
 */
public record ConnectWiseAccess(
        String id,
        String url,
        String loginCompany,
        KeySource publicKey,
        KeySource privateKey,
        Secret clientId,
        @Nullable String tenantField,
        @Nullable String associatedCompany) {
    /** The id of the connection that the section {@code connectwise} describes. */
    public static final String CONNECTION_ID = "connectwise";

    /**
     * The keys as they are now.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if they cannot be had, or cannot be sent
     */
    ConnectWiseKeys keys() {
        return new ConnectWiseKeys(publicKey.current(), privateKey.current());
    }

    /** How the adapter is to work on the connection. */
    public ConnectWisePsaOptions options(Duration requestTimeout) {
        ConnectWisePsaOptions options = ConnectWisePsaOptions.defaults().withRequestTimeout(requestTimeout);
        if (tenantField == null) {
            return options;
        }
        return tenantField.matches("[0-9]{1,9}")
                ? options.withTenantField(Integer.parseInt(tenantField))
                : options.withTenantField(tenantField);
    }

    /**
     * The connection.
     *
     * @param requestTimeout the limit for one exchange
     * @throws dev.tocsin.core.base.ConfigurationException if a value cannot work; it names the field
     */
    public ConnectWiseConnection connection(Clock clock, Sleeper sleeper, Duration requestTimeout) {
        return ConnectWiseConnection.builder()
                .site(url)
                .company(loginCompany)
                .keys(this::keys)
                .clientId(clientId)
                .readTimeout(requestTimeout)
                .writeTimeout(requestTimeout)
                .clock(clock)
                .sleeper(sleeper)
                .build();
    }
}
