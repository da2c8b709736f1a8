package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.painbridge.imaging.fhir.CdsCard;
import org.painbridge.server.imaging.cdshooks.HookSettings.Place;

/** The answer to a call, while it is put together. */
final class HookAnswer {
    static final String NOTES = "example.painbridge.notes";
    private static final int MOST_NOTES = 50;

    private final CardJson writer = new CardJson();
    private final ArrayNode cards = HookJson.object().arrayNode();
    private final ArrayNode actions = HookJson.object().arrayNode();
    private final List<Note> notes = new ArrayList<>();

    static byte[] empty() {
        ObjectNode answer = HookJson.object();
        answer.putArray("cards");
        return HookJson.bytes(answer);
    }

    void card(CdsCard card, DraftOrder draft, Optional<AppLink> app) {
        cards.add(writer.card(card, draft, app));
    }

    /** The order whole, with its rating; what an earlier call said of it goes. */
    void rating(List<Extension> extensions, DraftOrder draft) {
        if (draft.hasId()) {
            actions.add(writer.update(extensions, draft));
        } else {
            note(draft.reference(), "Rated, but an order without id cannot be updated");
        }
    }

    void note(String about, String text) {
        notes.add(new Note(about, text));
    }

    void notes(List<Note> more) {
        notes.addAll(more);
    }

    byte[] bytes(Place place) {
        ObjectNode answer = HookJson.object();
        answer.set("cards", cards);
        if (!actions.isEmpty() && place != Place.EXTENSION) {
            answer.set("systemActions", actions);
        }
        ObjectNode extension = HookJson.object();
        if (!actions.isEmpty() && place != Place.ROOT) {
            extension.set("systemActions", actions);
        }
        if (!notes.isEmpty()) {
            ArrayNode list = extension.putArray(NOTES);
            notes.stream()
                    .limit(MOST_NOTES)
                    .forEach(note -> list.addObject().put("about", note.about()).put("text", note.text()));
        }
        if (!extension.isEmpty()) {
            answer.set("extension", extension);
        }
        return HookJson.bytes(answer);
    }
}
