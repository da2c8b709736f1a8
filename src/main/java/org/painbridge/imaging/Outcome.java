package org.painbridge.imaging;

import java.util.Arrays;
import java.util.Optional;

/** What an order comes to once every fact is known, most permissive first. */
enum Outcome {
    APPROPRIATE(Category.APPROPRIATE),
    MAY_BE_APPROPRIATE(Category.MAY_BE_APPROPRIATE),
    /** No scenario matches, or the one that does has no cell for the procedure. */
    NO_CRITERIA(null),
    /** The scenario rates finer procedures than the one ordered. */
    TOO_COARSE(null),
    NOT_APPROPRIATE(Category.NOT_APPROPRIATE),
    /** An emergent red flag is met and the procedure ordered is not the one for it. */
    EMERGENCY(null);

    private final Optional<Category> category;

    Outcome(@org.jspecify.annotations.Nullable Category category) {
        this.category = Optional.ofNullable(category);
    }

    static Outcome of(Category category) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.category.filter(category::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    Optional<Category> category() {
        return category;
    }

    boolean speaksForImaging() {
        return this == APPROPRIATE || this == MAY_BE_APPROPRIATE;
    }
}
