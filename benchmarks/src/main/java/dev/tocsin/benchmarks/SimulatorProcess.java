package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.simulators.connectwise.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ConnectWise simulator in a process of its own, with 25 ms of latency. Thread-safe. */
final class SimulatorProcess implements AutoCloseable {
    static final int LATENCY_MILLIS = 25;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Process process;
    private final Map<String, String> facts = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param options further options of the simulator's command line */
    SimulatorProcess(String... options) throws IOException {
        List<String> command = new ArrayList<>(ReadBenchmark.java());
        command.addAll(List.of(SimulatorMain.class.getName(), "--latency", Integer.toString(LATENCY_MILLIS)));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); !facts.containsKey("client id"); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the simulator did not start");
            }
            String[] words = line.strip().split(" {2,}", 2);
            if (words.length == 2) {
                facts.put(words[0], words[1]);
            }
        }
        Thread drain = new Thread(() -> drain(out), "simulator-output");
        drain.setDaemon(true);
        drain.start();
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // Read only so that the simulator is never held up by a full pipe.
            }
        } catch (IOException ended) {
            // The process is gone.
        }
    }

    /** Something that it says of itself at its start, such as {@code site} or {@code public key}. */
    String fact(String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new IllegalStateException("the simulator does not say its " + name);
        }
        return fact;
    }

    /** The folder of the API in its address. */
    String codebase() {
        return URI.create(fact("interface")).getPath().split("/")[1];
    }

    /** Delays every answer from now on by so many milliseconds. */
    void latency(int millis) throws IOException, InterruptedException {
        send(request("latency")
                .POST(HttpRequest.BodyPublishers.ofString("{\"millis\":" + millis + "}"))
                .build());
    }

    /** How many requests it was sent so far, by method. */
    Map<String, Long> calls() throws IOException, InterruptedException {
        Map<String, Long> calls = new TreeMap<>();
        send(request("calls").build())
                .properties()
                .forEach(entry -> calls.put(entry.getKey(), entry.getValue().asLong()));
        return calls;
    }

    /** Lets a fault strike the next read of the companies. */
    void strikeNext(String kind, int delayMillis) throws IOException, InterruptedException {
        String wish = "{\"kind\":\"" + kind + "\",\"method\":\"GET\",\"path\":\"/company/companies\",\"delayMillis\":"
                + delayMillis + "}";
        send(request("faults").POST(HttpRequest.BodyPublishers.ofString(wish)).build());
    }

    /** Takes back a fault that has not struck. */
    void disarm() throws IOException, InterruptedException {
        send(request("faults").DELETE().build());
    }

    /** The faults of the reads of the companies since a moment, oldest first; empty text for one that was not struck. */
    List<String> readsSince(Instant begun) throws IOException, InterruptedException {
        List<String> reads = new ArrayList<>();
        for (JsonNode request : send(request("requests").build())) {
            boolean recent = !Instant.parse(request.path("at").asText()).isBefore(begun);
            if (recent && request.path("path").asText().endsWith("/company/companies")) {
                reads.add(request.path("fault").asText(""));
            }
        }
        return reads;
    }

    private HttpRequest.Builder request(String what) {
        return HttpRequest.newBuilder(URI.create(fact("site") + "/simulator/" + what));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the simulator answered " + answer.statusCode() + ": " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
