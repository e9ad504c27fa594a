package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.rule.TicketTemplates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rule's own templates make of a ticket's life. */
class TemplatedTicketTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final TicketTemplates OWN = new TicketTemplates(
            "{{company}}: {{title}} ({{eventCount}})",
            "Dear {{company}},\n{{#members}}\n* {{title}}\n{{/members}}\nYours, {{rule}}",
            "News for {{company}} on #{{ticket}}: {{#new}}{{title}}{{/new}}",
            "{{reason}}, {{resolvedCount}} of {{memberCount}}");
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    @BeforeEach
    void own() {
        host.tocsin().configuration().save(Host.rule("r1").templates(OWN).build());
    }

    private Ticket opened() {
        host.raise("dc01", "a");
        host.time.advance(Duration.ofSeconds(1));
        host.raise("dc01", "a");
        host.run(WAIT);
        return psa.only();
    }

    private Ticket withNote() {
        Ticket ticket = opened();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(16));
        return ticket;
    }

    private void resolved() {
        host.time.advance(Duration.ofSeconds(1));
        host.resolve("dc01", "a");
        host.resolve("dc01", "b");
        host.run(HOLD);
    }

    private static List<String> texts(Ticket ticket) {
        return ticket.notes().stream().map(TicketNote::text).toList();
    }

    @Test
    void eachTextIsMadeByItsTemplateAndEachNoteEndsWithItsMarker() {
        Ticket ticket = withNote();
        resolved();
        assertThat(ticket.draft().summary()).isEqualTo("Acme: Problem a (2)");
        assertThat(ticket.draft().firstNote()).isEqualTo("Dear Acme,\n* Problem a\nYours, Rule r1");
        assertThat(texts(ticket))
                .satisfiesExactly(
                        note -> assertThat(note)
                                .matches("News for Acme on #" + ticket.id() + ": Problem b\n\nref n-[A-Z2-7]{7}"),
                        note -> assertThat(note)
                                .matches("all stayed resolved for the hold, 2 of 2\n\nref n-[A-Z2-7]{7}"));
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void anOpenTicketKeepsTheTemplatesOfItsRuleAsItWas() {
        Ticket ticket = opened();
        host.tocsin().configuration().save(Host.rule("r1").build());
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(16));
        assertThat(texts(ticket)).singleElement().asString().startsWith("News for Acme");
    }

    @Test
    void ourNotesAreKnownUnderAnotherMemberWhateverTheirWords() {
        Ticket ticket = withNote();
        TicketNote ours = ticket.notes().remove(0);
        ticket.notes().add(new TicketNote("f", ticket.draft().firstNote().replace("\n", "\r\n") + "\r\n", "new-api"));
        ticket.notes().add(new TicketNote(ours.id(), ours.text().replace("\n\n", "\r\n"), "new-api"));
        resolved();
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void anAnswerThatQuotesOurNoteIsACustomers() {
        Ticket ticket = withNote();
        psa.noteByHand(ticket.id(), null, texts(ticket).get(0) + "\n\nNot well at all!");
        resolved();
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aNoteThatLooksLikeOursAndWasNeverPlannedIsAPersons() {
        Ticket ticket = withNote();
        psa.noteByHand(ticket.id(), "ann", "New:\n- HIGH: x\n\n2 of 2 active.\n\nref n-ABCDEFG");
        resolved();
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void afterALostAnswerTheNoteItselfIsFoundAndNotTheAnswerThatQuotesIt() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.LostAfter());
        psa.next(Op.NOTES, new Fault.Meanwhile(() -> {
            TicketNote ours = ticket.notes().get(0);
            ticket.notes().add(0, new TicketNote("quote", "> " + ours.text(), null));
        }));
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(40));
        assertThat(psa.calls(Op.ADD_NOTE)).hasSize(1);
        assertThat(host.intents().stream().filter(intent -> intent.body() instanceof IntentBody.AddNote))
                .singleElement()
                .satisfies(intent -> assertThat(intent.state()).isEqualTo(IntentState.DONE))
                .extracting(Intent::resultId)
                .isEqualTo(ticket.notes().get(1).id());
    }
}
