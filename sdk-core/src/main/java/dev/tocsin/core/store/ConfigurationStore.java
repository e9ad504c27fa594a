package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import java.util.Optional;

/** Companies, mappings, event sets and rules. Each save counts up the piece's revision and the MSP's version. */
public interface ConfigurationStore {
    /** The version of an MSP's configuration; 0 if there is none. */
    long version(MspId msp);

    /** The whole configuration of an MSP. */
    StoredConfiguration load(MspId msp);

    /** Keeps a company. */
    void save(Company company, Origin origin);

    /** Keeps a mapping, the only one of its company. */
    void save(CompanyMapping mapping, Origin origin);

    /** Keeps what is known of the mapping of a company beside it; nothing is kept of one of which nothing is known. */
    void save(MspId msp, MappingStanding standing);

    /** Keeps the link of a source's customer. */
    void save(SourceLink link, Origin origin);

    /** Keeps an event set. */
    void save(EventSet eventSet, Origin origin);

    /** Keeps a rule; its earlier revisions stay readable. */
    void save(IntegrationRule rule, Origin origin);

    /** Removes the mapping of a company; returns whether it had one. */
    boolean removeMapping(MspId msp, String companyId);

    /** Removes the link of a source's customer. Returns whether there was one. */
    boolean removeLink(MspId msp, String source, String sourceCompanyId);

    /** Removes a rule; its revisions stay readable. Returns whether there was one. */
    boolean removeRule(MspId msp, String ruleId);

    /** Silences, maintenance windows and inhibitions. */
    SuppressionStore suppression();

    /** Keeps a piece of what says who is told of incidents. */
    void save(EscalationPiece piece, Origin origin);

    /** Removes such a piece. Returns whether there was one. */
    boolean removeEscalation(MspId msp, EscalationPiece.Kind kind, String id);

    /** A rule in one of its revisions, also of one that was removed; empty if there is no such. */
    Optional<IntegrationRule> rule(MspId msp, String ruleId, int revision);
}
