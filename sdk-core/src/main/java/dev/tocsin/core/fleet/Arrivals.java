package dev.tocsin.core.fleet;

import dev.tocsin.core.store.FleetLink;
import java.util.function.Predicate;

/**
 * What a run knows so far of the assets of its source.
 *
 * @param came whether the asset of a link came
 * @param retired whether the configuration of a link was set inactive by us
 * @param lookedAt whether the assets of a local company are looked at by the run
 * @param whole whether what did not come in the end is there no more
 */
record Arrivals(Predicate<FleetLink> came, Predicate<FleetLink> retired, Predicate<String> lookedAt, boolean whole) {}
