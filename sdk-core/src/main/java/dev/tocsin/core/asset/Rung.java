package dev.tocsin.core.asset;

/** What a configuration was found by, surest first. */
public enum Rung {
    /** The link that was kept. */
    LINK("stored link"),
    /** The device identifier. */
    DEVICE_IDENTIFIER("device identifier"),
    /** The serial number. */
    SERIAL_NUMBER("serial number"),
    /** A MAC address. */
    MAC_ADDRESS("MAC address"),
    /** The name. */
    NAME("name");

    private final String label;

    Rung(String label) {
        this.label = label;
    }

    /** The words that people use for it. */
    public String label() {
        return label;
    }
}
