package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.Software;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.examples.alertbridge.reader.BrokenFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assets out of files. */
class InventoryTest {
    private static final String BEGINNING = "<NessusClientData_v2><Report>\n";
    private static final String END = "</Report></NessusClientData_v2>\n";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Inventory inventory(String company, String... files) {
        Surroundings around = new Surroundings(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(new byte[0]),
                Clock.systemUTC(),
                Sleeper.system(),
                name -> null,
                directory,
                false,
                true,
                null);
        List<String> names = List.of(files);
        return Inventory.of(
                "test",
                new InventoryFiles(
                        directory,
                        names,
                        InventoryFiles.formatOf(directory, names),
                        company,
                        customer -> customer.equals("customer-7") ? "contoso" : customer),
                true,
                new Progress(around));
    }

    private static List<Asset> assets(Inventory inventory) {
        try (Stream<Asset> assets = inventory.assets(null)) {
            return assets.toList();
        }
    }

    private static String host(String name, String tags, String items) {
        return "<ReportHost name=\"" + name + "\"><HostProperties>" + tags + "</HostProperties>" + items
                + "</ReportHost>\n";
    }

    private static String tag(String name, String value) {
        return "<tag name=\"" + name + "\">" + value + "</tag>";
    }

    private static String item(String plugin, String output) {
        return "<ReportItem port=\"0\" severity=\"0\" pluginID=\"" + plugin + "\"><synopsis>s</synopsis><plugin_output>"
                + output + "</plugin_output></ReportItem>";
    }

    @Test
    @Tag("contract")
    void everyHostOfARealReportIsAnAssetWithWhatTheReportSays() {
        String shared = System.getProperty("tocsin.shared");
        assumeTrue(shared != null, "-Dtocsin.shared names the folder of real reports");
        Path real = Path.of(String.valueOf(shared)).resolve("events/scan.nessus");

        List<Asset> assets = assets(inventory("contoso", real.toString()));

        assertThat(assets).hasSize(7).extracting(Asset::name).contains("QA3APP09", "QA3APP01");
        assertThat(assets.get(0)).satisfies(asset -> {
            assertThat(asset.id()).isEqualTo("qa3app09");
            assertThat(asset.companyId()).isEqualTo("contoso");
            assertThat(asset.macAddresses()).containsExactly("00:50:56:81:01:e3");
            assertThat(asset.addresses()).containsExactly("10.31.112.29");
            assertThat(asset.operatingSystem()).contains("Microsoft Windows Server 2008 R2 Standard Service Pack 1");
            assertThat(asset.lastSeen()).contains(Instant.parse("2013-07-01T11:40:48Z"));
            assertThat(asset.attributes()).containsEntry("fqdn", "qa3app09");
        });
    }

    @Test
    void aHostIsCalledByItsMostStableNameAndByItsAddressIfItHasNone() throws IOException {
        file(
                "scan.nessus",
                BEGINNING
                        + host("10.0.0.1", tag("netbios-name", "CORP\\FILES01") + tag("host-fqdn", "f.example"), "")
                        + host("10.0.0.2", tag("host-fqdn", "www.example"), "")
                        + host("10.0.0.3", "", "")
                        + host(" ", tag("host-ip", "10.0.0.4"), "")
                        + host("", "", "")
                        + END);

        Inventory inventory = inventory("contoso", "scan.nessus");

        assertThat(assets(inventory))
                .extracting(Asset::id, Asset::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("files01", "FILES01"),
                        org.assertj.core.groups.Tuple.tuple("www.example", "www.example"),
                        org.assertj.core.groups.Tuple.tuple("10.0.0.3", "10.0.0.3"),
                        org.assertj.core.groups.Tuple.tuple("10.0.0.4", "10.0.0.4"));
        assertThat(inventory.faults())
                .as("a host of which nothing is known is told")
                .isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("scan.nessus:6: ReportHost: has no name");
        assertThat(inventory.complete()).as("so nothing is taken as gone").isFalse();
    }

