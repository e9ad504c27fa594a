package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.*;
import dev.tocsin.connectwise.company.*;
import dev.tocsin.connectwise.record.*;
import dev.tocsin.connectwise.service.*;
import dev.tocsin.core.base.Secret;
import java.nio.file.*;
import java.util.Properties;

public final class FirstTicket {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        settings.load(Files.newBufferedReader(Path.of(args[0])));
        ConnectWise psa = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(settings.getProperty("site"))
                .company(settings.getProperty("company"))
                .publicKey(Secret.of(settings.getProperty("publicKey")))
                .privateKey(Secret.of(settings.getProperty("privateKey")))
                .clientId(Secret.of(settings.getProperty("clientId")))
                .build());
        Company customer = psa.companies().findByIdentifier(args[1]).orElseThrow();
        Draft<Ticket> draft = Ticket.draft()
                .set(TicketField.SUMMARY, "Disk is full on dc01")
                .set(TicketField.COMPANY, Reference.id(customer.id()))
                .set(TicketField.EXTERNAL_X_REF, "demo-1");
        int id = psa.tickets().create(draft).id();
        psa.tickets().notes(id).create(TicketNote.internal("2 % of C: left"));
        Ticket closed = psa.tickets().close(id, Reference.named(args[2]));
        System.out.println("closed " + closed.id());
    }
}
