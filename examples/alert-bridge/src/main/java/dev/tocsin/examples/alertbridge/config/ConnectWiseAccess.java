package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;

/**
 * Where ConnectWise is and who we are there.
 *
 * @param url the address of the site
 * @param company the login company
 * @param publicKey the public key of the API member
 * @param privateKey the private key of the API member
 * @param clientId the client id from the vendor's developer portal
 */
public record ConnectWiseAccess(String url, String company, Secret publicKey, Secret privateKey, Secret clientId) {
    /** The id of the one connection, which every mapping names. */
    public static final String CONNECTION_ID = "connectwise";

    /**
     * The connection.
     *
     * @param requestTimeout the limit for one exchange
     * @throws dev.tocsin.core.base.ConfigurationException if a value cannot work; it names the field
     */
    public ConnectWiseConnection connection(Clock clock, Sleeper sleeper, Duration requestTimeout) {
        return ConnectWiseConnection.builder()
                .site(url)
                .company(company)
                .publicKey(publicKey)
                .privateKey(privateKey)
                .clientId(clientId)
                .readTimeout(requestTimeout)
                .writeTimeout(requestTimeout)
                .clock(clock)
                .sleeper(sleeper)
                .build();
    }
}
