package org.painbridge.server.dispensing.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.RuleKey;
import org.painbridge.server.dispensing.Sha256;
import org.painbridge.server.dispensing.disclosure.Content.Count;
import org.painbridge.server.dispensing.disclosure.Content.Line;
import org.painbridge.server.dispensing.disclosure.Disclosure.Decision;
import org.painbridge.server.pdf.PdfPages;
import org.painbridge.server.signing.DetachedSigner;

/** Makes the files of a package. But for who released it when, and the signature, the same comes of the same content. */
final class PackageMaker {
    static final String ROWS = "rows.ndjson";
    static final String SUMMARY = "summary.pdf";
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.jws";
    private static final String TYPE = "painbridge-disclosure+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DetachedSigner signer;
    private final List<RuleInfo> rules;
    private final String productSource;
    private final int smallestGroup;
    private final PdfPages pdf = new PdfPages();
    private final String style = style();

    /** @param productSource which table of products the rules go by */
    PackageMaker(DetachedSigner signer, List<RuleInfo> rules, String productSource, int smallestGroup) {
        this.signer = signer;
        this.rules = List.copyOf(rules);
        this.productSource = productSource;
        this.smallestGroup = smallestGroup;
    }

    Map<String, byte[]> files(
            Disclosure disclosure,
            DisclosureSettings.Recipient recipient,
            Content content,
            List<PeerGroup> peers,
            Decision decision,
            Instant expires) {
        Asked asked = disclosure.asked();
        Summary summary = new Summary(asked, recipient, content, rules, peers, smallestGroup);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(ROWS, rows(asked, content));
        files.put(SUMMARY, pdf.print(summary.page(style), asked.at()));
        ObjectNode manifest = JSON.createObjectNode();
        manifest.set("content", content(asked, recipient, content, files));
        manifest.set("release", release(disclosure, decision, expires));
        byte[] bytes = bytes(manifest);
        files.put(MANIFEST, bytes);
        files.put(SIGNATURE, signer.sign(TYPE, bytes).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static byte[] rows(Asked asked, Content content) {
        Map<String, String> patients = content.patients();
        StringBuilder rows = new StringBuilder();
        for (Line line : content.lines()) {
            ObjectNode row = JSON.createObjectNode();
            String patient = Objects.requireNonNull(patients.get(line.row().patient()));
            asked.fields().forEach(field -> field.tell(line.row(), patient, row));
            rules(row.putArray("findings"), line.raised());
            rules(row.putArray("excluded"), line.excluded());
            rules(row.putArray("undecided"), line.open());
            rows.append(row).append('\n');
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void rules(ArrayNode all, List<RuleKey> rules) {
        rules.forEach(rule -> all.add(rule.id() + "@" + rule.version()));
    }

    private ObjectNode content(
            Asked asked, DisclosureSettings.Recipient recipient, Content content, Map<String, byte[]> files) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("recipient").put("code", asked.recipient()).put("name", recipient.name());
        json.putObject("basis")
                .put("code", asked.basis())
                .put("law", recipient.bases().get(asked.basis()));
        json.put("purpose", asked.purpose());
        json.put("case", asked.caseReference());
        json.putObject("subject")
                .put("kind", asked.subject().kind())
                .put("identifier", asked.subject().key());
        json.put("from", asked.from().toString());
        json.put("to", asked.to().toString());
        json.put("asOf", asked.at().toString());
        json.put("language", asked.language().code());
        ArrayNode fields = json.putArray("fields");
        asked.fields().forEach(field -> fields.add(field.code()));
        json.put("dispenses", content.lines().size());
        json.put("productSource", productSource);
        ArrayNode applied = json.putArray("rules");
        for (RuleInfo rule : rules) {
            Count count = content.count(rule.key());
            applied.addObject()
                    .put("id", rule.key().id())
                    .put("version", rule.key().version())
                    .put("status", rule.basis().status().code())
                    .put("source", rule.basis().source())
                    .put("beforeExclusions", count.beforeExclusions())
                    .put("afterExclusions", count.raised())
                    .put("undecided", count.open());
        }
        ArrayNode all = json.putArray("files");
        files.forEach((name, bytes) ->
                all.addObject().put("name", name).put("bytes", bytes.length).put("sha256", Sha256.hex(bytes)));
        return json;
    }

    private static ObjectNode release(Disclosure disclosure, Decision decision, Instant expires) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", disclosure.id());
        party(json.putObject("requestedBy"), disclosure.requester())
                .put("at", disclosure.requested().toString());
        party(json.putObject("approvedBy"), decision.by())
                .put("at", decision.at().toString());
        json.put("expires", expires.toString());
        return json;
    }

    private static ObjectNode party(ObjectNode json, Party party) {
        return json.put("person", party.person()).put("client", party.client());
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String style() {
        try (InputStream file =
                Objects.requireNonNull(PackageMaker.class.getResourceAsStream("summary.css"), "summary.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
