package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.event.SecurityEvent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads audit and sign-in records of Entra ID, as Azure's diagnostic settings, an Event Hub, an export of Log Analytics or Microsoft
 * Graph give them. Audits become moments of <em>Azure AD Audit</em>; of the sign-ins, the failed ones become <em>Azure AD Error</em>.
 * The same record by two ways is one event.
 */
public final class EntraRecords implements RecordReader {
    /** The source that its events name. */
    public static final String SOURCE = "entra";

    /** Why a sign-in that succeeded is passed by. */
    public static final String SUCCESSFUL = "successful sign-in";

    /** Why a record of another log is passed by. */
    public static final String OTHER_CATEGORY = "neither an audit nor a sign-in record";

    @Override
    public List<RecordReading> read(String json, RecordContext context) {
        return RecordText.read(json, object -> record(object, context));
    }

    private static RecordReading record(ObjectNode object, RecordContext context) throws UnreadableRecordException {
        EntraRecord record = new EntraRecord(object);
        boolean signIn = isSignIn(record);
        String error = signIn ? EntraSignIn.error(record) : null;
        if (signIn && error == null) {
            return new RecordReading.PassedBy(SUCCESSFUL);
        }
        if (signIn || isAudit(record)) {
            return new RecordReading.Events(List.of(event(context, record, error)));
        }
        if (record.outer("category") != null) {
            return new RecordReading.PassedBy(OTHER_CATEGORY);
        }
        throw new UnreadableRecordException(
                "category", "is missing; legal are AuditLogs and the sign-in logs, such as SignInLogs");
    }

    private static SecurityEvent event(RecordContext context, EntraRecord record, @Nullable String error)
            throws UnreadableRecordException {
        SecurityEvent.Builder event = error == null ? EntraAudit.event(record) : EntraSignIn.event(record, error);
        return event.msp(context.msp())
                .source(SOURCE)
                .sourceCompanyId(context.companyOf(record.tenantId()))
                .occurredAt(record.occurredAt())
                .build();
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
