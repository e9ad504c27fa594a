package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Silence;
import java.time.Instant;

/**
 * The companies, mappings, event sets and rules of all MSPs, what suppresses, and who is told of incidents, kept in the store. What
 * is saved here was said by a person or the host; what {@link #fromFile()} saves gives way to that. Thread-safe.
 */
public final class Configuration {
    private final Pieces pieces;
    private final MappingPieces mappings;
    private final SuppressionPieces suppression;
    private final EscalationPieces escalation;

    Configuration(Pieces pieces, MappingPieces mappings) {
        this.pieces = pieces;
        this.mappings = mappings;
        suppression = new SuppressionPieces(pieces);
        escalation = new EscalationPieces(pieces);
    }

    /**
     * The same configuration for what a file says: a piece that is absent is written, one that only a file wrote is
     * brought up to date, and one that a person changed stays as it is. A mapping that a run generated is overwritten; one
     * that a person took away stays away.
     */
    public Configuration fromFile() {
        return new Configuration(pieces.by(Origin.FILE), mappings.by(Origin.FILE));
    }

    /** The whole configuration of an MSP as it is now. */
    public StoredConfiguration of(MspId msp) {
        return pieces.read(session -> session.configuration().load(msp));
    }

    /** Saves a company. Returns whether that changed anything. */
    public boolean save(Company company) {
        return pieces.write(
                company.msp(),
                session -> pieces.replaces(
                        session,
                        company.msp(),
                        "company " + company.id(),
                        Pieces.configuration(session, company.msp()).companies(),
                        company,
                        other -> other.id().equals(company.id()),
                        () -> session.configuration().save(company, pieces.origin())));
    }

    /**
     * Saves a mapping without asking the PSA; {@link Companies} asks it. One onto another PSA company than before, by the text
     * that names it, is no longer suspended, and open tickets of the company before are let go: what is active gets a new
     * ticket. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its company or one of its rules does not exist, or its connection serves another
     *     company only
     */
    public boolean save(CompanyMapping mapping) {
        return mappings.save(mapping);
    }

    /**
     * Saves the link of a source's customer. Returns whether that changed anything.
     *
     * @throws ConfigurationException if the company does not exist, or the customer is linked to another one
     */
    public boolean save(SourceLink link) {
        return mappings.save(link);
    }

    /**
     * Removes the link of a source's customer, whose events wait from then on until it is linked again. A file does not remove what
     * a person said, and links it again if it still says so. Returns whether that changed anything.
     *
     * @param sourceCompanyId the customer as the link names it
     */
    public boolean removeLink(MspId msp, String source, String sourceCompanyId) {
        return pieces.write(
                msp,
                session -> pieces.mayRemove(
                                Pieces.configuration(session, msp).links(),
                                link -> link.source().equals(source)
                                        && link.sourceCompanyId().equals(sourceCompanyId))
                        && pieces.removed(
                                session,
                                msp,
                                "link of customer " + sourceCompanyId + " of " + source,
                                session.configuration().removeLink(msp, source, sourceCompanyId)));
    }

    /** Saves an event set. Returns whether that changed anything. */
    public boolean save(EventSet eventSet) {
        return pieces.write(
                eventSet.msp(),
                session -> pieces.replaces(
                        session,
                        eventSet.msp(),
                        "event set " + eventSet.name(),
                        Pieces.configuration(session, eventSet.msp()).eventSets(),
                        eventSet,
                        other -> other.name().equals(eventSet.name()),
                        () -> session.configuration().save(eventSet, pieces.origin())));
    }

