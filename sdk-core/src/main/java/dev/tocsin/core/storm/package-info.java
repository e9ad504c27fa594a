/**
 * Storm protection: how many tickets may be made and how fast, whose turn it is, what becomes of the groups of a flood,
 * how many notes a ticket takes, and what is switched off. Values that a store keeps, and pure decisions on them; nothing
 * here reads a clock, waits or writes.
 */
@NullMarked
package dev.tocsin.core.storm;

import org.jspecify.annotations.NullMarked;
