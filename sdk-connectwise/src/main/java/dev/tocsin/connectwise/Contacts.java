package dev.tocsin.connectwise;

import dev.tocsin.connectwise.company.CommunicationType;
import dev.tocsin.connectwise.company.CommunicationTypeField;
import dev.tocsin.connectwise.company.Contact;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactCommunicationField;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.company.ContactNote;
import dev.tocsin.connectwise.company.ContactNoteField;
import dev.tocsin.connectwise.company.ContactType;
import dev.tocsin.connectwise.company.ContactTypeAssociation;
import dev.tocsin.connectwise.company.ContactTypeAssociationField;
import dev.tocsin.connectwise.company.ContactTypeField;
import dev.tocsin.http.TransportRequest.Method;
import java.util.Map;

/** Contacts and what belongs to them. Thread-safe. */
public final class Contacts extends Records<Contact> {
    Contacts(Gateway gateway) {
        super(gateway, "/company/contacts", ContactField.TYPE);
    }

    /** The telephone numbers and mail addresses of a contact. */
    public Records<ContactCommunication> communications(int contactId) {
        return new Records<>(gateway(), path(contactId) + "/communications", ContactCommunicationField.TYPE);
    }

    /** The notes on a contact. */
    public Records<ContactNote> notes(int contactId) {
        return new Records<>(gateway(), path(contactId) + "/notes", ContactNoteField.TYPE);
    }

    /** The types of a contact. */
    public Records<ContactTypeAssociation> typeAssociations(int contactId) {
        return new Records<>(gateway(), path(contactId) + "/typeAssociations", ContactTypeAssociationField.TYPE);
    }

    /** The types that contacts can have. */
    public Records<ContactType> types() {
        return new Records<>(gateway(), path() + "/types", ContactTypeField.TYPE);
    }

    /** The types that communications can have. */
    public Records<CommunicationType> communicationTypes() {
        return new Records<>(gateway(), "/company/communicationTypes", CommunicationTypeField.TYPE);
    }

    /** Deletes a contact; see {@link #delete(int, int, CallOptions)}. */
    public boolean delete(int id, int transferContactId) {
        return delete(id, transferContactId, CallOptions.none());
    }

    /**
     * Deletes a contact and gives what it has, such as tickets, to another.
     *
     * @param transferContactId the other contact
     * @return whether there was one; false if the server knows none with the id
     * @throws dev.tocsin.core.base.ApiException if the server refused it
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been deleted: read the contact
     */
    public boolean delete(int id, int transferContactId, CallOptions options) {
        Map<String, String> parameters = Map.of("transferContactId", Integer.toString(transferContactId));
        return delete(
                gateway(), Call.action(Method.DELETE, path(id), null, options).with(parameters));
    }
}
