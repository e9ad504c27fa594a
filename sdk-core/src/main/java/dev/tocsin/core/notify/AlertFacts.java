package dev.tocsin.core.notify;

import dev.tocsin.core.event.Severity;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of an incident. The texts are as their sources gave them; {@link AlertWords} makes them fit.
 *
 * @param company the company's name
 * @param severity the severity
 * @param title what happened, in the words of its worst event
 * @param events how many events there were
 * @param ticketId the PSA's id of the ticket, or null if there is none yet
 * @param code the short code by which commands name the incident, or null if there is none
 * @param link the page on which the person acknowledges it, or null if there is none
 * @param closingLink the page on which the person closes it, or null if there is none
 */
public record AlertFacts(
        String company,
        Severity severity,
        String title,
        long events,
        @Nullable String ticketId,
        @Nullable String code,
        @Nullable URI link,
        @Nullable URI closingLink) {}