    @Test
    void whatChecksListOfAHostIsPartOfTheAsset() throws IOException {
        String windows = item("20811", """

                The following software are installed on the remote host :

                7-Zip 9.20  [version 9.20.00.0]  [installed on 2013/05/01]
                Plain Viewer

                The following updates are installed :

                Microsoft .NET Framework 4 Extended :
                  KB2468871 [version 1]
                """)
                + item("24270", """

                  Computer Manufacturer : Dell Inc.
                  Computer Model : OptiPlex 7010
                  Computer SerialNumber : 4XK2J1
                  Computer Type : Desktop
                """)
                + item("38689", "\nLast Successful logon : CORP\\jane\n")
                + item("86420", """
                The following is a consolidated list of detected MAC addresses:
                  - 00:50:56:81:01:E3
                  - 00:50:56:81:01:E4

                The following is a list of potentially unreliable MAC addresses:
                  - 00:50:43:AC:6D:10 (ARP)
                """);
        String unix = item("22869", """

                Here is the list of packages installed on the remote Debian Linux system :

                  ii  adduser  3.118  all  add and remove users and groups
                  rc  gone  1.0  all  removed
                  bash-4.2.46-34.el7|1
                """) + item("35351", """
                Chassis Information
                  Serial Number : CHASSIS
                System Information
                  Serial Number : SYS-1
                  Product Name  : PowerEdge
                  Manufacturer  : Dell
                """);
        file("scan.nessus", BEGINNING + host("a", "", windows) + host("b", "", unix) + END);

        List<Asset> assets = assets(inventory("contoso", "scan.nessus"));

        assertThat(assets.get(0)).satisfies(asset -> {
            assertThat(asset.software())
                    .containsExactly(new Software("7-Zip 9.20", "9.20.00.0"), new Software("Plain Viewer", null));
            assertThat(asset.serialNumber()).contains("4XK2J1");
            assertThat(asset.manufacturer()).contains("Dell Inc.");
            assertThat(asset.model()).contains("OptiPlex 7010");
            assertThat(asset.user()).contains("CORP\\jane");
            assertThat(asset.macAddresses()).containsExactly("00:50:56:81:01:E3", "00:50:56:81:01:E4");
        });
        assertThat(assets.get(1)).satisfies(asset -> {
            assertThat(asset.software())
                    .containsExactly(new Software("adduser", "3.118"), new Software("bash", "4.2.46-34.el7"));
            assertThat(asset.serialNumber()).contains("SYS-1");
            assertThat(asset.model()).contains("PowerEdge");
        });
    }

    @Test
    void anAddressAtWhichNobodyAnsweredIsNoAssetAndIsCounted() throws IOException {
        file(
                "scan.nessus",
                BEGINNING + host("10.0.0.9", "", item("10180", "The remote host is considered as dead")) + END);

        Inventory inventory = inventory("contoso", "scan.nessus");

        assertThat(assets(inventory)).isEmpty();
        assertThat(inventory.skipped()).containsEntry("address at which no host answered", 1L);
    }

    @Test
    void whatIsListedTwiceIsOneAssetWithBothAddresses() throws IOException {
        file(
                "scan.nessus",
                BEGINNING
                        + host(
                                "10.0.0.1",
                                tag("netbios-name", "DUAL")
                                        + tag("host-ip", "10.0.0.1")
                                        + tag("HOST_END", "Mon Mar  2 08:41:10 2026")
                                        + tag("operating-system", "New"),
                                "")
                        + host("only", "", "")
                        + host(
                                "10.1.0.1",
                                tag("netbios-name", "Dual")
                                        + tag("host-ip", "10.1.0.1")
                                        + tag("HOST_END", "Mon Mar  2 07:41:10 2026")
                                        + tag("operating-system", "Old"),
                                "")
                        + END);

        Inventory inventory = inventory("contoso", "scan.nessus");

        assertThat(inventory.total()).hasValue(2);
        assertThat(inventory.repeats()).isOne();
        assertThat(assets(inventory)).extracting(Asset::name).containsExactly("only", "DUAL");
        assertThat(assets(inventory).get(1)).satisfies(asset -> {
            assertThat(asset.addresses()).containsExactly("10.0.0.1", "10.1.0.1");
            assertThat(asset.operatingSystem()).contains("New");
        });
    }

    private static String clone(String address, String tags) {
        return host(address, tag("netbios-name", "PRN01") + tag("host-ip", address) + tags, "");
    }

