package dev.tocsin.benchmarks;

import com.sun.net.httpserver.HttpServer;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.notify.twilio.TwilioAccount;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSignature;
import dev.tocsin.notify.twilio.TwilioSmsChannel;
import dev.tocsin.notify.webhook.JdkWebhookHandler;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import dev.tocsin.notify.webhook.WebhookTarget;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import dev.tocsin.simulators.twilio.TwilioSimulatorBuilder;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * 10,000 texts to 10,000 people who agreed, from 10 sender numbers with a limit of 10 a second each, through the Twilio simulator at 50 ms,
 * each with its reports of delivery; beside it the official client, which knows no limits, from as many threads. Prints a table. Arguments:
 * people (10000), senders (10), limit of each a second (10).
 */
public final class NotifyBenchmark {
    private static final Duration LATENCY = Duration.ofMillis(50);
    /** So many requests are under way at once. Ours may hold more threads, since most of them wait for their sender's turn. */
    private static final int PARALLEL = 16;

    private static final int OUR_PARALLEL = 64;
    private static final Programme PROGRAMME = new Programme("alerts", "Tocsin Alerts", "help@msp.example");
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final int people;
    private final int senders;
    private final int limit;

    private NotifyBenchmark(int people, int senders, int limit) {
        this.people = people;
        this.senders = senders;
        this.limit = limit;
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        new NotifyBenchmark(number(arguments, 0, 10_000), number(arguments, 1, 10), number(arguments, 2, 10)).run();
    }

