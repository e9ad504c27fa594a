package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.MissingDimension;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The settings of the file; what is absent keeps its default. */
final class SettingsSection {
    private final @Nullable Section section;
    private final Settings.Builder settings = Settings.builder();

    SettingsSection(@Nullable Section section) {
        this.section = section;
    }

    /** @param notifications the numbers of telling people, which another section has */
    Settings read(NotificationSettings notifications) {
        settings.notifications(notifications);
        if (section == null) {
            return settings.build();
        }
        duration(section, "groupWait", Settings.Builder::groupWait);
        duration(section, "noteInterval", Settings.Builder::noteInterval);
        duration(section, "hold", Settings.Builder::hold);
        duration(section, "quietFor", Settings.Builder::quietFor);
        set(section, "closePolicy", section.choice("closePolicy", ClosePolicy.values()), Settings.Builder::closePolicy);
        set(
                section,
                "missingDimension",
                section.choice("missingDimension", MissingDimension.values()),
                Settings.Builder::missingDimension);
        if (section.has("topPriorities")) {
            settings.topPriorities(Set.copyOf(section.texts("topPriorities")));
        }
        duration(section, "requestTimeout", Settings.Builder::requestTimeout);
        duration(section, "quarantine", Settings.Builder::quarantine);
        durations(section, "lookUps", Settings.Builder::lookUps);
        durations(section, "twinSearches", Settings.Builder::twinSearches);
        duration(section, "retryPause", Settings.Builder::retryPause);
        duration(section, "longestRetryPause", Settings.Builder::longestRetryPause);
        duration(section, "accessPause", Settings.Builder::accessPause);
        duration(section, "pollInterval", Settings.Builder::pollInterval);
        duration(section, "pollOverlap", Settings.Builder::pollOverlap);
        duration(section, "driftInterval", Settings.Builder::driftInterval);
        duration(section, "proofInterval", Settings.Builder::proofInterval);
        set(
                section,
                "parallelRequests",
                section.number("parallelRequests"),
                (builder, value) -> builder.parallelRequests(value));
        duration(section, "outOfOrderWindow", Settings.Builder::outOfOrderWindow);
        duration(section, "maxFuture", Settings.Builder::maxFuture);
        set(section, "catchAllCompany", section.text("catchAllCompany"), Settings.Builder::catchAllCompany);
        Section storm = section.section("storm");
        if (storm != null) {
            settings.storm(new StormSection(storm).read());
        }
        section.end();
        return settings.build();
    }

    private void duration(Section from, String name, BiConsumer<Settings.Builder, Duration> setter) {
        set(from, name, from.duration(name), setter);
    }

    private void durations(Section from, String name, BiConsumer<Settings.Builder, List<Duration>> setter) {
        set(from, name, from.durations(name), setter);
    }

    /** Takes a value over if it is legal by itself. */
    private <T> void set(Section from, String name, @Nullable T value, BiConsumer<Settings.Builder, T> setter) {
        if (value == null) {
            return;
        }
        Settings.Builder alone = Settings.builder();
        setter.accept(alone, value);
        try {
            alone.build();
        } catch (ConfigurationException e) {
            from.fault(name, e);
            return;
        }
        setter.accept(settings, value);
    }
}
