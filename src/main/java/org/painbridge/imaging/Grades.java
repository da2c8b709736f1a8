package org.painbridge.imaging;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The grades of sources in French. Packs write them in English, in parts that recur; a part not known here stays as it is. */
public final class Grades {
    private static final Map<String, String> FRENCH = Map.ofEntries(
            Map.entry("III-C", "III-C"),
            Map.entry("archived", "archivé"),
            Map.entry("at second hand", "de seconde main"),
            Map.entry("background knowledge", "connaissances générales"),
            Map.entry("category ours", "catégorie de ce projet"),
            Map.entry("cohort study", "étude de cohorte"),
            Map.entry("consensus", "consensus"),
            Map.entry("consensus statement", "énoncé de consensus"),
            Map.entry("decision rule", "règle de décision"),
            Map.entry("digest of CAR", "abrégé de la CAR"),
            Map.entry("digest of the CAR guideline", "abrégé des lignes directrices de la CAR"),
            Map.entry("do-not list", "liste « à éviter »"),
            Map.entry("for clinical review", "à réviser par des cliniciens"),
            Map.entry("graded guideline", "lignes directrices avec niveaux de preuve"),
            Map.entry("guidance statement", "énoncé d'orientation"),
            Map.entry("guideline recommendation", "recommandation de lignes directrices"),
            Map.entry("order of steps", "ordre des étapes"),
            Map.entry("panel definition", "définition du comité"),
            Map.entry("panel rating", "cote du comité"),
            Map.entry("pathway", "parcours clinique"),
            Map.entry("payment rule", "règle de paiement"),
            Map.entry("principle", "principe"),
            Map.entry("project choice", "choix de ce projet"),
            Map.entry("project choice for the other windows", "choix de ce projet pour les autres délais"),
            Map.entry("project proposal", "proposition de ce projet"),
            Map.entry("read in a guideline collection", "lu dans un recueil de lignes directrices"),
            Map.entry("read in public summaries", "lu dans des résumés publics"),
            Map.entry("read in the source", "lu dans la source"),
            Map.entry("recommendation", "recommandation"),
            Map.entry("secondary source", "source secondaire"));

    private Grades() {}

    public static String in(Language language, @Nullable String grade) {
        if (grade == null) {
            return "";
        }
        return language == Language.EN
                ? grade
                : Stream.of(grade.split("; ", -1)).map(Grades::parts).collect(Collectors.joining("; "));
    }

    private static String parts(String grade) {
        return Stream.of(grade.split(", ", -1))
                .map(part -> FRENCH.getOrDefault(part, part))
                .collect(Collectors.joining(", "));
    }

    /** Whether each part of a grade has its French. */
    static boolean isKnown(String grade) {
        return Stream.of(grade.split("[;,] ", -1)).allMatch(FRENCH::containsKey);
    }
}
