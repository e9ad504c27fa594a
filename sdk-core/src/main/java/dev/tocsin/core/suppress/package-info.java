/**
 * What keeps an event from acting for a while: silences, maintenance windows and active parents, and the one pure decision
 * over them. Nothing here reads a clock or a store: the moment and the active parents are handed in.
 *
 * <p>Moments are always the node's own <em>now</em>, when an event arrives or is looked at again, never the event's
 * {@code occurredAt}. The question is whether people are to be bothered now; the source's clock may be wrong, a backlog
 * that arrives after a window must act if it is still true, and an event that claims to have happened within one must not
 * slip away for good.
 */
@NullMarked
package dev.tocsin.core.suppress;

import org.jspecify.annotations.NullMarked;
