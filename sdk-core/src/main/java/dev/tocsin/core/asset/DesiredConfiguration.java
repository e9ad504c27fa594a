package dev.tocsin.core.asset;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a profile makes of an asset. A field or question for which the asset has no value is not among them: what the PSA holds
 * there stays.
 *
 * @param assetId the source's id of the asset
 * @param company the PSA company
 * @param type the name of the configuration type
 * @param active whether the configuration is to be in use
 * @param status the profile's status for that
 * @param fields the values by the names of {@link ConfigurationField}
 * @param answers the answers by the texts of the questions as the PSA spells them
 * @param hash over all of this
 */
public record DesiredConfiguration(
        String assetId,
        String company,
        String type,
        boolean active,
        String status,
        SortedMap<String, String> fields,
        SortedMap<String, AnswerValue> answers,
        ContentHash hash) {
    /** Copies the maps. */
    public DesiredConfiguration {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    static DesiredConfiguration of(
            Asset asset,
            String company,
            String type,
            String status,
            Map<String, String> fields,
            Map<String, AnswerValue> answers) {
        TreeMap<String, String> sortedFields = new TreeMap<>(fields);
        TreeMap<String, AnswerValue> sortedAnswers = new TreeMap<>(answers);
        boolean active = !asset.retired();
        return new DesiredConfiguration(
                asset.id(),
                company,
                type,
                active,
                status,
                sortedFields,
                sortedAnswers,
                ContentHash.of(asset.id(), company, type, active, status, sortedFields, sortedAnswers));
    }

    /** The name of the configuration. */
    public String name() {
        return fields.getOrDefault(ConfigurationField.NAME, "");
    }
}
