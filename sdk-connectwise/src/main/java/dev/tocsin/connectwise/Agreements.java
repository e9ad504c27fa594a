package dev.tocsin.connectwise;

import dev.tocsin.connectwise.finance.Addition;
import dev.tocsin.connectwise.finance.AdditionField;
import dev.tocsin.connectwise.finance.Agreement;
import dev.tocsin.connectwise.finance.AgreementField;
import dev.tocsin.connectwise.finance.AgreementType;
import dev.tocsin.connectwise.finance.AgreementTypeField;

/** Agreements and what belongs to them. Thread-safe. */
public final class Agreements extends Records<Agreement> {
    Agreements(Gateway gateway) {
        super(gateway, "/finance/agreements", AgreementField.TYPE);
    }

    /** The products that an agreement bills regularly. */
    public Records<Addition> additions(int agreementId) {
        return new Records<>(gateway(), path(agreementId) + "/additions", AdditionField.TYPE);
    }

    /** The types that agreements can have. */
    public Records<AgreementType> types() {
        return new Records<>(gateway(), path() + "/types", AgreementTypeField.TYPE);
    }
}
