package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** One reading of one report. */
final class NessusReport {
    private static final String ROOT = "NessusClientData_v2";
    private static final List<String> ITEM_TAG = List.of("port", "svc_name", "protocol", "pluginName", "pluginFamily");
    /** The check that finds out whether a host answers at all. */
    private static final String PING = "10180";
    /** How many findings may stand before their host's properties, which tell its name. */
    private static final int MAX_WAITING = 1_000;

    private final String company;
    private final ReadSource source;
    private final Tally tally;
    private @Nullable Instant scanTime;
    private @Nullable Instant lastHostTime;
    private @Nullable String preference;

    NessusReport(String company, ReadSource source, Tally tally) {
        this.company = company;
        this.source = source;
        this.tally = tally;
    }

    /** Reads the report; false if it is not a whole one. */
    boolean read() {
        XmlFile xml;
        try {
            xml = new XmlFile(source.stream());
        } catch (XmlFile.BrokenException e) {
            tally.fault(e.line(), null, String.valueOf(e.getMessage()));
            return false;
        }
        try {
            int kind = XMLStreamConstants.START_DOCUMENT;
            while (kind != XMLStreamConstants.START_ELEMENT) {
                kind = xml.next();
            }
            if (!xml.name().equals(ROOT)) {
                throw new XmlFile.BrokenException(
                        "the file begins with <" + BoundedText.within(60, xml.name()) + ">; legal is <" + ROOT
                                + ">, an export as Nessus v2",
                        null);
            }
            while (kind != XMLStreamConstants.END_DOCUMENT) {
                kind = xml.next();
                if (kind == XMLStreamConstants.START_ELEMENT) {
                    element(xml);
                }
            }
            return true;
        } catch (XmlFile.BrokenException e) {
            tally.fault(xml.line(), null, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void element(XmlFile xml) throws XmlFile.BrokenException {
        switch (xml.name()) {
            case "ReportHost" -> host(xml);
            case "name" -> preference = xml.text(100).strip();
            case "value" -> {
                if ("scan_end_timestamp".equals(preference)
                        || ("scan_start_timestamp".equals(preference) && scanTime == null)) {
                    scanTime = RecordTime.epoch(xml.text(100));
                }
            }
            default -> {}
        }
    }

    private void host(XmlFile xml) throws XmlFile.BrokenException {
        long line = xml.line();
        NessusHost host = new NessusHost(
                company, source.msp(), xml.attribute("name"), scanTime != null ? scanTime : lastHostTime);
        List<NessusFinding> waiting = new ArrayList<>();
        try {
            children(xml, host, waiting);
        } catch (XmlFile.BrokenException e) {
            if (!waiting.isEmpty()) {
                tally.fault(
                        line,
                        "HostProperties",
                        "was not read, so " + waiting.size() + " findings have no host to belong to");
            }
            list(host, line, false);
            throw e;
        }
        emitAll(host, waiting);
        list(host, line, true);
        Instant time = host.ownTime();
        lastHostTime = time != null ? time : lastHostTime;
    }

    private void children(XmlFile xml, NessusHost host, List<NessusFinding> waiting) throws XmlFile.BrokenException {
        for (int kind = xml.next(); kind != XMLStreamConstants.END_ELEMENT; kind = xml.next()) {
            if (kind != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.name()) {
                case "HostProperties" -> {
                    properties(xml, host);
                    emitAll(host, waiting);
                }
                case "ReportItem" -> {
                    Optional<NessusFinding> finding = item(xml, host);
                    if (finding.isPresent()) {
                        waiting.add(finding.get());
                        if (host.described()) {
                            emitAll(host, waiting);
                        } else if (waiting.size() > MAX_WAITING) {
                            throw new XmlFile.BrokenException(
                                    "a host has more than " + MAX_WAITING + " findings before its HostProperties",
                                    null);
                        }
                    }
                }
                default -> xml.skip();
            }
        }
    }

    private static void properties(XmlFile xml, NessusHost host) throws XmlFile.BrokenException {
        for (int kind = xml.next(); kind != XMLStreamConstants.END_ELEMENT; kind = xml.next()) {
            if (kind == XMLStreamConstants.START_ELEMENT) {
                String name = xml.attribute("name");
                if (name != null && NessusHost.wants(name)) {
                    host.tag(name, xml.text(NessusFinding.MAX_TEXT));
                } else {
                    xml.skip();
                }
            }
        }
        host.describe();
    }

    /** Reads an item to its end; empty if it is no finding or was a fault. */
    private Optional<NessusFinding> item(XmlFile xml, NessusHost host) throws XmlFile.BrokenException {
        long line = xml.line();
        Severity severity;
        String plugin = BoundedText.line(100, xml.attribute("pluginID"));
        try {
            severity = NessusFinding.severity(xml.attribute("severity"));
            if (plugin == null) {
                throw new UnusableException("pluginID", "is missing; a finding has no identity without it");
            }
        } catch (UnusableException e) {
            faulty(host, line, e);
            xml.skip();
            return Optional.empty();
        }
        Map<String, String> tag = new LinkedHashMap<>();
        for (String name : ITEM_TAG) {
            String value = BoundedText.line(NessusFinding.MAX_TEXT, xml.attribute(name));
            if (value != null) {
                tag.put(name, value);
            }
        }
        if (severity == Severity.INFO && !plugin.equals(PING)) {
            tally.skipped(NessusReader.INFORMATIONAL);
            xml.skip();
            return Optional.empty();
        }
        Map<String, String> texts = texts(xml);
        if (plugin.equals(PING) && texts.getOrDefault("plugin_output", "").contains("considered as dead")) {
            host.markDead();
        }
        if (severity == Severity.INFO) {
            tally.skipped(NessusReader.INFORMATIONAL);
            return Optional.empty();
        }
        return Optional.of(new NessusFinding(line, severity, plugin, tag, texts));
    }

    private static Map<String, String> texts(XmlFile xml) throws XmlFile.BrokenException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int kind = xml.next(); kind != XMLStreamConstants.END_ELEMENT; kind = xml.next()) {
            if (kind == XMLStreamConstants.START_ELEMENT) {
                String name = xml.name();
                int room = NessusFinding.room(name);
                if (room == 0) {
                    xml.skip();
                } else {
                    String text = xml.text(room);
                    String before = texts.get(name);
                    // an item has one element for each CVE
                    texts.put(name, before == null ? text : join(before, text, room));
                }
            }
        }
        return texts;
    }

    private static String join(String before, String text, int room) {
        return before.length() >= room
                ? before
                : Objects.requireNonNullElse(BoundedText.within(room, before + ", " + text), before);
    }

    private void emitAll(NessusHost host, List<NessusFinding> findings) {
        List<NessusFinding> now = List.copyOf(findings);
        findings.clear();
        for (NessusFinding finding : now) {
            SecurityEvent problem;
            Optional<SecurityEvent> solution;
            try {
                problem = finding.problem(host);
                solution = finding.solution(host);
            } catch (UnusableException e) {
                faulty(host, finding.line(), e);
                continue;
            }
            tally.event(problem);
            solution.ifPresent(tally::event);
        }
    }

    private void list(NessusHost host, long line, boolean ended) {
        try {
            tally.asset(host.listed(ended));
        } catch (UnusableException e) {
            tally.fault(line, e);
        }
    }

    private void faulty(NessusHost host, long line, UnusableException e) {
        host.markFaulty();
        tally.fault(line, e);
    }
}
