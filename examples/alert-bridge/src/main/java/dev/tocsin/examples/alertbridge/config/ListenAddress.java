package dev.tocsin.examples.alertbridge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where the bridge listens on this machine.
 *
 * @param host the address or name of one of this machine's interfaces
 * @param port the port; 0 for any that is free
 */
public record ListenAddress(String host, int port) {
    /** On this machine alone: what is to be reached from outside stands behind a proxy that speaks TLS. */
    public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8088);

    /** What is to be thought of an address by which every network of this machine is listened on. */
    public static final String EVERYWHERE =
            "every network that this machine is in reaches the webhooks in plain HTTP, past the"
                    + " proxy that speaks TLS; 127.0.0.1 is meant for a proxy on this machine";

    private static final int LARGEST_PORT = 65_535;

    /** Reads {@code host:port}, an IPv6 address in brackets; null if it is none. */
    static @Nullable ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 1 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean legal = host.matches("\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253}") && port.matches("[0-9]{1,5}");
        return !legal || Integer.parseInt(port) > LARGEST_PORT ? null : new ListenAddress(host, Integer.parseInt(port));
    }

    /** Whether it is every interface of this machine, such as {@code 0.0.0.0} and {@code [::]}. */
    public boolean isEverywhere() {
        // only addresses: a name would be looked up
        boolean address = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return address && InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false; // told by whoever listens
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
