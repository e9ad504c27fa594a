package dev.tocsin.notify.twilio;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.Transport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A number or messaging service that texts are sent from, and the transport that keeps its rate. */
final class SmsSender {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");
    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 1_000;

    private final String id;
    private final boolean service;
    private final double perSecond;

    private SmsSender(String id, boolean service, double perSecond) {
        this.id = id;
        this.service = service;
        this.perSecond = perSecond;
    }

    static SmsSender number(String number, double perSecond) {
        if (!isNumber(number) && !SHORT_CODE.matcher(number).matches()) {
            throw new ConfigurationException(
                    "twilio.sender", "must be a number in E.164, or a short code of 3 to 8 digits");
        }
        return new SmsSender(number, false, legal(perSecond));
    }

    static SmsSender service(String sid, double perSecond) {
        if (!SERVICE.matcher(sid).matches()) {
            throw new ConfigurationException("twilio.messagingService", "must be MG and 32 hexadecimal digits");
        }
        return new SmsSender(sid, true, legal(perSecond));
    }

    /** Whether a text is a number in E.164. */
    static boolean isNumber(String text) {
        return E164.matcher(text).matches();
    }

    private static double legal(double perSecond) {
        if (!(perSecond >= SLOWEST && perSecond <= FASTEST)) {
            throw new ConfigurationException(
                    "twilio.sender.perSecond", "must be between 0.01 and 1000 a second, but is " + perSecond);
        }
        return perSecond;
    }

    /** A number, or the id of a messaging service. */
    String id() {
        return id;
    }

    boolean isService() {
        return service;
    }

    /** A transport that sends no faster than this sender may, in the order of arrival. */
    Transport transport(TwilioAccount account) {
        return new SendWindow(perSecond, account.clock(), account.sleeper())
                .around(account.transport(), account.longestWait());
    }

    /**
     * The sender for a recipient, always the same: whoever said STOP said it to one number, and a conversation stays with one. If a sender
     * is added or taken away, only those move whom it concerns.
     *
     * @param senders at least one
     */
    static <S> S of(List<S> senders, Function<S, String> id, String recipient) {
        S best = senders.get(0);
        long bestWeight = weight(id.apply(best), recipient);
        for (S sender : senders.subList(1, senders.size())) {
            long weight = weight(id.apply(sender), recipient);
            if (Long.compareUnsigned(weight, bestWeight) > 0) {
                best = sender;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static long weight(String sender, String recipient) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((sender + "|" + recipient).getBytes(StandardCharsets.UTF_8));
            long weight = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                weight = weight << 8 | digest[i] & 0xFF;
            }
            return weight;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
