package dev.tocsin.core.docs;

import dev.tocsin.core.Companies;
import dev.tocsin.core.CompanyListing;
import dev.tocsin.core.ListedCompany;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.GeneratedMappings;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.psa.PsaCompanyQuery;
import java.util.List;

/** Maps all companies for which it is certain, says what is left to people, and imports a prospect that became a client. */
public final class MapCompanies {
    private MapCompanies() {}

    public static void map(Tocsin tocsin) {
        Companies companies = tocsin.companies();
        MappingSwitches tickets = new MappingSwitches(null, true, List.of("r1"), false);

        GeneratedMappings generated = companies.generate("cw", tickets);
        generated
                .pairings()
                .forEach(pairing -> System.out.println(pairing.mapping().companyId() + " is mapped to "
                        + pairing.psaCompany().shown() + ": " + pairing.reason()));
        generated
                .skipped()
                .forEach(skipped -> System.out.println(skipped.local().company().id() + ": " + skipped.message()));
        companies
                .suggestions("cw")
                .forEach(near -> System.out.println(near.local().id() + " could be "
                        + near.psaCompany().shown() + ", " + near.score() + " of 100"));

        companies.importCompany("cw", "Joe", "joe", tickets);

        CompanyListing page = companies.list("cw", PsaCompanyQuery.ALL.withSearch("(50 %)"));
        for (ListedCompany listed : page.companies()) {
            System.out.println(listed.psaCompany().shown() + " is "
                    + listed.mappedTo().stream().map(Company::id).toList());
        }

        companies
                .checkDrift("cw")
                .findings()
                .forEach(finding ->
                        System.out.println(finding.place() + ": " + finding.reason() + "; " + finding.action()));
    }
}
