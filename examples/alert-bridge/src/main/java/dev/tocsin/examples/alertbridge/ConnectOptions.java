package dev.tocsin.examples.alertbridge;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a tenant is connected. */
final class ConnectOptions {
    @Option(
            names = "--admin",
            paramLabel = "\"NAME <MAIL>\"",
            description = "the customer's administrator who accepts the text; needed with --accept")
    private @Nullable String admin;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "console",
            description = "from where it was accepted, such as an IP address; '${DEFAULT-VALUE}' by default")
    private String from = "console";

    @Option(names = "--accept", description = "keeps that the administrator accepted the text that was shown")
    private boolean accept;

    @Option(names = "--attest", description = "keeps that the administrator attests that the users agreed as well")
    private boolean attest;

    @Option(
            names = "--tenant",
            paramLabel = "ID|DOMAIN",
            description = "the tenant that is meant; any other that consents is not tied. That of the file by default")
    private @Nullable String tenant;

    @Option(
            names = "--callback",
            paramLabel = "URL",
            description = "the address that the browser showed after the consent page")
    private @Nullable URI callback;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "how long to wait for the browser, as ISO 8601; ${DEFAULT-VALUE} by default")
    private Duration timeout = Duration.ofMinutes(5);

    /** The administrator, or null if none is named. */
    @Nullable
    String admin() {
        return admin;
    }

    /** From where the text was accepted. */
    String from() {
        return from;
    }

    /** Whether the text is accepted. */
    boolean accept() {
        return accept;
    }

    /** Whether the administrator attests for the users. */
    boolean attest() {
        return attest;
    }

    /** The tenant that is meant, by its id or a verified domain, or null if none is named. */
    @Nullable
    String tenant() {
        return tenant == null ? null : tenant.strip().toLowerCase(Locale.ROOT);
    }

    /** Where the browser came back to, or null if it did not yet. */
    @Nullable
    URI callback() {
        return callback;
    }

    /** How long to wait for the browser. */
    Duration timeout() {
        return timeout;
    }
}
