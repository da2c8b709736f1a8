package org.painbridge.imaging;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an order comes to once every fact is known. Of scenarios that are equally specific the first here holds: a
 * rating before none, and of ratings the most permissive.
 */
enum Outcome {
    APPROPRIATE(Category.APPROPRIATE),
    MAY_BE_APPROPRIATE(Category.MAY_BE_APPROPRIATE),
    NOT_APPROPRIATE(Category.NOT_APPROPRIATE),
    /** The scenario rates finer procedures than the one ordered. */
    TOO_COARSE(null),
    /** No scenario matches, or the one that does has no cell for the procedure. */
    NO_CRITERIA(null),
    /** An emergent red flag is met and the procedure ordered is not the one for it. */
    EMERGENCY(null);

    private static final Outcome[] ALL = values();

    private final Optional<Category> category;

    Outcome(@Nullable Category category) {
        this.category = Optional.ofNullable(category);
    }

    static Outcome of(Category category) {
        return Arrays.stream(ALL)
                .filter(outcome -> outcome.category.filter(category::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    static Outcome at(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }

    Optional<Category> category() {
        return category;
    }

    boolean speaksForImaging() {
        return this == APPROPRIATE || this == MAY_BE_APPROPRIATE;
    }
}
