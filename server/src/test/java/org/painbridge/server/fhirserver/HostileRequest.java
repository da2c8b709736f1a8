package org.painbridge.server.fhirserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A request of the files in {@code hostile/}, and how it is to be refused. Their README says how a line is written.
 *
 * @param place what {@code expression} says; {@code -} for nothing
 * @param body as it is written in the file
 */
record HostileRequest(
        String kind,
        int status,
        String code,
        String place,
        String method,
        String target,
        List<String[]> headers,
        String body) {
    private static final Pattern LINE =
            Pattern.compile("(\\d{3}) (\\S+) (.*?) \\| (\\S+) (\\S+)((?: \\[[A-Za-z0-9-]+: ?[^\\]]*])*) ?(.*)");
    private static final Pattern HEADER = Pattern.compile("\\[([A-Za-z0-9-]+): ?([^\\]]*)]");
    private static final Pattern REPEATED = Pattern.compile("<<(\\d+)\\*(.*?)>>(?!>)");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static final Map<String, String> FORMS = Map.of("utf16:", "UTF-16", "utf32:", "UTF-32", "gzip:", "UTF-8");

    static HostileRequest parse(String kind, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("No request: " + line);
        }
        List<String[]> headers = new ArrayList<>();
        Matcher header = HEADER.matcher(parts.group(6));
        while (header.find()) {
            headers.add(new String[] {header.group(1), header.group(2)});
        }
        return new HostileRequest(
                kind,
                Integer.parseInt(parts.group(1)),
                parts.group(2),
                parts.group(3),
                parts.group(4),
                parts.group(5),
                headers,
                parts.group(7));
    }

    /** @param values what stands for {@code {names}} in the file */
    byte[] bytes(String host, Map<String, String> values) {
        byte[] content = content(values);
        var head = new ByteArrayOutputStream();
        head.writeBytes(expand(method + " " + target + " HTTP/1.1\r\n", values));
        line(head, "Host", host, values);
        if (content.length > 0) {
            line(head, "Content-Type", usualType(), values);
            if (!has("Transfer-Encoding")) {
                line(head, "Content-Length", Integer.toString(content.length), values);
            }
        }
        line(head, "Accept", "application/fhir+json, application/json;q=0.9", values);
        for (String[] header : headers) {
            head.writeBytes(expand(header[0] + ": " + header[1] + "\r\n", values));
        }
        head.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        head.writeBytes(content);
        return head.toByteArray();
    }

    private void line(ByteArrayOutputStream head, String name, String value, Map<String, String> values) {
        if (!has(name)) {
            head.writeBytes(expand(name + ": " + value + "\r\n", values));
        }
    }

    private boolean has(String name) {
        return headers.stream().anyMatch(header -> header[0].equalsIgnoreCase(name));
    }

    private String usualType() {
        if (body.startsWith("<") && !body.startsWith("<<")) {
            return "application/fhir+xml";
        }
        return method.equals("PATCH") ? "application/json-patch+json" : "application/fhir+json";
    }

    private byte[] content(Map<String, String> values) {
        for (Map.Entry<String, String> form : FORMS.entrySet()) {
            if (body.startsWith(form.getKey())) {
                byte[] plain = expand(body.substring(form.getKey().length()), values);
                return form.getKey().equals("gzip:")
                        ? gzip(plain)
                        : new String(plain, StandardCharsets.UTF_8).getBytes(Charset.forName(form.getValue()));
            }
        }
        return expand(body, values);
    }

    private static byte[] expand(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        filled = REPEATED.matcher(filled)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        if (!filled.contains("\\x")) { // Which megabytes of text find out sooner so.
            return filled.getBytes(StandardCharsets.UTF_8);
        }
        var bytes = new ByteArrayOutputStream();
        Matcher escaped = BYTE.matcher(filled);
        int done = 0;
        while (escaped.find()) {
            bytes.writeBytes(filled.substring(done, escaped.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(escaped.group(1), 16));
            done = escaped.end();
        }
        bytes.writeBytes(filled.substring(done).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public String toString() {
        String request = method + " " + target + (body.isEmpty() ? "" : " " + body);
        return kind + ": " + (request.length() > 120 ? request.substring(0, 120) + "..." : request);
    }
}
