package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Call;
import java.util.Map;
import java.util.Set;

/**
 * Words that came into the vendor's lists later: a caller sees {@code unknownFutureValue} in their place unless it sends
 * {@code Prefer: include-unknown-enum-members} (concepts/best-practices-concept.md).
 */
final class EvolvingWords {
    static final String UNKNOWN = "unknownFutureValue";
    static final Set<String> SERVICE_SOURCES = Set.of(
            "microsoftDefenderForCloud",
            "microsoftSentinel",
            "microsoftInsiderRiskManagement",
            "microsoftThreatIntelligence",
            "microsoftSecurityForAI");
    static final Set<String> DETECTION_SOURCES = Set.of(
            "microsoftDefenderForCloud",
            "microsoftDefenderForIoT",
            "microsoftDefenderForServers",
            "microsoftDefenderForStorage",
            "microsoftDefenderForDNS",
            "microsoftDefenderForDatabases",
            "microsoftDefenderForContainers",
            "microsoftDefenderForNetwork",
            "microsoftDefenderForAppService",
            "microsoftDefenderForKeyVault",
            "microsoftDefenderForResourceManager",
            "microsoftDefenderForApiManagement",
            "nrtAlerts",
            "scheduledAlerts",
            "microsoftDefenderThreatIntelligenceAnalytics",
            "builtInMl",
            "microsoftInsiderRiskManagement",
            "microsoftThreatIntelligence",
            "microsoftDefenderForAIServices",
            "securityCopilot",
            "microsoftSentinel");
    private static final Map<String, Set<String>> LATER =
            Map.of("serviceSource", SERVICE_SOURCES, "detectionSource", DETECTION_SOURCES);

    private EvolvingWords() {}

    /** An alert as this caller gets to see it. */
    static ObjectNode shown(Call call, ObjectNode alert) {
        if (call.header("Prefer").orElse("").contains("include-unknown-enum-members")) {
            return alert;
        }
        ObjectNode shown = alert;
        for (Map.Entry<String, Set<String>> words : LATER.entrySet()) {
            if (words.getValue().contains(alert.path(words.getKey()).asText())) {
                shown = shown.deepCopy().put(words.getKey(), UNKNOWN);
            }
        }
        return shown;
    }
}
