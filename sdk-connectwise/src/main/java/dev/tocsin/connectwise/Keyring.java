package dev.tocsin.connectwise;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the keys at each attempt and signs with them. It remembers the latest ones, so that no message of the server's
 * shows them, also not one that comes after they were changed. Thread-safe; no lock is held while the provider is asked.
 */
final class Keyring implements Credentials {
    private static final int MOST_REMEMBERED = 4;

    private final String company;
    private final Secret clientId;
    private final ConnectWiseKeys.Provider provider;
    /** The latest keys with what they are sent as, newest last; replaced as a whole. */
    private volatile List<Signed> latest = List.of();

    private record Signed(ConnectWiseKeys keys, String encoded) {}

    Keyring(ConnectWiseConnection connection) {
        this.company = connection.company();
        this.clientId = connection.clientId();
        this.provider = connection.keys();
    }

    /** @throws TransportException if there are no keys: nothing may be sent */
    @Override
    public Map<String, String> headers() throws InterruptedException {
        return Map.of("authorization", "Basic " + sign(ask()));
    }

    private ConnectWiseKeys ask() throws InterruptedException {
        ConnectWiseKeys keys;
        try {
            keys = provider.keys();
        } catch (RuntimeException broken) {
            // Neither its message nor the exception itself goes on: both may hold a key.
            throw new TransportException(
                    "the provider of the keys failed with " + broken.getClass().getName(), null, null);
        }
        return requireKeys(keys);
    }

    private static ConnectWiseKeys requireKeys(@Nullable ConnectWiseKeys keys) {
        if (keys == null) {
            throw new TransportException("the provider of the keys gave none", null, null);
        }
        return keys;
    }

    private String sign(ConnectWiseKeys keys) {
        for (Signed known : latest) {
            if (known.keys().equals(keys)) {
                return known.encoded();
            }
        }
        String pair = company + "+" + keys.publicKey().reveal() + ":"
                + keys.privateKey().reveal();
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        remember(new Signed(keys, encoded));
        return encoded;
    }

    private synchronized void remember(Signed signed) {
        List<Signed> all = new ArrayList<>(latest);
        all.add(signed);
        latest = List.copyOf(all.subList(Math.max(0, all.size() - MOST_REMEMBERED), all.size()));
    }

    /** What no message may show: the latest keys in every form in which they are sent. */
    List<String> secrets() {
        return Stream.concat(
                        latest.stream()
                                .flatMap(one -> Stream.of(
                                        one.encoded(),
                                        one.keys().privateKey().reveal(),
                                        one.keys().publicKey().reveal())),
                        Stream.of(clientId.reveal()))
                .toList();
    }
}
