package dev.tocsin.core.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as a directory has it, texts as they stand there. An adapter hands over whole users: what a delta leaves out because
 * it did not change, the adapter fills in or reads.
 *
 * @param id the directory's own id that never changes, such as Microsoft Graph's object id
 * @param principalName the name to sign in with (UPN), or null if the directory did not say
 * @param mail the mail address, or null if there is none
 * @param displayName the name that people read, or null if there is none
 * @param mobilePhone the mobile phone as it was written, or null
 * @param businessPhones the business phones as they were written
 * @param authenticationPhones the phones that the user signs in with, where the directory may tell them; else empty
 * @param enabled whether the account is enabled
 * @param deleted whether the directory has the user no more; then nothing but the id can be relied on
 */
public record DirectoryUser(
        String id,
        @Nullable String principalName,
        @Nullable String mail,
        @Nullable String displayName,
        @Nullable String mobilePhone,
        List<String> businessPhones,
        List<String> authenticationPhones,
        boolean enabled,
        boolean deleted) {
    /** Refuses an id that is blank, overlong or has invisible characters; copies the lists; blank texts become null. */
    public DirectoryUser {
        if (id.isBlank() || id.length() > 200) {
            throw new IllegalArgumentException("user.id: 1 to 200 characters are needed");
        }
        // It is shown where there is no name, and looked up in stores that keep no half characters.
        if (PersonText.hasControl(id)) {
            throw new IllegalArgumentException(
                    "user.id: has a line end, a control character or an invisible one; visible ones are legal");
        }
        principalName = PersonText.orNull(principalName);
        mail = PersonText.orNull(mail);
        displayName = PersonText.orNull(displayName);
        mobilePhone = PersonText.orNull(mobilePhone);
        businessPhones = List.copyOf(businessPhones);
        authenticationPhones = List.copyOf(authenticationPhones);
    }

    /** A user that the directory has no more. */
    public static DirectoryUser gone(String id) {
        return new DirectoryUser(id, null, null, null, null, List.of(), List.of(), false, true);
    }

    /** The state of the account. */
    public AccountState accountState() {
        return deleted ? AccountState.GONE : enabled ? AccountState.ENABLED : AccountState.DISABLED;
    }

    /** The user without its numbers. */
    @Override
    public String toString() {
        return "DirectoryUser[id=" + id + ", principalName=" + principalName + ", " + accountState() + "]";
    }
}
