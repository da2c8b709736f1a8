package org.painbridge.dispensing;

import java.time.LocalDate;

/**
 * How daily doses are computed, and what a question leaves open.
 *
 * @param defaultTable code of the factor table for a question that names none
 * @param window days of a window for a question that names none
 * @param longestWindow days
 * @param unknownSupplyReach days for which a dispense with unknown days' supply makes totals incomplete
 */
public record MmeMethod(
        String defaultTable, int window, int longestWindow, int unknownSupplyReach, EarlyRefill earlyRefill) {
    public MmeMethod {
        if (window < 1 || longestWindow < window || unknownSupplyReach < 1) {
            throw new IllegalArgumentException("Windows of an MME method: " + window + ", at most " + longestWindow);
        }
    }

    /** The method of mme.yaml. */
    public static MmeMethod fromClassPath() {
        return parse("mme.yaml", new PackagedFile("mme.yaml").text());
    }

    /** @throws RuleFileException if the text is not a method */
    public static MmeMethod parse(String file, String yaml) {
        YamlSection root = YamlSection.parse(file, yaml);
        root.text("id");
        root.text("version");
        MmeMethod method = new MmeMethod(
                sourced(root, "default-table").text("value"),
                days(root, "window"),
                days(root, "longest-window"),
                days(root, "unknown-supply-reach"),
                sourced(root, "early-refill").parsed("value", EarlyRefill::parse, "counted-twice or carried-forward"));
        root.refuseUnknownKeys();
        return method;
    }

    /** The default window that ends on the day. */
    public MmeWindow window(LocalDate asOf) {
        return new MmeWindow(asOf, window);
    }

    /** @throws IllegalArgumentException if there is no day in the window, or too many */
    public MmeWindow window(LocalDate asOf, int days) {
        if (days > longestWindow) {
            throw new IllegalArgumentException("A window has at most " + longestWindow + " days: " + days);
        }
        return new MmeWindow(asOf, days);
    }

    private static int days(YamlSection root, String key) {
        YamlSection parameter = sourced(root, key);
        if (!parameter.text("unit").equals("days")) {
            throw parameter.refuse("unit", key + " is counted in days");
        }
        int days = parameter.wholeNumber("value");
        if (days < 1) {
            throw parameter.refuse("value", key + " must be at least one day");
        }
        return days;
    }

    private static YamlSection sourced(YamlSection root, String key) {
        YamlSection parameter = root.section(key);
        parameter.text("source");
        parameter.parsed("status", Status::parse, Status.WANTED);
        return parameter;
    }
}
