package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.*;
import dev.tocsin.core.base.Secret;
import java.io.Reader;
import java.nio.file.*;
import java.util.Properties;

public final class FirstTicket {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(file);
        }
        ConnectWise psa = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(settings.getProperty("site"))
                .company(settings.getProperty("company"))
                .publicKey(Secret.of(settings.getProperty("publicKey")))
                .privateKey(Secret.of(settings.getProperty("privateKey")))
                .clientId(Secret.of(settings.getProperty("clientId")))
                .build());
        Company company = psa.companies().findByIdentifier(args[1]).orElseThrow();
        Board board = psa.boards().list().get(0);
        Ticket ticket = psa.tickets()
                .create(NewTicket.builder()
                        .summary("Disk is full on dc01")
                        .company(Reference.id(company.id()))
                        .board(Reference.id(board.id()))
                        .externalXRef("demo-1")
                        .build());
        psa.ticketNotes().create(ticket.id(), NewNote.internal("2 % of C: left"));
        BoardStatus closing = psa.boards().statuses(board.id()).stream()
                .filter(status -> status.closed() && !status.inactive())
                .findFirst()
                .orElseThrow();
        System.out.println("closed "
                + psa.tickets().close(ticket.id(), Reference.id(closing.id())).id());
    }
}
