package org.painbridge.imaging;

import java.util.Optional;
import org.painbridge.clinical.Code;

/** Of the body. Codes: SNOMED CT qualifiers of side, and structures that are of one side. */
public enum Side {
    LEFT("left", "7771000", "Left"),
    RIGHT("right", "24028007", "Right"),
    BOTH("bilateral", "51440002", "Right and left");

    private static final String SNOMED = "http://snomed.info/sct";

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

    /**
     * SNOMED CT, a qualifier of side, also those of R4's value set bodysite-laterality, or a joint or limb of one side;
     * empty for any other code.
     */
    public static Optional<Side> of(Code code) {
        if (!code.system().equals(SNOMED)) {
            return Optional.empty();
        }
        return switch (code.code()) {
            case "7771000", "419161000" -> Optional.of(LEFT);
            case "24028007", "419465000" -> Optional.of(RIGHT);
            case "51440002" -> Optional.of(BOTH);
            // Shoulder, elbow, wrist, hand, hip, knee, ankle, foot.
            case "91775009", "368148009", "5951000", "85151006", "287679003", "82169009", "51636004", "22335008" ->
                Optional.of(LEFT);
            case "91774008", "368149001", "9736006", "78791008", "287579007", "6757004", "6685009", "7769000" ->
                Optional.of(RIGHT);
            default -> Optional.empty();
        };
    }

    /** One is left and the other right. */
    boolean excludes(Side other) {
        return this != other && this != BOTH && other != BOTH;
    }

    public Code code() {
        return Code.of(SNOMED, snomed);
    }

    public String display() {
        return display;
    }
}
