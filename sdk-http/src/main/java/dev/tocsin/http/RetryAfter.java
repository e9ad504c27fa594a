package dev.tocsin.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3), which a hostile or broken server may write. */
public final class RetryAfter {
    /** The longest wait that is believed: a far date would otherwise stop a connection for good. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("([+-]?)(\\d+)(\\.\\d*)?");

    /** The three forms of a date that RFC 9110, section 5.6.7, tells a recipient to accept. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * How long the far side asks to wait. A date is measured against the server's own {@code Date}, so that a wrong
     * clock on either side does no harm; without one, against the given clock.
     *
     * @param response the answer
     * @param clock used only for a date in an answer without {@code Date}
     * @return between zero and {@link #LONGEST}: a past or negative value is zero, a fraction is rounded up, and more is
     *     cut; empty if the header is missing or unreadable
     */
    public static Optional<Duration> of(TransportResponse response, Clock clock) {
        return response.header("retry-after").map(String::trim).flatMap(value -> {
            Matcher seconds = SECONDS.matcher(value);
            if (seconds.matches()) {
                return Optional.of(seconds(seconds));
            }
            return date(value).map(moment -> {
                Instant served = response.header("date")
                        .flatMap(text -> date(text.trim()))
                        .orElseGet(clock::instant);
                return bounded(Duration.between(served, moment));
            });
        });
    }

    private static Duration seconds(Matcher value) {
        if (value.group(1).equals("-")) {
            return Duration.ZERO;
        }
        String whole = value.group(2).replaceFirst("^0+(?=.)", "");
        if (whole.length() > 9) {
            return LONGEST;
        }
        String fraction = value.group(3);
        boolean roundUp = fraction != null && fraction.chars().anyMatch(c -> c >= '1' && c <= '9');
        return bounded(Duration.ofSeconds(Long.parseLong(whole) + (roundUp ? 1 : 0)));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Instant> date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(ZonedDateTime.parse(text, form).toInstant());
            } catch (DateTimeException notThisForm) {
                // The next form is tried.
            }
        }
        return Optional.empty();
    }
}
