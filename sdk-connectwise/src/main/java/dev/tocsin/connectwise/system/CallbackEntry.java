package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import org.jspecify.annotations.Nullable;

/**
 * A request to the server to call an address whenever records of a kind change. The server switches it off after three
 * days of failing calls.
 *
 * @param id the id
 * @param url the address to call
 * @param objectId the record whose changes are told; at level {@code owner} that is 1; null if unset
 * @param type the kind of records, such as {@code ticket}, an open list
 * @param level whose records, such as {@code owner} for all of them, an open list
 * @param description what it is for; null if unset
 * @param memberId the member on whose behalf it is called; null if unset
 * @param payloadVersion the version of the model that the calls carry; null if unset
 * @param inactive whether it is switched off, as the server does after three days of failing calls
 * @param selfSuppressed whether changes by the member who registered it are not told
 * @param soap whether it is of the old SOAP interface
 */
public record CallbackEntry(
        int id,
        String url,
        @Nullable Integer objectId,
        String type,
        String level,
        @Nullable String description,
        @Nullable Integer memberId,
        @Nullable String payloadVersion,
        boolean inactive,
        boolean selfSuppressed,
        boolean soap) {
    /** An empty draft; url, object id, record type and level are required. */
    public static Draft<CallbackEntry> draft() {
        return CallbackEntryField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CallbackEntry> edit() {
        return CallbackEntryField.TYPE.edit();
    }

    static CallbackEntry from(JsonRecord f) {
        return new CallbackEntry(
                f.id(),
                f.textOrEmpty("url"),
                f.integer("objectId"),
                f.textOrEmpty("type"),
                f.textOrEmpty("level"),
                f.text("description"),
                f.integer("memberId"),
                f.text("payloadVersion"),
                f.flag("inactiveFlag"),
                f.flag("isSelfSuppressedFlag"),
                f.flag("isSoapCallbackFlag"));
    }
}
