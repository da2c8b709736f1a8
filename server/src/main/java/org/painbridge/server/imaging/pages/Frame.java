package org.painbridge.server.imaging.pages;

import org.painbridge.imaging.Language;
import org.painbridge.imaging.RuleSet;

/** What is around every page: head, the way to the other language, the notice of the pack. */
final class Frame {
    static final String ROOT = "/guideline";

    private final RuleSet rules;
    private final Words words;

    Frame(RuleSet rules, Language language) {
        this.rules = rules;
        this.words = new Words(language);
    }

    /** Address of a page of this pack. */
    static String address(RuleSet rules, Language language, String page) {
        String folder = ROOT + "/" + rules.ref().version() + "/" + language.code();
        return page.isEmpty() ? folder : folder + "/" + page;
    }

    /** @param page id of the scenario; empty for the index */
    Html begin(String title, String page) {
        Language other = words.language() == Language.EN ? Language.FR : Language.EN;
        Html html = new Html();
        html.open("html", "lang", words.language().code()).open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", title + " · " + words.title());
        html.open("link", "rel", "stylesheet", "href", ROOT + "/style.css");
        html.open("link", "rel", "alternate", "hreflang", other.code(), "href", address(rules, other, page));
        html.close("head").open("body");
        html.element("a", words.skip(), "class", "skip", "href", "#content");
        html.open("header").open("nav");
        html.element("a", words.title(), "class", "home", "href", address(rules, words.language(), ""));
        html.element("span", words.version() + " " + rules.ref().version(), "class", "version");
        html.element(
                "a",
                words.otherLanguage(),
                "class",
                "language",
                "lang",
                other.code(),
                "href",
                address(rules, other, page));
        html.close("nav", "header");
        html.element("p", words.in(rules.ref().notice()), "class", "notice", "role", "note");
        return html.open("main", "id", "content");
    }

    String end(Html html) {
        html.close("main").open("footer");
        html.element("p", rules.ref().versioned()).element("p", rules.ref().hash());
        return html.close("footer", "body", "html").toString();
    }
}
