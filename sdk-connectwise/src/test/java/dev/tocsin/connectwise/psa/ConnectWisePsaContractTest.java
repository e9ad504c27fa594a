package dev.tocsin.connectwise.psa;

import dev.tocsin.testkit.PsaContract;
import dev.tocsin.testkit.PsaStage;

class ConnectWisePsaContractTest extends PsaContract {
    @Override
    protected PsaStage open() {
        return new ConnectWiseStage(ConnectWisePsaOptions.defaults().withReferenceField(2, ConnectWiseStage.CAPTION));
    }
}
