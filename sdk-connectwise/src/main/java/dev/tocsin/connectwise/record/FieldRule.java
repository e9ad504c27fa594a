package dev.tocsin.connectwise.record;

/** What holds for a field beyond its kind and length. */
public enum FieldRule {
    /** A draft must set it, and an edit must not clear it. */
    REQUIRED,
    /** The server sets it: good for conditions only. */
    READ_ONLY,
    /** It can be set when the record is created, not afterwards. */
    CREATE_ONLY,
    /** The text may have several lines. In other texts the server turns line breaks into spaces. */
    MULTILINE,
    /** Records are looked up by the text, so it must be one that a condition can express. */
    FINDABLE,
    /** The answer does not show it, or not as it was sent, so it is not compared after an edit. */
    UNCOMPARED
}
