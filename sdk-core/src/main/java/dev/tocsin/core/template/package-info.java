/**
 * Templates of plain text: what one may say, checked with all its faults at once, and what it gives with some values,
 * bounded in size and time. The template language is Mustache's, less partials, blocks, lambdas and other delimiters.
 */
@NullMarked
package dev.tocsin.core.template;

import org.jspecify.annotations.NullMarked;
