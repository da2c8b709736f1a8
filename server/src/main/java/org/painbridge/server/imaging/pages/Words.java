package org.painbridge.server.imaging.pages;

import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.Urgency;

/** What the pages say around the rules, in one language. */
record Words(Language language) {

    String title() {
        return say("Imaging guideline", "Guide d'imagerie");
    }

    String version() {
        return say("Version", "Version");
    }

    String otherLanguage() {
        return say("Français", "English");
    }

    String all() {
        return say("All scenarios", "Tous les scénarios");
    }

    String advice() {
        return say("What we say", "Ce que nous disons");
    }

    String applies() {
        return say("When this applies", "Quand cela s'applique");
    }

    String reasons() {
        return say("The order is for one of", "La demande concerne");
    }

    String allOf() {
        return say("All of this is so", "Tout ceci est vrai");
    }

    String anyOf() {
        return say("At least one of this is so", "Au moins un de ces points est vrai");
    }

    String noneOf() {
        return say("None of this is so", "Rien de ceci n'est vrai");
    }

    String redFlags() {
        return say("Red flags", "Signes d'alarme");
    }

    String redFlagsWhy() {
        return say(
                "Until these are answered, no examination is called inappropriate.",
                "Tant que ces questions sont sans réponse, aucun examen n'est dit inapproprié.");
    }

    String questions() {
        return say("Questions we may ask", "Questions que nous pouvons poser");
    }

    /** @param places in the chart */
    String readFrom(String places) {
        return say(" Read from: " + places + ".", " Lu dans : " + places + ".");
    }

    String sources() {
        return say("Sources", "Sources");
    }

    String radiation() {
        return say("Relative radiation level", "Niveau relatif de rayonnement");
    }

    String noRadiation() {
        return say("no radiation", "sans rayonnement");
    }

    String varies() {
        return say("varies", "variable");
    }

    String disagreement() {
        return say("the panel did not agree", "le panel n'était pas d'accord");
    }

    String score() {
        return say("score", "score");
    }

    String atLeast(String time) {
        return say("At least " + time + " since: ", "Au moins " + time + " depuis : ");
    }

    String lessThan(String time) {
        return say("Less than " + time + " since: ", "Moins de " + time + " depuis : ");
    }

    String ageFrom(String age) {
        return say("Age: " + age + " or more", "Âge : " + age + " ou plus");
    }

    String ageBelow(String age) {
        return say("Age: under " + age, "Âge : moins de " + age);
    }

    String weeks(int weeks) {
        return say(weeks + " weeks", weeks + " semaines");
    }

    String days(int days) {
        return say(days + " days", days + " jours");
    }

    String months(long months) {
        return say(months + " months", months + " mois");
    }

    String years(int years) {
        return say(years + " years", years + " ans");
    }

    String skip() {
        return say("To the content", "Au contenu");
    }

    String urgency(Urgency urgency) {
        return switch (urgency) {
            case ROUTINE -> say("Routine", "Courant");
            case URGENT -> say("Urgent", "Urgent");
            case EMERGENT -> say("Emergency", "Urgence vitale");
        };
    }

    /** The parts of the body that the letters of scenario ids stand for. */
    String section(char letter) {
        return switch (letter) {
            case 'S' -> say("Spine", "Rachis");
            case 'H' -> say("Head and face", "Tête et visage");
            case 'L' -> say("Limbs and joints", "Membres et articulations");
            case 'N' -> say("Nerves, pelvis, abdomen, widespread pain", "Nerfs, bassin, abdomen, douleur diffuse");
            default -> say("Others", "Autres");
        };
    }

    String in(Localized text) {
        return text.in(language);
    }

    private String say(String en, String fr) {
        return new Localized(en, fr).in(language);
    }
}
