package dev.tocsin.simulators.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as it was when asked for. Immutable.
 *
 * @param id the object id
 * @param userPrincipalName the user name
 * @param displayName the name
 * @param mail the address, or null
 * @param mobilePhone the mobile phone as written, or null
 * @param businessPhones the desk phones as written
 * @param accountEnabled whether the user may sign in
 */
public record SimUser(
        String id,
        String userPrincipalName,
        String displayName,
        @Nullable String mail,
        @Nullable String mobilePhone,
        List<String> businessPhones,
        boolean accountEnabled) {
    /** Copies. */
    public SimUser {
        businessPhones = List.copyOf(businessPhones);
    }
}
