package dev.tocsin.core.preview;

import dev.tocsin.core.rule.NoteType;
import java.time.Instant;

/**
 * A note that would be written on a ticket.
 *
 * @param at when, by the clock of the preview
 * @param text the text, its last line the marker, which is another one when it is written in earnest
 * @param noteType who may read it
 */
public record PreviewNote(Instant at, String text, NoteType noteType) {}
