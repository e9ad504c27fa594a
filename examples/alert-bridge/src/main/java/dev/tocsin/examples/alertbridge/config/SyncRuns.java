package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncSchedule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run} keeps in step beside the workflow, again and again.
 *
 * @param schedule when
 * @param entities what is kept in step
 * @param inputs the files with the assets; empty if configurations are not among the entities
 * @param source the name of the source of the assets, or null for that of their format
 * @param company the company of assets that name none, or null; as with {@code --company}, assets of others are then left
 *     out
 * @param profile the profile, or null for the only one
 * @param connection the connection, or null for the only one
 * @param retireMissing whether what the files no longer list is retired
 * @param readAll whether each run reads the configurations of all companies, so that it makes again what somebody deleted
 */
public record SyncRuns(
        SyncSchedule schedule,
        Set<SyncEntity> entities,
        List<String> inputs,
        @Nullable String source,
        @Nullable String company,
        @Nullable String profile,
        @Nullable String connection,
        boolean retireMissing,
        boolean readAll) {
    /** Copies the collections. */
    public SyncRuns {
        entities = Set.copyOf(entities);
        inputs = List.copyOf(inputs);
    }
}
