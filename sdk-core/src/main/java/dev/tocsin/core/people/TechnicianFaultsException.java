package dev.tocsin.core.people;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** What a person typed about a technician cannot be kept. It names all faults at once; nothing was changed. */
public final class TechnicianFaultsException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<FieldError> faults;

    /** @param faults the faults, at least one, each with its field */
    public TechnicianFaultsException(List<FieldError> faults) {
        super("technician", faults.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** All faults, each with its field, as {@code emails[1]}. */
    public List<FieldError> faults() {
        return faults;
    }
}
