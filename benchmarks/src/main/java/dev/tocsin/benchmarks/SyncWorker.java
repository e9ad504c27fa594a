package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.psa.ConnectWisePsa;
import dev.tocsin.connectwise.psa.ConnectWisePsaOptions;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.psa.PsaCompanyQuery;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration sync under measurement, in a process of its own with the store in a file: does one round for each line of
 * standard input and answers it with a line of JSON. {@code map} makes a local company for each of the PSA's and generates their
 * mappings; {@code first}, {@code again} and {@code changed} run the sync over the same devices as {@code
 * peers/configurations.js}; {@code fill N} keeps links for N devices as if a run had written them, and {@code unchanged N} runs over
 * them. Arguments: site, login company, public key, private key, client id, store file, requests a minute, requests at once.
 */
final class SyncWorker {
    static final int COMPANIES = 200;
    static final int DEVICES = 10_000;
    static final int CHANGED = 100;

    private static final String CONNECTION = "connectwise";
    private static final int BATCH = 500;

    private final Store store;
    private final Tocsin tocsin;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long mostHeap;

    private SyncWorker(Store store, Tocsin tocsin) {
        this.store = store;
        this.tocsin = tocsin;
    }

    /** Works until the end of standard input. */
    public static void main(String[] arguments) throws IOException {
        ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(arguments[0])
                .company(arguments[1])
                .publicKey(Secret.of(arguments[2]))
                .privateKey(Secret.of(arguments[3]))
                .clientId(Secret.of(arguments[4]))
                .requestsPerMinute(Integer.parseInt(arguments[6]))
                .build());
        try (Store store = JdbcStore.sqlite(Path.of(arguments[5]));
                Tocsin tocsin = Tocsin.builder()
                        .store(store)
                        .psa(new ConnectWisePsa(CONNECTION, client, ConnectWisePsaOptions.defaults()))
                        .settings(Settings.builder()
                                .parallelRequests(Integer.parseInt(arguments[7]))
                                .build())
                        .build()) {
            SyncWorker worker = new SyncWorker(store, tocsin);
            JsonMapper mapper = JsonMapper.builder().build();
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(mapper.writeValueAsString(worker.round(line.strip())));
            }
        }
    }

    private Map<String, Object> round(String line) {
        String[] words = line.split(" ");
        Map<String, Object> answer = new LinkedHashMap<>();
        mostHeap = 0;
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        try {
            switch (words[0]) {
                case "map" -> answer.put("made", map());
                case "first", "again" -> sync(answer, DEVICES, 0);
                case "changed" -> sync(answer, DEVICES, CHANGED);
                case "fill" -> answer.put("made", fill(Long.parseLong(words[1])));
                case "unchanged" -> sync(answer, Long.parseLong(words[1]), 0);
                default -> throw new IllegalArgumentException("no such round: " + line);
            }
        } catch (TocsinException e) {
            answer.put("error", String.valueOf(e.getMessage()));
        }
        answer.put("wallMillis", (System.nanoTime() - begun) / 1e6);
        answer.put("cpuMillis", (system.getProcessCpuTime() - cpu) / 1e6);
        answer.put("heapBytes", mostHeap);
        return answer;
    }

    private long map() {
        tocsin.companies().list(CONNECTION, PsaCompanyQuery.ALL.withPageSize(1_000)).companies().stream()
                .map(listed -> listed.psaCompany())
                .forEach(company -> tocsin.configuration()
                        .save(new Company(MspId.SINGLE, "local-" + company.id(), company.name())));
        return tocsin.companies()
                .generate(CONNECTION, MappingSwitches.OFF.withSyncConfigurations(true))
                .pairings()
                .size();
    }

    private List<CompanyMapping> mappings() {
        return tocsin.configuration().of(MspId.SINGLE).mappings().stream()
                .map(stored -> stored.item())
                .toList();
    }

    private SyncFleet fleet(long devices, long changed) {
        return new SyncFleet(
                mappings().stream()
                        .map(CompanyMapping::companyId)
                        .limit(COMPANIES)
                        .toList(),
                devices,
                changed);
    }

    private void sync(Map<String, Object> answer, long devices, long changed) {
        SyncReport report = tocsin.configurationSync()
                .run(
                        SyncOrder.builder(CONNECTION, fleet(devices, changed), SyncFleet.PROFILE)
                                .build(),
                        this::look);
        answer.put("made", report.progress().created());
        answer.put("changed", report.progress().changed());
        if (report.ending() != SyncReport.Ending.COMPLETED || report.progress().done() != devices) {
            answer.put("error", String.join("; ", report.lines().subList(0, 1)));
        }
    }

    private void look(SyncProgress progress) {
        Runtime runtime = Runtime.getRuntime();
        mostHeap = Math.max(mostHeap, runtime.totalMemory() - runtime.freeMemory());
    }

    /** Keeps what a first run would have kept, without a million requests. */
    private long fill(long devices) {
        ConfigurationType type = tocsin.configurationSync().types(CONNECTION).stream()
                .filter(one -> one.name().equals(SyncFleet.TYPE))
                .findFirst()
                .orElseThrow();
        ConfigurationPlanner planner = new ConfigurationPlanner(SyncFleet.PROFILE, type);
        Map<String, String> psaCompanies = new LinkedHashMap<>();
        mappings().forEach(mapping -> psaCompanies.put(mapping.companyId(), mapping.psaCompany()));
        SyncFleet fleet = fleet(devices, 0);
        Fleet kept = new Fleet(MspId.SINGLE, CONNECTION, fleet.id());
        List<FleetLink> batch = new ArrayList<>();
        for (long number = 0; number < devices; number++) {
            var asset = fleet.device(number);
            var plan = (ConfigurationPlan.Create)
                    planner.plan(asset, psaCompanies.getOrDefault(asset.companyId(), ""), null, List.of(), id -> false);
            batch.add(new FleetLink(
                    new AssetKey(asset.companyId(), asset.id()),
                    Long.toString(number + 1),
                    plan.desired().hash(),
                    false,
                    null,
                    0));
            if (batch.size() == BATCH || number == devices - 1) {
                List<FleetLink> links = List.copyOf(batch);
                store.write(session -> {
                    session.fleets().save(kept, links);
                    return links.size();
                });
                batch.clear();
            }
        }
        return devices;
    }
}
