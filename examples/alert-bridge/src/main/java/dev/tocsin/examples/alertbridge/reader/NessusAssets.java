package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.base.BoundedText;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** The hosts of a Nessus v2 report. */
final class NessusAssets implements AssetReader {
    /** Why hosts are skipped that the scanner lists and did not meet. */
    static final String DEAD = "address at which no host answered";

    private static final String ROOT = "NessusClientData_v2";
    /** The longest output of a check that is looked into, in characters: some thousand programs. */
    private static final int MAX_OUTPUT = 1024 * 1024;

    private final ReadSource source;
    private final AssetSink sink;
    private final XmlFile xml;
    private boolean begun;
    private boolean ended;

    NessusAssets(ReadSource source, AssetSink sink) {
        this.source = source;
        this.sink = sink;
        try {
            xml = new XmlFile(source.stream());
        } catch (XmlFile.BrokenException e) {
            throw broken(e.line(), e);
        }
    }

    @Override
    public @Nullable Asset next() {
        try {
            begin();
            while (!ended) {
                int kind = xml.next();
                if (kind == XMLStreamConstants.END_DOCUMENT) {
                    ended = true;
                } else if (kind == XMLStreamConstants.START_ELEMENT
                        && xml.name().equals("ReportHost")) {
                    Asset asset = host();
                    if (asset != null) {
                        return asset;
                    }
                }
            }
            return null;
        } catch (XmlFile.BrokenException e) {
            ended = true;
            throw broken(Math.max(xml.line(), e.line()), e);
        }
    }

    private void begin() throws XmlFile.BrokenException {
        while (!begun) {
            begun = xml.next() == XMLStreamConstants.START_ELEMENT;
            if (begun && !xml.name().equals(ROOT)) {
                throw new XmlFile.BrokenException(
                        "the file begins with <" + BoundedText.within(60, xml.name()) + ">; legal is <" + ROOT
                                + ">, an export as Nessus v2",
                        null);
            }
        }
    }

    private BrokenFileException broken(long line, XmlFile.BrokenException e) {
        return new BrokenFileException(new ReadFault(source.name(), line, null, String.valueOf(e.getMessage())));
    }

    private @Nullable Asset host() throws XmlFile.BrokenException {
        long line = xml.line();
        NessusDevice device = new NessusDevice(xml.attribute("name"));
        for (int kind = xml.next(); kind != XMLStreamConstants.END_ELEMENT; kind = xml.next()) {
            if (kind == XMLStreamConstants.START_ELEMENT) {
                switch (xml.name()) {
                    case "HostProperties" -> properties(device);
                    case "ReportItem" -> item(device);
                    default -> xml.skip();
                }
            }
        }
        if (device.dead()) {
            sink.skipped(DEAD);
            return null;
        }
        try {
            return device.asset(source.company()
                    .orElseThrow(() ->
                            new UnusableException("company", "is missing; a report names none, so give --company ID")));
        } catch (UnusableException e) {
            sink.fault(new ReadFault(source.name(), line, e.field(), e.reason()));
            return null;
        }
    }

    private void properties(NessusDevice device) throws XmlFile.BrokenException {
        for (int kind = xml.next(); kind != XMLStreamConstants.END_ELEMENT; kind = xml.next()) {
            if (kind == XMLStreamConstants.START_ELEMENT) {
                String name = xml.attribute("name");
                if (name != null && NessusDevice.TAGS.contains(name)) {
                    device.tag(name, xml.text(NessusFinding.MAX_TEXT));
                } else {
                    xml.skip();
                }
            }
        }
    }

    private void item(NessusDevice device) throws XmlFile.BrokenException {
        String plugin = xml.attribute("pluginID");
        if (plugin == null || !NessusOutput.PLUGINS.contains(plugin.strip())) {
            xml.skip();
            return;
        }
        for (int kind = xml.next(); kind != XMLStreamConstants.END_ELEMENT; kind = xml.next()) {
            if (kind == XMLStreamConstants.START_ELEMENT) {
                if (xml.name().equals("plugin_output")) {
                    String output = xml.text(MAX_OUTPUT + 1);
                    if (output.length() > MAX_OUTPUT) {
                        sink.skipped("rest of a check's output beyond " + MAX_OUTPUT + " characters");
                    }
                    device.output(plugin.strip(), output);
                } else {
                    xml.skip();
                }
            }
        }
    }
}