    /**
     * Saves a rule. Open tickets keep the revision that they were made with. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its event set does not exist
     */
    public boolean save(IntegrationRule rule) {
        return pieces.write(rule.msp(), session -> {
            StoredConfiguration known = Pieces.configuration(session, rule.msp());
            if (known.eventSets().stream().noneMatch(set -> set.item().name().equals(rule.eventSet()))) {
                throw new ConfigurationException(
                        "rules[" + rule.id() + "].eventSet",
                        "'" + rule.eventSet() + "' does not exist; legal are "
                                + known.eventSets().stream()
                                        .map(set -> set.item().name())
                                        .toList());
            }
            return pieces.replaces(
                    session,
                    rule.msp(),
                    "rule " + rule.id(),
                    known.rules(),
                    rule,
                    other -> other.id().equals(rule.id()),
                    () -> session.configuration().save(rule, pieces.origin()));
        });
    }

    /**
     * Removes the mapping of a company: its open groups are suspended, and its events are parked until it is mapped again.
     * Unless a file says so, no run maps it again then, though it was not mapped. A file does not remove what a person said.
     * Returns whether that changed anything.
     *
     * @throws ConfigurationException if the company does not exist
     */
    public boolean removeMapping(MspId msp, String companyId) {
        return mappings.remove(msp, companyId);
    }

    /**
     * Saves a silence. What it covered before and covers no more is looked at again; what has acted already is not taken
     * back. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its company or its incident does not exist
     */
    public boolean save(Silence silence) {
        return suppression.save(silence);
    }

    /**
     * Removes a rule, though mappings name it: what becomes of its open tickets is up to its own
     * {@link dev.tocsin.core.rule.TicketPolicy#ruleGone()}, and events of companies that name it are parked until the
     * rule is there again or the mapping names another. A file does not remove what a person said. Returns whether that
     * changed anything.
     */
    public boolean removeRule(MspId msp, String ruleId) {
        return pieces.write(
                msp,
                session -> pieces.mayRemove(
                                Pieces.configuration(session, msp).rules(),
                                rule -> rule.id().equals(ruleId))
                        && pieces.removed(
                                session,
                                msp,
                                "rule " + ruleId,
                                session.configuration().removeRule(msp, ruleId)));
    }

    /**
     * Saves a maintenance window. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its company or its incident does not exist
     */
    public boolean save(MaintenanceWindow window) {
        return suppression.save(window);
    }

    /** Saves an inhibition. Returns whether that changed anything. */
    public boolean save(Inhibition inhibition) {
        return suppression.save(inhibition);
    }

    /** Removes a silence, which thereby ends; returns whether there was one. */
    public boolean removeSilence(MspId msp, String id) {
        return suppression.removeSilence(msp, id);
    }

    /** Removes a maintenance window, which thereby ends; returns whether there was one. */
    public boolean removeMaintenanceWindow(MspId msp, String id) {
        return suppression.removeMaintenanceWindow(msp, id);
    }

    /** Removes an inhibition; what it kept from acting is looked at again. Returns whether there was one. */
    public boolean removeInhibition(MspId msp, String id) {
        return suppression.removeInhibition(msp, id);
    }

    /**
     * Removes the silences that ended at or before a moment; returns how many. The workflow itself does so 30 days after
     * their end.
     */
    public int expireSilences(MspId msp, Instant until) {
        return pieces.change(
                msp, session -> session.configuration().suppression().expireSilences(msp, until), any -> false);
    }

    /**
     * Saves a piece of what says who is told of incidents. Technicians are not configuration and are not looked up; the lint
     * warns of those that are missing. Returns whether that changed anything.
     *
     * @throws ConfigurationException if the policy that a route names, or a schedule that a policy or an override names, does not
     *     exist
     */
    public boolean save(EscalationPiece piece) {
        return escalation.save(piece);
    }

    /**
     * Removes a piece of what says who is told of incidents, a schedule with its overrides. A file does not remove what a person
     * said. Returns whether there was one that could be removed.
     *
     * @throws ConfigurationException if a route names the policy, or a policy the schedule
     */
    public boolean removeEscalation(MspId msp, EscalationPiece.Kind kind, String id) {
        return escalation.remove(msp, kind, id);
    }
}
