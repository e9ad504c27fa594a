package dev.tocsin.core.intake;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.Verdict;
import dev.tocsin.core.settings.MissingDimension;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.suppress.Suppression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one MSP in one version, ready to route events. Immutable and thread-safe; routing is pure and
 * cheap enough for every event.
 */
public final class Catalogue {
    private static final String ABSENT = "(none)";

    private final long version;
    private final MissingDimension missingDimension;
    private final @Nullable String catchAllCompany;
    private final Map<String, Company> companies;
    private final Map<String, CompanyMapping> mappings;
    private final Map<String, String> suspended = new HashMap<>();
    private final Map<String, Map<String, String>> links = new HashMap<>();
    private final Map<String, EventSet> eventSets;
    private final Map<String, Stored<IntegrationRule>> rules;
    private final Suppression suppression;
    private final EscalationPlan escalation;

    /** The catalogue of a stored configuration. */
    public Catalogue(StoredConfiguration stored, Settings settings) {
        this(stored, settings, Map.of());
    }

    /**
     * The catalogue of a stored configuration where some connections serve one company only. A mapping of another company onto
     * such a connection counts as suspended.
     *
     * @param associated the one local company of such a connection, by connection
     */
    public Catalogue(StoredConfiguration stored, Settings settings, Map<String, String> associated) {
        this.version = stored.version();
        this.missingDimension = settings.missingDimension();
        this.catchAllCompany = settings.catchAllCompany();
        companies = stored.companies().stream()
                .collect(Collectors.toUnmodifiableMap(s -> s.item().id(), Stored::item));
        for (Stored<CompanyMapping> one : stored.mappings()) {
            CompanyMapping mapping = one.item();
            String only = associated.get(mapping.connectionId());
            if (only != null && !only.equals(mapping.companyId())) {
                suspended.put(
                        mapping.companyId(),
                        "the connection '" + mapping.connectionId() + "' serves company '" + only + "' only");
            }
        }
        stored.standings().values().stream()
                .filter(standing -> standing.suspended() != null)
                .forEach(standing -> suspended.put(standing.companyId(), String.valueOf(standing.suspended())));
        mappings = stored.mappings().stream()
                .map(Stored::item)
                .filter(mapping -> !suspended.containsKey(mapping.companyId()))
                .collect(Collectors.toUnmodifiableMap(CompanyMapping::companyId, mapping -> mapping));
        for (Stored<SourceLink> link : stored.links()) {
            links.computeIfAbsent(link.item().source(), source -> new HashMap<>())
                    .put(link.item().sourceCompanyId(), link.item().companyId());
        }
        eventSets = stored.eventSets().stream()
                .collect(Collectors.toUnmodifiableMap(s -> s.item().name(), Stored::item));
        rules = stored.rules().stream()
                .collect(Collectors.toUnmodifiableMap(s -> s.item().id(), s -> s));
        suppression = stored.suppression().inForce();
        escalation = stored.plan();
    }

    /** The version of the configuration. */
    public long version() {
        return version;
    }

    /** A company by its local id; empty if there is none. */
    public Optional<Company> company(String companyId) {
        return Optional.ofNullable(companies.get(companyId));
    }

    /** The mapping of a company; empty if it has none, or one that is suspended. */
    public Optional<CompanyMapping> mapping(String companyId) {
        return Optional.ofNullable(mappings.get(companyId));
    }

    /** Why the mapping of a company is suspended; empty if it is not. */
    public Optional<String> suspended(String companyId) {
        return Optional.ofNullable(suspended.get(companyId));
    }

    /** A rule in its latest revision; empty if there is none. */
    public Optional<Stored<IntegrationRule>> rule(String ruleId) {
        return Optional.ofNullable(rules.get(ruleId));
    }

    /** What keeps events from acting; {@link Suppression#NONE} itself if nothing does. */
    public Suppression suppression() {
        return suppression;
    }

    /** Who is told of incidents; {@link EscalationPlan#NONE} decides alike if nobody is. */
    public EscalationPlan escalation() {
        return escalation;
    }

    /** The local company of a source's customer: the linked one, else the one of the same id; empty if there is none. */
    public Optional<Company> companyOf(String source, String sourceCompanyId) {
        String linked = links.getOrDefault(source, Map.of()).get(sourceCompanyId);
        return company(linked == null ? sourceCompanyId : linked);
    }

