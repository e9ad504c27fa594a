package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.*;
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
        NewTicket draft = NewTicket.builder()
                .summary("Disk is full on dc01")
                .company(Reference.id(customer.id()))
                .externalXRef("demo-1")
                .build();
        int id = psa.tickets().create(draft).id();
        psa.ticketNotes().create(id, NewNote.internal("2 % of C: left"));
        Ticket closed = psa.tickets().close(id, Reference.named(args[2]));
        System.out.println("closed " + closed.id());
    }
}
