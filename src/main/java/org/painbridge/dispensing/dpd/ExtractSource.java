package org.painbridge.dispensing.dpd;

import java.time.LocalDate;

/**
 * Which extract it was.
 *
 * @param date of the newest of its files
 * @param sha256 of the archive, in hexadecimal digits
 */
public record ExtractSource(String name, LocalDate date, String sha256) {

    /** For the column {@code source} of the tables. */
    public String text() {
        return "Health Canada DPD marketed extract " + date + " (" + name + ", SHA-256 " + sha256 + ")";
    }
}
