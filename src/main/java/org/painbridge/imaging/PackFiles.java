package org.painbridge.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a guideline pack lies. Text by file name, for example {@code rules/low-back-pain.yaml}. */
@FunctionalInterface
public interface PackFiles {
    /** @throws IllegalArgumentException if there is no such file */
    String read(String name);

    /** The starter pack that ships with PainBridge. */
    static PackFiles shipped() {
        return name -> {
            try (InputStream bytes = PackFiles.class.getResourceAsStream("/org/painbridge/imaging/" + name)) {
                if (bytes == null) {
                    throw new IllegalArgumentException("No file " + name + " in the pack");
                }
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** A pack of a site, licensed or its own, in a folder. */
    static PackFiles in(Path folder) {
        return name -> {
            try {
                return Files.readString(folder.resolve(name));
            } catch (NoSuchFileException e) {
                throw new IllegalArgumentException("No file " + name + " in the pack", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
