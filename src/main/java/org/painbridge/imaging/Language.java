package org.painbridge.imaging;

/** The languages of every text of the guideline pack. */
public enum Language {
    EN("en"),
    FR("fr");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** French for {@code fr} and its regions, English for all else. */
    public static Language of(String tag) {
        return tag.toLowerCase(java.util.Locale.ROOT).startsWith("fr") ? FR : EN;
    }
}
