package dev.tocsin.examples.alertbridge.reader;

/** A file cannot be read to its end. */
public final class BrokenFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ReadFault fault;

    BrokenFileException(ReadFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    /** Where it breaks off, and why. */
    public ReadFault fault() {
        return fault;
    }
}
