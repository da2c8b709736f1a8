package org.painbridge.server.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * A package as HL7 defines it: {@code package.tgz} with {@code package/package.json} and resources beside it
 * (https://confluence.hl7.org/display/FHIR/NPM+Package+Specification).
 *
 * @param files the JSON files of the folder {@code package} itself, but for package.json and the index
 */
record FhirPackage(String name, String version, List<File> files) {
    static final String PARAMETER = "npmContent";
    private static final String FOLDER = "package/";
    private static final Pattern OUTSIDE = Pattern.compile("^/|\\\\|(?:^|/)\\.\\.(?:/|$)");
    private static final Set<String> NOT_RESOURCES = Set.of("package.json", ".index.json");
    /** What the archive itself may take beside its files, bytes. */
    private static final long HEADERS = 32 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param content as it lies in the package */
    record File(String name, byte[] content) {}

    /**
     * @param mostBytes of all files together, once unpacked
     * @throws RequestProblem if that is no package for FHIR R4, or a larger one
     */
    static FhirPackage read(byte[] tgz, long mostBytes) {
        try {
            return of(files(tgz, mostBytes));
        } catch (IOException e) {
            throw problem("The package cannot be unpacked: send a package.tgz, whole and base64 encoded"
                    + (e.getMessage() == null ? "" : ". " + e.getMessage()));
        }
    }

    String identity() {
        return name + "#" + version;
    }

    private static List<File> files(byte[] tgz, long mostBytes) throws IOException {
        List<File> files = new ArrayList<>();
        long left = mostBytes;
        // The reader of the archive takes headers of any size into memory, which are no entries.
        InputStream bounded = BoundedInputStream.builder()
                .setInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(tgz)))
                .setMaxCount(mostBytes + HEADERS)
                .get();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(bounded)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                left -= entry.getSize();
                if (left < 0) {
                    throw new RequestProblem(
                            ErrorCode.BODY_TOO_LARGE,
                            "",
                            "The package holds more than " + mostBytes
                                    + " bytes: raise painbridge.packages.max-unpacked, or leave out its examples");
                }
                String path = entry.getName();
                if (OUTSIDE.matcher(path).find() || entry.isLink() || entry.isSymbolicLink()) {
                    throw problem(
                            "A file of the package leads out of it by its path or link: send a package without it");
                }
                String name = path.startsWith(FOLDER) ? path.substring(FOLDER.length()) : "";
                if (entry.isFile() && name.endsWith(".json") && name.indexOf('/') < 0) {
                    files.add(new File(name, tar.readAllBytes()));
                }
            }
        }
        return files;
    }

    private static FhirPackage of(List<File> files) throws IOException {
        File manifest = files.stream()
                .filter(file -> file.name().equals("package.json"))
                .findFirst()
                .orElseThrow(() -> problem("The archive has no package/package.json: send a FHIR package"));
        JsonNode json = JSON.readTree(manifest.content());
        String name = json.path("name").asText();
        String version = json.path("version").asText();
        if (name.isBlank() || version.isBlank() || name.length() > 200 || version.length() > 100) {
            throw problem("package/package.json has to say name and version, of 200 and 100 characters at most");
        }
        requireR4(json);
        return new FhirPackage(
                name,
                version,
                files.stream()
                        .filter(file -> !NOT_RESOURCES.contains(file.name()))
                        .toList());
    }

    private static void requireR4(JsonNode manifest) {
        Set<String> versions = new TreeSet<>();
        manifest.path("fhirVersions").forEach(each -> versions.add(each.asText()));
        manifest.path("fhir-version-list").forEach(each -> versions.add(each.asText()));
        if (versions.stream().noneMatch(each -> each.startsWith("4.0"))) {
            throw problem("The package is for FHIR " + (versions.isEmpty() ? "of no version that it says" : versions)
                    + ", this server is for 4.0: install the package that is made for R4");
        }
    }

    private static RequestProblem problem(String message) {
        return OperationParameters.problem(PARAMETER, message);
    }
}
