package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.SimUser;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of a tenant under faults: what was told, folded, is what the tenant holds in the end. */
class GraphDirectoryHistoryTest {
    private static final int ROUNDS = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatWasToldIsWhatIsThere(long seed) {
        Random random = new Random(seed);
        try (DirectoryStage stage = DirectoryStage.withUsers(40)) {
            stage.simulator.deltaPageSize(3 + random.nextInt(12));
            stage.simulator.deltaDuplicates(random.nextInt(4));
            stage.simulator.deltaReplays(random.nextInt(20));
            arm(stage);
            Follower follower = new Follower(stage.directory());
            List<String> deleted = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = random.nextInt(15); i > 0; i--) {
                    happen(stage.contoso(), deleted, random, round + "." + i);
                }
                if (random.nextInt(8) == 0) {
                    stage.contoso().expireDeltaTokens();
                }
                if (random.nextInt(8) == 0) {
                    stage.contoso().requireDeltaResync();
                }
                // Some rounds stop in the midst of their pages, and the next one goes on there.
                follower.follow(random.nextInt(4) == 0 ? 2 : Integer.MAX_VALUE);
                stage.clock.advance(Duration.ofHours(random.nextInt(40)));
            }
            stage.simulator.faults().clear();
            stage.simulator.batchFaults().clear();
            follower.follow(Integer.MAX_VALUE);
            follower.follow(Integer.MAX_VALUE);
            assertThat(follower.users).isEqualTo(stage.truth());
        }
    }

    private static void arm(DirectoryStage stage) {
        RequestMatch delta = new RequestMatch("GET", "/users/delta");
        RequestMatch batch = new RequestMatch("POST", "/$batch");
        stage.simulator
                .faults()
                .withProbability(0.1, Fault.errorBeforeCommit(503), delta)
                .withProbability(0.05, Fault.garbageJson(), delta)
                .withProbability(0.1, Fault.dropAfterCommit(), delta)
                .withProbability(0.1, Fault.tooManyRequests(Duration.ofSeconds(11)), delta)
                .withProbability(0.1, Fault.dropAfterCommit(), batch)
                .withProbability(0.1, Fault.errorAfterCommit(504), batch)
                .withProbability(0.1, Fault.tooManyRequests(Duration.ofSeconds(5)), batch);
        stage.simulator
                .batchFaults()
                .withProbability(0.1, Fault.tooManyRequests(Duration.ofSeconds(7)), RequestMatch.ANY)
                .withProbability(0.1, Fault.errorBeforeCommit(500), RequestMatch.ANY)
                .withProbability(0.1, Fault.dropAfterCommit(), RequestMatch.ANY);
    }

    private static void happen(SimTenant tenant, List<String> deleted, Random random, String label) {
        List<SimUser> users = tenant.users();
        SimUser user = users.get(random.nextInt(users.size()));
        switch (random.nextInt(9)) {
            case 0 -> tenant.addUser(Map.of("displayName", "New " + label));
            case 1 -> tenant.editUser(user.id(), Map.of("displayName", "Renamed " + label));
            case 2 ->
                tenant.editUser(
                        user.id(),
                        Map.of("userPrincipalName", "moved." + label + "." + user.id() + "@contoso.example"));
            case 3 -> tenant.enableUser(user.id(), !user.accountEnabled());
            case 4 -> tenant.changePhones(3, random.nextLong());
            case 5 -> tenant.editUser(user.id(), DirectoryStage.fields("mobilePhone", null));
            case 6 -> {
                tenant.deleteUser(user.id());
                deleted.add(user.id());
            }
            case 7 -> tenant.purgeUser(user.id());
            default -> {
                if (!deleted.isEmpty()) {
                    String back = deleted.remove(random.nextInt(deleted.size()));
                    if (random.nextBoolean()) {
                        tenant.restoreUser(back);
                    } else {
                        tenant.purgeUser(back);
                    }
                }
            }
        }
    }

    /** Keeps users and token as an engine does: both or neither of a page. */
    private static final class Follower {
        private final GraphDirectory directory;
        private Map<String, DirectoryUser> users = new TreeMap<>();
        private @Nullable Map<String, DirectoryUser> anew;
        private @Nullable String token;

        Follower(GraphDirectory directory) {
            this.directory = directory;
        }

        void follow(int pages) {
            for (int page = 0; page < pages; page++) {
                DirectoryDelta delta;
                try {
                    delta = directory.changes(token);
                } catch (TocsinException failed) {
                    return;
                }
                if (delta.reset()) {
                    anew = new TreeMap<>();
                }
                Map<String, DirectoryUser> target = anew == null ? users : anew;
                delta.users().forEach(user -> DirectoryStage.apply(target, user));
                token = delta.token();
                if (!delta.more()) {
                    if (anew != null) {
                        users = anew;
                        anew = null;
                    }
                    return;
                }
            }
        }
    }
}
