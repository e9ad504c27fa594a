package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the file says of runs that recur. */
final class SyncSection {
    /** What this section is about; what else recurs has a section of its own. */
    private static final SyncEntity[] LEGAL = {SyncEntity.COMPANIES, SyncEntity.CONFIGURATIONS};

    private final Collection<String> profiles;
    private final ConnectionSections connections;

    SyncSection(Collection<String> profiles, ConnectionSections connections) {
        this.profiles = profiles;
        this.connections = connections;
    }

    /** The runs of one section or of a list of them, each for a connection of its own; those that say not when are left out. */
    List<SyncRuns> read(Section root) {
        List<SyncRuns> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Section section : root.oneOrMoreSections("sync")) {
            SyncRuns runs = read(section, taken);
            if (runs != null) {
                all.add(runs);
            }
        }
        return all;
    }

    private @Nullable SyncRuns read(Section section, Set<String> taken) {
        SyncSchedule schedule = schedule(section);
        Set<SyncEntity> entities = entities(section);
        List<String> inputs = section.oneOrMore("input");
        boolean configurations = entities.contains(SyncEntity.CONFIGURATIONS);
        if (configurations && inputs.isEmpty()) {
            section.fault("input", "is missing; the file with the assets is legal, or a list of such files");
        }
        String source = section.text("source");
        String company = section.text("company");
        String profile = named(section, "profile", profiles, configurations);
        String connection = named(section, "connection", connections.ids(), true);
        boolean retireMissing = section.flag("retireMissing", false);
        boolean readAll = section.flag("readAll", false);
        String only =
                connections.ids().size() == 1 ? connections.ids().iterator().next() : "";
        String meant = connection == null ? only : connection;
        if (!meant.isEmpty() && !taken.add(meant)) {
            section.fault("connection", "'" + meant + "' has two sections; a connection has one at most");
        }
        section.end();
        return schedule == null
                ? null
                : new SyncRuns(
                        schedule, entities, inputs, source, company, profile, connection, retireMissing, readAll);
    }

    /** When; null, with its fault, if the file does not say that. */
    private static @Nullable SyncSchedule schedule(Section section) {
        Duration every = section.duration("every");
        LocalTime dailyAt = section.other("dailyAt", "a time of day such as \"02:30\"", SyncSection::time);
        ZoneId zone = section.other("zone", "a zone such as Europe/Berlin", SyncSection::zone);
        if (section.has("every") == section.has("dailyAt")) {
            section.fault("every", "and dailyAt are alternatives; exactly one of them is legal");
            return null;
        }
        if (every != null) {
            try {
                return new SyncSchedule.Every(every);
            } catch (ConfigurationException e) {
                section.fault("every", e);
                return null;
            }
        }
        return dailyAt == null ? null : new SyncSchedule.Daily(dailyAt, zone == null ? ZoneOffset.UTC : zone);
    }

    private static Set<SyncEntity> entities(Section section) {
        Set<SyncEntity> entities = EnumSet.noneOf(SyncEntity.class);
        for (String name : section.oneOrMore("entities")) {
            SyncEntity entity = Section.one(LEGAL, name.strip(), SyncEntity::key);
            if (entity == null) {
                section.fault("entities", "'" + name + "' is not legal; companies and configurations are");
            } else {
                entities.add(entity);
            }
        }
        if (entities.isEmpty() && !section.has("entities")) {
            section.fault("entities", "is missing; such as [ companies, configurations ]");
        }
        return entities;
    }

    /** One of some names; it may be left out where there is but one. */
    private static @Nullable String named(Section section, String field, Collection<String> names, boolean needed) {
        String name = section.text(field);
        if (name != null && !names.contains(name)) {
            section.fault(
                    field,
                    "there is none of that name; legal are "
                            + names.stream().sorted().toList());
        } else if (name == null && needed && names.size() != 1) {
            section.fault(
                    field,
                    names.isEmpty()
                            ? "there is no " + field + " in the file; one is needed"
                            : "is missing; legal are " + names.stream().sorted().toList());
        }
        return name;
    }

    private static @Nullable LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return text.toLowerCase(Locale.ROOT).startsWith("system") ? null : ZoneId.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
