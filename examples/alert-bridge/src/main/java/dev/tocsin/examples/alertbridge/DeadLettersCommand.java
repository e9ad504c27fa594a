package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.deadletter.DeadLetter;
import dev.tocsin.core.deadletter.DeadLetters;
import dev.tocsin.core.deadletter.DraftEdit;
import dev.tocsin.core.engine.Settling;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What ConnectWise refused, for a person to decide on. What is decided is sent at once, if ConnectWise is configured. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists what ConnectWise refused; tries it again, edits it or drops it.")
final class DeadLettersCommand implements Callable<Integer> {
    private static final int MOST = 1_000;

    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    DeadLettersCommand(Surroundings around) {
        this.around = around;
    }

    /** What is to be done, in an order that no script relies on. */
    private interface Decision {
        void make(DeadLetters letters);
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the dead letters.")
    int list() {
        try (Host host = Host.look(configuration.read(around), around)) {
            List<DeadLetter> letters = host.tocsin().deadLetters().list(MOST);
            TextTable table =
                    new TextTable(around.unicode(), "Id", "Since (UTC)", "Company", "Group", "What", "Refused with");
            letters.forEach(letter -> table.row(
                    letter.id(),
                    letter.since().toString().replace('T', ' ').replace("Z", ""),
                    letter.incident().companyId(),
                    Words.group(letter.incident()),
                    what(letter),
                    letter.error()));
            if (!letters.isEmpty()) {
                around.out().print(table);
            }
            around.out()
                    .println(letters.isEmpty() ? "nothing was refused" : Words.count(letters.size(), "dead letter"));
            return letters.isEmpty() ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = "Tries one again.")
    int retry(
            @Parameters(paramLabel = "ID", description = "its id, as listed") String id,
            @Option(names = "--by", paramLabel = "NAME", defaultValue = "an operator", description = "who decides that")
                    String by)
            throws InterruptedException {
        return decide(letters -> letters.retry(id, by));
    }

    @Command(name = "edit", mixinStandardHelpOptions = true, description = "Sends a refused ticket with other values.")
    int edit(
            @Parameters(paramLabel = "ID", description = "its id, as listed") String id,
            @Option(
                            names = "--set",
                            required = true,
                            paramLabel = "FIELD=VALUE",
                            description = "summary, company, site, status, priority, firstNote, board, type, …")
                    Map<String, String> values,
            @Option(names = "--by", paramLabel = "NAME", defaultValue = "an operator", description = "who decides that")
                    String by)
            throws InterruptedException {
        DraftEdit edit = DraftEdit.none();
        for (Map.Entry<String, String> value : values.entrySet()) {
            edit = edit.set(value.getKey(), value.getValue());
        }
        DraftEdit whole = edit;
        return decide(letters -> letters.edit(id, whole, by));
    }

    @Command(name = "drop", mixinStandardHelpOptions = true, description = "Gives one up.")
    int drop(
            @Parameters(paramLabel = "ID", description = "its id, as listed") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for the history")
                    String reason,
            @Option(names = "--by", paramLabel = "NAME", defaultValue = "an operator", description = "who decides that")
                    String by)
            throws InterruptedException {
        return decide(letters -> letters.drop(id, reason, by));
    }

    private int decide(Decision decision) throws InterruptedException {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.look(read, around)) {
            // What was mended in the file counts for what is tried again.
            host.seed();
            decision.make(host.tocsin().deadLetters());
            if (!host.sends()) {
                around.out().println("decided; nothing is sent, since the configuration has no connectwise section");
                return AlertBridge.DONE;
            }
            List<Settling.Left> left = host.tocsin().settle(false);
            left.forEach(
                    one -> around.err().println("left: write " + one.intent().id() + ": " + one.reason()));
        } catch (ConfigurationException e) {
            around.err().println(e.getMessage());
            return AlertBridge.UNUSABLE;
        }
        return list();
    }

    private static String what(DeadLetter letter) {
        TicketDraft draft = letter.draft();
        @Nullable Intent write = letter.write();
        if (letter.isTicket()) {
            return draft == null
                    ? "ticket"
                    : "ticket: " + draft.summary() + "\n" + draft.status() + ", " + draft.priority() + ", "
                            + draft.fields();
        }
        if (write == null) {
            return "write";
        }
        IntentBody body = write.body();
        if (body instanceof IntentBody.AddNote note) {
            return "note on #" + note.ticketId() + ": "
                    + note.text().lines().findFirst().orElse("");
        } else if (body instanceof IntentBody.CloseTicket close) {
            return "close #" + close.ticketId() + " as " + close.closedStatus();
        }
        return body.getClass().getSimpleName();
    }
}
