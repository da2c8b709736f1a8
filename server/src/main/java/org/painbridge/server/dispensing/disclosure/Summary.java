package org.painbridge.server.dispensing.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.server.dispensing.disclosure.Content.Count;
import org.painbridge.server.dispensing.disclosure.PeerGroup.Figure;

/** What stands on the printed summary: figures with their context, and what they do not show. */
record Summary(
        Asked asked,
        DisclosureSettings.Recipient recipient,
        Content content,
        List<RuleInfo> rules,
        List<PeerGroup> peers,
        int smallestGroup) {
    private static final List<String> NOT_SHOWN = List.of(
            "Why a drug was prescribed: diagnosis, examination and what was agreed with the patient are not in these records.",
            "Whether a finding is wrong-doing: each one says that records meet a published criterion, and no more.",
            "Drugs that are not monitored, and what was given in hospitals and prisons, to animals or outside Ontario.",
            "Dispenses that pharmacies reported after the moment of this package, and corrections made since then.",
            "Whether a drug was taken.",
            "Findings about peers: they are compared by what was dispensed on their prescriptions only.");

    String page(String style) {
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>Disclosure of monitored dispenses</title>"
                + "<meta name=\"subject\" content=\"Disclosure of monitored dispenses\"/><style>" + style
                + "</style></head><body><div id=\"foot\">For " + text(recipient.name()) + " only · case "
                + text(asked.caseReference()) + "</div>"
                + "<div id=\"pages\"><span class=\"number\"></span></div>"
                + "<h1>Disclosure of monitored dispenses</h1>"
                + facts() + findings() + comparison() + notShown() + "</body></html>";
    }

    private String facts() {
        return table(
                List.of(),
                List.of(
                        List.of("To", recipient.name()),
                        List.of("By law", String.valueOf(recipient.bases().get(asked.basis()))),
                        List.of("Purpose", asked.purpose()),
                        List.of("Case", asked.caseReference()),
                        List.of(
                                "About",
                                asked.subject().kind() + " " + asked.subject().key()),
                        List.of("Days", asked.from() + " to " + asked.to()),
                        List.of("As known at", asked.at().toString()),
                        List.of("Dispenses", String.valueOf(content.lines().size())),
                        List.of("Patients", String.valueOf(content.patients().size())),
                        List.of(
                                "Told of each",
                                asked.fields().stream().map(Field::code).collect(Collectors.joining(", ")))));
    }

    private String findings() {
        List<List<String>> rows = new ArrayList<>();
        for (RuleInfo rule : rules) {
            Count count = content.count(rule.key());
            if (count.beforeExclusions() + count.open() > 0) {
                rows.add(List.of(
                        rule.key().id() + " " + rule.title().en(),
                        rule.key().version() + ", " + rule.basis().status().code(),
                        String.valueOf(count.beforeExclusions()),
                        String.valueOf(count.raised()),
                        String.valueOf(count.open())));
            }
        }
        return "<h2>Dispenses by rule</h2>"
                + (rows.isEmpty()
                        ? "<p>No rule has a finding.</p>"
                        : table(
                                List.of(
                                        "Rule",
                                        "Version, status of its numbers",
                                        "Before exclusions",
                                        "After",
                                        "Undecided"),
                                rows))
                + "<p>Excluded is what a rule does not count against anybody: prescribers of one practice, part fills, treatment with"
                + " agonists, cancer and palliative care, discharge from hospital, a planned taper. Undecided is what lacks data; it is"
                + " neither a finding nor the absence of one.</p>";
    }

    private String comparison() {
        if (asked.subject().patient().isPresent()) {
            return "<h2>Peers</h2><p>A patient is compared with nobody.</p>";
        }
        if (peers.isEmpty()) {
            return "<h2>Peers</h2><p>No specialty of this prescriber is known here, so there is nobody to compare with.</p>";
        }
        return peers.stream().map(this::group).collect(Collectors.joining());
    }

    private String group(PeerGroup group) {
        List<List<String>> rows = group.figures().stream().map(Summary::row).toList();
        String size = group.peers()
                .map(count -> count + " others of this specialty had dispenses in these days.")
                .orElse("Fewer than " + smallestGroup
                        + " others of this specialty had dispenses in these days: they are withheld.");
        return "<h2>Peers: " + text(group.specialty()) + "</h2>"
                + table(List.of("", "This prescriber", "First quartile", "Median", "Third quartile"), rows)
                + "<p>" + size + "</p>";
    }

    private static List<String> row(Figure figure) {
        Stream<String> spread = figure.peers()
                .map(peers ->
                        Stream.of(peers.first(), peers.median(), peers.third()).map(value -> value.toPlainString()))
                .orElseGet(() -> Stream.of("withheld", "withheld", "withheld"));
        return Stream.concat(Stream.of(figure.name(), figure.own().toPlainString()), spread)
                .toList();
    }

    private static String notShown() {
        return "<h2>What this does not show</h2><ul>"
                + NOT_SHOWN.stream().map(each -> "<li>" + text(each) + "</li>").collect(Collectors.joining())
                + "</ul>";
    }

    private static String table(List<String> head, List<List<String>> rows) {
        String names = head.isEmpty() ? "" : "<thead>" + cells("th", head) + "</thead>";
        return "<table>" + names
                + rows.stream().map(row -> cells("td", row)).collect(Collectors.joining("", "<tbody>", "</tbody>"))
                + "</table>";
    }

    private static String cells(String name, List<String> values) {
        return values.stream()
                .map(value -> "<" + name + ">" + text(value) + "</" + name + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    /** As text in XHTML, whatever it holds. */
    private static String text(String value) {
        return value.replaceAll("[\\p{Cntrl}]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
