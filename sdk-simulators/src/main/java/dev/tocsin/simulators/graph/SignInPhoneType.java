package dev.tocsin.simulators.graph;

/** The kinds of phones that a user signs in with; at most one of each. */
public enum SignInPhoneType {
    /** The first mobile phone, the only one that takes text messages. */
    MOBILE("mobile"),
    /** A second mobile phone, for calls. */
    ALTERNATE_MOBILE("alternateMobile"),
    /** A desk phone. */
    OFFICE("office");

    private final String word;

    SignInPhoneType(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
