package dev.tocsin.examples.alertbridge;

import java.util.ArrayList;
import java.util.List;

/** Writes Nessus reports for tests. */
final class Scan {
    private final List<String> hosts = new ArrayList<>();

    /** A host with a finding of medium severity for each plug-in. */
    Scan host(String name, int... plugins) {
        return host(name, "Mon Mar  2 08:41:10 2026", plugins);
    }

    Scan host(String name, String end, int... plugins) {
        StringBuilder text = new StringBuilder("<ReportHost name=\"" + name + "\">\n<HostProperties>\n"
                + "<tag name=\"HOST_END\">" + end + "</tag>\n<tag name=\"netbios-name\">" + name
                + "</tag>\n</HostProperties>\n");
        for (int plugin : plugins) {
            text.append("<ReportItem port=\"443\" svc_name=\"www\" protocol=\"tcp\" severity=\"2\" pluginID=\"")
                    .append(plugin)
                    .append("\" pluginName=\"Finding ")
                    .append(plugin)
                    .append("\" pluginFamily=\"General\"><synopsis>s</synopsis></ReportItem>\n");
        }
        hosts.add(text.append("</ReportHost>\n").toString());
        return this;
    }

    String xml() {
        return "<?xml version=\"1.0\"?>\n<NessusClientData_v2>\n<Report name=\"r\">\n" + String.join("", hosts)
                + "</Report>\n</NessusClientData_v2>\n";
    }
}
