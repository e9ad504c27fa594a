package dev.tocsin.connectwise;

import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.CompanyNote;
import dev.tocsin.connectwise.company.CompanyNoteField;
import dev.tocsin.connectwise.company.CompanySite;
import dev.tocsin.connectwise.company.CompanySiteField;
import dev.tocsin.connectwise.company.CompanyStatus;
import dev.tocsin.connectwise.company.CompanyStatusField;
import dev.tocsin.connectwise.company.CompanyStatusNote;
import dev.tocsin.connectwise.company.CompanyStatusNoteField;
import dev.tocsin.connectwise.company.CompanyType;
import dev.tocsin.connectwise.company.CompanyTypeAssociation;
import dev.tocsin.connectwise.company.CompanyTypeAssociationField;
import dev.tocsin.connectwise.company.CompanyTypeField;
import dev.tocsin.connectwise.company.NoteType;
import dev.tocsin.connectwise.company.NoteTypeField;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Query;
import java.util.Optional;

/** Companies and what belongs to them. Deleted ones are listed too, unless the query excludes them. Thread-safe. */
public final class Companies extends Records<Company> {
    Companies(Gateway gateway) {
        super(gateway, "/company/companies", CompanyField.TYPE);
    }

    /**
     * The company with an identifier, in any case, unless it was deleted.
     *
     * @throws dev.tocsin.connectwise.record.InvalidRequestException if no query can express the identifier
     */
    public Optional<Company> findByIdentifier(String identifier) {
        Condition condition = CompanyField.IDENTIFIER.eq(identifier).and(CompanyField.DELETED.isFalse());
        return list(Query.where(condition).pageSize(10), 1).items().stream()
                .filter(company -> company.identifier().equalsIgnoreCase(identifier))
                .findFirst();
    }

    /** The statuses that companies can have. */
    public Records<CompanyStatus> statuses() {
        return new Records<>(gateway(), path() + "/statuses", CompanyStatusField.TYPE);
    }

    /** The types that companies can have. */
    public Records<CompanyType> types() {
        return new Records<>(gateway(), path() + "/types", CompanyTypeField.TYPE);
    }

    /** Which company has which type, of all companies. */
    public Records<CompanyTypeAssociation> typeAssociations() {
        return new Records<>(gateway(), "/company/companyTypeAssociations", CompanyTypeAssociationField.TYPE);
    }

    /** The types of a company, the way to change them after its creation. */
    public Records<CompanyTypeAssociation> typeAssociations(int companyId) {
        return new Records<>(gateway(), path(companyId) + "/typeAssociations", CompanyTypeAssociationField.TYPE);
    }

    /** The notes on a company. */
    public Records<CompanyNote> notes(int companyId) {
        return new Records<>(gateway(), path(companyId) + "/notes", CompanyNoteField.TYPE);
    }

    /** The notes on a company that belong to one status each. */
    public Records<CompanyStatusNote> statusNotes(int companyId) {
        return new Records<>(gateway(), path(companyId) + "/customStatusNotes", CompanyStatusNoteField.TYPE);
    }

    /** The types that notes on companies and contacts can have. */
    public Records<NoteType> noteTypes() {
        return new Records<>(gateway(), "/company/noteTypes", NoteTypeField.TYPE);
    }

    /** The sites of a company. */
    public Records<CompanySite> sites(int companyId) {
        return new Records<>(gateway(), path(companyId) + "/sites", CompanySiteField.TYPE);
    }
}
