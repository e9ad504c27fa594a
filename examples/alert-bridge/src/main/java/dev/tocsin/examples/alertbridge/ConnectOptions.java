package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a tenant is connected. */
final class ConnectOptions {
    private static final Duration LONGEST = Duration.ofHours(1);

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
    private @Nullable String callback;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "how long to wait for the browser, as ISO 8601; ${DEFAULT-VALUE} by default")
    private String timeout = "PT5M";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    /**
     * Where the browser came back to, or null if it did not yet.
     *
     * @throws CommandLine.ParameterException if that is no address
     */
    @Nullable
    URI callback() {
        try {
            return callback == null ? null : new URI(callback.strip());
        } catch (URISyntaxException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--callback: is no address; the whole one that the browser showed is legal, in quotes");
        }
    }

    /**
     * How long to wait for the browser.
     *
     * @throws CommandLine.ParameterException if that is no time from nothing to an hour, as long as an address counts
     */
    Duration timeout() {
        try {
            Duration wait = Duration.parse(timeout.strip());
            if (!wait.isNegative() && wait.compareTo(LONGEST) <= 0) {
                return wait;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "--timeout: " + ShownText.quoted(timeout)
                        + " is not legal; a time as ISO 8601 from PT0S to PT1H is, such as PT5M");
    }
}
