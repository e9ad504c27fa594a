package dev.tocsin.core.rule;

/** A term's comparison, made ready when the term is built so that an event costs no parsing and no compiling. */
@FunctionalInterface
interface Check {
    /** The answer for a value that is there, of its field's own class. */
    Answer of(Object value);
}
