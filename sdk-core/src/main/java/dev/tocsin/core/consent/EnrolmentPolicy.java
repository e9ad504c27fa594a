package dev.tocsin.core.consent;

/** How the users of a company come to their consent once the company is connected. */
public enum EnrolmentPolicy {
    /** Nobody is enrolled: users are asked one by one. */
    NONE,
    /** The company's administrator attests that the users agreed; each can still end it. */
    ADMIN_ATTESTED
}
