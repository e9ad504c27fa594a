package dev.tocsin.core.company;

import java.util.Collection;

/**
 * Pairs local companies with those of a PSA where it is certain: a hard id agrees, else the names are exactly equal after
 * NFC and trimming. Anything that a person could see in two ways is skipped and reported, since a wrong pair shows one
 * customer's events to another. Two local companies that match one PSA company are never both mapped, although a person
 * may do that: any local company may be a customer of a source.
 *
 * <p>The result depends on nothing but what is given, not even its order. Applied and run again it makes no further
 * mapping. To be safe against another process it is run in the transaction that saves its pairs. Thread-safe.
 */
public final class MappingGenerator {
    private final String connectionId;
    private final MappingSwitches switches;

    /**
     * @param connectionId the PSA connection that the mappings name
     * @param switches what is done for a company that a run maps
     */
    public MappingGenerator(String connectionId, MappingSwitches switches) {
        this.connectionId = connectionId;
        this.switches = switches;
    }

    /**
     * The mappings to make.
     *
     * @param locals all local companies of one MSP, mapped or not: one that is left out cannot be seen to be a rival
     * @param psaCompanies all companies of the connection, also inactive ones
     * @throws IllegalArgumentException if the companies are of several MSPs, or an id comes twice
     */
    public GeneratedMappings generate(Collection<LocalCompany> locals, Collection<PsaCompany> psaCompanies) {
        return new GenerationRun(connectionId, switches, locals, new PsaDirectory(psaCompanies)).result();
    }
}
