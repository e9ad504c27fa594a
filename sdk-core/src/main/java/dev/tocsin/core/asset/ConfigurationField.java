package dev.tocsin.core.asset;

/**
 * A field that the configurations of a PSA have besides their questions, as the adapter describes it.
 *
 * @param name the field's name in the PSA's own spelling, such as {@code osType}
 * @param maxLength the most characters that it takes, or 0 if there is no limit
 * @param date whether it holds a day, which is then written {@code 2026-03-02}; else it holds text
 * @param required whether the PSA refuses a configuration without it
 */
public record ConfigurationField(String name, int maxLength, boolean date, boolean required) {
    /** The name of the field that every PSA has for the configuration's name. */
    public static final String NAME = "name";
    /** The name of the field for what tells a device from every other. */
    public static final String DEVICE_IDENTIFIER = "deviceIdentifier";
    /** The name of the field for the serial number. */
    public static final String SERIAL_NUMBER = "serialNumber";
    /** The name of the field for the MAC address, or for several with commas between them. */
    public static final String MAC_ADDRESS = "macAddress";

    /** A field for text that may be absent. */
    public static ConfigurationField text(String name, int maxLength) {
        return new ConfigurationField(name, maxLength, false, false);
    }

    /**
     * A value in the form in which this field takes it.
     *
     * @throws IllegalArgumentException if it is not legal; the message says what is
     */
    String canonical(String value, boolean shortened) {
        if (date) {
            return AnswerType.DATE.canonical(value, -1);
        }
        String text = AnswerType.TEXT_AREA.canonical(value, -1);
        int length = text.codePointCount(0, text.length());
        if (maxLength == 0 || length <= maxLength) {
            return text;
        }
        if (shortened) {
            return text.substring(0, text.offsetByCodePoints(0, maxLength)).strip();
        }
        throw new IllegalArgumentException(
                AssetText.quoted(text) + " has " + length + " characters; at most " + maxLength + " are legal");
    }
}
