package dev.tocsin.simulators.connectwise;

/** The version of the interface that a simulator plays. */
public enum ServerVersion {
    /** The version of spring 2025: a company's identifier has up to 30 characters, its name and a site's up to 50. */
    V2025_1("2025.1", "v2025_1"),
    /** The version of 2026: these have up to 156 characters. */
    V2026_4("2026.4", "v2026_1");

    private final String number;
    private final String codebase;

    ServerVersion(String number, String codebase) {
        this.number = number;
        this.codebase = codebase;
    }

    /** Its number as the header {@code api-current-version} names it, such as {@code 2026.4}. */
    public String number() {
        return number;
    }

    /** The codebase of such a server unless the builder is told another one. */
    String codebase() {
        return codebase;
    }

    /**
     * The version with this number.
     *
     * @throws IllegalArgumentException naming the legal numbers if there is none
     */
    public static ServerVersion of(String number) {
        for (ServerVersion version : values()) {
            if (version.number.equals(number)) {
                return version;
            }
        }
        throw new IllegalArgumentException("version: must be 2025.1 or 2026.4, but is '" + number + "'");
    }
}
