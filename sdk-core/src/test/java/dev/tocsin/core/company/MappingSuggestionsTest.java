package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Suggestion.Ground;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingSuggestionsTest {
    private static final String TENANT = "6f2f3f4e-0d7a-4a2c-9b4e-0a1b2c3d4e5f";
    private static final String OTHER_TENANT = "11111111-2222-3333-4444-555555555555";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Contoso|Contoso|SAME_NAME|100",
                "Contoso East|Contoso\u00a0East|UNSEEN_CHARACTERS|98",
                "Contoso|\u200eContoso\u200f|UNSEEN_CHARACTERS|98",
                "Contoso|Con\u00adtoso|UNSEEN_CHARACTERS|98",
                "CONTOSO|Contoso|CASE|97",
                "Straße Nord|STRASSE NORD|CASE|97",
                "Söhne & Co|Sohne + Co|PUNCTUATION|95",
                "Data Core|DataCore|PUNCTUATION|95",
                "Joe's \"Best\" & Söhne (50 %) [East]|Joes Best Sohne 50 East|PUNCTUATION|95",
                "Contoso|Contoso Ltd.|LEGAL_FORM|92",
                "Contoso GmbH|Contoso G.m.b.H. & Co. KG|LEGAL_FORM|92",
                "Contoso, Inc.|Contoso LLC|LEGAL_FORM|92",
                "Contoso S.A.|Contoso Sp. z o.o.|LEGAL_FORM|92",
                "Contoso and Sons|Contoso & Sons Pty Ltd|LEGAL_FORM|92",
                "Nord Contoso|Contoso Nord AG|WORD_ORDER|90",
                "Contoso|Contosso|SPELLING|77",
                "Contoso|Cont\u043eso|SPELLING|75",
                "Mueller Metallbau|Müller Metallbau GmbH|SPELLING|82",
            })
    void nearNamesAreSuggestedWithScoreAndGround(String local, String psa, Ground ground, int score) {
        List<Suggestion> found = suggest(List.of(local("a", local)), List.of(psa("1", psa), psa("2", "Zyx")));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).ground()).isEqualTo(ground);
        assertThat(found.get(0).score()).isEqualTo(score);
        assertThat(found.get(0).reason()).isNotBlank();
    }

    @Test
    void rareWordTellsMoreThanCommonOnes() {
        List<PsaCompany> psa = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> psa.add(psa(Integer.toString(i + 10), "Dental Practice " + word(i))));
        psa.add(psa("1", "Zweibrücken Praxis"));

        List<Suggestion> found = suggest(List.of(local("a", "Dental Zweibrücken")), psa);

        assertThat(found).extracting(suggestion -> suggestion.psaCompany().id()).startsWith("1");
        assertThat(found.get(0).reason()).isEqualTo("1 of 2 words in common: zweibrucken");
    }

    @Test
    void strangersAreNotSuggested() {
        assertThat(suggest(List.of(local("a", "Contoso")), List.of(psa("1", "Fabrikam"), psa("2", "Acme Ltd"))))
                .isEmpty();
        assertThat(suggest(List.of(local("a", "AG")), List.of(psa("1", "KG")))).isEmpty();
        assertThat(suggest(List.of(local("a", "***")), List.of(psa("1", "###"), psa("2", ""))))
                .isEmpty();
    }

    @Test
    void onlyUnmappedCompaniesGetSuggestionsAndOnlyOfThoseThatAreThere() {
        CompanyMapping mapping = new CompanyMapping(MspId.SINGLE, "b", "cw", "1", null, false, List.of());
        LocalCompany mapped = Locals.of(new Company(MspId.SINGLE, "b", "Contoso"), Set.of(), mapping, false, null);
        LocalCompany unmapped = Locals.of(new Company(MspId.SINGLE, "c", "Contoso"), Set.of(), null, true, null);

        List<Suggestion> found = suggest(
                List.of(mapped, unmapped),
                List.of(
                        PsaCompany.builder("1", "Contoso Ltd").deleted(true).build(),
                        PsaCompany.builder("2", "Contoso Ltd").mergedInto("4").build(),
                        PsaCompany.builder("3", "Contoso Ltd")
                                .status("Former", false)
                                .build(),
                        psa("4", "Contoso Ltd")));

        assertThat(found).extracting(suggestion -> suggestion.local().id()).containsExactly("c");
        assertThat(found).extracting(suggestion -> suggestion.psaCompany().id()).containsExactly("4");
    }

    @Test
    void companyOfAnotherTenantIsNotSuggested() {
        LocalCompany local =
                LocalCompany.unmapped(new Company(MspId.SINGLE, "a", "Contoso"), Set.of(HardId.tenant(TENANT)));
        PsaCompany other = PsaCompany.builder("1", "Contoso Ltd")
                .hardId(HardId.tenant(OTHER_TENANT))
                .build();

        assertThat(suggest(List.of(local), List.of(other))).isEmpty();
    }

    @Test
    void bestComeFirstAndEqualOnesByTheirId() {
        List<Suggestion> found = suggest(
                List.of(local("b", "Contoso"), local("a", "Contoso")),
                List.of(psa("10", "Contoso Ltd"), psa("9", "Contoso AG"), psa("1", "Contosso"), psa("2", "CONTOSO")));

        assertThat(found)
                .extracting(suggestion ->
                        suggestion.local().id() + suggestion.psaCompany().id())
                .containsExactly("a2", "a9", "a10", "a1", "b2", "b9", "b10", "b1");
    }

    @Test
    void limitsAreKeptAndIllegalOnesRefused() {
        List<PsaCompany> psa = List.of(psa("1", "Contoso Ltd"), psa("2", "CONTOSO"), psa("3", "Contosso"));

        assertThat(new MappingSuggestions(2, 50).suggest(List.of(local("a", "Contoso")), psa))
                .hasSize(2);
        assertThat(new MappingSuggestions(5, 95).suggest(List.of(local("a", "Contoso")), psa))
                .hasSize(1);
        assertThatThrownBy(() -> new MappingSuggestions(0, 50)).hasMessageContaining("perCompany: 0");
        assertThatThrownBy(() -> new MappingSuggestions(5, 101)).hasMessageContaining("minScore: 101");
    }

    @Test
    void randomNamesWithOneSlipAreFoundWhateverTheOrder() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<String> names = IntStream.range(0, 40)
                    .mapToObj(i -> word(random.nextInt(1 << 24)) + " " + word(i))
                    .toList();
            List<PsaCompany> psa = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                psa.add(psa(Integer.toString(i), names.get(i)));
            }
            int meant = random.nextInt(names.size());
            List<LocalCompany> locals = List.of(local("a", slip(random, names.get(meant))));
            List<Suggestion> found = suggest(locals, psa);
            assertThat(found)
                    .as("%s", locals)
                    .extracting(suggestion -> suggestion.psaCompany().id())
                    .contains(Integer.toString(meant));
            assertThat(found).allMatch(suggestion -> suggestion.score() >= 50 && suggestion.score() <= 100);
            Collections.shuffle(psa, random);
            assertThat(suggest(locals, psa)).isEqualTo(found);
        }
    }

    @Test
    void tenThousandCompaniesFindTheirNearMatches() {
        Random random = new Random(11);
        List<LocalCompany> locals = new ArrayList<>();
        List<PsaCompany> psa = new ArrayList<>();
        List<String> forms = List.of(" Ltd", " GmbH", ", Inc.", " B.V.", " Pty Ltd");
        for (int i = 0; i < 10_000; i++) {
            String name = word(i * 7919 + 104_729) + " Services Group";
            psa.add(psa(Integer.toString(i), name));
            locals.add(local("c" + i, name + forms.get(random.nextInt(forms.size()))));
        }

        List<Suggestion> found = new MappingSuggestions(1, 50).suggest(locals, psa);

        assertThat(found)
                .hasSize(10_000)
                .allMatch(suggestion -> suggestion
                        .local()
                        .id()
                        .equals("c" + suggestion.psaCompany().id()))
                .allMatch(suggestion -> suggestion.ground() == Ground.LEGAL_FORM);
    }

    @Test
    void tenThousandCompaniesOfOneNameAreStillBounded() {
        List<LocalCompany> locals = IntStream.range(0, 10_000)
                .mapToObj(i -> local("c" + i, "Contoso International Holding Services"))
                .toList();
        List<PsaCompany> psa = IntStream.range(0, 10_000)
                .mapToObj(i -> psa(Integer.toString(i), "Contoso International Holding Services Ltd"))
                .toList();

        assertThat(new MappingSuggestions(2, 50).suggest(locals, psa))
                .hasSize(20_000)
                .allMatch(suggestion -> suggestion.psaCompany().id().equals("0")
                        || suggestion.psaCompany().id().equals("1"));
    }

    private static String slip(Random random, String name) {
        int place = random.nextInt(name.length() - 1);
        return switch (random.nextInt(4)) {
            case 0 -> name.substring(0, place) + name.substring(place + 1);
            case 1 -> name.substring(0, place) + "x" + name.substring(place);
            case 2 -> name.substring(0, place) + "x" + name.substring(place + 1);
            default ->
                name.substring(0, place) + name.charAt(place + 1) + name.charAt(place) + name.substring(place + 2);
        };
    }

    /** A word that can be spoken, another one for each number. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        int left = number + 4096;
        while (left > 0) {
            word.append("bdfgklmnprstvwzh".charAt(left % 16)).append("aeiou".charAt(left % 5));
            left /= 16;
        }
        return word.toString();
    }

    private static List<Suggestion> suggest(List<LocalCompany> locals, List<PsaCompany> psa) {
        return new MappingSuggestions().suggest(locals, psa);
    }

    private static LocalCompany local(String id, String name) {
        return LocalCompany.unmapped(new Company(MspId.SINGLE, id, name), Set.of());
    }

    private static PsaCompany psa(String id, String name) {
        return PsaCompany.builder(id, name).build();
    }
}
