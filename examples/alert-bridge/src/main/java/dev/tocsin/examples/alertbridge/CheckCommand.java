package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Proves that the credentials work and that every name is found where it belongs. Writes nothing anywhere. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Proves that the credentials work and that every name is found in ConnectWise.")
final class CheckCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    CheckCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.look(read, around)) {
            Psa psa = host.psa().orElse(null);
            if (psa == null) {
                around.out().println("connectwise: not configured; nothing is sent and no name can be checked");
                return AlertBridge.DONE;
            }
            try {
                around.out().println("access: ok, " + psa.checkAccess());
                return names(read, host.tocsin().configuration().of(MspId.SINGLE), psa)
                        ? AlertBridge.DONE
                        : AlertBridge.UNUSABLE;
            } catch (AuthenticationException | ConfigurationException e) {
                around.err().println(read.file() + ": connectwise: " + e.getMessage());
                return AlertBridge.UNUSABLE;
            } catch (TocsinException e) {
                around.err().println("connectwise: " + e.getMessage());
                return AlertBridge.INCOMPLETE;
            }
        }
    }

    private boolean names(BridgeConfiguration read, StoredConfiguration stored, Psa psa) {
        boolean sound = true;
        for (IntegrationRule rule : inForce(read.rules(), stored.rules(), IntegrationRule::id)) {
            sound &= found(read, "rule " + rule.id(), () -> psa.check(rule));
        }
        for (CompanyMapping mapping : inForce(read.mappings(), stored.mappings(), CompanyMapping::companyId)) {
            sound &= found(read, "company " + mapping.companyId(), () -> psa.check(mapping));
        }
        for (BridgeConfiguration.Reference reference : read.references()) {
            boolean known = switch (reference.target()) {
                case RULE ->
                    stored.rules().stream().anyMatch(rule -> rule.item().id().equals(reference.name()));
                case EVENT_SET ->
                    stored.eventSets().stream()
                            .anyMatch(set -> set.item().name().equals(reference.name()));
            };
            if (!known) {
                around.err().println(reference.fault());
                sound = false;
            }
        }
        return sound;
    }

    /** What the file says, but for what a person said in the store, and what only the store has. */
    private static <T> List<T> inForce(List<T> file, List<Stored<T>> stored, Function<T, String> id) {
        Map<String, T> inForce = new LinkedHashMap<>();
        file.forEach(item -> inForce.put(id.apply(item), item));
        for (Stored<T> item : stored) {
            if (item.origin() == Origin.PERSON || !inForce.containsKey(id.apply(item.item()))) {
                inForce.put(id.apply(item.item()), item.item());
            }
        }
        return new ArrayList<>(inForce.values());
    }

    private boolean found(BridgeConfiguration read, String what, Supplier<List<FieldError>> check) {
        List<FieldError> faults = check.get();
        for (FieldError fault : faults) {
            String place = fault.field() == null ? what : fault.field();
            around.err().println(new Fault(read.file(), read.line(place), place, fault.message()));
        }
        around.out().println(what + ": " + (faults.isEmpty() ? "ok" : Words.count(faults.size(), "fault")));
        return faults.isEmpty();
    }
}
