package org.painbridge.server.dispensing.products;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An extract of two invented drugs in the form of Health Canada's. */
final class MadeExtract {
    private final Map<String, String> files = new LinkedHashMap<>();

    MadeExtract() {
        files.put("drug.txt", """
                "1","","Human","99000001","INVENTED MORPHINE","","N","","1","01-APR-2026","","Humain","",""
                "2","","Human","99000002","INVENTED WATER","","N","","1","01-APR-2026","","Humain","",""
                """);
        files.put("ingred.txt", """
                "1","9","MORPHINE SULFATE","I","10","MG","","","N","","","","","",""
                "2","9","WATER","I","1","ML","","","N","ML","","","","",""
                """);
        files.put("form.txt", "\"1\",\"1\",\"TABLET\",\"\"\n\"2\",\"1\",\"SOLUTION\",\"\"\n");
        files.put("route.txt", "\"1\",\"1\",\"ORAL\",\"\"\n\"2\",\"1\",\"ORAL\",\"\"\n");
        files.put("schedule.txt", "\"1\",\"NARCOTICS (CDSA I)\",\"\"\n\"2\",\"ETHICAL\",\"\"\n");
        files.put("ther.txt", "\"1\",\"N02AA01\",\"MORPHINE\",\"\"\n");
        files.put("status.txt", """
                "1","Y","MARKETED","01-APR-2026","","",""
                "2","Y","MARKETED","01-APR-2026","","",""
                """);
    }

    MadeExtract replace(String file, String old, String now) {
        files.computeIfPresent(file, (name, text) -> text.replace(old, now));
        return this;
    }

    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
