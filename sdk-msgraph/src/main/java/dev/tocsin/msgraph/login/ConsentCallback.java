package dev.tocsin.msgraph.login;

import org.jspecify.annotations.Nullable;

/** What the browser of an administrator brings back from the consent page. Anybody can write such an address: it proves nothing. */
public sealed interface ConsentCallback {
    /**
     * It says that consent was given.
     *
     * @param claimedTenant the tenant that it names, a GUID in lower case: a claim, until access is proved
     * @param state what was given to the page; not blank
     */
    record Granted(String claimedTenant, String state) implements ConsentCallback {}

    /**
     * The administrator refused, or Microsoft did.
     *
     * @param error Microsoft's word, such as {@code permission_denied}
     * @param description its explanation, shortened and in one line; empty if there was none
     * @param state what was given to the page, or null: examples of Microsoft leave it out of refusals
     */
    record Refused(
            String error, String description, @Nullable String state) implements ConsentCallback {}

    /**
     * Nothing that Microsoft sends.
     *
     * @param reason why, without anything of the input
     */
    record Malformed(String reason) implements ConsentCallback {}
}