    @Test
    void hostsOfOneNameAreOneAssetOnlyIfNothingTellsThemApart() throws IOException {
        String first = clone("10.0.0.1", tag("mac-address", "AA:BB:CC:00:00:01"));
        String second = clone("10.0.0.2", tag("mac-address", "AA:BB:CC:00:00:02"));
        String again = clone("10.0.0.3", tag("mac-address", "aa-bb-cc-00-00-01\nAA:BB:CC:00:00:03"));
        String bare = clone("10.0.0.4", "");
        String byUuid = clone("10.0.0.5", tag("bios-uuid", "4c4c4544-0001"));
        String otherUuid = clone("10.0.0.6", tag("bios-uuid", "4c4c4544-0002"));
        file("apart.nessus", BEGINNING + first + second + again + END);
        file("turned.nessus", BEGINNING + again + second + first + END);
        file("same.nessus", BEGINNING + first + again + bare + END);
        file("uuids.nessus", BEGINNING + byUuid + otherUuid + END);

        Inventory apart = inventory("contoso", "apart.nessus");
        assertThat(apart.total()).hasValue(2);
        assertThat(apart.namesakes()).isOne();
        assertThat(assets(apart)).extracting(Asset::name).containsExactly("PRN01", "PRN01");
        assertThat(assets(apart)).extracting(Asset::id).containsExactly("prn01 aabbcc000001", "prn01 aabbcc000002");
        assertThat(assets(apart).get(1).macAddresses()).containsExactly("AA:BB:CC:00:00:02");
        assertThat(assets(inventory("contoso", "turned.nessus")))
                .extracting(Asset::id)
                .containsExactly("prn01 aabbcc000001", "prn01 aabbcc000002");
        Inventory same = inventory("contoso", "same.nessus");
        assertThat(same.total()).hasValue(1);
        assertThat(same.namesakes()).isZero();
        assertThat(assets(same)).extracting(Asset::id).containsExactly("prn01");
        assertThat(assets(inventory("contoso", "uuids.nessus")))
                .extracting(Asset::id)
                .containsExactly("prn01 4c4c45440001", "prn01 4c4c45440002");
    }

