package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.GraphDirectory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one page of users in a process of its own and prints what it took. */
final class ColdStartWorker {
    private static final int PAGE = 100;

    private final URI graph;
    private final URI login;
    private final String clientId;
    private final String secret;
    private final String tenant;

    private ColdStartWorker(String[] arguments) {
        graph = URI.create(arguments[1]);
        login = URI.create(arguments[2]);
        clientId = arguments[3];
        secret = arguments[4];
        tenant = arguments[5];
    }

    public static void main(String[] arguments) throws Exception {
        ColdStartWorker worker = new ColdStartWorker(arguments);
        long began = System.nanoTime();
        int users = switch (arguments[0]) {
            case "jdk" -> worker.jdk();
            case "official" -> worker.official();
            case "sdk" -> worker.sdk();
            case "directory" -> worker.directory();
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        long call = (System.nanoTime() - began) / 1_000_000;
        if (users != PAGE) {
            throw new IllegalStateException(users + " users came, not " + PAGE);
        }
        System.out.println(ManagementFactory.getRuntimeMXBean().getUptime() + " " + call + " "
                + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() + " " + resident());
        System.exit(0);
    }

    private int jdk() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        JsonMapper mapper = new JsonMapper();
        JsonNode page = mapper.readTree(client.send(
                        HttpRequest.newBuilder(
                                        URI.create(graph + "/v1.0/users?%24select=id,mobilePhone&%24top=" + PAGE))
                                .header("authorization", "Bearer " + token(client, mapper))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body());
        return page.path("value").size();
    }

    private String token(HttpClient client, JsonMapper mapper) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret
                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
        byte[] answer = client.send(
                        HttpRequest.newBuilder(URI.create(login + "/" + tenant + "/oauth2/v2.0/token"))
                                .header("content-type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        return mapper.readTree(answer).path("access_token").asText();
    }

    private int official() throws IOException, InterruptedException {
        String token = token(HttpClient.newHttpClient(), new JsonMapper());
        AuthenticationProvider bearer = new AuthenticationProvider() {
            @Override
            public void authenticateRequest(
                    RequestInformation request, @Nullable Map<String, Object> additionalContext) {
                request.headers.add("Authorization", "Bearer " + token);
            }
        };
        return page(new GraphServiceClient(new BaseGraphRequestAdapter(bearer, graph + "/v1.0")));
    }

    private int sdk() {
        GraphTenant reached = reached();
        return reached.call("reading users", () -> page(reached.client()));
    }

    private int directory() {
        return new GraphDirectory(reached())
                .users(DirectoryQuery.all(PAGE))
                .users()
                .size();
    }

    private GraphTenant reached() {
        return MicrosoftGraph.builder(clientId, AppCredential.secret(Secret.of(secret)))
                .cloud(GraphCloud.at(graph, login))
                .build()
                .tenant(tenant);
    }

    private static int page(GraphServiceClient client) {
        UserCollectionResponse page = Objects.requireNonNull(client.users().get(request -> {
            Objects.requireNonNull(request.queryParameters).select = new String[] {"id", "mobilePhone"};
            request.queryParameters.top = PAGE;
        }));
        return Objects.requireNonNullElse(page.getValue(), List.of()).size();
    }

    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
