package dev.tocsin.core.company;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The companies of one PSA connection, found by id, identifier, hard id and exact name. */
final class PsaDirectory {
    /** Shorter ids first, so that 9 comes before 10. */
    static final Comparator<PsaCompany> ORDER = Comparator.<PsaCompany>comparingInt(
                    company -> company.id().length())
            .thenComparing(PsaCompany::id);

    private final Map<String, PsaCompany> byId = new HashMap<>();
    private final Map<String, List<PsaCompany>> byIdentifier = new HashMap<>();
    private final Map<String, List<PsaCompany>> byName = new HashMap<>();
    private final Map<HardId, List<PsaCompany>> byHardId = new HashMap<>();
    private final List<PsaCompany> all;

    /** A company that is given twice counts once: a list that changes while it is read shows some of them twice. */
    PsaDirectory(Collection<PsaCompany> companies) {
        companies.forEach(company -> byId.put(company.id(), company));
        all = byId.values().stream().sorted(ORDER).toList();
        for (PsaCompany company : all) {
            String identifier = company.identifier();
            if (identifier != null) {
                add(byIdentifier, folded(identifier), company);
            }
            if (company.gone()) {
                continue;
            }
            String name = CompanyNames.exact(company.name());
            if (!name.isEmpty()) {
                add(byName, name, company);
            }
            company.hardIds().forEach(hardId -> add(byHardId, hardId, company));
        }
    }

    private static <K> void add(Map<K, List<PsaCompany>> index, K key, PsaCompany company) {
        index.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(company);
    }

    private static String folded(String identifier) {
        return identifier.strip().toLowerCase(Locale.ROOT);
    }

    /** All of them in order. */
    List<PsaCompany> all() {
        return all;
    }

    /** Those that are there and have this exact name, in order. */
    List<PsaCompany> named(String exactName) {
        return byName.getOrDefault(exactName, List.of());
    }

    /** Those that are there and share one of these ids, in order. */
    List<PsaCompany> sharing(Set<HardId> hardIds) {
        Set<PsaCompany> found = new TreeSet<>(ORDER);
        hardIds.forEach(hardId -> found.addAll(byHardId.getOrDefault(hardId, List.of())));
        return List.copyOf(found);
    }

    /**
     * The company that a mapping names: digits are an id, anything else an identifier, whose case does not matter to the
     * PSA. Also one that was deleted, if no other has the identifier.
     */
    Optional<PsaCompany> mapped(String psaCompany) {
        String given = psaCompany.strip();
        PsaCompany found = byId.get(given);
        if (found != null || given.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return Optional.ofNullable(found);
        }
        List<PsaCompany> candidates = byIdentifier.getOrDefault(folded(given), List.of());
        return candidates.stream()
                .min(Comparator.comparing(PsaCompany::gone)
                        .thenComparing(company -> !given.equals(company.identifier()))
                        .thenComparing(ORDER));
    }
}
