package org.painbridge.server.packages;

import java.util.List;

/**
 * What became of each file of a package.
 *
 * @param identity {@code name#version}
 * @param replaced the version that was installed before; empty where there was none
 * @param outcomes in the order of the package
 */
record InstallReport(String identity, String replaced, List<Outcome> outcomes) {
    /** Of one file. */
    sealed interface Outcome {
        String file();
    }

    /** @param canonical {@code url|version} */
    record Installed(String file, String type, String canonical) implements Outcome {}

    record Skipped(String file, String reason) implements Outcome {}
}
