package org.painbridge.server.dispensing.products;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.ProductTables;

/** A folder with the tables of products of a site. */
record ProductFolder(Path path) {

    /** @throws IllegalArgumentException with folder, file, line and reason if there are no tables in it that can be used */
    ProductTables read(Terminology terminology) {
        try {
            return ProductTables.read(
                    text(ProductTables.PRODUCTS_FILE), text(ProductTables.INGREDIENTS_FILE), terminology);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The table of products in " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * All files or none: they are written beside the folder, which then gets its name.
     *
     * @throws IllegalArgumentException if the folder is there already, since a server may be using it
     */
    void write(Map<String, String> files) throws IOException {
        if (Files.exists(path)) {
            throw new IllegalArgumentException(path + " is there already: name another folder, or remove it");
        }
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("No folder can be made there: " + path);
        }
        Files.createDirectories(parent);
        Path unfinished = Files.createDirectory(parent.resolve(".products-" + UUID.randomUUID()));
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(unfinished.resolve(file.getKey()), file.getValue());
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            remove(unfinished);
            throw new IllegalArgumentException(path + " was made by somebody else meanwhile", e);
        } catch (IOException e) {
            remove(unfinished);
            throw e;
        }
    }

    private String text(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no " + file, e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
