package org.painbridge.dispensing;

import java.util.Map;
import java.util.function.UnaryOperator;

/** One sentence in Ontario's two languages of service. */
public record BilingualText(String en, String fr) {
    public BilingualText {
        if (en.isBlank() || fr.isBlank()) {
            throw new IllegalArgumentException("A text is missing in one language: " + en);
        }
    }

    /** The text with each {@code {name}} replaced by its value. */
    BilingualText with(Map<String, ?> values) {
        UnaryOperator<String> fill = text -> {
            String filled = text;
            for (Map.Entry<String, ?> value : values.entrySet()) {
                filled = filled.replace("{" + value.getKey() + "}", String.valueOf(value.getValue()));
            }
            return filled;
        };
        return new BilingualText(fill.apply(en), fill.apply(fr));
    }
}
