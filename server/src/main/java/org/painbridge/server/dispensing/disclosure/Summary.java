package org.painbridge.server.dispensing.disclosure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.Status;
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
    private static final List<BilingualText> NOT_SHOWN = List.of(
            new BilingualText(
                    "Why a drug was prescribed: diagnosis, examination and what was agreed with the patient are not in these records.",
                    "Pourquoi un médicament a été prescrit : le diagnostic, l’examen et ce qui a été convenu avec le patient ne figurent pas dans ces dossiers."),
            new BilingualText(
                    "Whether a finding is wrong-doing: each one says that records meet a published criterion, and no more.",
                    "Si un constat est un acte répréhensible : chacun dit que des dossiers répondent à un critère publié, et rien de plus."),
            new BilingualText(
                    "Drugs that are not monitored, and what was given in hospitals and prisons, to animals or outside Ontario.",
                    "Les médicaments qui ne sont pas surveillés, et ce qui a été donné dans les hôpitaux et les prisons, à des animaux ou hors de l’Ontario."),
            new BilingualText(
                    "Dispenses that pharmacies reported after the moment of this package, and corrections made since then.",
                    "Les délivrances que des pharmacies ont déclarées après le moment de ce dossier, et les corrections faites depuis."),
            new BilingualText("Whether a drug was taken.", "Si un médicament a été pris."),
            new BilingualText(
                    "Findings about peers: they are compared by what was dispensed on their prescriptions only.",
                    "Les constats au sujet des pairs : ils ne sont comparés que par ce qui a été délivré sur leurs ordonnances."));

    String page(String style) {
        String title = say("Disclosure of monitored dispenses", "Divulgation de délivrances de médicaments surveillés");
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\""
                + asked.language().code() + "\"><head><title>" + title
                + "</title><meta name=\"subject\" content=\"" + title + "\"/><style>" + style
                + "</style></head><body><div id=\"foot\">"
                + say("For", "Réservé à") + " " + text(recipient.name()) + say(" only · case ", " · dossier ")
                + text(asked.caseReference()) + "</div>"
                + "<div id=\"pages\"><span class=\"number-"
                + asked.language().code() + "\"></span></div>"
                + "<h1>" + title + "</h1>"
                + facts() + findings() + comparison() + notShown() + "</body></html>";
    }

    private String say(String en, String fr) {
        return asked.language().of(new BilingualText(en, fr));
    }

    private String facts() {
        return table(
                List.of(),
                List.of(
                        List.of(say("To", "À"), recipient.name()),
                        List.of(
                                say("By law", "En vertu de"),
                                String.valueOf(recipient.bases().get(asked.basis()))),
                        List.of(say("Purpose", "But"), asked.purpose()),
                        List.of(say("Case", "Dossier"), asked.caseReference()),
                        List.of(
                                say("About", "Au sujet de"),
                                kind() + " " + asked.subject().key()),
                        List.of(say("Days", "Jours"), asked.from() + say(" to ", " à ") + asked.to()),
                        List.of(
                                say("As known at", "Tel que connu le"),
                                asked.at().toString()),
                        List.of(
                                say("Dispenses", "Délivrances"),
                                String.valueOf(content.lines().size())),
                        List.of(
                                say("Patients", "Patients"),
                                String.valueOf(content.patients().size())),
                        List.of(
                                say("Told of each", "Dit de chacune"),
                                asked.fields().stream()
                                        .map(field -> asked.language().of(field.label()))
                                        .collect(Collectors.joining(", ")))));
    }

    private String kind() {
        return asked.subject().patient().isPresent() ? say("patient", "patient") : say("practitioner", "prescripteur");
    }

    private String findings() {
        List<List<String>> rows = new ArrayList<>();
        for (RuleInfo rule : rules) {
            Count count = content.count(rule.key());
            if (count.beforeExclusions() + count.open() > 0) {
                rows.add(List.of(
                        rule.key().id() + " " + asked.language().of(rule.title()),
                        rule.key().version() + ", " + status(rule.basis().status()),
                        String.valueOf(count.beforeExclusions()),
                        String.valueOf(count.raised()),
                        String.valueOf(count.open())));
            }
        }
        return "<h2>" + say("Dispenses by rule", "Délivrances par règle") + "</h2>"
                + (rows.isEmpty()
                        ? "<p>" + say("No rule has a finding.", "Aucune règle n’a de constat.") + "</p>"
                        : table(
                                List.of(
                                        say("Rule", "Règle"),
                                        say("Version, status of its numbers", "Version, état de ses nombres"),
                                        say("Before exclusions", "Avant exclusions"),
                                        say("After", "Après"),
                                        say("Undecided", "Non décidé")),
                                rows))
                + "<p>"
                + say(
                        "Excluded is what a rule does not count against anybody: prescribers of one practice, part fills, treatment"
                                + " with agonists, cancer and palliative care, discharge from hospital, a planned taper. Undecided is"
                                + " what lacks data; it is neither a finding nor the absence of one.",
                        "Est exclu ce qu’une règle ne retient contre personne : prescripteurs d’un même cabinet, délivrances"
                                + " fractionnées, traitement par agonistes, cancer et soins palliatifs, sortie de l’hôpital, sevrage"
                                + " planifié. N’est pas décidé ce à quoi il manque des données; ce n’est ni un constat ni l’absence"
                                + " d’un constat.")
                + "</p>";
    }

    private String status(Status status) {
        return switch (status) {
            case VERIFIED -> say("verified", "vérifié");
            case UNVERIFIED -> say("unverified", "non vérifié");
            case SECONDARY -> say("secondary", "de seconde main");
            case PROPOSAL -> say("proposal", "proposition");
        };
    }

    private String comparison() {
        if (asked.subject().patient().isPresent()) {
            return peersHead("") + "<p>"
                    + say("A patient is compared with nobody.", "Un patient n’est comparé à personne.") + "</p>";
        }
        if (peers.isEmpty()) {
            return peersHead("") + "<p>"
                    + say(
                            "No specialty of this prescriber is known here, so there is nobody to compare with.",
                            "Aucune spécialité de ce prescripteur n’est connue ici; il n’y a donc personne à qui le comparer.")
                    + "</p>";
        }
        return peers.stream().map(this::group).collect(Collectors.joining());
    }

    private String peersHead(String specialty) {
        return "<h2>" + say("Peers", "Pairs") + (specialty.isEmpty() ? "" : say(": ", " : ") + text(specialty))
                + "</h2>";
    }

    private String group(PeerGroup group) {
        List<List<String>> rows = group.figures().stream().map(this::row).toList();
        String size = group.peers()
                .map(count -> count
                        + say(
                                " others of this specialty had dispenses in these days.",
                                " autres de cette spécialité ont eu des délivrances durant ces jours."))
                .orElse(
                        say(
                                "Fewer than " + smallestGroup
                                        + " others of this specialty had dispenses in these days: they are withheld.",
                                "Moins de " + smallestGroup
                                        + " autres de cette spécialité ont eu des délivrances durant ces jours : ils ne sont pas montrés."));
        return peersHead(group.specialty())
                + table(
                        List.of(
                                "",
                                say("This prescriber", "Ce prescripteur"),
                                say("First quartile", "Premier quartile"),
                                say("Median", "Médiane"),
                                say("Third quartile", "Troisième quartile")),
                        rows)
                + "<p>" + size + "</p>";
    }

    private List<String> row(Figure figure) {
        String withheld = say("withheld", "non montré");
        Stream<String> spread = figure.peers()
                .map(peers ->
                        Stream.of(peers.first(), peers.median(), peers.third()).map(this::number))
                .orElseGet(() -> Stream.of(withheld, withheld, withheld));
        return Stream.concat(Stream.of(asked.language().of(figure.name()), number(figure.own())), spread)
                .toList();
    }

    private String number(BigDecimal value) {
        return say(value.toPlainString(), value.toPlainString().replace('.', ','));
    }

    private String notShown() {
        return "<h2>" + say("What this does not show", "Ce que ceci ne montre pas") + "</h2><ul>"
                + NOT_SHOWN.stream()
                        .map(each -> "<li>" + text(asked.language().of(each)) + "</li>")
                        .collect(Collectors.joining())
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
