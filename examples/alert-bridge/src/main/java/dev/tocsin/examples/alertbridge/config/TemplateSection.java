package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.rule.TicketTemplates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template of the file, whose faults are put on their lines. */
final class TemplateSection {
    private final Reading reading;
    private final String place;

    TemplateSection(Reading reading, String place) {
        this.reading = reading;
        this.place = place;
    }

    /** The template; null, with all its faults noted, if it is none. */
    @Nullable
    String read(TicketTemplates.Part part, YamlNode.Scalar scalar) {
        String text = reading.resolved(scalar, place);
        if (text == null) {
            return null;
        }
        List<TicketTemplates.Fault> faults = TicketTemplates.faults(part, text);
        if (!faults.isEmpty() && !text.equals(scalar.text())) { // what it stands for may be a secret in the wrong place
            reading.fault(scalar.line(), place, "what the environment says for a variable in it is not legal here");
        } else {
            faults.forEach(fault -> reading.fault(
                    line(scalar, fault.line()),
                    place,
                    "line " + fault.line() + " of the template: " + fault.message()));
        }
        return faults.isEmpty() ? text : null;
    }

    /** The line of the file: the text begins below the name if its line breaks are those of the file. */
    private static int line(YamlNode.Scalar scalar, int line) {
        long breaks = scalar.text().stripTrailing().lines().count();
        return scalar.lastLine() - scalar.line() >= Math.max(1, breaks) ? scalar.line() + line : scalar.line();
    }
}
