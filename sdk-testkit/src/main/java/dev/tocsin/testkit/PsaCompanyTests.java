package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.HardId;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.psa.PsaCompanies;
import dev.tocsin.core.psa.PsaCompanyPage;
import dev.tocsin.core.psa.PsaCompanyQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a PSA lists its companies. */
abstract class PsaCompanyTests extends PsaTests {
    private static final String AWFUL = "Crêpe & \"Söhne's\" (50 %) [Öst] a_b*c\\d";
    private static final String TENANT = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private PsaCompanies companies() {
        return psa().companies();
    }

    private PsaCompanyPage search(String text) {
        return companies().page(PsaCompanyQuery.ALL.withSearch(text));
    }

    private static List<String> ids(PsaCompanyPage page) {
        return page.companies().stream().map(PsaCompany::id).toList();
    }

    private List<String> all() {
        try (Stream<PsaCompany> all = companies().all()) {
            return all.map(PsaCompany::id).toList();
        }
    }

    private PsaCompany company(String idOrIdentifier) {
        return companies().company(idOrIdentifier).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                AWFUL,
                "crêpe & \"söhne's\" (50 %) [öst] A_B*C\\D",
                "\"Söhne's\"",
                "e & \"S",
                "e's\" (",
                "(50 %)",
                "[Öst]",
                "a_b",
                "b*c",
                "c\\d",
                "%) [",
                "AwfulCo",
                "wfulc"
            })
    void aNameIsFoundLiterallyByAnyPartOfItAndByItsIdentifier(String text) {
        String awful = stage().createCompany("AwfulCo", AWFUL);
        String plain = stage().createCompany("PlainInc", "Crepe and Sons 50 percent East axbxcxd");
        assertThat(ids(search(text))).contains(awful).doesNotContain(plain);
        assertThat(search(text).companies())
                .extracting(PsaCompany::name)
                .contains(AWFUL)
                .allMatch(name ->
                        name.equals(AWFUL) || name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "_wful", "Awful%", "*", "[a]wful", "A*o", "Söhne_s", "' or id > 0 or name contains '", "\\"
            })
    void noCharacterOfASearchIsAWildcardOrEndsIt(String text) {
        String named = stage().createCompany("AwfulCo", "Awful Söhnes Company");
        assertThat(ids(search(text))).doesNotContain(named);
    }

    @Test
    void whatNoGrammarCanWriteIsPagedAllTheSame() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(stage().createCompany("Quote" + i, "Both \"kinds\" o' quotes " + i));
        }
        String near = stage().createCompany("Near", "Both xkindsx ox quotes 9");
        PsaCompanyQuery query = PsaCompanyQuery.ALL.withSearch("\"kinds\" o' q").withPageSize(2);
        List<String> found = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            PsaCompanyPage one = companies().page(query.withPage(page));
            assertThat(one.more()).as("more after page " + page).isEqualTo(page < 3);
            found.addAll(ids(one));
        }
        assertThat(found).containsExactlyElementsOf(made).doesNotContain(near);
        assertThat(companies().page(query.withPage(4)).companies()).isEmpty();
    }

    @Test
    void aPageIsSortedByNameAndSaysWhetherThereIsMore() {
        List<String> made = new ArrayList<>();
        for (String name : List.of("zzz c", "zzz A", "zzz b", "zzz D")) {
            made.add(stage().createCompany("id" + name.charAt(4), name));
        }
        List<String> sorted = List.of(made.get(1), made.get(2), made.get(0), made.get(3));
        PsaCompanyQuery query = PsaCompanyQuery.ALL.withSearch("zzz").withPageSize(2);
        PsaCompanyPage first = companies().page(query);
        PsaCompanyPage second = inRequests(1, () -> companies().page(query.withPage(2)));
        assertThat(ids(first)).isEqualTo(sorted.subList(0, 2));
        assertThat(first.page()).isEqualTo(1);
        assertThat(first.more()).isTrue();
        assertThat(ids(second)).isEqualTo(sorted.subList(2, 4));
        assertThat(second.page()).isEqualTo(2);
        assertThat(second.more()).as("a full last page").isFalse();
        assertThat(companies().page(query.withPage(3)).companies()).isEmpty();
        assertThat(companies().page(query.withPageSize(3)).more()).isTrue();
        assertThat(companies().page(query.withPageSize(3).withPage(2)).more()).isFalse();
        assertThat(companies().page(query.withPageSize(4)).more()).isFalse();
        assertThat(companies().page(query.withPageSize(5)).more()).isFalse();
    }

    @Test
    void companiesOfOneNameAreInTheOrderOfTheirIds() {
        String first = stage().createCompany("SameA", "Same Name of Two");
        String second = stage().createCompany("SameB", "Same Name of Two");
        PsaCompanyQuery query = PsaCompanyQuery.ALL.withSearch("Same Name").withPageSize(1);
        assertThat(ids(companies().page(query))).containsExactly(first);
        assertThat(ids(companies().page(query.withPage(2)))).containsExactly(second);
    }

    @Test
    void statusesAndTypesLimitAPage() {
        List<String> types = companies().types();
        assertThat(types).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(companies().statuses()).contains(stage().inactiveCompanyStatus());
        String first = stage().createCompany("LimA", "Limited one", types.get(0));
        String second = stage().createCompany("LimB", "Limited two", types.get(1));
        stage().setCompanyStatus(second, stage().inactiveCompanyStatus());
        PsaCompanyQuery both = PsaCompanyQuery.ALL.withSearch("limited");
        assertThat(ids(companies().page(both))).containsExactly(first, second);
        assertThat(ids(companies().page(both.withTypes(Set.of(types.get(0)))))).containsExactly(first);
        assertThat(ids(companies().page(both.withTypes(new HashSet<>(types.subList(0, 2))))))
                .containsExactly(first, second);
        assertThat(ids(companies().page(both.withStatuses(Set.of(stage().inactiveCompanyStatus())))))
                .containsExactly(second);
        assertThat(ids(companies().page(both.withTypes(Set.of("No such type")))))
                .isEmpty();
        assertThat(ids(companies().page(both.withStatuses(Set.of("No such status")))))
                .isEmpty();
    }

    @Test
    void aCompanyIsReadWithAllThatIsKnownOfIt() {
        String type = companies().types().get(1);
        String id = stage().createCompany("KnownCo", "Known Company", type);
        stage().setDefaultContact(id, "Jo", "Doe");
        PsaCompany company = company(id);
        assertThat(company.identifier()).isEqualTo("KnownCo");
        assertThat(company.name()).isEqualTo("Known Company");
        assertThat(company.types()).containsExactly(type);
        assertThat(company.defaultContact()).isEqualTo("Jo Doe");
        assertThat(company.active()).isTrue();
        assertThat(company.gone()).isFalse();
        assertThat(company.hardIds()).isEmpty();
        assertThat(company("knownco")).isEqualTo(company);
        assertThat(search("Known Company").companies()).containsExactly(company);
        try (Stream<PsaCompany> all = companies().all()) {
            assertThat(all).contains(company);
        }
    }

    @Test
    void anInactiveCompanyIsListedAsSuch() {
        String id = stage().createCompany("IdleCo", "Idle Company");
        stage().setCompanyStatus(id, stage().inactiveCompanyStatus());
        PsaCompany company = company(id);
        assertThat(company.active()).isFalse();
        assertThat(company.status()).isEqualTo(stage().inactiveCompanyStatus());
        assertThat(search("Idle Company").companies()).containsExactly(company);
        assertThat(all()).contains(id);
    }

    @Test
    void aDeletedCompanyIsOnNoPageButFoundAsSuch() {
        String id = stage().createCompany("DoneCo", "Done Company");
        stage().deleteCompany(id);
        assertThat(ids(search("Done Company"))).isEmpty();
        assertThat(company(id).deleted()).isTrue();
        assertThat(company("DoneCo").id()).isEqualTo(id);
        assertThat(all()).contains(id);
    }

    @Test
    void allLeavesNoneOutBeyondOnePage() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            made.add(stage().createCompany("Page" + i, "Company of a page " + i));
        }
        try (Stream<PsaCompany> all = stage().paging(2).companies().all()) {
            List<String> found = all.map(PsaCompany::id).toList();
            assertThat(found).containsAll(made).doesNotHaveDuplicates();
            assertThat(found).containsExactlyInAnyOrderElementsOf(all());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nobody", "99999", "0", "007", "99999999999999999999", "", "%", "Awful*", "a\"b'c\\"})
    void aCompanyThatIsNotThereIsNone(String name) {
        stage().createCompany("AwfulCo", "Awful");
        assertThat(companies().company(name)).isEmpty();
    }

    @Test
    void anIdentifierWithAwfulCharactersIsFound() {
        String id = stage().createCompany("a\"b'c\\d_e", "Quoted");
        stage().createCompany("axbxcxdxe", "Not quoted");
        assertThat(company("a\"b'c\\d_e").id()).isEqualTo(id);
    }

    @Test
    void aTenantInItsFieldIsAHardIdAndAnythingElseThereIsNot() {
        String tenant = stage().createCompany("TenantCo", "Tenant Company");
        String other = stage().createCompany("OtherCo", "Other Company");
        stage().setTenant(tenant, "{" + TENANT.toUpperCase(Locale.ROOT) + "}");
        stage().setTenant(other, "n/a");
        assertThat(company(tenant).hardIds()).containsExactly(HardId.tenant(TENANT));
        assertThat(company(other).hardIds()).isEmpty();
        assertThat(search("Tenant Company").companies().get(0).hardIds()).containsExactly(HardId.tenant(TENANT));
        try (Stream<PsaCompany> all = companies().all()) {
            assertThat(all.filter(one -> one.id().equals(tenant))
                            .findFirst()
                            .orElseThrow()
                            .hardIds())
                    .containsExactly(HardId.tenant(TENANT));
        }
    }
}
