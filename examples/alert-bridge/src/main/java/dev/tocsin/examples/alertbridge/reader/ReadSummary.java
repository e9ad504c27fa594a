package dev.tocsin.examples.alertbridge.reader;

/**
 * What came of reading one file.
 *
 * @param events how many events were handed on
 * @param skipped how many sound records are no events
 * @param faults how many lines or items could not be used
 * @param assets how many assets were listed; the sink got each
 * @param complete whether the file was read to its proper end; false if it is truncated, broken or unreadable
 * @param bytes how many bytes were read
 */
public record ReadSummary(long events, long skipped, long faults, long assets, boolean complete, long bytes) {}
