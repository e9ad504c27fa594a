package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.event.SecurityEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads audit and sign-in records of Entra ID, one a line, as Azure's diagnostic settings, an Event Hub ({@code
 * {"records": […]}}), Log Analytics or Graph give them. Audits become events; of the sign-ins, the failed ones.
 */
final class EntraReader implements EventReader {
    /** The source that its events name. */
    static final String SOURCE = "entra";

    static final String SUCCESSFUL = "successful sign-in";
    static final String OTHER_CATEGORY = "neither an audit nor a sign-in record";

    @Override
    public ReadSummary read(ReadSource source, ReadSink sink) {
        Tally tally = new Tally(source, sink);
        return LineRecords.read(source, tally, (number, text) -> {
            ObjectNode line = Json.object(Json.LENIENT, text);
            JsonNode records = EntraRecord.child(line, "records");
            if (!records.isArray()) {
                record(source, tally, line);
                return;
            }
            for (JsonNode record : records) {
                try {
                    if (!(record instanceof ObjectNode object)) {
                        throw new UnusableException("records", "a list of objects is legal");
                    }
                    record(source, tally, object);
                } catch (UnusableException e) {
                    tally.fault(number, e);
                }
            }
        });
    }

    private static void record(ReadSource source, Tally tally, ObjectNode object) throws UnusableException {
        EntraRecord record = new EntraRecord(object);
        boolean signIn = isSignIn(record);
        String error = signIn ? EntraSignIn.error(record) : null;
        if (signIn && error == null) {
            tally.skipped(SUCCESSFUL);
        } else if (signIn || isAudit(record)) {
            tally.event(event(source, record, error));
        } else if (record.outer("category") != null) {
            tally.skipped(OTHER_CATEGORY);
        } else {
            throw new UnusableException(
                    "category",
                    "is missing; legal are AuditLogs and the sign-in logs, such as SignInLogs. Is it the right --format?");
        }
    }

    private static SecurityEvent event(ReadSource source, EntraRecord record, @Nullable String error)
            throws UnusableException {
        try {
            SecurityEvent.Builder event = error == null ? EntraAudit.event(record) : EntraSignIn.event(record, error);
            return event.msp(source.msp())
                    .source(SOURCE)
                    .sourceCompanyId(company(source, record))
                    .occurredAt(record.occurredAt())
                    .build();
        } catch (IllegalArgumentException e) {
            throw UnusableException.ofBuilder(e);
        }
    }

    private static String company(ReadSource source, EntraRecord record) throws UnusableException {
        @Nullable String company = source.companyOfTenant(record.tenantId());
        if (company == null) {
            throw new UnusableException("tenantId", "is missing; give the company with --company ID");
        }
        return company;
    }

    private static boolean isSignIn(EntraRecord record) {
        String category = record.outer("category");
        String type = record.outer("Type");
        return endsInSignInLogs(category)
                || endsInSignInLogs(type)
                || (category == null
                        && !isAudit(record)
                        && record.nested("status").has("errorCode"));
    }

    private static boolean endsInSignInLogs(@Nullable String category) {
        return category != null && category.toLowerCase(Locale.ROOT).endsWith("signinlogs");
    }

    private static boolean isAudit(EntraRecord record) {
        if (record.inner("activityDisplayName") != null) {
            return true;
        }
        boolean named = record.outer("operationName") != null;
        return named
                && ("AuditLogs".equalsIgnoreCase(record.outer("category"))
                        || record.nested("targetResources").isContainerNode());
    }
}
