/**
 * What all kinds of ConnectWise records have in common: fields with their limits, drafts and edits, references, custom
 * fields, and the conditions and queries that find them.
 */
@NullMarked
package dev.tocsin.connectwise.record;

import org.jspecify.annotations.NullMarked;
