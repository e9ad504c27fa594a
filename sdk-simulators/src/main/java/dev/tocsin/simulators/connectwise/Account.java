package dev.tocsin.simulators.connectwise;

import dev.tocsin.core.base.Secret;

/**
 * The one API account that the simulator knows.
 *
 * @param company the login company id
 * @param publicKey the API member's public key
 * @param privateKey the API member's private key
 * @param clientId the integration's client id
 * @param member the identifier of the API member, as whom the account acts
 */
record Account(String company, String publicKey, Secret privateKey, String clientId, String member) {}
