package dev.tocsin.core.preview;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import org.jspecify.annotations.Nullable;

/**
 * One event of a preview and what would become of it.
 *
 * @param event the event
 * @param receipt what it would be answered; its incident is one of the preview
 * @param ticket the number of the would-be ticket that stands for it at the end, or null if there is none
 */
public record PreviewEvent(
        SecurityEvent event, Receipt receipt, @Nullable String ticket) {}
