package dev.tocsin.msgraph.source;

/**
 * Whether the phones with which users sign in ({@code authentication/phoneMethods}) are read as well. It takes a request of a batch
 * for each user and the permission {@code UserAuthenticationMethod.Read.All}.
 */
public enum SignInPhones {
    /** Never. */
    NEVER,
    /** For users who have neither a mobile nor a business phone in the directory. */
    IF_NO_OTHER,
    /** For every user. */
    ALWAYS
}
