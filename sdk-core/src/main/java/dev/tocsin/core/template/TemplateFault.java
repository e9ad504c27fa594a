package dev.tocsin.core.template;

/**
 * Something in a template that cannot work.
 *
 * @param line the line of the template, counted from 1
 * @param message what is wrong and what is legal
 */
public record TemplateFault(int line, String message) {}
