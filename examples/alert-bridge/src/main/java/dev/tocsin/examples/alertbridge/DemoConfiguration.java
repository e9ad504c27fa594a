package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;

/** The configuration of the demo: four companies, of which two are mapped, a profile for assets, two rules, all six categories. */
final class DemoConfiguration {
    private static final String TEXT = """
            connectwise:
              url: %s
              company: %s
              publicKey: %s
              privateKey: %s          # of the simulator, so no secret; otherwise write ${CONNECTWISE_PRIVATE_KEY}
              clientId: %s
            companies:
              - { id: contoso, name: Contoso Ltd, connectwise: Contoso, site: Main, rules: [ urgent, routine ], region: GB,
                  syncConfigurations: true, sources: { entra: [ 7d0c1f9e-0000-4000-8000-00000000c0de ] } }
              - { id: fabrikam, name: "Fabrikam, Inc.", connectwise: Fabrikam, rules: [ urgent, routine ] }
              - { id: joe, name: 'Joe''s "Best" & Söhne (50 %%) [East]' }       # not mapped: `companies generate` does that
              - { id: acme, name: Acme Incorporated }
            profiles:
              - { id: servers, type: Managed Server, activeStatus: Active, retiredStatus: Inactive,
                  fields: { osType: OPERATING_SYSTEM, ipAddress: ADDRESS },
                  questions: [ { text: Last seen, answer: Date, from: LAST_SEEN_DAY, create: true } ] }
            eventSets:
              - name: urgent
                categories:
                  PROBLEMS:       { groupBy: ASSET, minSeverity: HIGH }
                  AD_AUDIT:       { groupBy: USER, minSeverity: HIGH }
              - name: routine
                categories:
                  PROBLEMS:       { groupBy: ASSET, minSeverity: MEDIUM }
                  SOLUTIONS:      { groupBy: COMPANY }
                  SYSTEM_CHANGES: { groupBy: ASSET, minSeverity: LOW }
                  AZURE_AD_AUDIT: { groupBy: COMPANY, minSeverity: MEDIUM }
                  AZURE_AD_ERROR: { groupBy: COMPANY }
            rules:
              - { name: urgent, board: Security Alerts, source: Tocsin, openStatus: New, closedStatus: ">Closed",
                  priority: Priority 2 - High, priorities: { CRITICAL: Priority 1 - Critical }, eventSet: urgent }
              - { name: routine, board: Security Alerts, source: Tocsin, openStatus: New, closedStatus: ">Closed",
                  priority: Priority 3 - Normal, noteType: INTERNAL, eventSet: routine }
            """;

    private DemoConfiguration() {}

    /** The YAML for a simulator with its default companies. */
    static String yaml(ConnectWiseSimulator simulator) {
        return TEXT.formatted(
                simulator.siteUri(),
                simulator.companyId(),
                simulator.publicKey(),
                simulator.privateKey(),
                simulator.clientId());
    }
}
