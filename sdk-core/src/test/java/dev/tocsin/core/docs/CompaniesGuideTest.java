package dev.tocsin.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.fake.Host;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to companies shows a program that is compiled, what it really prints, and every kind of finding. */
class CompaniesGuideTest {
    private static final Path GUIDE = Path.of("../docs/companies.md");
    private static final Path PROGRAM = Path.of("src/test/java/dev/tocsin/core/docs/MapCompanies.java");
    private static final Pattern SHOWN = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

    private final Host host = new Host();

    @Test
    void theGuideShowsTheProgramThatIsCompiledAndWhatItPrints() throws Exception {
        host.psa
                .company(active("19300", "Acme").identifier("acme-psa"))
                .company(PsaCompany.builder("19301", "Beta")
                        .identifier("beta-psa")
                        .status("Inactive", false))
                .company(active("19302", "Contoso Ltd").identifier("Contoso"))
                .company(active("19303", "Fabrikam GmbH").identifier("Fabrikam"))
                .company(active("19304", "Joe's \"Best\" & Söhne (50 %) [East]").identifier("Joe"));
        host.tocsin().configuration().save(new Company(Host.MSP, "contoso", "Contoso Ltd"));
        host.tocsin().configuration().save(new Company(Host.MSP, "fabrikam", "Fabrikam"));

        assertThat(SHOWN.matcher(Files.readString(GUIDE)).results().map(shown -> shown.group(2)))
                .containsExactly(Files.readString(PROGRAM), printed());
    }

    @Test
    void theGuideTellsOfEveryKindOfFinding() throws Exception {
        assertThat(Files.readString(GUIDE))
                .contains(Stream.of(HygieneFinding.Kind.values())
                        .map(kind -> "| `" + kind + "` |")
                        .toList());
    }

    private static PsaCompany.Builder active(String id, String name) {
        return PsaCompany.builder(id, name).status("Active", true);
    }

    private String printed() {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            MapCompanies.map(host.tocsin());
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
