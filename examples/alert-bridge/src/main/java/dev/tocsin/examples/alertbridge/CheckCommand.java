package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.lint.Finding;
import dev.tocsin.core.lint.LintReport;
import dev.tocsin.core.lint.Linter;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.TechnicianNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Proves that the credentials work and that every name is found where it belongs. Writes nothing anywhere. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Proves that the credentials work and that every name is found in ConnectWise, and warns of what is suspicious.")
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
            int tenants = host.hasMicrosoft() ? new TenantCheck(around, read, host).print() : AlertBridge.DONE;
            new NotificationCheck(around, read, host).print();
            if (!host.sends()) {
                around.out().println("connectwise: not configured; nothing is sent and no name can be checked");
                return tenants;
            }
            Map<String, Psa> reached = new LinkedHashMap<>();
            Map<String, String> associated = new HashMap<>();
            int code = tenants;
            for (Host.Connection connection : host.connections()) {
                int access = new AccessLines(around, read).print(connection);
                code = Math.max(code, access);
                if (access != AlertBridge.DONE) {
                    continue;
                }
                reached.put(connection.id(), connection.psa());
                String only = connection.access().associatedCompany();
                if (only != null) {
                    associated.put(connection.id(), only);
                }
            }
            if (reached.size() < host.connections().size()) {
                return code; // names that cannot be looked up everywhere cannot be judged
            }
            try {
                boolean sound = names(read, host.tocsin(), reached, associated);
                sound &= profiles(read, reached);
                return sound ? code : AlertBridge.UNUSABLE;
            } catch (AuthenticationException | ConfigurationException e) {
                around.err().println(read.file() + ": " + e.getMessage());
                return AlertBridge.UNUSABLE;
            } catch (TocsinException e) {
                around.err().println("connectwise: " + e.getMessage());
                return AlertBridge.INCOMPLETE;
            }
        }
    }

    /** Checks each profile against the configuration type as each connection has it; false if one cannot work. */
    private boolean profiles(BridgeConfiguration read, Map<String, Psa> reached) {
        boolean sound = true;
        for (ConfigurationProfile profile : read.profiles()) {
            for (Psa psa : reached.values()) {
                sound &= new ProfileCheck(read, psa, profile).print(around);
            }
        }
        return sound;
    }

    private boolean names(
            BridgeConfiguration read, Tocsin tocsin, Map<String, Psa> psas, Map<String, String> associated) {
        StoredConfiguration inForce = inForce(
                read,
                tocsin.configuration().of(MspId.SINGLE),
                TechnicianNames.of(tocsin.technicians())
                        .resolved(read.notifications().pieces()));
        LintReport report = new Linter(inForce, read.settings(), psas, associated)
                .withPeople(
                        around.clock().instant(),
                        tocsin.technicians().list(),
                        read.notifications().channels())
                .lint();
        for (String subject : report.subjects()) {
            List<Finding> findings = report.of(subject);
            around.out().println(subject + ": " + verdict(findings));
            for (Finding finding : findings) {
                if (finding.level() == Finding.Level.FAULT) {
                    around.err()
                            .println(new Fault(
                                    read.file(), read.line(finding.place()), finding.place(), finding.message()));
                } else {
                    around.out().println("  warning: " + finding);
                }
            }
        }
        return report.isSound();
    }

    private static String verdict(List<Finding> findings) {
        long faults = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAULT)
                .count();
        long warnings = findings.size() - faults;
        if (findings.isEmpty()) {
            return "ok";
        } else if (faults == 0) {
            return "ok, " + Words.count(warnings, "warning");
        }
        return Words.count(faults, "fault") + (warnings == 0 ? "" : ", " + Words.count(warnings, "warning"));
    }

    private static StoredConfiguration inForce(
            BridgeConfiguration read, StoredConfiguration stored, List<EscalationPiece> escalation) {
        return new StoredConfiguration(
                stored.version(),
                asStored(inForce(read.companies(), stored.companies(), Company::id)),
                asStored(inForce(read.mappings(), stored.mappings(), CompanyMapping::companyId)),
                stored.standings(),
                stored.links(),
                asStored(inForce(read.eventSets(), stored.eventSets(), EventSet::name)),
                asStored(inForce(read.rules(), stored.rules(), IntegrationRule::id)),
                stored.suppression(),
                asStored(inForce(escalation, stored.escalation(), piece -> piece.kind() + " " + piece.id())));
    }

    private static <T> List<Stored<T>> asStored(List<T> items) {
        return items.stream().map(item -> new Stored<>(item, 1, Origin.FILE)).toList();
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
}
