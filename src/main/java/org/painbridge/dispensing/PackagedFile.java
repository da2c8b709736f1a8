package org.painbridge.dispensing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A file beside this package on the class path. */
record PackagedFile(String name) {

    /** @throws IllegalArgumentException if the file is not there */
    String text() {
        try (InputStream bytes = PackagedFile.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalArgumentException("No file " + name + " beside org.painbridge.dispensing");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
