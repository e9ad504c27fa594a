package dev.tocsin.simulators.twilio.internal.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Dates as the API writes them (RFC 2822, whole seconds, {@code +0000}) and reads them in filters. */
public final class Dates {
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter RECEIPT = DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ENGLISH);

    private Dates() {}

    /** {@code Thu, 24 Aug 2023 05:01:45 +0000}; null for null. */
    public static @Nullable String write(@Nullable Instant moment) {
        return moment == null ? null : RFC_2822.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** The form of {@code RawDlrDoneDate}: {@code YYMMDDhhmm}. */
    public static String receipt(Instant moment) {
        return RECEIPT.format(moment.atOffset(ZoneOffset.UTC));
    }

    /**
     * The filter of a query by a time: {@code name}, {@code name<} and {@code name>}, each of which takes a date or a time in
     * GMT; both bounds are inclusive, as the contract describes them ({@code <=}, {@code >=}). A date in the upper bound counts
     * to its end. Of the row's time the seconds count, since that is what the API shows.
     *
     * @throws TwilioError 400 if a value is neither a date nor a time
     */
    public static Predicate<Instant> filter(Form query, String name) {
        Predicate<Instant> filter = moment -> true;
        Optional<Span> exactly = query.get(name).map(value -> Span.of(name, value));
        if (exactly.isPresent()) {
            Span span = exactly.get();
            filter = filter.and(moment -> !moment.isBefore(span.from) && moment.isBefore(span.to));
        }
        Optional<Span> until = query.get(name + "<").map(value -> Span.of(name + "<", value));
        if (until.isPresent()) {
            Span span = until.get();
            filter = filter.and(moment -> moment.isBefore(span.to));
        }
        Optional<Span> since = query.get(name + ">").map(value -> Span.of(name + ">", value));
        if (since.isPresent()) {
            Span span = since.get();
            filter = filter.and(moment -> !moment.isBefore(span.from));
        }
        Predicate<Instant> whole = filter;
        return moment -> whole.test(moment.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The day or the second that a value names. */
    private record Span(Instant from, Instant to) {
        static Span of(String name, String value) {
            try {
                if (value.length() == 10) {
                    Instant day =
                            LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
                    return new Span(day, day.plus(1, ChronoUnit.DAYS));
                }
                Instant moment = value.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                        ? OffsetDateTime.parse(value).toInstant()
                        : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
                Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
                return new Span(second, second.plusSeconds(1));
            } catch (DateTimeException notUnderstood) {
                throw TwilioError.invalidParameter(
                        name + " '" + value + "' is no date YYYY-MM-DD and no ISO 8601 time");
            }
        }
    }
}
