package dev.tocsin.http;

import dev.tocsin.core.base.ConfigurationException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a request and its answer may stand in a log beyond method, path, status, time and request id.
 *
 * @param headers names of headers, in any case; those that carry credentials are refused
 * @param bodyPaths prefixes of paths whose bodies may be logged, such as {@code /v4_6_release/apis/3.0/system/info}
 */
public record LogAllowList(Set<String> headers, Set<String> bodyPaths) {
    private static final Pattern SECRET = Pattern.compile(
            "auth|token|secret|cookie|passw|signature|session|credential|client-?id|key", Pattern.CASE_INSENSITIVE);

    /**
     * @throws ConfigurationException if a header may carry a credential, or a path does not begin with a slash
     */
    public LogAllowList {
        headers = headers.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : headers) {
            if (SECRET.matcher(name).find()) {
                throw new ConfigurationException(
                        "logAllowList.headers", "the header " + name + " may carry a credential and is never logged");
            }
        }
        for (String path : bodyPaths) {
            if (!path.startsWith("/")) {
                throw new ConfigurationException(
                        "logAllowList.bodyPaths", "must begin with a slash, but is " + LogTransport.printable(path));
            }
        }
        headers = Set.copyOf(headers);
        bodyPaths = Set.copyOf(bodyPaths);
    }

    /** Nothing: the default. */
    public static LogAllowList none() {
        return new LogAllowList(Set.of(), Set.of());
    }

    /** Whether bodies of this path may be logged. */
    boolean bodiesOf(String path) {
        return bodyPaths.stream().anyMatch(path::startsWith);
    }
}
