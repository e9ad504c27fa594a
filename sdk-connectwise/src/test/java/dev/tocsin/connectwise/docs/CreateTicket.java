package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.Catalogue;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

public final class CreateTicket {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(file);
        }
        ConnectWise psa = ConnectWise.connect(ConnectWiseConnection.of(settings));

        Company customer = psa.companies().findByIdentifier(args[1]).orElseThrow();
        Configuration server = psa.configurations().stream(Query.where(
                        ConfigurationField.COMPANY.is(customer.id()).and(ConfigurationField.NAME.eq("dc01"))))
                .findFirst()
                .orElseThrow();
        Catalogue catalogue = psa.catalogue();
        Board board = catalogue.board(args[2]);
        Draft<Ticket> draft = Ticket.draft()
                .set(TicketField.SUMMARY, "Disk is full on dc01")
                .set(TicketField.COMPANY, Reference.id(customer.id()))
                .set(TicketField.BOARD, Reference.id(board.id()))
                .set(
                        TicketField.STATUS,
                        Reference.id(catalogue.status(board, "New").id()))
                .set(TicketField.EXTERNAL_X_REF, "demo-1"); // finds the ticket again if the answer is lost
        Ticket ticket = psa.tickets().create(draft);
        psa.tickets().configurations(ticket.id()).attach(server.id());
        psa.tickets().notes(ticket.id()).create(TicketNote.internal("2 % of C: left"));
        System.out.println("ticket " + ticket.id());
    }
}
