package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import java.util.List;
import java.util.Optional;

/** Checks a profile of the file against the configuration type as the PSA has it now. */
final class ProfileCheck {
    private final BridgeConfiguration read;
    private final Psa psa;
    private final ConfigurationProfile profile;

    ProfileCheck(BridgeConfiguration read, Psa psa, ConfigurationProfile profile) {
        this.read = read;
        this.psa = psa;
        this.profile = profile;
    }

    /**
     * Prints what is right and wrong.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    void print(CheckReport report) {
        String subject =
                "profile " + profile.id() + (read.connections().size() == 1 ? "" : " on " + psa.connectionId());
        Optional<ConfigurationType> type = psa.configurations().type(profile.type());
        if (type.isEmpty()) {
            List<String> legal = psa.configurations().types().stream()
                    .filter(ConfigurationType::active)
                    .map(ConfigurationType::name)
                    .toList();
            report.line(subject + ": 1 fault");
            fault(
                    report,
                    "profile.type",
                    "there is no configuration type '" + profile.type() + "'; legal are " + legal);
            return;
        }
        List<FieldError> faults = profile.check(type.get());
        report.line(subject + ": "
                + (faults.isEmpty() ? "ok, type " + type.get().name() : Words.count(faults.size(), "fault")));
        faults.forEach(one -> fault(report, String.valueOf(one.field()), one.message()));
        profile.missingQuestions(type.get())
                .forEach(one -> report.line("  to be created: question '" + one.question() + "', "
                        + one.type().label()));
    }

    private void fault(CheckReport report, String field, String message) {
        String place = "profiles[" + profile.id() + "]."
                + (field.startsWith("profile.") ? field.substring("profile.".length()) : field);
        int line = read.line(place);
        if (line == 0) {
            line = read.line("profiles[" + profile.id() + "]");
        }
        report.fault(new Fault(read.file(), line, place, message));
    }
}
