package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Configuration in memory, each kind of piece in the order of its key. */
final class VolatileConfiguration implements ConfigurationStore {
    /** The customer of a source. */
    private record Customer(String source, String id) {}

    /** One revision of a rule. */
    private record RuleRevision(String ruleId, int revision) {}

    /** The configuration of one MSP. */
    private static final class Pieces {
        private final NavigableMap<String, Stored<Company>> companies = new TreeMap<>();
        private final NavigableMap<String, Stored<CompanyMapping>> mappings = new TreeMap<>();
        private final NavigableMap<Customer, Stored<SourceLink>> links =
                new TreeMap<>(Comparator.comparing(Customer::source).thenComparing(Customer::id));
        private final Map<String, MappingStanding> standings = new HashMap<>();
        private final NavigableMap<String, Stored<EventSet>> eventSets = new TreeMap<>();
        private final NavigableMap<String, Stored<IntegrationRule>> rules = new TreeMap<>();
        private final Map<RuleRevision, IntegrationRule> ruleRevisions = new HashMap<>();
        private final Map<String, Integer> lastRevisions = new HashMap<>();
    }

    private final VolatileTransaction transaction;
    private final Map<MspId, Long> versions = new HashMap<>();
    private final Map<MspId, Pieces> byMsp = new HashMap<>();
    private final VolatileSuppression suppression;
    private final VolatileEscalationPieces escalation;

    VolatileConfiguration(VolatileTransaction transaction) {
        this.transaction = transaction;
        suppression = new VolatileSuppression(transaction, msp -> countUp(msp, true));
        escalation = new VolatileEscalationPieces(transaction, msp -> countUp(msp, true));
    }

    @Override
    public long version(MspId msp) {
        transaction.reading();
        return versions.getOrDefault(msp, 0L);
    }

    @Override
    public StoredConfiguration load(MspId msp) {
        Pieces pieces = byMsp.getOrDefault(msp, new Pieces());
        return new StoredConfiguration(
                version(msp),
                List.copyOf(pieces.companies.values()),
                List.copyOf(pieces.mappings.values()),
                pieces.standings,
                List.copyOf(pieces.links.values()),
                List.copyOf(pieces.eventSets.values()),
                List.copyOf(pieces.rules.values()),
                suppression.load(msp),
                escalation.load(msp));
    }

    @Override
    public void save(Company company, Origin origin) {
        save(company.msp(), pieces(company.msp()).companies, company.id(), company, origin);
    }

    @Override
    public void save(CompanyMapping mapping, Origin origin) {
        save(mapping.msp(), pieces(mapping.msp()).mappings, mapping.companyId(), mapping, origin);
    }

    @Override
    public void save(MspId msp, MappingStanding standing) {
        Map<String, MappingStanding> standings = pieces(msp).standings;
        if (standing.isNone()) {
            transaction.remove(standings, standing.companyId());
        } else {
            transaction.put(standings, standing.companyId(), standing);
        }
        countUp(msp, true);
    }

    @Override
    public void save(SourceLink link, Origin origin) {
        Customer customer = new Customer(link.source(), link.sourceCompanyId());
        save(link.msp(), pieces(link.msp()).links, customer, link, origin);
    }

    @Override
    public void save(EventSet eventSet, Origin origin) {
        save(eventSet.msp(), pieces(eventSet.msp()).eventSets, eventSet.name(), eventSet, origin);
    }

    @Override
    public void save(IntegrationRule rule, Origin origin) {
        Pieces pieces = pieces(rule.msp());
        int revision = save(rule.msp(), pieces.rules, rule.id(), rule, origin);
        int last = pieces.lastRevisions.getOrDefault(rule.id(), 0);
        if (revision <= last) {
            // The rule was removed and is back: its revisions go on counting.
            revision = last + 1;
            transaction.put(pieces.rules, rule.id(), new Stored<>(rule, revision, origin));
        }
        transaction.put(pieces.lastRevisions, rule.id(), revision);
        transaction.put(pieces.ruleRevisions, new RuleRevision(rule.id(), revision), rule);
    }

    @Override
    public boolean removeMapping(MspId msp, String companyId) {
        boolean removed = transaction.remove(pieces(msp).mappings, companyId) != null;
        countUp(msp, removed);
        return removed;
    }

    @Override
    public boolean removeLink(MspId msp, String source, String sourceCompanyId) {
        boolean removed = transaction.remove(pieces(msp).links, new Customer(source, sourceCompanyId)) != null;
        countUp(msp, removed);
        return removed;
    }

    @Override
    public boolean removeRule(MspId msp, String ruleId) {
        boolean removed = transaction.remove(pieces(msp).rules, ruleId) != null;
        countUp(msp, removed);
        return removed;
    }

    @Override
    public SuppressionStore suppression() {
        return suppression;
    }

    private void countUp(MspId msp, boolean changed) {
        if (changed) {
            transaction.put(versions, msp, version(msp) + 1);
        }
    }

    private <K, T> int save(MspId msp, Map<K, Stored<T>> kept, K key, T item, Origin origin) {
        Stored<T> before = kept.get(key);
        int revision = before == null ? 1 : before.revision() + 1;
        transaction.put(kept, key, new Stored<>(item, revision, origin));
        countUp(msp, true);
        return revision;
    }

    private Pieces pieces(MspId msp) {
        transaction.writing();
        return byMsp.computeIfAbsent(msp, any -> new Pieces());
    }

    @Override
    public Optional<IntegrationRule> rule(MspId msp, String ruleId, int revision) {
        transaction.reading();
        Pieces pieces = byMsp.get(msp);
        return pieces == null
                ? Optional.empty()
                : Optional.ofNullable(pieces.ruleRevisions.get(new RuleRevision(ruleId, revision)));
    }

    @Override
    public void save(EscalationPiece piece, Origin origin) {
        escalation.save(piece, origin);
    }

    @Override
    public boolean removeEscalation(MspId msp, EscalationPiece.Kind kind, String id) {
        return escalation.remove(msp, kind, id);
    }
}
