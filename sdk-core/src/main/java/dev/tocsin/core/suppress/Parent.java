package dev.tocsin.core.suppress;

import java.time.Instant;

/**
 * An active subject that may mute others.
 *
 * @param subject the subject, with its latest severity
 * @param since since when it is active, by the node that took it in
 * @param title its latest title, for people
 */
public record Parent(Subject subject, Instant since, String title) {}
