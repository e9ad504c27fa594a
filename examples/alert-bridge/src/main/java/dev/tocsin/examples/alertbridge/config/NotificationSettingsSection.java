package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.settings.NotificationSettings;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The numbers of telling people; what is absent keeps its default. */
final class NotificationSettingsSection {
    private final Section section;
    private final NotificationSettings.Builder settings = NotificationSettings.builder();

    NotificationSettingsSection(Section section) {
        this.section = section;
    }

    NotificationSettings read() {
        NotificationSettings standard = NotificationSettings.DEFAULTS;
        duration("ticketWait", NotificationSettings.Builder::ticketWait);
        Integer limit =
                legal("limit", section.number("limit"), (builder, value) -> builder.limit(value, standard.window()));
        Duration window =
                legal("window", section.duration("window"), (builder, value) -> builder.limit(standard.limit(), value));
        settings.limit(limit == null ? standard.limit() : limit, window == null ? standard.window() : window);
        duration("bundlePause", NotificationSettings.Builder::bundlePause);
        duration("timeToLive", NotificationSettings.Builder::timeToLive);
        duration("requestTimeout", NotificationSettings.Builder::requestTimeout);
        set("lookUps", section.durations("lookUps"), NotificationSettings.Builder::lookUps);
        set("parallel", section.number("parallel"), (builder, value) -> builder.parallel(value));
        Duration first = legal(
                "retryPause",
                section.duration("retryPause"),
                (builder, value) -> builder.retryPauses(value, standard.longestRetryPause()));
        Duration longest = legal(
                "longestRetryPause",
                section.duration("longestRetryPause"),
                (builder, value) -> builder.retryPauses(standard.retryPause(), value));
        settings.retryPauses(
                first == null ? standard.retryPause() : first,
                longest == null ? standard.longestRetryPause() : longest);
        duration("handOver", NotificationSettings.Builder::handOver);
        duration("channelPause", NotificationSettings.Builder::channelPause);
        duration("linkLifetime", NotificationSettings.Builder::linkLifetime);
        duration("snooze", NotificationSettings.Builder::snooze);
        settings.closeByText(section.flag("closeByText", standard.closeByText()));
        set("wrongCodes", section.number("wrongCodes"), (builder, value) -> builder.wrongCodes(value));
        section.end();
        return settings.build();
    }

    private void duration(String name, BiConsumer<NotificationSettings.Builder, Duration> setter) {
        set(name, section.duration(name), setter);
    }

    private <T> void set(String name, @Nullable T value, BiConsumer<NotificationSettings.Builder, T> setter) {
        T legal = legal(name, value, setter);
        if (legal != null) {
            setter.accept(settings, legal);
        }
    }

    /** The value if it is legal by itself; null if it is absent or, with its fault, not legal. */
    private <T> @Nullable T legal(String name, @Nullable T value, BiConsumer<NotificationSettings.Builder, T> setter) {
        if (value == null) {
            return null;
        }
        try {
            NotificationSettings.Builder alone = NotificationSettings.builder();
            setter.accept(alone, value);
            alone.build();
            return value;
        } catch (ConfigurationException e) {
            section.fault(name, e);
            return null;
        }
    }
}
