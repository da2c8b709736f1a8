package org.painbridge.server.chaos;

import java.nio.charset.StandardCharsets;
import org.painbridge.server.bench.Work;
import org.painbridge.server.chaos.Deed.Kind;

/** The requests of clients. Everything of a round carries its tag. */
final class Requests {
    static final String SYSTEM = "urn:made-up:chaos";

    private final int port;
    private final String tag;

    Requests(int port, String tag) {
        this.port = port;
        this.tag = tag;
    }

    byte[] of(Kind kind, String key, String group) {
        return switch (kind) {
            case TRANSACTION -> Work.post(port, "/fhir", transaction(key, group));
            case CREATE -> Work.post(port, "/fhir/Observation", observation(key, ""));
            case UPDATE -> put("/fhir/Observation/" + key, observation(key, "\"id\":\"" + key + "\","));
        };
    }

    private byte[] put(String path, String json) {
        byte[] post = Work.post(port, path, json);
        byte[] put = new byte[post.length - 1];
        System.arraycopy(post, 1, put, 0, put.length);
        System.arraycopy("PUT".getBytes(StandardCharsets.US_ASCII), 0, put, 0, 3);
        return put;
    }

    private String transaction(String key, String group) {
        return """
                {"resourceType":"Bundle","type":"transaction","entry":[
                {"resource":{"resourceType":"Patient","id":"$key",$meta,
                "identifier":[{"system":"urn:made-up:chaos","value":"$key"}],"name":[{"family":"Chaos"}]},
                "request":{"method":"PUT","url":"Patient/$key"}},
                {"resource":$observation,
                "request":{"method":"POST","url":"Observation","ifNoneExist":"identifier=urn:made-up:chaos|$key"}},
                {"resource":{"resourceType":"MedicationDispense","id":"$key",$meta,"status":"completed",
                "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din","code":"00125121"}]},
                "subject":{"reference":"Patient/$key"},
                "quantity":{"value":28,"unit":"tablet","system":"http://unitsofmeasure.org","code":"1"},
                "daysSupply":{"value":7,"unit":"days","system":"http://unitsofmeasure.org","code":"d"},
                "whenHandedOver":"2026-01-05T16:20:00-05:00"},
                "request":{"method":"PUT","url":"MedicationDispense/$key"}},
                {"resource":{"resourceType":"Task","id":"$group",$meta,"status":"in-progress","intent":"order","description":"$key"},
                "request":{"method":"PUT","url":"Task/$group"}}]}
                """.replace("$observation", observation(key, ""))
                .replace("$meta", meta())
                .replace("$key", key)
                .replace("$group", group);
    }

    private String observation(String key, String id) {
        return "{\"resourceType\":\"Observation\"," + id + meta()
                + ",\"status\":\"final\",\"identifier\":[{\"system\":\""
                + SYSTEM + "\",\"value\":\"" + key + "\"}],\"code\":{\"coding\":[{\"system\":\"http://loinc.org\","
                + "\"code\":\"72514-3\"}]},\"effectiveDateTime\":\"2026-01-05\",\"valueQuantity\":{\"value\":7,"
                + "\"system\":\"http://unitsofmeasure.org\",\"code\":\"1\"}}";
    }

    private String meta() {
        return "\"meta\":{\"tag\":[{\"system\":\"" + SYSTEM + "\",\"code\":\"" + tag + "\"}]}";
    }
}
