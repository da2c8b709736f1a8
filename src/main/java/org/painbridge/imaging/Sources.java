package org.painbridge.imaging;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.painbridge.clinical.Evidence;

/** The documents a pack draws on, by id and edition. A rule can cite no other. */
final class Sources {
    private final Map<String, Evidence> byIdAndEdition = new HashMap<>();

    static Sources read(YamlMap file) {
        Sources sources = new Sources();
        for (YamlMap source : file.maps(file.atLeastOne("sources"))) {
            Evidence evidence = new Evidence(
                    source.text("title"),
                    source.optionalText("section").orElse(null),
                    source.text("edition"),
                    null,
                    source.optionalText("url").orElse(null));
            source.optionalText("note");
            String key = key(source.text("id"), source.text("edition"));
            if (sources.byIdAndEdition.put(key, evidence) != null) {
                throw source.refuse("id", "the source " + key + " is there twice");
            }
            source.close();
        }
        file.close();
        return sources;
    }

    /** The document a citation {@code {id, edition, grade}} means. */
    Evidence cited(YamlMap citation) {
        String key = key(citation.text("id"), citation.text("edition"));
        Evidence document = Optional.ofNullable(byIdAndEdition.get(key))
                .orElseThrow(() -> citation.refuse("id", "the sources file has no " + key));
        Evidence evidence = new Evidence(
                document.document(), document.section(), document.edition(), citation.text("grade"), document.url());
        citation.close();
        return evidence;
    }

    private static String key(String id, String edition) {
        return id + " edition " + edition;
    }
}
