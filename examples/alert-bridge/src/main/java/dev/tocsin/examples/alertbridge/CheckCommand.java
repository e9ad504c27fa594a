package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.lint.Finding;
import dev.tocsin.core.lint.LintReport;
import dev.tocsin.core.lint.Linter;
import dev.tocsin.core.people.Technician;
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
import java.util.Optional;
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
        CheckReport report = new CheckReport(around);
        try (Host host = Host.look(read, around)) {
            Map<String, Psa> reached = new LinkedHashMap<>();
            Map<String, String> associated = new HashMap<>();
            for (Host.Connection connection : host.connections()) {
                if (new AccessLines(around, read, report).print(connection)) {
                    reached.put(connection.id(), connection.psa());
                    String only = connection.access().associatedCompany();
                    if (only != null) {
                        associated.put(connection.id(), only);
                    }
                }
            }
            if (host.hasMicrosoft()) {
                new TenantCheck(report, read, host).print();
            }
            if (!host.sends()) {
                report.line("connectwise: not configured; nothing is sent and no name can be checked");
            } else if (reached.size() == host.connections().size()) { // else names cannot be judged
                lookUp(report, read, host, reached, associated);
            }
            new NotificationCheck(report, read, host).print();
            return report.end();
        }
    }

    private void lookUp(
            CheckReport report,
            BridgeConfiguration read,
            Host host,
            Map<String, Psa> reached,
            Map<String, String> associated) {
        try {
            names(report, read, host.tocsin(), reached, associated);
            profiles(report, read, reached);
            members(report, host);
        } catch (AuthenticationException | ConfigurationException e) {
            report.fault(new Fault(read.file(), 0, "", String.valueOf(e.getMessage())));
        } catch (TocsinException e) {
            report.unanswered("connectwise: " + e.getMessage());
        }
    }

    /** Checks each profile against the configuration type as each connection has it. */
    private static void profiles(CheckReport report, BridgeConfiguration read, Map<String, Psa> reached) {
        for (ConfigurationProfile profile : read.profiles()) {
            for (Psa psa : reached.values()) {
                new ProfileCheck(read, psa, profile).print(report);
            }
        }
    }

    private static void members(CheckReport report, Host host) {
        for (Technician technician : host.tocsin().technicians().list()) {
            technician.psaMember().ifPresent(member -> {
                List<String> faults = host.connections().stream()
                        .map(connection -> MemberCheck.fault(connection, member))
                        .flatMap(Optional::stream)
                        .toList();
                report.line("technician " + technician.id() + ": "
                        + (faults.isEmpty() ? "ok, member " + member : Words.count(faults.size(), "warning")));
                faults.forEach(fault -> report.warning(fault + ", so that what " + ShownText.quoted(technician.name())
                        + " acknowledges gets no owner there; `technicians edit " + technician.id()
                        + " --member` changes it"));
            });
        }
    }

    private void names(
            CheckReport report,
            BridgeConfiguration read,
            Tocsin tocsin,
            Map<String, Psa> psas,
            Map<String, String> associated) {
        StoredConfiguration inForce = inForce(
                read,
                tocsin.configuration().of(MspId.SINGLE),
                TechnicianNames.of(tocsin.technicians())
                        .resolved(read.notifications().pieces()));
        LintReport lint = new Linter(inForce, read.settings(), psas, associated)
                .withPeople(
                        around.clock().instant(),
                        tocsin.technicians().list(),
                        read.notifications().channels())
                .lint();
        for (String subject : lint.subjects()) {
            List<Finding> findings = lint.of(subject);
            report.line(subject + ": " + verdict(findings));
            for (Finding finding : findings) {
                if (finding.level() == Finding.Level.FAULT) {
                    report.fault(
                            new Fault(read.file(), read.line(finding.place()), finding.place(), finding.message()));
                } else {
                    report.warning(finding.toString());
                }
            }
        }
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
                asStored(inForce(
                        escalation,
                        kept(stored.escalation(), escalation.isEmpty()),
                        piece -> piece.kind() + " " + piece.id())));
    }

    /** Without what a file said once: what this one says no more is taken out by the next command that writes it to the store. */
    private static List<Stored<EscalationPiece>> kept(List<Stored<EscalationPiece>> stored, boolean saysNothing) {
        return stored.stream()
                .filter(piece -> saysNothing || piece.origin() != Origin.FILE)
                .toList();
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
