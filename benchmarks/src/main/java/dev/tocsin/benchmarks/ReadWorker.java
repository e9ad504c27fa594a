package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The client under measurement, in a process of its own: reads once for each line of standard input ({@code parallel},
 * {@code stream} or {@code configurations}) and answers each with a line of JSON, as {@code peers/companies.js} does.
 * Arguments: site, login company, public key, private key, client id.
 */
final class ReadWorker {
    /** The peer keeps no rate, so neither does this side: what is compared is the reading. */
    private static final int UNPACED = 1_000_000;

    private static final int ROWS_BETWEEN_LOOKS = 1_000;

    private final ConnectWise client;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long mostHeap;

    private ReadWorker(ConnectWise client) {
        this.client = client;
    }

    /** Reads until the end of standard input. */
    public static void main(String[] arguments) throws IOException {
        ReadWorker worker = new ReadWorker(ConnectWise.connect(ConnectWiseConnection.builder()
                .site(arguments[0])
                .company(arguments[1])
                .publicKey(Secret.of(arguments[2]))
                .privateKey(Secret.of(arguments[3]))
                .clientId(Secret.of(arguments[4]))
                .requestsPerMinute(UNPACED)
                .build()));
        JsonMapper mapper = JsonMapper.builder().build();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(mapper.writeValueAsString(worker.round(line.strip())));
        }
    }

    private Map<String, Object> round(String kind) {
        Map<String, Object> answer = new LinkedHashMap<>();
        mostHeap = 0;
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        try {
            answer.put("rows", read(kind));
        } catch (TocsinException e) {
            answer.put("rows", 0);
            answer.put("error", String.valueOf(e.getMessage()));
        }
        answer.put("wallMillis", (System.nanoTime() - begun) / 1e6);
        answer.put("cpuMillis", (system.getProcessCpuTime() - cpu) / 1e6);
        answer.put("heapBytes", mostHeap);
        return answer;
    }

    private int read(String kind) {
        return switch (kind) {
            case "parallel" -> distinct(client.companies().readAll(Query.all()));
            case "stream" -> distinct(client.companies().stream(Query.all()).toList());
            case "configurations" -> configurations();
            default -> throw new IllegalArgumentException("no such round: " + kind);
        };
    }

    /** Counts different ids, so that a record read twice cannot stand for one that was lost. */
    private static int distinct(Iterable<Company> companies) {
        BitSet ids = new BitSet();
        companies.forEach(company -> ids.set(company.id()));
        return ids.cardinality();
    }

    private int configurations() {
        BitSet ids = new BitSet();
        Iterator<Configuration> all =
                client.configurations().stream(Query.all()).iterator();
        Runtime runtime = Runtime.getRuntime();
        for (int row = 0; all.hasNext(); row++) {
            ids.set(all.next().id());
            if (row % ROWS_BETWEEN_LOOKS == 0) {
                mostHeap = Math.max(mostHeap, runtime.totalMemory() - runtime.freeMemory());
            }
        }
        return ids.cardinality();
    }
}
