package dev.tocsin.connectwise;

import dev.tocsin.connectwise.company.CommunicationTypeField;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactCommunicationField;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.finance.AdditionField;
import dev.tocsin.connectwise.finance.AgreementField;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardField;
import dev.tocsin.connectwise.service.BoardSubTypeField;
import dev.tocsin.connectwise.service.BoardTeam;
import dev.tocsin.connectwise.service.BoardTeamField;
import dev.tocsin.connectwise.service.BoardType;
import dev.tocsin.connectwise.service.TaskField;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNoteField;
import dev.tocsin.connectwise.service.TypeAssociation;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.connectwise.system.MemberField;
import dev.tocsin.connectwise.system.UserDefinedFieldField;
import dev.tocsin.connectwise.system.UserDefinedFieldOption;
import dev.tocsin.connectwise.system.UserDefinedFieldOptionField;
import dev.tocsin.connectwise.time.TimeEntryField;
import java.util.List;

/**
 * What a {@link Filler} cannot guess for a simulator with its default data: ranges, what exists, and what the simulator sets
 * by itself or does not have, which is left out.
 */
final class KnownValues {
    private KnownValues() {}

    /** Tells it to a filler; creates a contact for it. */
    static void tell(Filler fill, ConnectWise client, int companyId, Board board) {
        Reference company = Reference.id(companyId);
        Reference site = Reference.id(
                client.companies().sites(companyId).readAll().get(0).id());
        Reference member = Reference.id(client.members().readAll().get(0).id());
        fill.use(CompanyField.YEAR_ESTABLISHED, 1999)
                .use(CompanyField.REVENUE_YEAR, 2025)
                .use(CompanyField.TYPES, List.of(Reference.id(1)))
                .leaveOut(CompanyField.SITE, CompanyField.DEFAULT_CONTACT);
        // The simulator has no departments and no relationships of contacts, and no contact has an id yet.
        fill.use(ContactField.COMPANY, company)
                .use(ContactField.SITE, site)
                .use(
                        ContactField.COMMUNICATION_ITEMS,
                        List.of(ContactCommunication.draft()
                                .set(ContactCommunicationField.COMMUNICATION_TYPE, Reference.id(1))
                                .set(ContactCommunicationField.VALUE, "a@example.com")))
                .leaveOut(ContactField.DEPARTMENT, ContactField.RELATIONSHIP)
                .leaveOut(ContactField.MANAGER_CONTACT, ContactField.ASSISTANT_CONTACT);
        Reference contact = Reference.id(
                client.contacts().create(fill.draft(client.contacts())).id());
        fill.use(CommunicationTypeField.EMAIL, true);
        configurations(fill, board, company, site, contact, member);
        boards(fill, client, board, member);
        tickets(fill, client, board, company, site, contact, member);
        others(fill, company, site, contact);
    }

    private static void boards(Filler fill, ConnectWise client, Board board, Reference member) {
        fill.use(BoardField.LOCATION, board.location()).use(BoardField.DEPARTMENT, board.department());
        BoardType type = client.catalogue().types(board).get(0);
        fill.use(BoardSubTypeField.TYPE_IDS, List.of(type.id()))
                .use(BoardTeamField.TEAM_LEADER, member)
                .use(
                        BoardTeamField.MEMBERS,
                        List.of(client.members().readAll().get(0).id()));
    }

    private static void configurations(
            Filler fill, Board board, Reference company, Reference site, Reference contact, Reference member) {
        fill.use(ConfigurationField.COMPANY, company)
                .use(ConfigurationField.CONTACT, contact)
                .use(ConfigurationField.SITE, site)
                .use(ConfigurationField.INSTALLED_BY, member)
                .use(ConfigurationField.VENDOR, company)
                .use(ConfigurationField.BACKUP_YEAR, 2025)
                .use(ConfigurationField.LOCATION, board.location())
                .use(ConfigurationField.DEPARTMENT, board.department())
                .leaveOut(ConfigurationField.MANUFACTURER, ConfigurationField.SLA)
                .leaveOut(ConfigurationField.PARENT_CONFIGURATION_ID);
    }

    private static void tickets(
            Filler fill,
            ConnectWise client,
            Board board,
            Reference company,
            Reference site,
            Reference contact,
            Reference member) {
        BoardTeam team = client.boards().teams(board.id()).readAll().get(0);
        TypeAssociation legal = client.boards().associations(board.id()).readAll().stream()
                .filter(each -> each.item() != null)
                .findFirst()
                .orElseThrow();
        fill.use(TicketField.COMPANY, company)
                .use(TicketField.CONTACT, contact)
                .use(TicketField.SITE, site)
                .use(TicketField.BOARD, Reference.id(board.id()))
                .use(
                        TicketField.STATUS,
                        Reference.id(client.catalogue().status(board, "New").id()))
                .use(TicketField.TICKET_TYPE, legal.type())
                .use(TicketField.SUB_TYPE, legal.subType())
                .use(TicketField.ITEM, legal.item())
                .use(TicketField.TEAM, Reference.id(team.id()))
                .use(TicketField.OWNER, member)
                .use(TicketField.LOCATION, board.location())
                .use(TicketField.DEPARTMENT, board.department())
                .leaveOut(TicketField.COUNTRY, TicketField.SLA, TicketField.AGREEMENT)
                .leaveOut(TicketField.SITE_NAME, TicketField.CONTACT_NAME, TicketField.SERVICE_LOCATION);
        fill.use(TicketNoteField.DISCUSSION, true)
                .use(TicketNoteField.MEMBER, member)
                .leaveOut(TicketNoteField.CONTACT);
        fill.use(TaskField.MEMBER, member).leaveOut(TaskField.CODE, TaskField.SCHEDULE, TaskField.SUMMARY);
        fill.use(TimeEntryField.MEMBER, member)
                .use(TimeEntryField.COMPANY, company)
                .leaveOut(TimeEntryField.LOCATION, TimeEntryField.DEPARTMENT, TimeEntryField.TIME_SHEET);
    }

    private static void others(Filler fill, Reference company, Reference site, Reference contact) {
        fill.use(MemberField.SECURITY_ROLE, Reference.named("API"));
        fill.use(AgreementField.COMPANY, company)
                .use(AgreementField.CONTACT, contact)
                .use(AgreementField.SITE, site)
                .leaveOut(AgreementField.PARENT_AGREEMENT, AgreementField.AGREEMENT_STATUS)
                .leaveOut(AgreementField.LOCATION, AgreementField.DEPARTMENT);
        fill.leaveOut(AdditionField.DESCRIPTION);
        fill.use(CallbackEntryField.URL, "https://example.com/hook?recordId=")
                .use(CallbackEntryField.OBJECT_ID, 1)
                .use(CallbackEntryField.RECORD_TYPE, "ticket")
                .use(CallbackEntryField.LEVEL, "owner")
                .leaveOut(CallbackEntryField.MEMBER_ID);
        fill.use(
                        UserDefinedFieldField.OPTIONS,
                        List.of(UserDefinedFieldOption.draft().set(UserDefinedFieldOptionField.VALUE, "red")))
                .leaveOut(UserDefinedFieldField.SCREEN_ID);
    }
}
