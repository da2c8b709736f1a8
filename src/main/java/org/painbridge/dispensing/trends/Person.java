package org.painbridge.dispensing.trends;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is counted by of whom dispenses are.
 *
 * @param region code of a region, or {@link Cell#UNKNOWN}
 * @param sex code of administrative gender, {@link Cell#UNKNOWN} among them
 * @param birthDate empty where it is not known to the day
 */
public record Person(String region, String sex, Optional<LocalDate> birthDate) {
    public static final Person UNKNOWN = new Person(Cell.UNKNOWN, Cell.UNKNOWN, Optional.empty());
}
