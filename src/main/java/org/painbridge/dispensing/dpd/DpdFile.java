package org.painbridge.dispensing.dpd;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files of an extract that are looked at, each with its number of columns. Source: design/dispensing.md 13. */
enum DpdFile {
    DRUG("drug.txt", 14, true),
    INGREDIENT("ingred.txt", 15, true),
    FORM("form.txt", 4, true),
    ROUTE("route.txt", 4, true),
    SCHEDULE("schedule.txt", 3, true),
    THERAPEUTIC_CLASS("ther.txt", 4, true),
    STATUS("status.txt", 7, true),
    PACKAGE("package.txt", 8, false);

    private final String file;
    private final int columns;
    private final boolean required;

    DpdFile(String file, int columns, boolean required) {
        this.file = file;
        this.columns = columns;
        this.required = required;
    }

    static Optional<DpdFile> named(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.file.equals(name)).findFirst();
    }

    String file() {
        return file;
    }

    int columns() {
        return columns;
    }

    boolean isRequired() {
        return required;
    }
}
