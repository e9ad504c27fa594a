package dev.tocsin.msgraph;

import java.net.URI;
import java.util.Objects;

/**
 * Where a cloud of Microsoft has Graph and its login service (microsoft-graph-docs-contrib concepts/deployments.md). A tenant lives
 * in one cloud, and an app is registered in each cloud for itself.
 *
 * @param graph Graph's address without its version, by https, or by http on this machine
 * @param login the login service's address, likewise
 * @param resource the resource that tokens are asked for, without a slash at its end
 */
public record GraphCloud(URI graph, URI login, String resource) {
    private static final String GLOBAL_RESOURCE = "https://graph.microsoft.com";

    /** The worldwide service, GCC included. */
    public static final GraphCloud GLOBAL = of(GLOBAL_RESOURCE, "https://login.microsoftonline.com");

    /** US Government L4, called GCC High. */
    public static final GraphCloud US_GOV = of("https://graph.microsoft.us", "https://login.microsoftonline.us");

    /** US Government L5, of the Department of Defense. */
    public static final GraphCloud US_GOV_DOD =
            of("https://dod-graph.microsoft.us", "https://login.microsoftonline.us");

    /** China, run by 21Vianet. */
    public static final GraphCloud CHINA =
            of("https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn");

    /** Takes slashes off the ends. That the addresses are safe to send a token to is checked by {@link MicrosoftGraph}. */
    public GraphCloud {
        graph = withoutSlash(graph);
        login = withoutSlash(login);
        Objects.requireNonNull(resource, "resource");
    }

    private static GraphCloud of(String graph, String login) {
        return new GraphCloud(URI.create(graph), URI.create(login), graph);
    }

    /**
     * Another place, such as a simulator, whose tokens are for the worldwide Graph.
     *
     * @param graph Graph's address without {@code /v1.0}
     * @param login the login service's address
     */
    public static GraphCloud at(URI graph, URI login) {
        return new GraphCloud(graph, login, GLOBAL_RESOURCE);
    }

    private static URI withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }
}
