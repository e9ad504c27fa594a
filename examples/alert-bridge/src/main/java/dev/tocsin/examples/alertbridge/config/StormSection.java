package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.storm.StormPolicy;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The numbers of storm protection; what is absent keeps its default. */
final class StormSection {
    /** Takes how many a minute, and how many at once. */
    private interface Rate {
        void set(StormPolicy.Builder builder, int perMinute, int burst);
    }

    private final Section section;
    private final StormPolicy.Builder policy = StormPolicy.builder();

    StormSection(Section section) {
        this.section = section;
    }

    StormPolicy read() {
        rate("msp", StormPolicy.Builder::msp);
        rate("company", StormPolicy.Builder::company);
        rate("topMsp", StormPolicy.Builder::topMsp);
        rate("topCompany", StormPolicy.Builder::topCompany);
        set("longestWait", section.duration("longestWait"), StormPolicy.Builder::longestWait);
        number("openTickets", StormPolicy.Builder::openTickets);
        set("updateInterval", section.duration("updateInterval"), StormPolicy.Builder::updateInterval);
        number("calmPercent", StormPolicy.Builder::calmPercent);
        set("calmFor", section.duration("calmFor"), StormPolicy.Builder::calmFor);
        number("notesPerHour", StormPolicy.Builder::notesPerHour);
        number("noteBytes", StormPolicy.Builder::noteBytes);
        number("namedAssets", StormPolicy.Builder::namedAssets);
        section.end();
        return policy.build();
    }

    /** Without a burst of its own a minute's number may come at once. */
    private void rate(String name, Rate setter) {
        Section rate = section.section(name);
        if (rate == null) {
            return;
        }
        Integer perMinute = rate.number("perMinute");
        Integer burst = rate.number("burst");
        rate.end();
        if (perMinute == null) {
            if (!rate.has("perMinute")) {
                rate.fault("perMinute", "is missing");
            }
            return;
        }
        set(name, burst == null ? perMinute : burst, (builder, atOnce) -> setter.set(builder, perMinute, atOnce));
    }

    private void number(String name, BiConsumer<StormPolicy.Builder, Integer> setter) {
        set(name, section.number(name), setter);
    }

    /** Takes a value over if it is legal by itself. */
    private <T> void set(String name, @Nullable T value, BiConsumer<StormPolicy.Builder, T> setter) {
        if (value == null) {
            return;
        }
        try {
            StormPolicy.Builder alone = StormPolicy.builder();
            setter.accept(alone, value);
            alone.build();
        } catch (ConfigurationException e) {
            section.fault(name, e);
            return;
        }
        setter.accept(policy, value);
    }
}
