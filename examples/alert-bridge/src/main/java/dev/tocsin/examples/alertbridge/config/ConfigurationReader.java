package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Silence;
import dev.tocsin.core.suppress.Suppression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of the bridge. Keeps nothing between calls. */
public final class ConfigurationReader {
    private final Function<String, @Nullable String> environment;
    private final Path directory;

    /**
     * @param environment answers what an environment variable holds, or null if it is not set
     * @param directory what the paths of files with keys are relative to
     */
    public ConfigurationReader(Function<String, @Nullable String> environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    /**
     * Reads a configuration.
     *
     * @param file the file's name, for faults
     * @param text what it holds
     * @throws FaultyConfigurationException if anything is wrong; it lists all
     */
    public BridgeConfiguration read(String file, String text) {
        Reading reading = new Reading(file, environment, directory);
        YamlNode.Fields fields = new YamlFile(file, reading.faults()).read(text);
        if (fields == null) {
            throw new FaultyConfigurationException(reading.faults());
        }
        Section root = new Section("", fields, reading);
        String store = store(root);
        ConnectionSections connections = new ConnectionSections(reading);
        connections.read(root.section("connectwise"), root.sections("connections"));
        CompanySections companies = new CompanySections(reading, connections);
        companies.read(root.sections("companies"));
        RuleSections rules = new RuleSections(reading);
        rules.readEventSets(root.sections("eventSets"));
        rules.readRules(root.sections("rules"));
        Suppression suppression = suppression(root);
        ProfileSections profiles = new ProfileSections(reading);
        profiles.read(root.sections("profiles"));
        List<SyncRuns> sync = new SyncSection(profiles.ids(), connections).read(root);
        Section ofMicrosoft = root.section("microsoft");
        MicrosoftAccess microsoft =
                new MicrosoftSection(reading).read(ofMicrosoft, companies.microsoft(), companies.attested());
        NotificationsSection notifications = new NotificationsSection(reading);
        NotificationSetup told = notifications.read(
                root.section("notifications"),
                ofMicrosoft,
                microsoft == null ? null : microsoft.programme(),
                companies.companies().stream().map(Company::id).toList(),
                rules.ruleIds());
        Settings settings = new SettingsSection(root.section("settings")).read(told.settings());
        root.end();
        List<BridgeConfiguration.Reference> references = new ArrayList<>(companies.missing(rules.ruleIds()));
        references.addAll(rules.missing());
        references.addAll(notifications.missing());
        if (!reading.faults().isEmpty()) {
            List<Fault> all = new ArrayList<>(reading.faults());
            references.forEach(reference -> all.add(reference.fault()));
            all.sort(java.util.Comparator.comparingInt(Fault::line));
            throw new FaultyConfigurationException(all);
        }
        return new BridgeConfiguration(
                file,
                store,
                connections.connections(),
                companies.companies(),
                companies.mappings(),
                companies.links(),
                rules.eventSets(),
                rules.rules(),
                settings,
                suppression,
                profiles.profiles(),
                sync,
                microsoft,
                told,
                references,
                reading.lines());
    }

    private static Suppression suppression(Section root) {
        List<Silence> silences = root.values("silences", value -> Silence.of(MspId.SINGLE, "", value));
        List<MaintenanceWindow> windows =
                root.values("maintenance", value -> MaintenanceWindow.of(MspId.SINGLE, "", value));
        List<Inhibition> inhibitions = root.values("inhibitions", value -> Inhibition.of(MspId.SINGLE, "", value));
        for (String name : List.of("silences", "maintenance", "inhibitions")) {
            root.standsAt(name);
        }
        once(root, "silences", silences.stream().map(Silence::id).toList());
        once(root, "maintenance", windows.stream().map(MaintenanceWindow::id).toList());
        once(root, "inhibitions", inhibitions.stream().map(Inhibition::id).toList());
        try {
            return new Suppression(silences, windows, inhibitions);
        } catch (ConfigurationException e) {
            return Suppression.NONE; // an id is there twice, which was noted
        }
    }

    private static void once(Section root, String name, List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                root.fault(name, "the id '" + id + "' is there twice; an id that is used once is legal");
            }
        }
    }

    private static @Nullable String store(Section root) {
        String url = root.text("store");
        if (url != null && !url.toLowerCase(Locale.ROOT).startsWith("jdbc:")) {
            root.fault("store", "is no JDBC URL; such as jdbc:sqlite:./tocsin-data/tocsin.db");
            return null;
        }
        return url;
    }
}
