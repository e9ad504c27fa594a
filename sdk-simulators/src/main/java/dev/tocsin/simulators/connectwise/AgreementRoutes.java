package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Agreements;
import dev.tocsin.simulators.connectwise.internal.records.Manage;

/** Agreements with types and additions, and the product catalogue. */
final class AgreementRoutes {
    private static final String ROOT = "/finance/agreements";

    AgreementRoutes(Router router, Answers answers, Manage manage, String member) {
        Agreements agreements = manage.agreements();
        Resource resource = new Resource(router, answers, member);
        resource.writable(ROOT, agreements.agreements(), Resource::everything);
        resource.writable(ROOT + "/types", agreements.types(), Resource::everything);
        resource.info(
                ROOT + "/types",
                ROOT + "/types/info",
                RecordKind.AGREEMENT_TYPE_INFO,
                agreements.types().table(),
                "id",
                "name",
                "inactiveFlag",
                "applicationUnits",
                "billingTerms",
                "_info");
        resource.writable(
                ROOT + "/{}/additions",
                agreements.additions(),
                t -> new Resource.Scope(Agreements.ofAgreement(t.id(0)), agreements.below(t.id(0))));
        resource.writable("/procurement/catalog", agreements.products(), Resource::everything);
    }
}
