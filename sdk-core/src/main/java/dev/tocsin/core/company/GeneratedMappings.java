package dev.tocsin.core.company;

import java.util.List;

/**
 * What a run that generates mappings found; nothing is saved yet. Every local company is in exactly one of the lists,
 * each in the order of the companies' ids.
 *
 * @param pairings the mappings to make
 * @param skipped the companies that stay unmapped, each with the reason
 * @param kept the companies whose mapping stays as it is
 */
public record GeneratedMappings(List<Pairing> pairings, List<Skipped> skipped, List<LocalCompany> kept) {
    /** Copies the lists. */
    public GeneratedMappings {
        pairings = List.copyOf(pairings);
        skipped = List.copyOf(skipped);
        kept = List.copyOf(kept);
    }

    /** What a pair rests on. */
    public enum Ground {
        /** A tenant or an external reference agrees. */
        HARD_ID,
        /** The names are exactly equal. */
        NAME
    }

    /**
     * A mapping to make.
     *
     * @param mapping the mapping, which names the PSA company by its id
     * @param local the local company
     * @param psaCompany the PSA company, whose name is to be kept with the mapping
     * @param ground what the pair rests on
     * @param reason the same for people
     */
    public record Pairing(
            CompanyMapping mapping, LocalCompany local, PsaCompany psaCompany, Ground ground, String reason) {}

    /**
     * A company that stays unmapped.
     *
     * @param local the local company
     * @param reason why
     * @param candidates the PSA companies that match; empty if none does
     * @param rivals the local companies that match them too or have them already; empty if there are none
     * @param message the reason for people, with names and ids
     */
    public record Skipped(
            LocalCompany local,
            SkipReason reason,
            List<PsaCompany> candidates,
            List<LocalCompany> rivals,
            String message) {
        /** Copies the lists. */
        public Skipped {
            candidates = List.copyOf(candidates);
            rivals = List.copyOf(rivals);
        }
    }
}
