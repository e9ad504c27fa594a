package dev.tocsin.msgraph.source.record;

/**
 * What one record of one line is.
 *
 * @param line the line, counted from 1
 * @param reading what the record is; a line may hold several
 */
public record LineReading(long line, RecordReading reading) {}
