package org.painbridge.server.dispensing.products;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.dpd.DamagedExtract;
import org.painbridge.dispensing.dpd.ExtractLimits;
import org.painbridge.dispensing.dpd.ImportedProducts;
import org.painbridge.dispensing.dpd.ProductImport;

/** Makes tables of products of Health Canada's extract: {@code make products}, docs/operations/import-products.md. */
public final class ImportProducts {
    private static final long MOST_PACKED = 64L << 20;
    private static final long MOST_UNPACKED = 256L << 20;

    private ImportProducts() {}

    /** @param arguments the extract, the folder to make, and the folder in use if it is not what ships with PainBridge */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns the status to exit with: 0, 1 if the extract is refused, 2 if the arguments make no sense. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() < 2 || arguments.size() > 3) {
            err.println("Usage: ImportProducts <allfiles.zip> <folder to make> [<folder in use>]");
            return 2;
        }
        try {
            Path folder = Path.of(arguments.get(1));
            ImportedProducts imported = imported(arguments, out);
            new ProductFolder(folder).write(files(imported));
            out.println(imported.report().summary());
            out.println("Read " + folder.resolve("report.md") + ", then start the server with"
                    + " painbridge.dispensing.products=" + folder);
            return 0;
        } catch (DamagedExtract e) {
            err.println("The extract is refused, and nothing was written. " + e.getMessage());
            return 1;
        } catch (NoSuchFileException e) {
            err.println("There is no " + e.getMessage());
            return 2;
        } catch (IOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    /** The tables, and the report for people and for programs, by file name. */
    static Map<String, String> files(ImportedProducts imported) {
        Map<String, String> files = new LinkedHashMap<>(imported.files());
        files.put("report.json", ReportJson.of(imported.report()));
        return files;
    }

    private static ImportedProducts imported(List<String> arguments, PrintStream out) throws IOException {
        Path extract = Path.of(arguments.get(0));
        if (Files.size(extract) > MOST_PACKED) {
            throw new IllegalArgumentException(extract + " has more than " + MOST_PACKED + " bytes, and is no extract");
        }
        Terminology terminology = new Terminology();
        ProductTables inUse = arguments.size() == 3
                ? new ProductFolder(Path.of(arguments.get(2))).read(terminology)
                : ProductTables.packaged(terminology);
        return new ProductImport(terminology, inUse, ExtractLimits.of(MOST_UNPACKED))
                .run(String.valueOf(extract.getFileName()), Files.readAllBytes(extract), out::println);
    }
}
