package org.painbridge.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An engine that reads a file. */
public record ReadsAFile(Path path) {
    String text() throws IOException {
        return Files.readString(path);
    }
}
