package dev.tocsin.store.jdbc;

import dev.tocsin.core.store.Store;
import dev.tocsin.testkit.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store in a file does what every store must do. */
class JdbcStoreContractTest extends StoreContract {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return JdbcStore.sqlite(directory.resolve("contract.db"));
    }

    @Override
    protected Store reopen(Store open) {
        open.close();
        return open();
    }
}
