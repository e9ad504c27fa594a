package dev.tocsin.core.company;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Near matches for local companies that are not mapped. They are shown to a person and never applied. Legal forms,
 * punctuation, accents, case, the order of words and a few letters may differ; common words count less than rare ones.
 *
 * <p>The work grows with the number of companies, not with its square. The price is that of names that share only words
 * which more than 64 companies have, and that differ in more than two letters, some are not found. Thread-safe.
 */
public final class MappingSuggestions {
    private static final Comparator<Suggestion> BEST_FIRST = Comparator.comparingInt(Suggestion::score)
            .reversed()
            .thenComparing(Suggestion::psaCompany, PsaDirectory.ORDER);

    private final int perCompany;
    private final int minScore;

    /** At most five for each company, none under 50. */
    public MappingSuggestions() {
        this(5, 50);
    }

    /**
     * @param perCompany how many suggestions a company gets at most, 1 to 100
     * @param minScore the least score of a suggestion, 1 to 100
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public MappingSuggestions(int perCompany, int minScore) {
        if (perCompany < 1 || perCompany > 100) {
            throw new IllegalArgumentException("perCompany: " + perCompany + " is not legal; 1 to 100 are");
        }
        if (minScore < 1 || minScore > 100) {
            throw new IllegalArgumentException("minScore: " + minScore + " is not legal; 1 to 100 are");
        }
        this.perCompany = perCompany;
        this.minScore = minScore;
    }

    /**
     * The suggestions for all companies that are not mapped, also those that a person unmapped. A PSA company that is gone,
     * inactive, or known to be another by its hard ids is not suggested; one that is mapped already is, since several local
     * companies may share one if a person says so.
     *
     * @param locals local companies; mapped ones get nothing
     * @param psaCompanies all companies of the connection
     * @return by the local company's id, then the best first, then by the PSA's id
     */
    public List<Suggestion> suggest(Collection<LocalCompany> locals, Collection<PsaCompany> psaCompanies) {
        List<PsaCompany> eligible = new PsaDirectory(psaCompanies)
                .all().stream()
                        .filter(company -> company.active() && !company.gone())
                        .toList();
        NameIndex index = new NameIndex(
                eligible.stream().map(company -> new NameShape(company.name())).toList());
        return locals.stream()
                .filter(local -> local.mapping() == null)
                .sorted(Comparator.comparing(local -> local.company().id()))
                .flatMap(local -> suggest(local, eligible, index).stream())
                .toList();
    }

    private List<Suggestion> suggest(LocalCompany local, List<PsaCompany> eligible, NameIndex index) {
        NameShape shape = new NameShape(local.company().name());
        return index.candidates(shape).stream()
                .filter(place -> !eligible.get(place).contradicts(local.hardIds()))
                .map(place ->
                        suggestion(local, eligible.get(place), NameComparison.of(shape, index.shape(place), index)))
                .filter(suggestion -> suggestion.score() >= minScore)
                .sorted(BEST_FIRST)
                .limit(perCompany)
                .toList();
    }

    private static Suggestion suggestion(LocalCompany local, PsaCompany psaCompany, NameComparison comparison) {
        return new Suggestion(
                local.company(), psaCompany, comparison.score(), comparison.ground(), comparison.reason());
    }
}
