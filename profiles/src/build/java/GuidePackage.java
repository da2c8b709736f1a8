import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Packs guide and terminology as a FHIR package (package.tgz). Run by the build as a source file, see pom.xml; it is not part of the jar.
 * Arguments: the guide's output folder, the terminology module's folder, the file to write, the time stamp of its entries.
 */
final class GuidePackage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> entries = new TreeMap<>();

    private GuidePackage() {}

    public static void main(String[] arguments) throws IOException {
        Path guide = Path.of(arguments[0]);
        Path target = Path.of(arguments[2]);
        GuidePackage made = new GuidePackage();
        made.entries.put("package/package.json", Files.readAllBytes(guide.resolve("package.json")));
        made.addFolder("package", guide, Path.of(arguments[1]));
        made.addFolder("package/example", guide.resolve("example"));
        Files.createDirectories(target.getParent());
        try (OutputStream file = Files.newOutputStream(target)) {
            made.write(file, Instant.parse(arguments[3]).getEpochSecond());
        }
    }

    /** Adds what the sources' index.json list, under the package's flat names, and one .index.json over all. */
    private void addFolder(String folder, Path... sources) throws IOException {
        Map<String, JsonNode> index = new TreeMap<>();
        for (Path source : sources) {
            for (JsonNode listed :
                    JSON.readTree(source.resolve("index.json").toFile()).path("files")) {
                String name = "%s-%s.json"
                        .formatted(
                                listed.path("resourceType").asText(),
                                listed.path("id").asText());
                entries.put(
                        folder + "/" + name,
                        Files.readAllBytes(
                                source.resolve(listed.path("filename").asText())));
                index.put(name, ((ObjectNode) listed).put("filename", name));
            }
        }
        ObjectNode all = JSON.createObjectNode().put("index-version", 2);
        ArrayNode files = all.putArray("files");
        index.values().forEach(files::add);
        entries.put(folder + "/.index.json", JSON.writeValueAsBytes(all));
    }

    private void write(OutputStream file, long modified) throws IOException {
        try (OutputStream tar = new GZIPOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] content = entry.getValue();
                tar.write(header(entry.getKey(), content.length, modified));
                tar.write(content);
                tar.write(new byte[(512 - content.length % 512) % 512]);
            }
            tar.write(new byte[1024]);
        }
    }

    /** A POSIX ustar header: name, mode, owner, size, time, sum, type. */
    private static byte[] header(String name, int size, long modified) {
        if (name.length() > 100) {
            throw new IllegalArgumentException("Name is longer than a tar header holds: " + name);
        }
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "%011o".formatted(modified));
        put(header, 148, " ".repeat(8));
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte each : header) {
            sum += each;
        }
        put(header, 148, "%06o\0".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
