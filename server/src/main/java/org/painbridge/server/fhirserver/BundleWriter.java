package org.painbridge.server.fhirserver;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.StoredResource;

/** Writes a Bundle as a frame around resources that are JSON already. */
final class BundleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
    private boolean listOpen;

    BundleWriter(String id, String type, Instant now) {
        text("{\"resourceType\":\"Bundle\",\"id\":\"").text(id).text("\",\"meta\":{\"lastUpdated\":\"");
        text(now.toString()).text("\"},\"type\":\"").text(type).text("\"");
    }

    /** To the millisecond, as far as FHIR's clients keep it. */
    BundleWriter timestamp(Instant moment) {
        return text(",\"timestamp\":\"" + moment.truncatedTo(ChronoUnit.MILLIS) + "\"");
    }

    BundleWriter total(@Nullable Long total) {
        return total == null ? this : text(",\"total\":" + total);
    }

    BundleWriter link(String relation, String url) {
        text(listOpen ? "," : ",\"link\":[");
        listOpen = true;
        return text("{\"relation\":\"")
                .text(relation)
                .text("\",\"url\":")
                .quoted(url)
                .text("}");
    }

    BundleWriter startEntries() {
        text(listOpen ? "]" : "");
        listOpen = false;
        return this;
    }

    /** An entry of a search: {@code mode} is match or include. */
    void found(String base, StoredResource stored, String mode) {
        startEntry(base, stored).text(",\"resource\":");
        out.writeBytes(stored.json());
        text(",\"search\":{\"mode\":\"").text(mode).text("\"}}");
    }

    /** An entry of a collection. */
    void shown(String base, StoredResource stored) {
        startEntry(base, stored).text(",\"resource\":");
        out.writeBytes(stored.json());
        text("}");
    }

    /** An entry of a transaction-response or batch-response; the outcome is JSON already. */
    void answer(EntryAnswer answer, @Nullable String outcome) {
        nextEntry().text("{");
        if (answer.resource() != null) {
            text("\"resource\":");
            out.writeBytes(answer.resource());
            text(",");
        }
        text("\"response\":{\"status\":\"").text(answer.status()).text("\"");
        told("location", answer.head().location());
        told("etag", answer.head().etag());
        told("lastModified", answer.head().lastModified());
        text(outcome == null ? "}}" : ",\"outcome\":" + outcome + "}}");
    }

    private void told(String name, @Nullable String value) {
        if (value != null) {
            text(",\"" + name + "\":").quoted(value);
        }
    }

    /** An outcome for the client beside the matches, already JSON. */
    void outcome(String json) {
        nextEntry().text("{\"resource\":").text(json).text(",\"search\":{\"mode\":\"outcome\"}}");
    }

    /** An entry of a history: the version, and the interaction that made it. */
    void version(String base, HistoryPage.Version version) {
        StoredResource stored = version.stored();
        startEntry(base, stored);
        if (!stored.deleted()) {
            text(",\"resource\":");
            out.writeBytes(stored.json());
        }
        switch (version.origin()) {
            case CREATED -> interaction("POST", stored.type(), "201");
            case PUT_ANEW -> interaction("PUT", stored.reference(), "201");
            case CHANGED -> interaction("PUT", stored.reference(), "200");
            case DELETED -> interaction("DELETE", stored.reference(), "204");
        }
        text(",\"etag\":\"W/\\\"" + stored.version() + "\\\"\",\"lastModified\":\"" + stored.updated() + "\"}}");
    }

    private void interaction(String method, String url, String status) {
        text(",\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}");
        text(",\"response\":{\"status\":\"" + status + "\"");
    }

    byte[] finish() {
        text(listOpen ? "]}" : "}");
        return out.toByteArray();
    }

    private BundleWriter startEntry(String base, StoredResource stored) {
        return nextEntry().text("{\"fullUrl\":").quoted(base + "/" + stored.reference());
    }

    private BundleWriter nextEntry() {
        text(listOpen ? "," : ",\"entry\":[");
        listOpen = true;
        return this;
    }

    private BundleWriter quoted(String value) {
        return text("\"")
                .text(new String(JsonStringEncoder.getInstance().quoteAsString(value)))
                .text("\"");
    }

    private BundleWriter text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
