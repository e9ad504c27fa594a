package dev.tocsin.msgraph.login;

import com.azure.core.credential.TokenCredential;
import java.util.Objects;

/** Tokens that the host gets by itself. */
public final class HostTokens implements AppCredential {
    private final TokenCredential credential;

    HostTokens(TokenCredential credential) {
        this.credential = Objects.requireNonNull(credential, "credential");
    }

    /** The host's source of tokens. */
    public TokenCredential credential() {
        return credential;
    }

    @Override
    public String toString() {
        return "AppCredential[tokens of the host]";
    }
}
