package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.Configuration;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes what the file says to the store; what a person changed there stays as it is. */
public final class ConfigurationSeeder {
    /** What names another piece is before what it names. */
    private static final List<EscalationPiece.Kind> TAKEN_OUT = List.of(
            EscalationPiece.Kind.ROUTE,
            EscalationPiece.Kind.POLICY,
            EscalationPiece.Kind.QUIET_HOURS,
            EscalationPiece.Kind.SCHEDULE);

    private final Configuration store;
    private final TechnicianNames names;

    /**
     * @param store the configuration of the store
     * @param names whom the names of technicians in the file mean
     */
    public ConfigurationSeeder(Configuration store, TechnicianNames names) {
        this.store = store;
        this.names = names;
    }

    /**
     * Writes a configuration.
     *
     * @return how many pieces that changed
     * @throws FaultyConfigurationException if it names what neither it nor the store holds, or contradicts the store;
     *     in the first case nothing was written
     */
    public int seed(BridgeConfiguration file) {
        StoredConfiguration known = store.of(MspId.SINGLE);
        List<Fault> faults = new ArrayList<>();
        for (BridgeConfiguration.Reference reference : file.references()) {
            if (!holds(known, reference)) {
                faults.add(reference.fault());
            }
        }
        if (!faults.isEmpty()) {
            throw new FaultyConfigurationException(faults);
        }
        Configuration from = store.fromFile();
        int changed = 0;
        for (var eventSet : file.eventSets()) {
            changed += from.save(eventSet) ? 1 : 0;
        }
        for (var rule : file.rules()) {
            changed += from.save(rule) ? 1 : 0;
        }
        for (var company : file.companies()) {
            changed += from.save(company) ? 1 : 0;
        }
        for (var link : file.links()) {
            try {
                changed += from.save(link) ? 1 : 0;
            } catch (ConfigurationException e) {
                faults.add(new Fault(
                        file.file(),
                        file.line("companies[" + link.companyId() + "]"),
                        "companies[" + link.companyId() + "].sources",
                        String.valueOf(e.getMessage())));
            }
        }
        for (var mapping : file.mappings()) {
            changed += from.save(mapping) ? 1 : 0;
        }
        for (var silence : file.suppression().silences()) {
            changed += saved(() -> from.save(silence), file, "silences", faults);
        }
        for (var window : file.suppression().windows()) {
            changed += saved(() -> from.save(window), file, "maintenance", faults);
        }
        for (var inhibition : file.suppression().inhibitions()) {
            changed += saved(() -> from.save(inhibition), file, "inhibitions", faults);
        }
        List<EscalationPiece> pieces = names.resolved(file.notifications().pieces());
        for (var piece : pieces) {
            changed += saved(() -> from.save(piece), file, "notifications", faults);
        }
        if (faults.isEmpty() && !pieces.isEmpty()) {
            changed += takeOut(from, pieces);
        }
        if (!faults.isEmpty()) {
            throw new FaultyConfigurationException(faults);
        }
        return changed;
    }

    /**
     * Removes of who is told what a file said once and says no more: what stayed would hold messages back, or tell who is not to be told.
     * What a person said stays.
     */
    private int takeOut(Configuration from, List<EscalationPiece> said) {
        int removed = 0;
        for (EscalationPiece.Kind kind : TAKEN_OUT) {
            for (Stored<EscalationPiece> known : store.of(MspId.SINGLE).escalation()) {
                EscalationPiece piece = known.item();
                boolean gone = piece.kind() == kind
                        && known.origin() == Origin.FILE
                        && said.stream()
                                .noneMatch(one -> one.kind() == kind && one.id().equals(piece.id()));
                removed += gone && removed(from, piece) ? 1 : 0;
            }
        }
        return removed;
    }

    private static boolean removed(Configuration from, EscalationPiece piece) {
        try {
            return from.removeEscalation(MspId.SINGLE, piece.kind(), piece.id());
        } catch (ConfigurationException e) {
            return false; // what a person said still names it
        }
    }

    private static int saved(BooleanSupplier save, BridgeConfiguration file, String section, List<Fault> faults) {
        try {
            return save.getAsBoolean() ? 1 : 0;
        } catch (ConfigurationException e) {
            faults.add(new Fault(file.file(), file.line(section), section, String.valueOf(e.getMessage())));
            return 0;
        }
    }

    private static boolean holds(StoredConfiguration known, BridgeConfiguration.Reference reference) {
        return switch (reference.target()) {
            case RULE ->
                known.rules().stream().anyMatch(rule -> rule.item().id().equals(reference.name()));
            case EVENT_SET ->
                known.eventSets().stream().anyMatch(set -> set.item().name().equals(reference.name()));
            case COMPANY ->
                known.companies().stream()
                        .anyMatch(company -> company.item().id().equals(reference.name()));
            case SCHEDULE -> holds(known, EscalationPiece.Kind.SCHEDULE, reference.name());
            case ESCALATION -> holds(known, EscalationPiece.Kind.POLICY, reference.name());
        };
    }

    private static boolean holds(StoredConfiguration known, EscalationPiece.Kind kind, String id) {
        return known.escalation().stream()
                .anyMatch(piece ->
                        piece.item().kind() == kind && piece.item().id().equals(id));
    }
}
