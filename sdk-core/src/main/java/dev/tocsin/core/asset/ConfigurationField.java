package dev.tocsin.core.asset;

import java.util.regex.Pattern;

/**
 * A field that the configurations of a PSA have besides their questions, as the adapter describes it.
 *
 * @param name the field's name in the PSA's own spelling, such as {@code osType}
 * @param maxLength the most characters that it takes, counted in UTF-16 units, or 0 if there is no limit
 * @param date whether it holds a day, which is then written {@code 2026-03-02}; else it holds text
 * @param required whether the PSA refuses a configuration without it
 * @param keepsLines whether it keeps line ends and tabs; if not, each run of them with the blanks around it is written as one
 *     blank, and values are compared in that form, since the PSA would show another text than was written for ever
 */
public record ConfigurationField(String name, int maxLength, boolean date, boolean required, boolean keepsLines) {
    private static final Pattern BREAKS = Pattern.compile("[ \\u2028\\u2029]*[\\n\\t\\u2028\\u2029]\\s*");
    /** The name of the field that every PSA has for the configuration's name. */
    public static final String NAME = "name";
    /** The name of the field for what tells a device from every other. */
    public static final String DEVICE_IDENTIFIER = "deviceIdentifier";
    /** The name of the field for the serial number. */
    public static final String SERIAL_NUMBER = "serialNumber";
    /** The name of the field for the MAC address, or for several with commas between them. */
    public static final String MAC_ADDRESS = "macAddress";

    /** A field without line ends. */
    public ConfigurationField(String name, int maxLength, boolean date, boolean required) {
        this(name, maxLength, date, required, false);
    }

    /** A field for text without line ends that may be absent. */
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
        String lines = AnswerType.TEXT_AREA.canonical(value, -1);
        String text = keepsLines ? lines : BREAKS.matcher(lines).replaceAll(" ");
        if (maxLength == 0 || text.length() <= maxLength) {
            return text;
        }
        if (shortened) {
            // Half of a pair is no character.
            int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
            return text.substring(0, end).strip();
        }
        throw new IllegalArgumentException(
                AssetText.quoted(text) + " has " + text.length() + " characters; at most " + maxLength + " are legal");
    }
}
