package dev.tocsin.connectwise.docs;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.connectwise.*;
import dev.tocsin.connectwise.callback.*;
import dev.tocsin.connectwise.service.Ticket;
import java.io.Reader;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.Executors;

public final class ReceiveCallbacks {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(file);
        }
        start(settings, HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0)); // a proxy adds TLS
    }

    static void start(Properties settings, HttpServer server) {
        URI callbackUrl =
                URI.create((String) settings.remove("callbackUrl")); // such as https://msp.example.com/connectwise
        ConnectWiseConnection connection = ConnectWiseConnection.of(settings);
        ConnectWise psa = ConnectWise.connect(connection);
        var handler = CallbackHandler.builder()
                .verifier(CallbackVerifier.of(connection))
                .listener(message -> {
                    Optional<Ticket> ticket = psa.tickets().get(message.recordId());
                    String what = message.type() + " " + message.action() + " " + message.recordId() + ": ";
                    System.out.println(what + ticket.map(Ticket::summary).orElse("gone"));
                });
        server.createContext("/connectwise", new CallbackHttpHandler(handler.build()));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        var registration = CallbackRegistration.builder()
                .client(psa)
                .baseUrl(callbackUrl)
                .subscription(CallbackSubscription.allTickets());
        System.out.println(registration.build().ensure());
    }
}
