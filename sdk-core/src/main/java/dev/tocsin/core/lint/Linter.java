package dev.tocsin.core.lint;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a configuration: every name where it belongs in the PSA (board, statuses on that board, whether the closing
 * status closes, type, subtype and item, priority, source, company, site), what it says within itself, and who is told. Writes
 * nothing. Immutable and thread-safe.
 */
public final class Linter {
    private final StoredConfiguration configuration;
    private final Map<String, Company> companies;
    private final Map<String, CompanyMapping> mappings;
    private final Map<String, MappingStanding> standings;
    private final Map<String, EventSet> eventSets;
    private final Map<String, IntegrationRule> rules;
    private final Settings settings;
    private final Map<String, Psa> psas;
    private final Map<String, String> associated;
    private final EscalationPlan plan;
    private final @Nullable People people;

    /**
     * A linter of a configuration.
     *
     * @param psas the connections by id; those that are absent cannot be asked, which is a fault of the mappings that name
     *     them
     */
    public Linter(StoredConfiguration configuration, Settings settings, Map<String, Psa> psas) {
        this(configuration, settings, psas, Map.of());
    }

    /**
     * A linter where some connections serve one company only.
     *
     * @param associated the one local company of such a connection, by connection
     */
    public Linter(
            StoredConfiguration configuration,
            Settings settings,
            Map<String, Psa> psas,
            Map<String, String> associated) {
        this(configuration, settings, psas, associated, null);
    }

    private Linter(
            StoredConfiguration configuration,
            Settings settings,
            Map<String, Psa> psas,
            Map<String, String> associated,
            @Nullable People people) {
        this.configuration = configuration;
        companies = byId(configuration.companies(), Company::id);
        mappings = byId(configuration.mappings(), CompanyMapping::companyId);
        standings = configuration.standings();
        eventSets = byId(configuration.eventSets(), EventSet::name);
        rules = byId(configuration.rules(), IntegrationRule::id);
        this.settings = settings;
        this.psas = new TreeMap<>(psas);
        this.associated = Map.copyOf(associated);
        plan = configuration.plan();
        this.people = people;
    }

    /**
     * The same linter, which also looks for who is on call and who is told that cannot be told.
     *
     * @param now from when on it is looked for times at which nobody is on call
     * @param technicians the technicians there are
     * @param channels the kinds of messages that can be sent; null if that is not known
     */
    public Linter withPeople(Instant now, Collection<Technician> technicians, @Nullable Set<ChannelKind> channels) {
        Map<String, TechnicianStatus> known = new TreeMap<>();
        technicians.forEach(technician -> known.put(technician.id(), technician.status()));
        return new Linter(configuration, settings, psas, associated, new People(now, known, channels));
    }

    /** Who there is to be told, and by what. */
    record People(
            Instant now,
            Map<String, TechnicianStatus> technicians,
            @Nullable Set<ChannelKind> channels) {}

    private static <T> Map<String, T> byId(List<Stored<T>> stored, Function<T, String> id) {
        Map<String, T> byId = new LinkedHashMap<>();
        stored.forEach(one -> byId.put(id.apply(one.item()), one.item()));
        return byId;
    }

    /**
     * Looks at all: settings, event sets, rules, companies, and who is told of incidents.
     *
     * @throws dev.tocsin.core.base.TocsinException if a PSA cannot be read
     */
    public LintReport lint() {
        Sheet sheet = new Sheet();
        sheet.about("settings");
        settings.warnings().forEach(warning -> sheet.warn("settings", warning));
        eventSets.values().forEach(set -> lint(set, sheet));
        rules.values().forEach(rule -> lint(rule, sheet));
        mappings.values().forEach(mapping -> lint(mapping, sheet));
        companies.keySet().stream().filter(id -> !mappings.containsKey(id)).forEach(id -> {
            sheet.about("company " + id);
            sheet.warn("companies[" + id + "]", "is not mapped to a PSA company, so its events are parked");
        });
        new EscalationLint(plan, people, sheet).lint(configuration);
        return sheet.report();
    }

    /**
     * Looks at one rule.
     *
     * @throws dev.tocsin.core.base.TocsinException if a PSA cannot be read
     */
    public LintReport lint(IntegrationRule rule) {
        Sheet sheet = new Sheet();
        lint(rule, sheet);
        return sheet.report();
    }

    private void lint(EventSet set, Sheet sheet) {
        sheet.about("event set " + set.name());
        if (rules.values().stream().noneMatch(rule -> rule.eventSet().equals(set.name()))) {
            sheet.warn("eventSets[" + set.name() + "]", "no rule names it, so it selects nothing");
        }
    }

