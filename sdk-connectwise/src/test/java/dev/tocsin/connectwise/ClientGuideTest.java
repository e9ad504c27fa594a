package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import dev.tocsin.connectwise.docs.AnswerQuestions;
import dev.tocsin.connectwise.docs.CreateTicket;
import dev.tocsin.connectwise.docs.FindCompany;
import dev.tocsin.connectwise.docs.ReadChanges;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientGuideTest {
    private static final Path GUIDE = Path.of("../docs/connectwise.md");
    private static final Path PROGRAMS = Path.of("src/test/java/dev/tocsin/connectwise/docs");
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final ConnectWiseSimulator simulator =
            ConnectWiseSimulator.builder().start();
    private ConnectWise client;
    private Path settings;

    @BeforeEach
    void settings(@TempDir Path folder) throws Exception {
        settings = folder.resolve("connectwise.properties");
        Files.writeString(
                settings,
                String.join(
                        "\n",
                        "site=" + simulator.siteUri(),
                        "company=" + simulator.companyId(),
                        "publicKey=" + simulator.publicKey(),
                        "privateKey=" + simulator.privateKey(),
                        "clientId=" + simulator.clientId()));
        java.util.Properties read = new java.util.Properties();
        read.load(Files.newBufferedReader(settings));
        client = ConnectWise.connect(ConnectWiseConnection.of(read));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FindCompany", "CreateTicket", "AnswerQuestions", "ReadChanges", "ReceiveCallbacks"})
    void theGuideShowsTheProgramsThatAreCompiled(String name) throws Exception {
        List<String> shown = SHOWN.matcher(Files.readString(GUIDE))
                .results()
                .map(result -> result.group(1))
                .toList();
        String program = Files.readString(PROGRAMS.resolve(name + ".java"));
        assertThat(shown).contains(program);
        assertThat(program.lines()).hasSizeLessThanOrEqualTo(60);
    }

    /** What a program prints. */
    private static String printed(Program program, String... args) throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            program.main(args);
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private interface Program {
        void main(String[] args) throws Exception;
    }

    private Configuration configuration(String company, String name) {
        int customer =
                client.companies().findByIdentifier(company).orElseThrow().id();
        return client.configurations()
                .create(Configuration.draft()
                        .set(ConfigurationField.NAME, name)
                        .set(ConfigurationField.CONFIGURATION_TYPE, Reference.named("Managed Server"))
                        .set(ConfigurationField.COMPANY, Reference.id(customer)));
    }

    @Test
    void aCompanyIsFound() throws Exception {
        assertThat(printed(FindCompany::main, settings.toString(), "Joe's \"Best\" & S".substring(0, 5)))
                .startsWith("1 found")
                .contains("Joe's");
    }

    @Test
    void aTicketIsCreatedWithItsConfiguration() throws Exception {
        Configuration server = configuration("AcmeInc", "dc01");
        String output = printed(CreateTicket::main, settings.toString(), "AcmeInc", "Security Alerts");
        Matcher id = Pattern.compile("ticket (\\d+)").matcher(output);
        assertThat(id.find()).isTrue();
        int ticketId = Integer.parseInt(id.group(1));
        Ticket ticket = client.tickets().get(ticketId).orElseThrow();
        assertThat(ticket.summary()).isEqualTo("Disk is full on dc01");
        assertThat(client.tickets().configurations(ticketId).stream(Query.all()))
                .singleElement()
                .satisfies(attached -> assertThat(attached.id()).isEqualTo(server.id()));
        assertThat(client.tickets().notes(ticketId).count(Query.all())).isEqualTo(1);
    }

    @Test
    void questionsAreAnswered() throws Exception {
        Configuration server = configuration("AcmeInc", "dc01");
        String output = printed(AnswerQuestions::main, settings.toString(), Integer.toString(server.id()));
        assertThat(output).contains("(Text): null");
        assertThat(client.configurations().get(server.id()).orElseThrow().questions())
                .extracting(ConfigurationQuestion::answer)
                .contains("12.4");
    }

    @Test
    void changesAreRead() throws Exception {
        client.tickets()
                .create(Ticket.draft()
                        .set(TicketField.SUMMARY, "Disk is full")
                        .set(TicketField.COMPANY, Reference.identified("AcmeInc")));
        assertThat(printed(ReadChanges::main, settings.toString()))
                .contains("Disk is full")
                .contains("companies, read in parallel");
    }
}
