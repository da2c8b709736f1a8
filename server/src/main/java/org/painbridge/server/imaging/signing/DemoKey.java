package org.painbridge.server.imaging.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A key that nobody has configured, for trying: with the embedded H2 it lies in a file beside the database, with one in memory
 * it goes with it. Any other database needs the setting.
 */
final class DemoKey {
    private static final String IN_MEMORY = "jdbc:h2:mem:";
    private static final String EMBEDDED = "jdbc:h2:";
    private static final String SUFFIX = ".signing-key";

    private DemoKey() {}

    /** @param url of the database */
    static Optional<byte[]> of(String url) {
        if (url.startsWith(IN_MEMORY)) {
            return Optional.of(random());
        }
        return file(url).map(DemoKey::read);
    }

    /** Empty where the database is a server, or has no file of its own. */
    static Optional<Path> file(String url) {
        if (!url.startsWith(EMBEDDED)) {
            return Optional.empty();
        }
        String rest = url.substring(EMBEDDED.length())
                .replaceFirst("^(file|nio):", "")
                .replaceFirst(";.*", "");
        return rest.matches("[a-z]{2,}:.*")
                ? Optional.empty()
                : Optional.of(Path.of(rest.replaceFirst("^~", System.getProperty("user.home")) + SUFFIX));
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the signing keys cannot be read or made: " + file, e);
        }
    }

    /** For its owner only, where the file system knows owners. */
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, owner);
        Files.writeString(file, Base64.getEncoder().encodeToString(random()), StandardOpenOption.WRITE);
    }

    private static byte[] random() {
        byte[] key = new byte[SigningSettings.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