    /**
     * The id by which a source names a local company, so that {@link #companyOf} finds that company and no other: the id of a
     * customer that is linked to it, the first in order, else its own; empty if its own is linked to another company.
     */
    public Optional<String> customerOf(String source, String companyId) {
        Map<String, String> linked = links.getOrDefault(source, Map.of());
        Optional<String> customer = linked.entrySet().stream()
                .filter(link -> link.getValue().equals(companyId))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder());
        return customer.isPresent() || linked.containsKey(companyId) ? customer : Optional.of(companyId);
    }

    /** Where an event belongs. */
    public Route route(SecurityEvent event) {
        Company own = companyOf(event.source(), event.sourceCompanyId()).orElse(null);
        boolean homeless = own == null || !mappings.containsKey(own.id());
        Company company = homeless && catchAllCompany != null ? companies.get(catchAllCompany) : own;
        if (company == null) {
            return new Route.Parked("no company is known for '" + event.sourceCompanyId() + "' of " + event.source());
        }
        CompanyMapping mapping = mappings.get(company.id());
        if (mapping == null) {
            String why = suspended.get(company.id());
            return new Route.Parked("company '" + company.id() + "' is "
                    + (why == null ? "not mapped to a PSA company" : "suspended: " + why));
        }
        String customer = homeless ? event.source() + " " + event.sourceCompanyId() : null;
        if (!mapping.createTickets()) {
            return new Route.Ignored("company '" + company.id() + "' creates no tickets");
        }
        String declined = null;
        for (String ruleId : mapping.ruleIds()) {
            Stored<IntegrationRule> rule = rules.get(ruleId);
            EventSet eventSet = rule == null ? null : eventSets.get(rule.item().eventSet());
            if (rule == null || eventSet == null) {
                return new Route.Parked(
                        rule == null
                                ? "company '" + company.id() + "' names the rule '" + ruleId + "', which does not exist"
                                : "rule '" + ruleId + "' names the event set '"
                                        + rule.item().eventSet() + "', which does not exist");
            }
            CategorySelection selection = eventSet.categories().get(event.category());
            if (selection != null && selection.selectsButForCondition(event)) {
                if (selection.selects(event)) {
                    return grouped(event, company, customer, mapping, rule, selection.groupBy());
                }
                declined = declined == null ? eventSet.name() : declined;
            }
        }
        return new Route.Ignored("no event set of company '" + company.id() + "' selects "
                + event.category().label() + " '" + event.eventType() + "' of severity " + event.severity()
                + (declined == null ? "" : "; the condition of event set '" + declined + "' does not hold"));
    }

    /**
     * What the event set of each rule of the event's company says of the event, in the rules' order, up to the first
     * that selects it. Empty if the company is not known or not mapped, and without the rules that lack their event set.
     */
    public List<Verdict> explainSelection(SecurityEvent event) {
        List<Verdict> verdicts = new ArrayList<>();
        List<String> ruleIds = companyOf(event.source(), event.sourceCompanyId())
                .flatMap(company -> mapping(company.id()))
                .map(CompanyMapping::ruleIds)
                .orElse(List.of());
        for (String ruleId : ruleIds) {
            EventSet eventSet = rule(ruleId)
                    .map(rule -> eventSets.get(rule.item().eventSet()))
                    .orElse(null);
            if (eventSet != null) {
                Verdict verdict = eventSet.explain(event);
                verdicts.add(verdict);
                if (verdict.holds()) {
                    break;
                }
            }
        }
        return verdicts;
    }

    /**
     * The group of an event.
     *
     * @param customer the customer that has no company of its own, which keeps it apart from others of its kind; else null
     */
    private Route grouped(
            SecurityEvent event,
            Company company,
            @Nullable String customer,
            CompanyMapping mapping,
            Stored<IntegrationRule> rule,
            GroupBy groupBy) {
        List<@Nullable String> values = values(event, groupBy);
        if (values.stream().anyMatch(Objects::isNull)) {
            if (missingDimension == MissingDimension.REJECT) {
                return new Route.Refused("the event has no " + groupBy + ", by which its category is grouped");
            }
            if (missingDimension == MissingDimension.FALL_BACK_TO_COMPANY) {
                return grouped(event, company, customer, mapping, rule, GroupBy.COMPANY);
            }
        }
        IntegrationRule item = rule.item();
        List<String> labels = labels(event, groupBy, values);
        if (customer != null) {
            values = withFirst(customer, values);
            labels = Stream.concat(Stream.of(customer), labels.stream()).toList();
        }
        return new Route.Grouped(
                company.id(),
                mapping.connectionId(),
                item,
                rule.revision(),
                groupBy,
                labels,
                GroupKey.of(event.msp(), company.id(), item.id(), event.category(), groupBy, values));
    }

    private static List<@Nullable String> values(SecurityEvent event, GroupBy groupBy) {
        return switch (groupBy) {
            // not List.of(), which cannot be asked for null
            case COMPANY -> new ArrayList<>();
            case ASSET -> one(event.asset().orElse(null));
            case OS -> one(event.os().orElse(null));
            case PRODUCT -> one(event.product().orElse(null));
            case FIX -> one(event.fix().orElse(null));
            case EVENT -> one(event.eventType());
            case USER -> one(event.user().map(EventUser::identity).orElse(null));
            case ASSET_AND_PRODUCT ->
                Arrays.asList(event.asset().orElse(null), event.product().orElse(null));
        };
    }

    private static List<@Nullable String> withFirst(String first, List<@Nullable String> rest) {
        List<@Nullable String> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }

    private static List<@Nullable String> one(@Nullable String value) {
        List<@Nullable String> values = new ArrayList<>(1);
        values.add(value);
        return values;
    }

    private static List<String> labels(SecurityEvent event, GroupBy groupBy, List<@Nullable String> values) {
        if (groupBy == GroupBy.USER) {
            return List.of(event.user().map(EventUser::label).orElse(ABSENT));
        }
        List<String> labels = new ArrayList<>(values.size());
        for (String value : values) {
            labels.add(value == null ? ABSENT : value);
        }
        return labels;
    }
}