    @Test
    void aRecordWithHalfASurrogatePairIsToldWithItsLineAndLeftOut() throws IOException {
        file("assets.jsonl", """
                {"id":"1","name":"one"}
                {"id":"\\ud800","name":"two"}
                {"id":"3","name":"SUR\\ud800"}
                {"id":"4","name":"four","secrets":{"admin":"hunter2\\udc00"}}
                {"id":"5","name":"\\ud83d\\ude00"}
                {"id":"6","name":"six","a\\nforged: line":1}
                """);

        Inventory inventory = inventory("contoso", "assets.jsonl");

        assertThat(assets(inventory)).extracting(Asset::id).containsExactly("1", "5");
        assertThat(inventory.complete()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("assets.jsonl:2: id: has half a surrogate pair at place 1"))
                .anyMatch(line -> line.startsWith("assets.jsonl:3: name: has half a surrogate pair at place 4"))
                .anyMatch(
                        line -> line.startsWith("assets.jsonl:4: secrets.admin: has half a surrogate pair at place 8"))
                .anyMatch(line -> line.startsWith("assets.jsonl:6: a\\u000aforged: line: is no field"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void aTruncatedOrHostileReportIsRefusedBeforeAnyAssetLeaves() throws IOException {
        file("cut.nessus", BEGINNING + host("a", "", "") + "<ReportHost name=\"b\"><HostPro");
        file("bomb.nessus", "<!DOCTYPE x [<!ENTITY a \"b\">]>" + BEGINNING + host("a", "", "") + END);
        file("other.xml", "<html><body/></html>");

        assertThatThrownBy(() -> inventory("contoso", "cut.nessus"))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageStartingWith("cut.nessus:3: the XML is broken or ends early");
        assertThatThrownBy(() -> inventory("contoso", "bomb.nessus"))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("DOCTYPE");
        assertThatThrownBy(() -> inventory("contoso", "other.xml"))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("the file begins with <html>");
    }

    @Test
    void aLineOfJsonIsAnAsset() throws IOException {
        file("assets.jsonl", """
                {"id":"a-1","company":"customer-7","name":"Joe's \\"PC\\" (50 %)","deviceIdentifier":"agent-1",\
                "serialNumber":"S1","macAddresses":["00:50:56:81:01:E3"],"model":"M","manufacturer":"Mf",\
                "operatingSystem":"OS","addresses":"192.0.2.1","user":"jane","lastSeen":"2026-03-02T09:30:00+01:00",\
                "retired":true,"software":["Bare",{"name":"Zip","version":"1"}],"attributes":{"rack":7},\
                "secrets":{"admin":"hunter2"}}

                {"id":"a-2","company":"fabrikam","name":"two"}
                """);

        List<Asset> assets = assets(inventory(null, "assets.jsonl"));

        assertThat(assets)
                .containsExactly(
                        Asset.builder("a-1", "contoso", "Joe's \"PC\" (50 %)")
                                .deviceIdentifier("agent-1")
                                .serialNumber("S1")
                                .macAddresses(List.of("00:50:56:81:01:E3"))
                                .model("M")
                                .manufacturer("Mf")
                                .operatingSystem("OS")
                                .addresses(List.of("192.0.2.1"))
                                .user("jane")
                                .lastSeen(Instant.parse("2026-03-02T08:30:00Z"))
                                .retired(true)
                                .software(List.of(new Software("Bare", null), new Software("Zip", "1")))
                                .attributes(java.util.Map.of("rack", "7"))
                                .secrets(java.util.Map.of("admin", Secret.of("hunter2")))
                                .build(),
                        Asset.builder("a-2", "fabrikam", "two").build());
        assertThat(assets(inventory("customer-7", "assets.jsonl")))
                .as("one company alone")
                .extracting(Asset::id)
                .containsExactly("a-1");
    }

    @Test
    void aBadLineIsToldWithItsPlaceAndTheOthersAreRead() throws IOException {
        file("assets.jsonl", """
                {"id":"1","company":"c","name":"one"}
                {"id":"2","company":"c","name":"two","serial":"S"}
                {"id":"3","name":"three"}
                {"id":"4","company":"c","name":"four","software":[{"name":" "}]}
                {"id":"5","company":"c","name":"five","secrets":{"a":"hunter2"},"lastSeen":"yesterday"}
                {"id":"6","company":"c",
                {"id":"7","company":"c","name":"seven"}
                """);

        Inventory inventory = inventory(null, "assets.jsonl");

        assertThat(assets(inventory)).extracting(Asset::id).containsExactly("1", "7");
        assertThat(inventory.faults()).isEqualTo(5);
        assertThat(inventory.complete()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("assets.jsonl:2: serial: is no field", "assets.jsonl:3: company: is missing")
                .contains("assets.jsonl:4: name: is missing", "assets.jsonl:5: lastSeen: 'yesterday'")
                .contains("assets.jsonl:6: not JSON")
                .doesNotContain("hunter2");
    }

    @Test
    void filesOfDifferentFormatsAndFilesOfNoneAreRefused() throws IOException {
        file("a.jsonl", "{\"id\":\"1\",\"company\":\"c\",\"name\":\"one\"}\n");
        file("b.nessus", BEGINNING + END);
        file("c.csv", "id,name\n");

        assertThatThrownBy(() -> inventory(null, "a.jsonl", "b.nessus"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("b.nessus: is nessus and the file before it jsonl");
        assertThatThrownBy(() -> inventory(null, "c.csv")).hasMessageContaining("looks like no inventory");
        assertThatThrownBy(() -> inventory(null, "absent")).hasMessageContaining("absent: cannot be read");
    }

    @Test
    void aFileThatChangedBetweenLookingAndReadingStopsTheRun() throws IOException {
        file("a.jsonl", "{\"id\":\"1\",\"company\":\"c\",\"name\":\"one\"}\n");
        Inventory inventory = inventory(null, "a.jsonl");
        file("a.jsonl", "{\"id\":\"1\",\"comp");

        assertThatThrownBy(() -> assets(inventory)).hasMessageContaining("was changed while it was read");
        file("a.jsonl", "");
        assertThatThrownBy(() -> assets(inventory)).hasMessageContaining("was changed while it was read");
    }
}
