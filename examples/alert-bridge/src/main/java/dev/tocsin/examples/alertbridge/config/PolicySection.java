package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a rule of the file does with its tickets; what is absent keeps its default. */
final class PolicySection {
    private final Section section;
    private final TicketPolicy.Builder policy = TicketPolicy.builder();

    private PolicySection(Section section) {
        this.section = section;
    }

    /** The policy in a section, or the default if there is none; the default too if it is faulty, with its fault noted. */
    static TicketPolicy read(@Nullable Section section) {
        return section == null ? TicketPolicy.DEFAULT : new PolicySection(section).read();
    }

    private TicketPolicy read() {
        choice("repeats", TicketPolicy.Repeats.values(), TicketPolicy.Builder::repeats);
        choice("higherSeverity", TicketPolicy.Higher.values(), TicketPolicy.Builder::higher);
        choice("lowerSeverity", TicketPolicy.Lower.values(), TicketPolicy.Builder::lower);
        policy.transients(section.flag("transients", false));
        choice("closing", ClosePolicy.values(), TicketPolicy.Builder::closing);
        duration("quietFor", TicketPolicy.Builder::quietFor);
        duration("reopenWindow", TicketPolicy.Builder::reopenWindow);
        Integer maxReopens = section.number("maxReopens");
        if (maxReopens != null) {
            policy.maxReopens(maxReopens);
        }
        choice("personsClose", TicketPolicy.PersonsClose.values(), TicketPolicy.Builder::personsClose);
        duration("muteFor", TicketPolicy.Builder::muteFor);
        policy.wontFixStatuses(Set.copyOf(section.texts("wontFixStatuses")));
        duration("wontFixFor", TicketPolicy.Builder::wontFixFor);
        choice("deleted", TicketPolicy.Deleted.values(), TicketPolicy.Builder::deleted);
        choice("merged", TicketPolicy.Merged.values(), TicketPolicy.Builder::merged);
        choice("edits", TicketPolicy.Edits.values(), TicketPolicy.Builder::edits);
        choice("ruleGone", TicketPolicy.RuleGone.values(), TicketPolicy.Builder::ruleGone);
        choice("attachFault", TicketPolicy.AttachFault.values(), TicketPolicy.Builder::attachFault);
        policy.acknowledgedStatus(section.text("acknowledgedStatus"));
        policy.acknowledgedStaysOpen(section.flag("acknowledgedStaysOpen", false));
        section.end();
        try {
            return policy.build();
        } catch (ConfigurationException e) {
            String field = String.valueOf(e.field());
            section.fault(field.substring(field.lastIndexOf('.') + 1), e);
            return TicketPolicy.DEFAULT;
        }
    }

    private <E extends Enum<E>> void choice(String name, E[] values, BiConsumer<TicketPolicy.Builder, E> setter) {
        E chosen = section.choice(name, values);
        if (chosen != null) {
            setter.accept(policy, chosen);
        }
    }

    private void duration(String name, BiConsumer<TicketPolicy.Builder, Duration> setter) {
        Duration given = section.duration(name);
        if (given != null) {
            setter.accept(policy, given);
        }
    }
}
