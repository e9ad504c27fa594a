package dev.tocsin.benchmarks;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Route;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.StoredSuppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events a second the grouping decision takes on one core: company, mapping, the first of three rules whose
 * event set selects the event, and the group's key.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GroupingBenchmark {
    private static final int EVENTS = 1 << 14;
    private static final int COMPANIES = 200;

    private final List<SecurityEvent> events = new ArrayList<>();
    private Catalogue catalogue = new Catalogue(StoredConfiguration.NONE, Settings.DEFAULTS);
    private int next;

    /** Makes the catalogue and the events. */
    @Setup
    public void prepare() {
        List<Stored<Company>> companies = new ArrayList<>();
        List<Stored<CompanyMapping>> mappings = new ArrayList<>();
        for (int i = 0; i < COMPANIES; i++) {
            String id = "company-" + i;
            companies.add(stored(new Company(MspId.SINGLE, id, "Company " + i)));
            mappings.add(stored(new CompanyMapping(
                    MspId.SINGLE, id, "connectwise", "Company" + i, null, true, List.of("p1", "p2", "p3"))));
        }
        List<Stored<EventSet>> sets = List.of(
                stored(set("critical", Severity.CRITICAL)),
                stored(set("high", Severity.HIGH)),
                stored(set("rest", Severity.LOW)));
        catalogue = new Catalogue(
                new StoredConfiguration(
                        1,
                        companies,
                        mappings,
                        Map.of(),
                        List.of(),
                        sets,
                        List.of(stored(rule("p1", "critical")), stored(rule("p2", "high")), stored(rule("p3", "rest"))),
                        StoredSuppression.NONE,
                        List.of()),
                Settings.DEFAULTS);
        for (int i = 0; i < EVENTS; i++) {
            events.add(SecurityEvent.builder()
                    .source("scanner")
                    .sourceCompanyId("company-" + i % COMPANIES)
                    .stableId("asset-" + i % 10_000 + ":plugin-" + i % 97)
                    .occurredAt(Instant.ofEpochSecond(1_760_000_000L + i))
                    .category(EventCategory.PROBLEMS)
                    .eventType("plugin-" + i % 97)
                    .severity(Severity.values()[1 + i % 4])
                    .asset("asset-" + i % 10_000)
                    .build());
        }
    }

    private static EventSet set(String name, Severity minSeverity) {
        return new EventSet(
                MspId.SINGLE,
                name,
                Map.of(EventCategory.PROBLEMS, new CategorySelection(GroupBy.ASSET, minSeverity, Set.of())));
    }

    private static IntegrationRule rule(String name, String eventSet) {
        return IntegrationRule.builder(MspId.SINGLE)
                .name(name)
                .eventSet(eventSet)
                .openStatus("New")
                .closedStatus("Closed")
                .priority("Priority 1")
                .build();
    }

    private static <T> Stored<T> stored(T item) {
        return new Stored<>(item, 1, Origin.PERSON);
    }

    /** Decides where one event belongs. */
    @Benchmark
    public Route group() {
        next = (next + 1) & (EVENTS - 1);
        return catalogue.route(events.get(next));
    }
}
