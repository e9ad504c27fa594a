package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.stream.Stream;

public final class ReadChanges {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(file);
        }
        ConnectWise psa = ConnectWise.connect(ConnectWiseConnection.of(settings));

        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        Query changed = Query.where(TicketField.LAST_UPDATED.since(yesterday));
        try (Stream<Ticket> tickets = psa.tickets().stream(changed)) {
            tickets.forEach(ticket -> System.out.println(ticket.id() + " " + ticket.summary()));
        }
        System.out.println(psa.companies().readAll().size() + " companies, read in parallel");
    }
}
