package dev.tocsin.core.people;

/** What a directory says of an account. */
public enum AccountState {
    /** There is no account: the person was added by hand. */
    NONE,
    /** The account can sign in. */
    ENABLED,
    /** The account is there, but cannot sign in. */
    DISABLED,
    /** The directory has it no more. */
    GONE
}
