package org.painbridge.imaging;

import java.util.Optional;
import org.painbridge.clinical.Code;

/** Of the body. Codes: SNOMED CT qualifiers of side. */
public enum Side {
    LEFT("left", "7771000", "Left"),
    RIGHT("right", "24028007", "Right"),
    BOTH("bilateral", "51440002", "Right and left");

    private final String word;
    private final String snomed;
    private final String display;

    Side(String word, String snomed, String display) {
        this.word = word;
        this.snomed = snomed;
        this.display = display;
    }

    /** @param word of table imaging-procedures; empty where it names no side */
    static Optional<Side> of(String word) {
        for (Side side : values()) {
            if (side.word.equals(word)) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }

    public Code code() {
        return Code.of("http://snomed.info/sct", snomed);
    }

    public String display() {
        return display;
    }
}
