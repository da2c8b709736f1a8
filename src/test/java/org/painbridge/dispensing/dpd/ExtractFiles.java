package org.painbridge.dispensing.dpd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.ProductTables.Row;

/** An extract in the form of Health Canada's, made for a test: file by file, each a line for each row. */
public final class ExtractFiles {
    private static final LocalDateTime DATE = LocalDateTime.of(2026, 4, 1, 0, 0);

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int drugs = 1000;

    private ExtractFiles() {
        for (String file : List.of(
                "ther.txt",
                "drug.txt",
                "ingred.txt",
                "form.txt",
                "route.txt",
                "schedule.txt",
                "status.txt",
                "package.txt")) {
            files.put(file, new byte[0]);
        }
    }

    /** The products of the tables, and three that do not belong into them. */
    public static ExtractFiles of(ProductTables tables) {
        Map<String, List<Row>> ingredients =
                tables.ingredients().stream().collect(Collectors.groupingBy(row -> row.get("din")));
        ExtractFiles extract = new ExtractFiles();
        for (Row product : tables.products()) {
            extract.add(product, ingredients.getOrDefault(product.get("din"), List.of()));
        }
        return extract.with(Drug.of("99999991", "INVENTED CALF SEDATIVE")
                        .veterinary()
                        .ingredient("MORPHINE SULFATE", "10", "MG", "", "ML"))
                .with(Drug.of("99999992", "INVENTED COUGH SYRUP")
                        .scheduled("NON-PRESCRIPTION DRUGS")
                        .ingredient("GUAIFENESIN", "100", "MG", "5", "ML"))
                .with(Drug.of("99999993", "INVENTED NERVE CAPSULES")
                        .scheduled("PRESCRIPTION")
                        .ingredient("GABAPENTIN", "300", "MG", "", ""));
    }

    public ExtractFiles with(Drug drug) {
        String code = String.valueOf(drugs++);
        line(
                "drug.txt",
                code,
                "",
                drug.drugClass,
                drug.din,
                drug.brand,
                "",
                "N",
                "1",
                drug.stated(),
                "01-APR-2026",
                "2",
                "Humain",
                "",
                "");
        drug.ingredients.forEach(each -> line(
                "ingred.txt",
                code,
                "7",
                each.get(0),
                "I",
                each.get(1),
                each.get(2),
                "",
                each.get(3),
                "N",
                each.get(4),
                "",
                "",
                "",
                "",
                ""));
        drug.forms.forEach(form -> line("form.txt", code, "1", form, "Forme é"));
        drug.routes.forEach(route -> line("route.txt", code, "2", route, "Voie"));
        drug.schedules.forEach(schedule -> line("schedule.txt", code, schedule, "Annexe"));
        line("ther.txt", code, drug.atc, "NAME", "");
        line("status.txt", code, "N", "APPROVED", "02-JAN-2001", "", "", "");
        line("status.txt", code, "Y", "MARKETED", "31-DEC-2001", "", "", "");
        line("package.txt", code, "", "", "", "", "100", "", "");
        return this;
    }

    private void add(Row product, List<Row> ingredients) {
        String name = product.get("name");
        boolean asItIs = product.get("class").equals("opioid-antagonist"); // Its names are not all in one form.
        Drug drug = Drug.of(product.get("din"), asItIs ? name : name.toUpperCase(Locale.ROOT));
        drug.forms.set(0, product.get("form").toUpperCase(Locale.ROOT));
        drug.routes.clear();
        drug.routes.addAll(
                Arrays.asList(product.get("route").toUpperCase(Locale.ROOT).split("/")));
        drug.scheduled(product.get("schedule"));
        drug.atc = product.get("atc");
        for (Row each : ingredients.reversed()) {
            boolean rate = each.get("strength_unit").equals("ug/h");
            boolean volume = List.of("mL", "vial").contains(each.get("per_unit"));
            drug.ingredient(
                    each.get("ingredient").toUpperCase(Locale.ROOT),
                    each.get("strength"),
                    each.get("strength_unit")
                            .replace("ug", "mcg")
                            .replace("/h", "")
                            .toUpperCase(Locale.ROOT),
                    volume && !each.get("per").equals("1") ? each.get("per") : "",
                    rate ? "HOUR" : volume ? each.get("per_unit").toUpperCase(Locale.ROOT) : "");
        }
        with(drug);
    }

    public ExtractFiles without(String file) {
        files.remove(file);
        return this;
    }

    /** The first of the occurrences. */
    public ExtractFiles replace(String file, String old, String now) {
        String text = text(file);
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalArgumentException("Not in " + file + ": " + old);
        }
        return put(file, text.substring(0, at) + now + text.substring(at + old.length()));
    }

    public ExtractFiles append(String file, String line) {
        return put(file, text(file) + line + "\n");
    }

    public ExtractFiles put(String file, String text) {
        return put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public ExtractFiles put(String file, byte[] content) {
        files.put(file, content);
        return this;
    }

    public String text(String file) {
        return new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    public byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(DATE);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void line(String file, String... cells) {
        append(
                file,
                Arrays.stream(cells)
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",")));
    }

    /** A drug with safe defaults: a narcotic tablet by mouth. */
    public static final class Drug {
        private final String din;
        private final String brand;
        private String drugClass = "Human";
        private String atc = "N02AA01";
        private String stated = "";
        private final List<List<String>> ingredients = new ArrayList<>();
        private final List<String> forms = new ArrayList<>(List.of("TABLET"));
        private final List<String> routes = new ArrayList<>(List.of("ORAL"));
        private List<String> schedules = List.of("NARCOTICS (CDSA I)");

        private Drug(String din, String brand) {
            this.din = din;
            this.brand = brand;
        }

        public static Drug of(String din, String brand) {
            return new Drug(din, brand);
        }

        public Drug veterinary() {
            drugClass = "Veterinary";
            return this;
        }

        public Drug scheduled(String... texts) {
            schedules = List.of(texts);
            return this;
        }

        public Drug as(String form, String... by) {
            forms.set(0, form);
            routes.clear();
            routes.addAll(List.of(by));
            return this;
        }

        public Drug stating(int count) {
            stated = String.valueOf(count);
            return this;
        }

        public Drug ingredient(String name, String strength, String unit, String per, String perUnit) {
            ingredients.add(List.of(name, strength, unit, per, perUnit));
            return this;
        }

        private String stated() {
            return stated.isEmpty() ? String.valueOf(ingredients.size()) : stated;
        }
    }
}
