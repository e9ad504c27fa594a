package dev.tocsin.examples.alertbridge.config;

import java.util.List;
import java.util.stream.Collectors;

/** Says all that is wrong with a configuration at once. */
public final class FaultyConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** @param faults what is wrong, at least one */
    public FaultyConfigurationException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