    private void lint(IntegrationRule rule, Sheet sheet) {
        String place = "rules[" + rule.id() + "]";
        sheet.about("rule " + rule.id());
        if (!eventSets.containsKey(rule.eventSet())) {
            sheet.fault(
                    place + ".eventSet", "'" + rule.eventSet() + "' does not exist; legal are " + eventSets.keySet());
        }
        if (rule.openStatus().equalsIgnoreCase(rule.closedStatus())) {
            sheet.fault(
                    place + ".closedStatus",
                    "'" + rule.closedStatus() + "' is the open status as well; a status that closes a ticket is legal");
        }
        List<Psa> asked = connections(rule);
        if (mappings.values().stream().noneMatch(mapping -> mapping.ruleIds().contains(rule.id()))) {
            sheet.warn(place, "no company names it, so it makes no ticket");
        }
        for (Psa psa : asked) {
            sheet.faults(place, psa.check(rule));
            priorities(rule, psa, sheet);
        }
    }

    /** The connections whose companies name the rule; all if none does. */
    private List<Psa> connections(IntegrationRule rule) {
        List<Psa> named = psas.values().stream()
                .filter(psa -> mappings.values().stream()
                        .anyMatch(mapping -> mapping.connectionId().equals(psa.connectionId())
                                && mapping.ruleIds().contains(rule.id())))
                .toList();
        return named.isEmpty() ? List.copyOf(psas.values()) : named;
    }

    /** The PSA lists the most urgent priority first. */
    private static void priorities(IntegrationRule rule, Psa psa, Sheet sheet) {
        if (rule.priorities().isEmpty()) {
            return;
        }
        List<String> order = psa.legalValues("priority", rule.psaFields());
        Severity[] severities = Severity.values();
        for (int i = 1; i < severities.length; i++) {
            String lower = rule.priorityFor(severities[i - 1]);
            String higher = rule.priorityFor(severities[i]);
            int before = order.indexOf(lower);
            int after = order.indexOf(higher);
            if (before >= 0 && after > before) {
                sheet.warn(
                        "rules[" + rule.id() + "].priorities." + severities[i],
                        "'" + higher + "' is less urgent than '" + lower + "' of the lower severity "
                                + severities[i - 1] + "; the PSA's order is " + order);
            }
        }
    }

    private void lint(CompanyMapping mapping, Sheet sheet) {
        String place = "companies[" + mapping.companyId() + "]";
        sheet.about("company " + mapping.companyId());
        if (!companies.containsKey(mapping.companyId())) {
            sheet.fault(place, "is mapped and does not exist; legal are " + companies.keySet());
        }
        MappingStanding standing = standings.get(mapping.companyId());
        if (standing != null && standing.suspended() != null) {
            sheet.warn(place, "is suspended, so its events are parked: " + standing.suspended());
        }
        if (!mapping.createTickets()) {
            sheet.warn(place + ".createTickets", "is off, so its events are ignored");
        }
        List<EventSet> earlier = new ArrayList<>();
        for (String ruleId : mapping.ruleIds()) {
            IntegrationRule rule = rules.get(ruleId);
            EventSet set = rule == null ? null : eventSets.get(rule.eventSet());
            if (rule == null) {
                sheet.fault(place + ".rules", "'" + ruleId + "' does not exist; legal are " + rules.keySet());
            } else if (set != null) {
                if (Shadows.hide(earlier, set)) {
                    sheet.warn(
                            place + ".rules",
                            "'" + ruleId + "' never takes an event: the rules before it take all that event set '"
                                    + set.name() + "' selects");
                }
                earlier.add(set);
            }
        }
        String onlyCompany = associated.get(mapping.connectionId());
        if (onlyCompany != null && !onlyCompany.equals(mapping.companyId())) {
            sheet.fault(
                    place + ".connection",
                    "'" + mapping.connectionId() + "' serves company '" + onlyCompany + "' only; legal are "
                            + psas.keySet().stream()
                                    .filter(id -> associated
                                            .getOrDefault(id, mapping.companyId())
                                            .equals(mapping.companyId()))
                                    .toList());
        }
        Psa psa = psas.get(mapping.connectionId());
        if (psa == null) {
            sheet.fault(
                    place + ".connection",
                    "'" + mapping.connectionId() + "' is no PSA connection here; legal are " + psas.keySet());
        } else {
            sheet.faults(place, psa.check(mapping));
        }
    }
}
