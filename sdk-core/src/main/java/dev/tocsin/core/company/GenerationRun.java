package dev.tocsin.core.company;

import dev.tocsin.core.company.GeneratedMappings.Ground;
import dev.tocsin.core.company.GeneratedMappings.Pairing;
import dev.tocsin.core.company.GeneratedMappings.Skipped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run of the generator: hard ids first, then names. A company that any hard id points to is not looked up by name,
 * and one that a run leaves unmapped goes on being a rival, so that a second run sees what the first saw.
 */
final class GenerationRun {
    private final String connectionId;
    private final MappingSwitches switches;
    private final PsaDirectory directory;
    private final Map<String, LocalCompany> open = new TreeMap<>();
    private final List<LocalCompany> kept = new ArrayList<>();
    private final Map<String, Pairing> pairings = new TreeMap<>();
    private final Map<String, Skipped> skipped = new TreeMap<>();
    /** By the PSA company's id: the local companies that it is mapped to. */
    private final Map<String, List<LocalCompany>> owners = new HashMap<>();
    /** By the PSA company's id: the unmapped local companies that one of its hard ids points to. */
    private final Map<String, List<LocalCompany>> claims = new HashMap<>();

    private final Map<String, List<LocalCompany>> namesakes = new HashMap<>();

    GenerationRun(
            String connectionId, MappingSwitches switches, Collection<LocalCompany> locals, PsaDirectory directory) {
        this.connectionId = connectionId;
        this.switches = switches;
        this.directory = directory;
        sort(locals);
    }

    GeneratedMappings result() {
        Map<String, List<PsaCompany>> sharing = new TreeMap<>();
        open.forEach((id, local) -> {
            List<PsaCompany> found = directory.sharing(local.hardIds());
            if (!found.isEmpty()) {
                sharing.put(id, found);
                found.forEach(company -> add(claims, company.id(), local));
            }
        });
        sharing.forEach((id, found) -> decide(local(id), found, Ground.HARD_ID));
        pairings.values().forEach(pairing -> add(owners, pairing.psaCompany().id(), pairing.local()));
        List<LocalCompany> left = open.values().stream()
                .filter(local -> !pairings.containsKey(local.company().id()))
                .toList();
        left.forEach(local -> add(namesakes, CompanyNames.exact(local.company().name()), local));
        left.stream()
                .filter(local -> !sharing.containsKey(local.company().id()))
                .forEach(local -> decide(
                        local,
                        directory.named(CompanyNames.exact(local.company().name())),
                        Ground.NAME));
        return new GeneratedMappings(List.copyOf(pairings.values()), List.copyOf(skipped.values()), kept);
    }

    private void sort(Collection<LocalCompany> locals) {
        Set<String> seen = new HashSet<>();
        locals.stream()
                .sorted(Comparator.comparing(local -> local.company().id()))
                .forEach(local -> {
                    Company company = local.company();
                    if (!seen.add(company.id())) {
                        throw new IllegalArgumentException("locals: company '" + company.id()
                                + "' comes twice, or in two MSPs; one MSP's companies are legal, each once");
                    }
                    CompanyMapping mapping = local.mapping();
                    if (mapping == null) {
                        open.put(company.id(), local);
                        return;
                    }
                    kept.add(local);
                    if (mapping.connectionId().equals(connectionId)) {
                        directory
                                .mapped(mapping.psaCompany())
                                .ifPresent(psaCompany -> add(owners, psaCompany.id(), local));
                    }
                });
        if (locals.stream().map(local -> local.company().msp()).distinct().count() > 1) {
            throw new IllegalArgumentException("locals: are of several MSPs; the companies of one are legal");
        }
    }

    private LocalCompany local(String id) {
        LocalCompany local = open.get(id);
        if (local == null) {
            throw new IllegalStateException("company '" + id + "' is not among the unmapped");
        }
        return local;
    }

    private static void add(Map<String, List<LocalCompany>> index, String key, LocalCompany local) {
        index.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(local);
    }

