package dev.tocsin.examples.alertbridge.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.regex.Pattern;

/**
 * A log message with the places of its causes. Whatever looks like a secret is masked: nothing that logs should hand one
 * over, but this is the last door.
 */
public final class MaskedLine extends ClassicConverter {
    private static final int FRAMES = 5;
    private static final Pattern SECRET = Pattern.compile(
            "((?:authorization|client-?id|private-?key|public-?key|password|secret|token)[\"']?\\s*[:=]\\s*[\"']?)"
                    + "(?:(?:basic|bearer)\\s+)?[^\\s\"',;}\\]]+",
            Pattern.CASE_INSENSITIVE);

    /** Made by the logging configuration. */
    public MaskedLine() {}

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(String.valueOf(event.getFormattedMessage()));
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(cause.getClassName())
                    .append(": ")
                    .append(cause.getMessage());
            StackTraceElementProxy[] frames = cause.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append(System.lineSeparator()).append("    ").append(frames[i].getSTEAsString());
            }
        }
        return masked(text.toString());
    }

    /** The text with what looks like a secret masked. */
    static String masked(String text) {
        return SECRET.matcher(text).replaceAll("$1***");
    }
}
