package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.store.ConfigurationStore;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.store.VolatileStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings made by two processes at once, and by one that dies in the middle. */
@Timeout(60)
class MappingRaceTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final int COMPANIES = 40;

    private final VolatileStore store = new VolatileStore();
    private final VirtualTime time = new VirtualTime();

    /** A process with a PSA client of its own. */
    private Tocsin process(Store kept) {
        ScriptedPsa psa = new ScriptedPsa("cw", time);
        for (int i = 0; i < COMPANIES; i++) {
            psa.company(PsaCompany.builder("" + (100 + i), "Company " + i).identifier("C" + i));
        }
        return Tocsin.builder().store(kept).psa(psa).clock(time).build();
    }

    private StoredConfiguration stored() {
        return store.read(session -> session.configuration().load(MSP));
    }

    private List<String> added() {
        List<TrailStore.Entry> trail = store.read(session -> session.trail().page(MSP, 0, 10_000));
        return trail.stream()
                .filter(entry -> entry.subject().startsWith("mapping of"))
                .map(entry -> entry.subject() + " " + entry.text())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void processesThatMapAtOnceMakeEachMappingOnceAndNeverOverwriteAPersons(long seed) throws Exception {
        Tocsin seeding = process(store);
        for (int i = 0; i < COMPANIES; i++) {
            seeding.configuration().save(new Company(MSP, "c" + i, "Company " + i));
        }
        List<Integer> byHand = new ArrayList<>();
        for (int i = 0; i < COMPANIES; i++) {
            byHand.add(i);
        }
        Collections.shuffle(byHand, new Random(seed));
        List<Integer> unmapped = byHand.subList(0, 5);
        List<Integer> mapped = byHand.subList(5, 10);
        CyclicBarrier start = new CyclicBarrier(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Tocsin process = process(store);
                all.add(threads.submit(() -> {
                    start.await();
                    return process.companies().generate("cw", MappingSwitches.OFF);
                }));
            }
            Tocsin person = process(store);
            all.add(threads.submit(() -> {
                start.await();
                unmapped.forEach(i -> person.companies().unmap("c" + i));
                mapped.forEach(i -> person.companies().map("c" + i, "cw", "C0", MappingSwitches.OFF));
                return person;
            }));
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        process(store).companies().generate("cw", MappingSwitches.OFF);

        StoredConfiguration end = stored();
        assertThat(end.mappings()).hasSizeLessThanOrEqualTo(COMPANIES - 5);
        unmapped.forEach(i -> assertThat(end.mappings())
                .noneMatch(mapping -> mapping.item().companyId().equals("c" + i)));
        mapped.forEach(i -> assertThat(end.mappings())
                .anyMatch(mapping -> mapping.item().companyId().equals("c" + i)
                        && mapping.item().psaCompany().equals("100")));
        Set<Integer> people = new HashSet<>(byHand.subList(0, 10));
        end.mappings().stream()
                .filter(mapping -> !people.contains(
                        Integer.valueOf(mapping.item().companyId().substring(1))))
                .forEach(mapping -> {
                    assertThat(mapping.revision()).isEqualTo(1);
                    assertThat(end.standing(mapping.item().companyId()).psaName())
                            .isEqualTo("Company " + mapping.item().companyId().substring(1));
                });
        assertThat(added().stream().filter(line -> line.endsWith(" added"))).doesNotHaveDuplicates();
    }

    @Test
    void processesThatImportTheSameCompanyAtOnceMakeItOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Tocsin process = process(store);
                all.add(threads.submit(() -> {
                    start.await();
                    return process.companies()
                            .importCompany("cw", "C7", null, MappingSwitches.OFF)
                            .companyId();
                }));
            }
            assertThat(all.get(0).get()).isEqualTo(all.get(1).get()).isEqualTo("C7");
        } finally {
            threads.shutdownNow();
        }
        assertThat(stored().companies()).hasSize(1);
        assertThat(stored().mappings()).hasSize(1);
    }

    @Test
    void aRunThatDiesInTheMiddleLeavesWhatWasThereBefore() {
        Tocsin seeding = process(store);
        for (int i = 0; i < 3; i++) {
            seeding.configuration().save(new Company(MSP, "c" + i, "Company " + i));
        }
        diesAtEachSave(tocsin -> tocsin.companies().generate("cw", MappingSwitches.OFF), 6);
        assertThat(stored().mappings()).hasSize(3);
        diesAtEachSave(tocsin -> tocsin.companies().map("c0", "cw", "C9", MappingSwitches.OFF), 2);
        diesAtEachSave(tocsin -> tocsin.companies().importCompany("cw", "C8", null, MappingSwitches.OFF), 3);
        diesAtEachSave(tocsin -> tocsin.companies().unmap("c1"), 1);
        assertThat(stored().mappings()).hasSize(3);
    }

    /** Lets the store fail at the first save of a work, the second and so on, and checks that nothing is left of it. */
    private void diesAtEachSave(Consumer<Tocsin> work, int saves) {
        StoredConfiguration before = stored();
        for (int at = 1; at <= saves; at++) {
            Tocsin dying = process(new DyingStore(store, at));
            assertThatThrownBy(() -> work.accept(dying)).isInstanceOf(StoreException.class);
            assertThat(stored()).isEqualTo(before);
        }
        work.accept(process(new DyingStore(store, saves + 1)));
        assertThat(stored()).isNotEqualTo(before);
    }

    /** Fails in the middle of a work, at one of its saves of configuration. */
    private static final class DyingStore implements Store {
        private final Store store;
        private int left;

        DyingStore(Store store, int at) {
            this.store = store;
            left = at;
        }

        @Override
        public <R> R write(Function<StoreSession, R> work) {
            return store.write(session -> work.apply(proxy(StoreSession.class, (method, arguments) -> {
                Object answer = invoke(method, session, arguments);
                return answer instanceof ConfigurationStore configuration ? dying(configuration) : answer;
            })));
        }

        private ConfigurationStore dying(ConfigurationStore configuration) {
            return proxy(ConfigurationStore.class, (method, arguments) -> {
                if (method.getName().equals("save") && --left == 0) {
                    throw new StoreException("the disk is full", Execution.NOT_EXECUTED, null);
                }
                return invoke(method, configuration, arguments);
            });
        }

        /** What a call does. */
        private interface Call {
            Object on(Method method, Object[] arguments) throws Throwable;
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> call.on(method, arguments == null ? new Object[0] : arguments)));
        }

        private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        @Override
        public <R> R read(Function<StoreSession, R> work) {
            return store.read(work);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
