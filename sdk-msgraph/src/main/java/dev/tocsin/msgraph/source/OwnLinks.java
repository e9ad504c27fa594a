package dev.tocsin.msgraph.source;

import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.msgraph.GraphTenant;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The links with which Graph continues a list, which are opaque, and the texts in which they are handed out. A link is followed only
 * if it leads to the same list on the tenant's own Graph: whatever it says, it is sent with the tenant's token. Immutable.
 */
final class OwnLinks {
    private static final String VERSION = "msgraph-1";
    /** More than any page token seen; a longer text is not one of ours. */
    private static final int LONGEST = 32_768;

    private final URI base;
    private final String tenantId;

    OwnLinks(GraphTenant tenant) {
        this(
                URI.create(Objects.requireNonNull(
                        tenant.client().getRequestAdapter().getBaseUrl(), "the client has its address")),
                tenant.tenantId());
    }

    OwnLinks(URI base, String tenantId) {
        this.base = base;
        this.tenantId = tenantId;
    }

    /**
     * A link and where it stands.
     *
     * @param kind what kind of page it is for
     * @param pages how many pages came before it
     */
    record Place(String kind, int pages, String link) {}

    /** A read of a link as it is. */
    static RequestInformation get(String link) {
        RequestInformation request = new RequestInformation();
        request.httpMethod = HttpMethod.GET;
        request.setUri(URI.create(link));
        request.headers.add("Accept", "application/json");
        return request;
    }

    /**
     * The link, if it leads to a path of the tenant's Graph.
     *
     * @param path the path below the version, such as {@code /users}
     */
    String checked(String link, String path) {
        if (!own(link, path)) {
            throw GraphAnswers.malformed(path, "its next link leads elsewhere than " + base + path);
        }
        return link;
    }

    private boolean own(String link, String path) {
        URI uri;
        try {
            uri = URI.create(link);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
        return base.getScheme().equalsIgnoreCase(String.valueOf(uri.getScheme()))
                && base.getHost().equalsIgnoreCase(String.valueOf(uri.getHost()))
                && port(base) == port(uri)
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && String.valueOf(uri.getRawPath()).replaceFirst("\\(\\)$", "").equals(path(base) + path);
    }

    private static String path(URI base) {
        String path = String.valueOf(base.getRawPath());
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    /** A place as the text that is handed out. */
    String sealed(Place place) {
        String text = String.join("\n", VERSION, tenantId, place.kind(), Integer.toString(place.pages()), place.link());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place that was handed out.
     *
     * @param field how the text is called, for the error
     * @throws IllegalArgumentException if it is none of this tenant and this Graph
     */
    Place opened(String field, String text, List<String> kinds, String path) {
        String[] parts = text.length() > LONGEST ? new String[0] : decoded(text).split("\n", -1);
        boolean own = parts.length == 5
                && parts[0].equals(VERSION)
                && parts[1].equals(tenantId)
                && kinds.contains(parts[2])
                && parts[3].matches("\\d{1,7}")
                && own(parts[4], path);
        if (!own) {
            throw new IllegalArgumentException(
                    field + ": only what this directory of tenant " + tenantId + " gave is legal");
        }
        return new Place(parts[2], Integer.parseInt(parts[3]), parts[4]);
    }

    private static String decoded(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return "";
        }
    }
}