    private void decide(LocalCompany local, List<PsaCompany> candidates, Ground ground) {
        if (local.unmappedByHand()) {
            skip(local, SkipReason.UNMAPPED_BY_HAND, candidates, List.of(), "a person unmapped it");
        } else if (candidates.isEmpty()) {
            skip(
                    local,
                    SkipReason.NO_MATCH,
                    candidates,
                    List.of(),
                    "no PSA company has the name "
                            + CompanyNames.shown(local.company().name())
                            + (local.hardIds().isEmpty() ? "" : " or one of its hard ids"));
        } else if (candidates.size() > 1) {
            skip(
                    local,
                    SkipReason.SEVERAL_PSA_COMPANIES,
                    candidates,
                    List.of(),
                    candidates.size() + " PSA companies have " + same(ground) + ": " + shown(candidates));
        } else {
            decide(local, candidates.get(0), ground);
        }
    }

    private void decide(LocalCompany local, PsaCompany candidate, Ground ground) {
        List<PsaCompany> candidates = List.of(candidate);
        List<LocalCompany> owning = owners.getOrDefault(candidate.id(), List.of());
        List<LocalCompany> rivals = rivals(local, candidate, ground);
        if (!owning.isEmpty()) {
            skip(
                    local,
                    SkipReason.TAKEN,
                    candidates,
                    owning,
                    candidate.shown() + " has " + same(ground) + " and is mapped to " + shownLocals(owning)
                            + " already");
        } else if (!rivals.isEmpty()) {
            skip(
                    local,
                    SkipReason.SEVERAL_LOCAL_COMPANIES,
                    candidates,
                    rivals,
                    candidate.shown() + " has " + same(ground) + " and also matches the local " + shownLocals(rivals));
        } else if (ground == Ground.NAME && candidate.contradicts(local.hardIds())) {
            skip(
                    local,
                    SkipReason.HARD_IDS_DISAGREE,
                    candidates,
                    List.of(),
                    candidate.shown() + " has the same name and other ids: " + sorted(candidate.hardIds()) + ", not "
                            + sorted(local.hardIds()));
        } else if (!candidate.active()) {
            skip(
                    local,
                    SkipReason.INACTIVE,
                    candidates,
                    List.of(),
                    candidate.shown() + " has " + same(ground) + " and is not active: its status is '"
                            + candidate.status() + "'");
        } else {
            CompanyMapping mapping = switches.mapping(local.company(), connectionId, candidate);
            String reason = ground == Ground.HARD_ID
                    ? "the same " + sorted(shared(local.hardIds(), candidate.hardIds()))
                    : "the same name " + CompanyNames.shown(local.company().name());
            pairings.put(local.company().id(), new Pairing(mapping, local, candidate, ground, reason));
        }
    }

    /** The other unmapped companies that the candidate could be. */
    private List<LocalCompany> rivals(LocalCompany local, PsaCompany candidate, Ground ground) {
        Map<String, LocalCompany> rivals = new TreeMap<>();
        claims.getOrDefault(candidate.id(), List.of())
                .forEach(rival -> rivals.put(rival.company().id(), rival));
        if (ground == Ground.NAME) {
            namesakes
                    .getOrDefault(CompanyNames.exact(candidate.name()), List.of())
                    .forEach(rival -> rivals.put(rival.company().id(), rival));
        }
        rivals.remove(local.company().id());
        return List.copyOf(rivals.values());
    }

    private void skip(
            LocalCompany local,
            SkipReason reason,
            List<PsaCompany> candidates,
            List<LocalCompany> rivals,
            String message) {
        skipped.put(local.company().id(), new Skipped(local, reason, candidates, rivals, message));
    }

    private static String same(Ground ground) {
        return ground == Ground.HARD_ID ? "the same hard id" : "the same name";
    }

    private static String shown(List<PsaCompany> companies) {
        return companies.stream()
                .map(company -> company.shown() + (company.active() ? "" : ", not active"))
                .collect(Collectors.joining("; "));
    }

    private static String shownLocals(List<LocalCompany> companies) {
        return companies.stream().map(LocalCompany::shown).collect(Collectors.joining("; "));
    }

    private static Set<HardId> shared(Set<HardId> some, Set<HardId> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    private static List<String> sorted(Set<HardId> hardIds) {
        return hardIds.stream().map(HardId::toString).sorted().toList();
    }
}
