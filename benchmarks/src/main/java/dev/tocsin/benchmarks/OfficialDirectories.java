package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.User;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.delta.DeltaGetResponse;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.SimTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The official client as it comes: its own HTTP client with its RetryHandler, shared by the tenants as its maintainers advise, and its
 * PageIterator over {@code /users/delta}. Users and delta links are kept in memory only, and a changed user replaces what was known by
 * what the delta holds. Tokens are asked for with one POST, since azure-identity is not there.
 */
final class OfficialDirectories implements DirectoryClient {
    private static final String[] SELECT = {
        "id", "accountEnabled", "userPrincipalName", "mail", "displayName", "mobilePhone", "businessPhones"
    };

    private final Waits waits = new Waits();
    private final ExecutorService executor;
    private final List<Following> tenants;

    OfficialDirectories(GraphSimulator simulator, int parallel) {
        executor = Executors.newFixedThreadPool(parallel);
        // A network interceptor sees each attempt, and so what the RetryHandler makes of a 429.
        OkHttpClient http = GraphClientFactory.create()
                .addNetworkInterceptor(new Watch(waits))
                .build();
        HttpClient login = HttpClient.newHttpClient();
        tenants = simulator.tenants().stream()
                .map(tenant -> new Following(simulator, tenant, http, login))
                .toList();
    }

    /** Sees the Retry-After of a 429 and when the same thread sends again. */
    private static final class Watch implements Interceptor {
        private final Waits waits;
        private final Map<Thread, Long> refusedAt = new ConcurrentHashMap<>();

        Watch(Waits waits) {
            this.waits = waits;
        }

        @Override
        public Response intercept(Chain chain) throws IOException {
            Long refused = refusedAt.remove(Thread.currentThread());
            if (refused != null) {
                waits.waited(Duration.ofNanos(System.nanoTime() - refused));
            }
            Response answer = chain.proceed(chain.request());
            String told = answer.header("Retry-After");
            if (answer.code() == 429 && told != null) {
                waits.told(Duration.ofSeconds(Long.parseLong(told)));
                refusedAt.put(Thread.currentThread(), System.nanoTime());
            }
            return answer;
        }
    }

    /** One tenant with what is known of it. */
    private static final class Following {
        private final String id;
        private final GraphServiceClient client;
        private final Map<String, DirectoryUser> users = new ConcurrentHashMap<>();
        private @Nullable String deltaLink;

        Following(GraphSimulator simulator, SimTenant tenant, OkHttpClient http, HttpClient login) {
            id = tenant.id();
            client = new GraphServiceClient(new BaseGraphRequestAdapter(
                    new BaseBearerTokenAuthenticationProvider(new Tokens(simulator, tenant.id(), login)),
                    simulator.graphUri().toString(),
                    http));
        }

        /** How many users were told. */
        long follow() throws Exception {
            LongAdder told = new LongAdder();
            String link = deltaLink;
            DeltaGetResponse first = link == null
                    ? client.users().delta().get(request -> request.queryParameters.select = SELECT)
                    : client.users().delta().withUrl(link).get();
            PageIterator<User, DeltaGetResponse> pages = new PageIterator.Builder<User, DeltaGetResponse>()
                    .client(client)
                    .collectionPage(first)
                    .collectionPageFactory(DeltaGetResponse::createFromDiscriminatorValue)
                    .processPageItemCallback(user -> {
                        told.increment();
                        take(user);
                        return true;
                    })
                    .build();
            pages.iterate();
            deltaLink = pages.getDeltaLink();
            return told.sum();
        }

        private void take(User user) {
            if (user.getAdditionalData().containsKey("@removed")) {
                users.remove(user.getId());
                return;
            }
            List<String> phones = user.getBusinessPhones();
            users.put(
                    user.getId(),
                    new DirectoryUser(
                            user.getId(),
                            user.getUserPrincipalName(),
                            user.getMail(),
                            user.getDisplayName(),
                            user.getMobilePhone(),
                            phones == null ? List.of() : phones,
                            List.of(),
                            Boolean.TRUE.equals(user.getAccountEnabled()),
                            false));
        }

        long wrong(SimTenant tenant) {
            Map<String, DirectoryUser> kept = new java.util.HashMap<>(users);
            long wrong = tenant.users().stream()
                    .filter(user -> !KeptDirectories.expected(user).equals(kept.remove(user.id())))
                    .count();
            return wrong + kept.size();
        }
    }

    /** A token for each tenant, kept. */
    private static final class Tokens implements AccessTokenProvider {
        private final GraphSimulator simulator;
        private final String tenantId;
        private final HttpClient login;
        private @Nullable String token;

        Tokens(GraphSimulator simulator, String tenantId, HttpClient login) {
            this.simulator = simulator;
            this.tenantId = tenantId;
            this.login = login;
        }

        @Override
        public synchronized String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
            String held = token;
            if (held == null) {
                held = ask();
                token = held;
            }
            return held;
        }

        private String ask() {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(simulator.loginUri() + "/" + tenantId + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id="
                            + simulator.clientId() + "&client_secret=" + simulator.clientSecret()
                            + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"))
                    .build();
            try {
                String answer = login.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                return JsonMapper.builder()
                        .build()
                        .readTree(answer)
                        .path("access_token")
                        .asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return new AllowedHostsValidator();
        }
    }

    @Override
    public DirectoryRound round() throws InterruptedException {
        List<Future<Long>> running = new ArrayList<>();
        tenants.forEach(tenant -> running.add(executor.submit(tenant::follow)));
        long told = 0;
        long failed = 0;
        String problem = "";
        for (Future<Long> one : running) {
            try {
                told += one.get();
            } catch (ExecutionException e) {
                failed++;
                problem = String.valueOf(e.getCause());
            }
        }
        return new DirectoryRound(told, failed, problem);
    }

    @Override
    public long wrong(GraphSimulator simulator) {
        return tenants.stream()
                .mapToLong(tenant -> tenant.wrong(simulator.tenant(tenant.id)))
                .sum();
    }

    @Override
    public Waits waits() {
        return waits;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
