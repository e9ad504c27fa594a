package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.config.ConnectWiseAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The option that names the connection. */
final class ConnectionOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--connection",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description = "the connection to ConnectWise; the only one, or that of the section connectwise, by default")
    private @Nullable String id;

    /**
     * The connection that is meant.
     *
     * @throws CommandLine.ParameterException if there is none such, or several could be meant
     */
    Host.Connection of(Host host) {
        List<String> ids = host.connections().stream().map(Host.Connection::id).toList();
        String wanted = id != null ? id : ids.size() == 1 ? ids.get(0) : ConnectWiseAccess.CONNECTION_ID;
        return host.connections().stream()
                .filter(connection -> connection.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        ids.isEmpty()
                                ? "the configuration has no connection; add the section connectwise"
                                : id == null
                                        ? "there are several connections; name one of " + ids + " with --connection ID"
                                        : "--connection: there is none of the id '" + id + "'; legal are " + ids));
    }
}
