package dev.tocsin.examples.alertbridge.reader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asset that a report examined.
 *
 * @param sourceCompanyId the company of its events
 * @param name the name that its events carry as their asset
 * @param observedAt when it was examined, by the report; null if the report does not say
 * @param complete whether the report tells everything about it. Only then does a finding's absence mean that it is
 *     gone: false if the host was found dead, its scan did not end, or an item was unreadable. A scan that
 *     ended and found nothing is complete
 */
public record ListedAsset(
        String sourceCompanyId, String name, @Nullable Instant observedAt, boolean complete) {}