    private static int number(String[] arguments, int place, int usual) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%,d people, %d senders with %d a second each, %d ms a request, %d at once%n%n",
                people,
                senders,
                limit,
                LATENCY.toMillis(),
                PARALLEL);
        System.out.println("| client | sent | got one | got none | got more | most in a second of one sender | wall, s"
                + " | texts a second | delivered, in the store | heap after a tenth, MB | heap at the end, MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        ours();
        official();
    }

    private TwilioSimulator simulator() {
        TwilioSimulatorBuilder builder = TwilioSimulator.builder().latency(LATENCY);
        for (int i = 0; i < senders; i++) {
            builder.number(sender(i));
        }
        return builder.start();
    }

    private static String sender(int index) {
        return "+1425555%04d".formatted(1_000 + index);
    }

    private static String phone(int index) {
        return "+447400%06d".formatted(index);
    }

    private void ours() throws Exception {
        Path directory = Files.createTempDirectory("notify-benchmark");
        ExecutorService webhookThreads = Executors.newFixedThreadPool(4);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
        server.setExecutor(webhookThreads);
        TwilioCallbacks callbacks = new TwilioCallbacks(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tocsin"));
        try (TwilioSimulator simulator = simulator();
                Store store = JdbcStore.sqlite(directory.resolve("tocsin.db"))) {
            TwilioSmsChannel.Builder sms = TwilioSmsChannel.builder(
                            "twilio-sms",
                            TwilioAccount.builder(simulator.accountSid())
                                    .authToken(Secret.of(simulator.authToken()))
                                    .baseUri(simulator.baseUri())
                                    .build())
                    .callbacks(callbacks);
            for (int i = 0; i < senders; i++) {
                sms.sender(sender(i), limit);
            }
            try (Tocsin tocsin = Tocsin.builder()
                    .store(store)
                    .programme(PROGRAMME)
                    .channel(sms.build())
                    .settings(Settings.builder()
                            .notifications(NotificationSettings.builder()
                                    .parallel(OUR_PARALLEL)
                                    .build())
                            .build())
                    .build()) {
                server.createContext(
                        "/tocsin",
                        new JdkWebhookHandler(NotificationWebhooks.builder(WebhookTarget.of(tocsin), callbacks)
                                .twilio(TwilioSignature.of(Secret.of(simulator.authToken())), "twilio-sms", "none")
                                .build()));
                server.start();
                plan(tocsin);
                long begun = System.nanoTime();
                tocsin.start();
                long early = heapWhenSent(simulator, people / 10);
                long late = heapWhenSent(simulator, people);
                double seconds = (System.nanoTime() - begun) / 1e9;
                simulator.awaitIdle(LONGEST);
                Map<NotificationState, Integer> states = states(tocsin);
                row("this SDK", simulator, seconds, states.getOrDefault(NotificationState.DELIVERED, 0), early, late);
            }
        } finally {
            server.stop(0);
            webhookThreads.shutdownNow();
            delete(directory);
        }
    }

    private void plan(Tocsin tocsin) {
        ConsentActor operator = new ConsentActor(ConsentActor.Kind.OPERATOR, "Benchmark", null);
        ConsentText text = ConsentTexts.technicianAlerts(PROGRAMME, Locale.ENGLISH);
        PhoneBook british = PhoneBook.of("GB");
        for (int i = 0; i < people; i++) {
            Technician technician = tocsin.technicians()
                    .add(
                            new TechnicianDraft(
                                    "Person " + i, List.of(), List.of(phone(i)), List.of("person" + i), null),
                            british,
                            operator);
            tocsin.consent()
                    .grant(
                            PROGRAMME.id(),
                            technician.id(),
                            technician.firstPhone(PhoneUse.SMS).orElseThrow().number(),
                            Set.of(PhoneUse.SMS),
                            text,
                            new ConsentProof(
                                    ConsentMethod.WEB_FORM,
                                    ConsentActor.person("Person " + i, "192.0.2.31"),
                                    Map.of("page", "benchmark")));
            tocsin.notifications().test(technician.id(), ChannelKind.SMS);
        }
    }

    /** The heap in use, collected, once so many texts were taken, in MB. */
    private static long heapWhenSent(TwilioSimulator simulator, int count) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (simulator.messages().size() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + simulator.messages().size() + " of " + count + " were sent");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static Map<NotificationState, Integer> states(Tocsin tocsin) {
        Map<NotificationState, Integer> states = new EnumMap<>(NotificationState.class);
        long after = 0;
        List<Notification> page;
        do {
            page = tocsin.notifications().page(after, 500);
            for (Notification one : page) {
                states.merge(one.state(), 1, Integer::sum);
                after = one.id();
            }
        } while (!page.isEmpty());
        return states;
    }

    private void official() throws Exception {
        try (TwilioSimulator simulator = simulator()) {
            TwilioRestClient client = new TwilioRestClient.Builder(simulator.accountSid(), simulator.authToken())
                    .httpClient(new RedirectedTwilio(simulator.baseUri()))
                    .build();
            ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
            AtomicLong failed = new AtomicLong();
            long begun = System.nanoTime();
            for (int i = 0; i < people; i++) {
                int index = i;
                threads.execute(() -> {
                    try {
                        Message.creator(
                                        new PhoneNumber(phone(index)),
                                        new PhoneNumber(sender(index % senders)),
                                        "This is a test.")
                                .create(client);
                    } catch (RuntimeException e) {
                        failed.incrementAndGet();
                    }
                });
            }
            long early = heapWhenSent(simulator, people / 10);
            threads.shutdown();
            threads.awaitTermination(LONGEST.toMinutes(), TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long late = heapWhenSent(simulator, 0);
            row("official client, no limits", simulator, seconds, 0, early, late);
        }
    }

    private void row(String name, TwilioSimulator simulator, double seconds, int delivered, long early, long late) {
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            got.add(simulator.person(phone(i)).messages().size());
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %d | %.1f | %.0f | %,d | %,d | %,d |%n",
                name,
                simulator.messages().size(),
                got.stream().filter(count -> count == 1).count(),
                got.stream().filter(count -> count == 0).count(),
                got.stream().filter(count -> count > 1).count(),
                simulator.peakRates().values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0),
                seconds,
                simulator.messages().size() / seconds,
                delivered,
                early,
                late);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
