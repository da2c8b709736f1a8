package org.painbridge.server.fhirserver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Numbers of a tree, which knows no more how they were written, without an exponent. */
final class PlainNumbers extends JsonParserDelegate {
    PlainNumbers(JsonParser tree) {
        super(tree);
    }

    /** What was read from the other one, to be read again as it was the first time. */
    static JsonParser again(JsonParser kept, JsonParser other) {
        return other instanceof PlainNumbers ? new PlainNumbers(kept) : kept;
    }

    @Override
    public String getText() throws IOException {
        return currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                ? getDecimalValue().toPlainString()
                : super.getText();
    }
}
