package dev.tocsin.benchmarks;

import dev.tocsin.core.Configuration;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events of about 300 bytes on 100,000 subjects in 10,000 groups of 100 companies, either spread evenly (the worst
 * case: a batch of 500 touches about 488 groups) or nine of ten on 40 hot subjects.
 */
final class IngestLoad {
    private static final int SUBJECTS = 100_000;
    private static final int GROUPS = 10_000;
    private static final int COMPANIES = 100;
    private static final int HOT = 40;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DESCRIPTION = "The service was found with a weakness that lets anybody read files. ";

    private final boolean burst;
    private final AtomicLong clock = new AtomicLong();

    IngestLoad(boolean burst) {
        this.burst = burst;
    }

    /** Saves the companies, their mappings and the rule that takes the events. */
    static void configure(Configuration configuration) {
        configuration.save(new EventSet(
                MspId.SINGLE, "problems", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
        configuration.save(IntegrationRule.builder(MspId.SINGLE)
                .name("rule")
                .eventSet("problems")
                .openStatus("New")
                .closedStatus("Closed")
                .priority("Priority 1")
                .build());
        for (int i = 0; i < COMPANIES; i++) {
            String id = "customer-" + i;
            configuration.save(new Company(MspId.SINGLE, id, "Customer " + i));
            configuration.save(
                    new CompanyMapping(MspId.SINGLE, id, "none", "Customer" + i, null, true, List.of("rule")));
        }
    }

    /** The next events, in the order of time. */
    List<SecurityEvent> batch(Random random, int size) {
        List<SecurityEvent> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int subject = burst && random.nextInt(10) != 0 ? random.nextInt(HOT) : random.nextInt(SUBJECTS);
            batch.add(event(subject));
        }
        return batch;
    }

    /** One event of each of some subjects. */
    List<SecurityEvent> inOrder(int from, int size) {
        List<SecurityEvent> batch = new ArrayList<>(size);
        for (int subject = from; subject < from + size; subject++) {
            batch.add(event(subject));
        }
        return batch;
    }

    private SecurityEvent event(int subject) {
        int group = subject % GROUPS;
        return SecurityEvent.builder()
                .source("scanner")
                .sourceCompanyId("customer-" + group % COMPANIES)
                .stableId("finding-" + subject)
                .occurredAt(START.plusMillis(clock.getAndIncrement()))
                .category(EventCategory.PROBLEMS)
                .eventType("plugin-" + subject % 977)
                .severity(Severity.HIGH)
                .title("A weakness in a service on host-" + group)
                .description(DESCRIPTION)
                .asset("host-" + group + ".example.test")
                .build();
    }
}
