package org.painbridge.server.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.hl7.fhir.r4.formats.JsonCreator;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resources as JSON: the HL7 core knows which element comes next, Jackson writes it. The same text as HAPI's in a small part of
 * the time. The ids of resources within a Bundle or Parameters are written as they are, with a type if they have one.
 */
public final class ResourceJson {
    private static final JsonFactory FACTORY =
            new JsonFactory().enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

    private ResourceJson() {}

    /** @throws ForeignDatatype where a value has a datatype that R4 does not allow in it, though HAPI reads it */
    public static byte[] of(Resource resource) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(4096);
                JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            new JsonParser().compose(new Generated(out), resource);
            out.writeEndObject();
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A " + resource.fhirType() + " cannot be written", e);
        } catch (Error e) {
            if (e.getClass() != Error.class) {
                throw e;
            }
            throw new ForeignDatatype(resource.fhirType(), e); // This is how the HL7 core says it.
        }
    }

    /** A value whose datatype R4 does not allow at its place. */
    public static final class ForeignDatatype extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForeignDatatype(String type, Error cause) {
            super("A " + type + " has a value of a datatype that R4 does not allow there", cause);
        }
    }

    private record Generated(JsonGenerator out) implements JsonCreator {
        @Override
        public void setIndent(String indent) {
            // One line.
        }

        @Override
        public void beginObject() throws IOException {
            out.writeStartObject();
        }

        @Override
        public void endObject() throws IOException {
            out.writeEndObject();
        }

        @Override
        public void nullValue() throws IOException {
            out.writeNull();
        }

        @Override
        public void name(String name) throws IOException {
            out.writeFieldName(name);
        }

        @Override
        public void value(String value) throws IOException {
            out.writeString(value);
        }

        @Override
        public void value(Boolean value) throws IOException {
            out.writeBoolean(value);
        }

        @Override
        public void value(BigDecimal value) throws IOException {
            out.writeNumber(value);
        }

        @Override
        public void valueNum(String value) throws IOException {
            out.writeNumber(value);
        }

        @Override
        public void value(Integer value) throws IOException {
            out.writeNumber(value);
        }

        @Override
        public void beginArray() throws IOException {
            out.writeStartArray();
        }

        @Override
        public void endArray() throws IOException {
            out.writeEndArray();
        }

        @Override
        public void finish() {
            // The caller does.
        }

        @Override
        public void link(String url) {
            // Of pages in HTML only.
        }
    }
}
