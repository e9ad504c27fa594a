package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.suppress.*;
import java.time.*;
import java.util.*;

/** A patch night: nothing disturbs until 06:00, and what is still wrong then becomes a group. */
public class QuietNight {
    public static void main(String[] args) {
        MspId msp = MspId.SINGLE;
        Instant night = Instant.parse("2026-03-28T23:30:00Z");
        Instant morning = Instant.parse("2026-03-29T04:00:00Z"); // 06:00 in Berlin: the clocks went forward
        try (VolatileStore store = new VolatileStore()) {
            Tocsin tocsin = Tocsin.builder()
                    .store(store)
                    .clock(Clock.fixed(night, ZoneOffset.UTC))
                    .build();
            var our = tocsin.configuration();
            our.save(new EventSet(msp, "all", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
            our.save(IntegrationRule.builder(msp)
                    .name("P3")
                    .eventSet("all")
                    .openStatus("New")
                    .closedStatus("Closed")
                    .priority("Priority 3")
                    .build());
            our.save(new Company(msp, "contoso", "Contoso Ltd"));
            our.save(new CompanyMapping(msp, "contoso", "cw", "Contoso", null, true, List.of("P3")));

            our.save(new MaintenanceWindow(
                    "patching",
                    msp,
                    Scope.builder().companyId("contoso").build(),
                    ZoneId.of("Europe/Berlin"),
                    WindowTimes.Weekly.between(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)),
                    "monthly patches"));
            our.save(new Inhibition(
                    "behind-a-switch",
                    msp,
                    Selector.eventTypes("switch-down"),
                    Selector.eventTypes("host-down"),
                    Set.of(SharedField.COMPANY)));

            Receipt receipt = tocsin.ingest(List.of(SecurityEvent.builder()
                            .source("monitor")
                            .stableId("web-1/disk")
                            .sourceCompanyId("contoso")
                            .category(EventCategory.PROBLEMS)
                            .eventType("disk-full")
                            .asset("web-1")
                            .title("The disk is full")
                            .occurredAt(night)
                            .build()))
                    .get(0);
            System.out.println(receipt.outcome() + ": " + receipt.reason());

            Tocsin later = Tocsin.builder()
                    .store(store)
                    .clock(Clock.fixed(morning, ZoneOffset.UTC))
                    .build();
            later.workOnce();
            later.audit()
                    .explain(msp, receipt.eventId())
                    .ifPresent(path -> System.out.println(
                            path.event().outcome() + ": " + path.event().reason()));
        }
    }
}
