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
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * 10,000 texts to 10,000 people who agreed, from 10 sender numbers with a limit of 10 a second each, through the Twilio simulator at 50 ms,
 * each with its reports of delivery; beside it the official client, which knows no limits: once as it comes, and once where the service
 * refuses what is over the limit. Prints a table, says meanwhile how far it is, and ends with 1 if ours broke a limit, lost or doubled a
 * text, or took more and more memory. Arguments: people (10000), senders (10), limit of each a second (10).
 */
public final class NotifyBenchmark {
    private static final Duration LATENCY = Duration.ofMillis(50);
    /** So many requests are under way at once. Ours may hold more threads, since most of them wait for their sender's turn. */
    private static final int PARALLEL = 16;

    private static final int OUR_PARALLEL = 64;
    private static final Programme PROGRAMME = new Programme("alerts", "Tocsin Alerts", "help@msp.example");
    private static final ConsentText TEXT = ConsentTexts.technicianAlerts(PROGRAMME, Locale.ENGLISH);
    private static final PhoneBook BRITISH = PhoneBook.of("GB");
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** By how much the heap may have grown once the simulator forgot everything, in bytes. */
    private static final long FLAT = 12 << 20;

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
        boolean kept = new NotifyBenchmark(
                        number(arguments, 0, 10_000), number(arguments, 1, 10), number(arguments, 2, 10))
                .run();
        System.exit(kept ? 0 : 1);
    }

    private static int number(String[] arguments, int place, int usual) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
    }

    /** What came of a run. */
    private record Result(int lost, int doubled, int peak, int delivered) {}

    private boolean run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%,d people, %d senders with %d a second each, %d ms a request, %d at once%n%n",
                people,
                senders,
                limit,
                LATENCY.toMillis(),
                PARALLEL);
        System.out.println(
                "| client | sent | got one | got none | got more | most in any second of one sender | requests"
                        + " | wall, s | texts a second | delivered, in the store | heap, MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        boolean kept = ours();
        official("official client", 0);
        official("official client, the service refuses what is over the limit", limit);
        return kept;
    }

    private boolean judged(Result ours, long heapBefore, long heapAfter) {
        boolean limits = ours.peak() <= limit;
        boolean once = ours.lost() == 0 && ours.doubled() == 0 && ours.delivered() == people;
        boolean flat = heapAfter - heapBefore <= FLAT;
        System.err.printf(
                Locale.ROOT,
                "limits kept: %s; each got one, and the store knows: %s; memory flat: %s (%,d kB before, %,d kB after,"
                        + " without what the simulator kept)%n",
                limits,
                once,
                flat,
                heapBefore >> 10,
                heapAfter >> 10);
        return limits && once && flat;
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

    private boolean ours() throws Exception {
        SendingWatch watch = new SendingWatch("this SDK", people);
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
                plan(tocsin, watch);
                long heapBefore = SendingWatch.heapInUse();
                tocsin.start();
                double seconds = watch.untilSent(simulator, () -> false, LONGEST);
                simulator.awaitIdle(LONGEST);
                int delivered = states(tocsin).getOrDefault(NotificationState.DELIVERED, 0);
                Result result = result("this SDK", simulator, seconds, delivered, watch);
                simulator.reset();
                return judged(result, heapBefore, SendingWatch.heapInUse());
            }
        } finally {
            server.stop(0);
            webhookThreads.shutdownNow();
            delete(directory);
        }
    }

    /** Many at once share the commits of the store. */
    private void plan(Tocsin tocsin, SendingWatch watch) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<Future<?>> plans = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                int index = i;
                plans.add(threads.submit(() -> {
                    plan(tocsin, index);
                    watch.plannedOne();
                }));
            }
            for (Future<?> plan : plans) {
                plan.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void plan(Tocsin tocsin, int index) {
        Technician technician = tocsin.technicians()
                .add(
                        new TechnicianDraft(
                                "Person " + index, List.of(), List.of(phone(index)), List.of("person" + index), null),
                        BRITISH,
                        new ConsentActor(ConsentActor.Kind.OPERATOR, "Benchmark", null));
        tocsin.consent()
                .grant(
                        PROGRAMME.id(),
                        technician.id(),
                        technician.firstPhone(PhoneUse.SMS).orElseThrow().number(),
                        Set.of(PhoneUse.SMS),
                        TEXT,
                        new ConsentProof(
                                ConsentMethod.WEB_FORM,
                                ConsentActor.person("Person " + index, "192.0.2.31"),
                                Map.of("page", "benchmark")));
        tocsin.notifications().test(technician.id(), ChannelKind.SMS);
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

    /** @param refusedOver from how many a second on the service refuses a sender's texts, or 0 if it takes all */
    private void official(String name, int refusedOver) throws Exception {
        SendingWatch watch = new SendingWatch(name, people);
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try (TwilioSimulator simulator = simulator()) {
            simulator.rateLimit(refusedOver);
            TwilioRestClient client = new TwilioRestClient.Builder(simulator.accountSid(), simulator.authToken())
                    .httpClient(new RedirectedTwilio(simulator.baseUri()))
                    .build();
            for (int i = 0; i < people; i++) {
                int index = i;
                threads.execute(() -> {
                    try {
                        Message.creator(
                                        new PhoneNumber(phone(index)),
                                        new PhoneNumber(sender(index % senders)),
                                        "This is a test.")
                                .create(client);
                    } catch (RuntimeException refused) {
                        // The person got none, which is counted on the other side.
                    }
                });
            }
            threads.shutdown();
            double seconds = watch.untilSent(simulator, threads::isTerminated, LONGEST);
            simulator.awaitIdle(LONGEST);
            result(name, simulator, seconds, 0, watch);
        } finally {
            threads.shutdownNow();
        }
    }

    private Result result(String name, TwilioSimulator simulator, double seconds, int delivered, SendingWatch watch) {
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            got.add(simulator.person(phone(i)).messages().size());
        }
        int sent = simulator.messages().size();
        Result result = new Result(
                (int) got.stream().filter(count -> count == 0).count(),
                (int) got.stream().filter(count -> count > 1).count(),
                simulator.peakRates().values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0),
                delivered);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %d | %,d | %.1f | %.0f | %,d | %s |%n",
                name,
                sent,
                people - result.lost() - result.doubled(),
                result.lost(),
                result.doubled(),
                result.peak(),
                simulator.requests().total("POST"),
                seconds,
                sent / seconds,
                delivered,
                watch.heaps());
        return result;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
