package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of callbacks, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CallbackEntryField {
    /** The kind of records. */
    public static final RecordType<CallbackEntry> TYPE = RecordType.of("callback", CallbackEntry::from);
    /** The id. */
    public static final NumberField<CallbackEntry> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /**
     * The address to call; the server adds the record's id and {@code &action=}, so let it end with {@code ?recordId=};
     * required.
     */
    public static final TextField<CallbackEntry> URL = TYPE.text("url", FieldRule.REQUIRED);
    /** The record whose changes are told; at level {@code owner} that is 1; required. */
    public static final NumberField<CallbackEntry> OBJECT_ID = TYPE.integer("objectId", FieldRule.REQUIRED);
    /**
     * The kind of records, such as {@code ticket}, {@code company}, {@code contact} or {@code configuration}; the list
     * is open; required.
     */
    public static final TextField<CallbackEntry> RECORD_TYPE = TYPE.text("type", FieldRule.REQUIRED);
    /**
     * Whose records, such as {@code owner} for all of them, {@code board}, {@code status} or {@code company}; the list
     * depends on the type; required.
     */
    public static final TextField<CallbackEntry> LEVEL = TYPE.text("level", FieldRule.REQUIRED);
    /** What it is for, at most 100 characters. */
    public static final TextField<CallbackEntry> DESCRIPTION = TYPE.text("description", 100);
    /** The member on whose behalf it is called. */
    public static final NumberField<CallbackEntry> MEMBER_ID = TYPE.integer("memberId");
    /** The version of the model that the calls carry. */
    public static final TextField<CallbackEntry> PAYLOAD_VERSION = TYPE.text("payloadVersion");
    /**
     * Whether it is switched off, as the server does after three days of failing calls; set it to false to switch it
     * on.
     */
    public static final FlagField<CallbackEntry> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether changes by the member who registered it are not told. */
    public static final FlagField<CallbackEntry> SELF_SUPPRESSED = TYPE.flag("isSelfSuppressedFlag");
    /** Whether it is of the old SOAP interface. */
    public static final FlagField<CallbackEntry> SOAP = TYPE.flag("isSoapCallbackFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<CallbackEntry> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CallbackEntryField() {}
}
