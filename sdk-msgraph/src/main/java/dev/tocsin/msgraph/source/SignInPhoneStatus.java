package dev.tocsin.msgraph.source;

/**
 * How the reading of sign-in phones stands for one tenant.
 *
 * @param state whether they are read
 * @param masked how many numbers were not told since the start because the tenant shows them masked, such as {@code +1 XXXXXXXX12}
 * @param failed how many users were told without a word on them since the start because the service would not answer for these users
 */
public record SignInPhoneStatus(State state, long masked, long failed) {
    /** Whether they are read. */
    public enum State {
        /** They are read, as far as the options say. */
        ON,
        /** The options say never. */
        OFF,
        /** The tenant refused; an hour after the refusal they are tried again. Until then none are told, and those known stay. */
        FORBIDDEN
    }
}
