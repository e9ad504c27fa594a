package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Companies;
import dev.tocsin.simulators.connectwise.internal.records.CompanyRecords;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.http.Answer;
import java.util.Collection;

/** Companies with their sites, notes and types, written as the integration's API member. */
final class CompanyRoutes {
    private static final String LIST = "/company/companies";
    private static final String ONE = "/company/companies/{}";
    private static final String SITES = "/company/companies/{}/sites";

    private final Router router;
    private final Answers answers;
    private final Companies companies;
    private final String member;

    CompanyRoutes(RegisterRoutes registers, Router router, Answers answers, Manage manage, String member) {
        this.router = router;
        this.answers = answers;
        this.companies = manage.companies();
        this.member = member;
        companies(registers);
        sites(registers);
        CompanyRecords records = companies.records();
        registers.below(ONE + "/notes", records.notes(), companies::ownedBy);
        registers.below(ONE + "/customStatusNotes", records.statusNotes(), companies::ownedBy);
        registers.below(ONE + "/typeAssociations", records.types(), companies::ownedBy);
        registers.all("/company/companyTypeAssociations", records.types());
    }

    private void companies(RegisterRoutes registers) {
        RecordKind kind = RecordKind.COMPANY;
        router.add("GET", LIST, t -> answers.list(t, t.query(kind), companies.companies()));
        router.add("GET", LIST + "/count", t -> answers.count(t.query(kind), companies.companies()));
        router.add("POST", LIST, t -> answers.created(t, companies.create(t.body(), member)));
        router.add("GET", ONE, t -> answers.one(t, companies.companies().require(t.id(0))));
        router.add("PATCH", ONE, t -> answers.one(t, companies.patch(t.id(0), t.body(), member)));
        router.add("PUT", ONE, t -> answers.one(t, companies.replace(t.id(0), t.body(), member)));
        router.add("DELETE", ONE, t -> {
            companies.delete(t.id(0), member);
            return Answer.empty(204);
        });
        RecordKind info = RecordKind.COMPANY_INFO;
        registers.list(LIST + "/info", info, companies.companies()::rows, row -> RegisterRoutes.cut(row, info));
        router.add(
                "GET",
                LIST + "/info/count",
                t -> answers.count(t.query(info), companies.companies().rows()));
    }

    private void sites(RegisterRoutes registers) {
        registers.readBelow(SITES, RecordKind.SITE, this::sitesOf);
        RecordKind info = RecordKind.SITE_INFO;
        registers.readBelow(
                SITES + "/info",
                info,
                id -> sitesOf(id).stream()
                        .map(row -> RegisterRoutes.cut(row, info))
                        .toList());
        router.add(
                "GET",
                SITES + "/{}/info",
                t -> answers.one(t, RegisterRoutes.cut(companies.requireSite(t.id(0), t.id(1)), info)));
        router.add("POST", SITES, t -> answers.created(t, companies.createSite(t.id(0), t.body(), member)));
        router.add("GET", SITES + "/{}", t -> answers.one(t, companies.requireSite(t.id(0), t.id(1))));
        router.add(
                "PATCH", SITES + "/{}", t -> answers.one(t, companies.patchSite(t.id(0), t.id(1), t.body(), member)));
        router.add(
                "PUT", SITES + "/{}", t -> answers.one(t, companies.replaceSite(t.id(0), t.id(1), t.body(), member)));
        router.add("DELETE", SITES + "/{}", t -> {
            companies.deleteSite(t.id(0), t.id(1));
            return Answer.empty(204);
        });
    }

    /** @throws ApiError 404 if there is no such company */
    private Collection<ObjectNode> sitesOf(int companyId) {
        companies.companies().require(companyId);
        return companies.sites().having("company", companyId);
    }
}
