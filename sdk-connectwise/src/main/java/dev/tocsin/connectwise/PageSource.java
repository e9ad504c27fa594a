package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.List;

/** Fetches a list page by page. Not thread-safe. */
@FunctionalInterface
interface PageSource {
    /** The records of the next page; empty at the end, and it is not asked again. */
    List<JsonRecord> next();
}
