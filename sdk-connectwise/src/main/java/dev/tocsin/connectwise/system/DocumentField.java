package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of documents, for conditions. */
public final class DocumentField {
    /** The kind of records. */
    public static final RecordType<Document> TYPE = RecordType.of("document", Document::from);
    /** The id. */
    public static final NumberField<Document> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The title. */
    public static final TextField<Document> TITLE = TYPE.text("title", FieldRule.READ_ONLY);
    /** The name of the file. */
    public static final TextField<Document> FILE_NAME = TYPE.text("fileName", FieldRule.READ_ONLY);
    /** The name under which the server keeps the file. */
    public static final TextField<Document> SERVER_FILE_NAME = TYPE.text("serverFileName", FieldRule.READ_ONLY);
    /** The identifier of the member who attached it. */
    public static final TextField<Document> OWNER = TYPE.text("owner", FieldRule.READ_ONLY);
    /** The size of the file in bytes. */
    public static final NumberField<Document> SIZE = TYPE.integer("size", FieldRule.READ_ONLY);
    /** The type. */
    public static final ReferenceField<Document> DOCUMENT_TYPE = TYPE.reference("documentType", FieldRule.READ_ONLY);
    /** Whether it is an address of a file. */
    public static final FlagField<Document> LINK = TYPE.flag("linkFlag", FieldRule.READ_ONLY);
    /** Whether it is an address of a page. */
    public static final FlagField<Document> URL = TYPE.flag("urlFlag", FieldRule.READ_ONLY);
    /** Whether it is a picture. */
    public static final FlagField<Document> IMAGE = TYPE.flag("imageFlag", FieldRule.READ_ONLY);
    /** Whether the customer may see it. */
    public static final FlagField<Document> PUBLIC = TYPE.flag("publicFlag", FieldRule.READ_ONLY);
    /** Whether it may not be changed. */
    public static final FlagField<Document> READ_ONLY = TYPE.flag("readOnlyFlag", FieldRule.READ_ONLY);
    /** When it was attached. */
    public static final MomentField<Document> CREATED_ON = TYPE.moment("createdOnDate", FieldRule.READ_ONLY);
    /** A name that is unique in the world. */
    public static final TextField<Document> GUID = TYPE.text("guid", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<Document> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private DocumentField() {}
}
