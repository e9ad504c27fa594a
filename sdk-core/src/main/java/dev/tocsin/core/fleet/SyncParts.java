package dev.tocsin.core.fleet;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.engine.AssetLinking;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/**
 * What every run needs of its surroundings.
 *
 * @param pageSize how many assets are decided on at once
 * @param listSize how many configurations are kept in memory
 */
record SyncParts(
        MspId msp,
        Store store,
        Settings settings,
        Catalogues catalogues,
        AssetLinking linking,
        Clock clock,
        Sleeper sleeper,
        ExecutorService requests,
        int pageSize,
        int listSize) {}
