package dev.tocsin.core.docs;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketTemplates;

/** A rule whose tickets have texts of their own. */
public final class OwnTexts {
    private OwnTexts() {}

    /** The rule; what is null keeps the default text. */
    public static IntegrationRule rule() {
        return IntegrationRule.builder(MspId.SINGLE)
                .name("Urgent")
                .eventSet("urgent")
                .openStatus("New")
                .closedStatus(">Closed")
                .priority("Priority 1 - Critical")
                .templates(new TicketTemplates(
                        "[{{severity}}] {{company}}: {{#single}}{{title}}{{/single}}{{^single}}{{subjects}}{{/single}}",
                        null,
                        """
                        {{#hasNew}}
                        New since the last note:
                        {{/hasNew}}
                        {{#new}}
                        * {{title}}{{#asset}} on {{asset}}{{/asset}}
                        {{/new}}
                        {{#resolved}}
                        * resolved: {{title}}
                        {{/resolved}}
                        {{#moreCount}}
                        … and {{moreCount}} more
                        {{/moreCount}}
                        """,
                        "Everything is well again: {{reason}}."))
                .build();
    }

    /** Prints what is wrong with a text, one line for each fault. */
    public static void main(String[] args) {
        try {
            new TicketTemplates(args[0], null, null, null);
            System.out.println("legal");
        } catch (ConfigurationException e) {
            System.out.println(e.getMessage());
        }
    }
}
