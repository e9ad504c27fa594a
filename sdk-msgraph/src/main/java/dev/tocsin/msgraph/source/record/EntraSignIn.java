package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of a user or an application. Its result stands in up to four places, which exports fill differently; it
 * failed if any says so.
 *
 * @see <a href="https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes">Error codes</a>
 */
final class EntraSignIn {
    /** The event type of a failure without a code. */
    static final String FAILURE = "Failure";

    private static final int MAX_CODE = 100;
    private static final Set<String> NO_STATEMENT = Set.of("none", "null");
    private static final Set<String> SUCCESS = Set.of("0", "success", "succeeded");
    private static final Set<String> WORDS_OF_FAILURE =
            Set.of("failure", "failed", "fail", "error", "denied", "timeout", "interrupted");

    private EntraSignIn() {}

    /**
     * The error's code, or {@link #FAILURE} if there is none; null if the sign-in succeeded.
     *
     * @throws UnreadableRecordException if the record does not say how it ended
     */
    static @Nullable String error(EntraRecord record) throws UnreadableRecordException {
        JsonNode status = record.nested("status");
        String code = stated(JsonFields.text(status, "errorCode"));
        String type = stated(record.outer("resultType"));
        String signature = stated(record.outer("resultSignature"));
        String result = stated(record.outer("result"));
        for (String coded : new @Nullable String[] {code, type}) {
            if (coded != null && !succeeded(coded) && !isWordOfFailure(coded)) {
                return coded.length() <= MAX_CODE ? coded : coded.substring(0, MAX_CODE);
            }
        }
        for (String word : new @Nullable String[] {type, code, signature, result}) {
            if (word != null && isWordOfFailure(word)) {
                return FAILURE;
            }
        }
        if (code == null && type == null && signature == null && result == null) {
            throw new UnreadableRecordException(
                    "resultType", "is missing, and so is status.errorCode; 0 for success or an error code is legal");
        }
        return null;
    }

    private static @Nullable String stated(@Nullable String value) {
        return value == null || NO_STATEMENT.contains(value.toLowerCase(Locale.ROOT)) ? null : value;
    }

    private static boolean succeeded(String value) {
        return SUCCESS.contains(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isWordOfFailure(String value) {
        return WORDS_OF_FAILURE.contains(value.toLowerCase(Locale.ROOT));
    }

    /** The event of the failure, but for what every record of Entra has. */
    static SecurityEvent.Builder event(EntraRecord record, String error) {
        JsonNode status = record.nested("status");
        String reason = reason(record, status);
        String application = record.inner("servicePrincipalName");
        String user = record.inner("userPrincipalName");
        RecordAttributes attributes = new RecordAttributes()
                .put("log", record.outer("category"))
                .put("failureReason", reason)
                .put("additionalDetails", JsonFields.text(status, "additionalDetails"))
                .put("userDisplayName", record.inner("userDisplayName"))
                .put("servicePrincipalName", application)
                .put("servicePrincipalId", record.inner("servicePrincipalId"))
                .put("application", record.inner("appDisplayName"))
                .put("applicationId", record.inner("appId"))
                .put("resource", record.inner("resourceDisplayName"))
                .put("ipAddress", orElse(record.inner("ipAddress"), record.outer("callerIpAddress")))
                .put("city", JsonFields.text(record.nested("location"), "city"))
                .put("country", country(record))
                .put("clientApp", record.inner("clientAppUsed"))
                .put("protocol", record.inner("authenticationProtocol"))
                .put("userAgent", record.inner("userAgent"))
                .put("riskDuringSignIn", record.inner("riskLevelDuringSignIn"))
                .put("riskState", record.inner("riskState"))
                .put("conditionalAccess", record.inner("conditionalAccessStatus"))
                .put("correlationId", record.inner("correlationId"));
        String who = orElse(user, application);
        return SecurityEvent.builder()
                .category(EventCategory.AZURE_AD_ERROR)
                .severity(Severity.MEDIUM)
                .externalId(record.id())
                .eventType(error)
                .title(BoundedText.line(
                        300,
                        "Failed sign-in" + (who == null ? "" : " of " + who) + ": "
                                + (reason == null ? "error " + error : reason + " (" + error + ")")))
                .description(reason)
                .user(userOf(record.inner("userId"), user))
                .asset(user == null ? BoundedText.line(300, application) : null)
                .product(BoundedText.line(
                        300, orElse(record.inner("appDisplayName"), record.inner("resourceDisplayName"))))
                .attributes(attributes.values());
    }

    private static @Nullable String reason(EntraRecord record, JsonNode status) {
        String reason = JsonFields.text(status, "failureReason");
        return BoundedText.line(1_000, orElse(reason, record.outer("resultDescription")));
    }

    private static @Nullable String country(EntraRecord record) {
        String country = JsonFields.text(record.nested("location"), "countryOrRegion");
        return orElse(country, record.outer("location"));
    }

    /** The user of these ids; null if there is neither. */
    static @Nullable EventUser userOf(@Nullable String objectId, @Nullable String principalName) {
        return objectId == null && principalName == null ? null : new EventUser(objectId, principalName);
    }

    private static @Nullable String orElse(@Nullable String value, @Nullable String other) {
        return value == null ? other : value;
    }
}
