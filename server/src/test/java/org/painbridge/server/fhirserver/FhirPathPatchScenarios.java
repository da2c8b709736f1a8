package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.move;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.formats.IParser;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.formats.XmlParser;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** PATCH with a FHIRPath Patch, in JSON and in XML. Bodies in texts are JSON with ' for ". */
abstract class FhirPathPatchScenarios extends ServerScenarios {
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final Parameters TO_FEMALE = operations(replace("Patient.gender", new CodeType("female")));

    private String id;
    private String url;

    @BeforeEach
    void store() {
        id = unique();
        url = "Patient/" + id;
        String body = "{'resourceType':'Patient','id':'" + id + "','active':true,'gender':'other',"
                + "'name':[{'family':'Fictitious','given':['Ann','Bea']}]}";
        assertThat(http().put(url, body.replace('\'', '"'))).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, XML, JSON + "; charset=UTF-8"})
    void everyOperationOfAPatchIsAppliedAndTheResultIsANewVersion(String form) {
        Parameters patch = operations(
                replace("Patient.gender", new CodeType("female")),
                add("Patient", "birthDate", new DateType("1970-01-01")),
                delete("Patient.active"),
                insert("Patient.name", 0, new HumanName().setText("\u00c5sa")),
                move("Patient.name.where(family = 'Fictitious').given", 0, 1),
                add("Patient", "contact", part("value", part("name", new HumanName().setText("c")))));

        Answer patched = form.startsWith(XML) ? patchXml(patch) : patch(json(patch), "Content-Type", form);

        assertThat(patched)
                .hasStatus(200)
                .hasHeader("ETag", "W/\"2\"")
                .hasHeader("Content-Type", "application/fhir+json;charset=UTF-8");
        assertThat(patched.json().at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(patched.json().at("/gender").asText()).isEqualTo("female");
        assertThat(patched.json().has("active")).isFalse();
        assertThat(patched.json().at("/name/0/text").asText()).isEqualTo("\u00c5sa");
        assertThat(patched.json().at("/name/1/given/0").asText()).isEqualTo("Bea");
        assertThat(patched.json().at("/contact/0/name/text").asText()).isEqualTo("c");
        assertThat(http().get(url).json()).isEqualTo(patched.json());
        assertThat(http().get(url + "/_history/1").json().at("/gender").asText())
                .isEqualTo("other");
    }

    @Test
    void whatAPatchChangesIsFoundAndWhatItTookAwayIsNot() {
        String before = unique();
        String after = unique();
        patch(operations(add("Patient", "identifier", new Identifier().setValue(before))));

        assertThat(patch(operations(replace("Patient.identifier.value", new StringType(after)))))
                .hasStatus(200);

        assertThat(http().get("Patient?identifier=" + after).json().path("entry"))
                .hasSize(1);
        assertThat(http().get("Patient?identifier=" + before).json().path("entry"))
                .isEmpty();
    }

    @Test
    void theServerDecidesVersionAndTimeWhateverThePatchSays() {
        Answer patched = patch(operations(
                replace("Patient.meta.versionId", new StringType("77")),
                replace("Patient.meta.lastUpdated", new InstantType("2001-01-01T00:00:00Z"))));

        assertThat(patched).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(patched.json().at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(patched.json().at("/meta/lastUpdated").asText()).doesNotStartWith("2001");
    }

    @Test
    void numbersKeepTheirPrecision() {
        String observation = http().post(
                        "Observation",
                        ("{'resourceType':'Observation','status':'final','code':{'text':'x'},"
                                        + "'valueQuantity':{'value':1.50}}")
                                .replace('\'', '"'))
                .id();

        Answer patched = http().patch(
                        "Observation/" + observation,
                        json(operations(replace("Observation.status", new CodeType("amended")))),
                        "Content-Type",
                        JSON);

        assertThat(patched).hasStatus(200);
        assertThat(patched.text()).contains("1.50", "amended");
    }

    @Test
    void containedResourcesStayAndThoseThatAreReplacedDoNot() {
        String body = "{'resourceType':'Patient','id':'" + id + "','contained':["
                + "{'resourceType':'Organization','id':'a','name':'first'},"
                + "{'resourceType':'Organization','id':'b','name':'second'}],"
                + "'managingOrganization':{'reference':'#a'}}";
        http().put(url, body.replace('\'', '"'));

        Answer patched = patch(operations(
                replace("Patient.managingOrganization", new Reference("#b")),
                delete("Patient.contained.where(id = 'a')"),
                add("Patient", "active", new BooleanType(true))));

        assertThat(patched).hasStatus(200);
        assertThat(patched.json().path("contained").findValuesAsText("name")).containsExactly("second");
    }

    @ParameterizedTest
    @CsvSource({
        "return=minimal, ''",
        "return=representation, Patient",
        "return=OperationOutcome, OperationOutcome",
    })
    void preferDecidesWhatIsAnswered(String prefer, String type) {
        Answer patched = patch(json(TO_FEMALE), "Content-Type", JSON, "Prefer", prefer);

        assertThat(patched).hasStatus(200);
        assertThat(
                        patched.bytes().length == 0
                                ? ""
                                : patched.json().path("resourceType").asText())
                .isEqualTo(type);
    }

    @Test
    void ifMatchHoldsForAPatch() {
        String patch = json(TO_FEMALE);
        assertThat(patch(patch, "Content-Type", JSON, "If-Match", "W/\"1\"")).hasStatus(200);
        RowCounts before = rows();

        assertThat(patch(patch, "Content-Type", JSON, "If-Match", "W/\"1\""))
                .isRefused(412, "stale-version")
                .at("http.If-Match");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatIsNotHereCannotBePatched() {
        http().delete(url);

        assertThat(patch(TO_FEMALE)).isRefused(410, "deleted");
        assertThat(http().patch("Patient/" + unique(), json(TO_FEMALE), "Content-Type", JSON))
                .isRefused(404, "not-found");
    }

    @Test
    void patchesAtOnceAreAllKeptWhateverTheirForm() {
        List<String> values = IntStream.range(0, 8).mapToObj(i -> "v" + i).toList();
        String jsonPatch = "[{'op':'add','path':'/identifier','value':[{'value':'first'}]}]";
        http().patch(url, jsonPatch.replace('\'', '"'));

        Stream.concat(values.stream(), Stream.of("json"))
                .parallel()
                .forEach(value -> assertThat(
                                value.equals("json")
                                        ? http().patch(url, "[{\"op\":\"remove\",\"path\":\"/active\"}]")
                                        : patch(operations(
                                                add("Patient", "identifier", new Identifier().setValue(value)))))
                        .hasStatus(200));

        assertThat(http().get(url).json().path("identifier").findValuesAsText("value"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("first"), values.stream()).toList());
        assertThat(http().get(url).json().has("active")).isFalse();
    }

    @Test
    void aPatchThatDoesNotFitIsRefusedAndChangesNothing() {
        refused(operations(delete("Patient.active"), delete("Patient.gander")), "Parameters.parameter[1]", "gander");
        refused(operations(replace("Patient.birthDate", new DateType("2000"))), "Parameters.parameter[0]", "nothing");
        refused(operations(delete("Patient.name.given")), "Parameters.parameter[0]", "2 elements");
        refused(
                operations(delete("Patient.active"), replace("Patient.gender", new CodeType("green"))),
                "Parameters.parameter[1].part[2]",
                "code");
        refused(
                operations(insert("Patient.name", 7, new HumanName().setText("x"))),
                "Parameters.parameter[0].part[2]",
                "last possible");
        refused(
                operations(add("Patient", "name", new Identifier().setValue("x"))),
                "Parameters.parameter[0].part[3]",
                "HumanName");
        refused(operations(replace("Patient.id", new StringType("other"))), "id", "cannot change id");
        refused(operations(delete("Patient.id")), "id", "cannot change id");
        refused(operations(delete("Patient")), "Parameters.parameter[0]", "as a whole");
        refused(
                operations(add("Patient", "managingOrganization", new Reference("#nobody"))),
                "managingOrganization",
                "#nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'resourceType':'Patient'}; malformed-patch; ''; Parameters",
                "[{'op':'remove','path':'/active'}]; malformed-patch; ''; Parameters",
                "{}; malformed-patch; ''; Parameters",
                "{'resourceType':'Parameters','parameters':[{}]}; malformed-patch; parameters; parameters",
                "{'resourceType':'Parameters','parameter':[{'name':'x','valueCode':'y'}]}; malformed-patch;"
                        + " Parameters.parameter[0]; operation",
                "{'resourceType':'Parameters','parameter':[{'name':'operation','part':["
                        + "{'name':'type','valueCode':'erase'},{'name':'path','valueString':'Patient'}]}]};"
                        + " malformed-patch; Parameters.parameter[0].part[0]; delete",
                "{'resourceType':'Parameters','parameter':[{'name':'operation','part':["
                        + "{'name':'type','valueCode':'delete'},{'name':'path','valueString':'Patient.children()'}]}]};"
                        + " malformed-patch; Parameters.parameter[0].part[1]; children()",
                "{'resourceType':'Parameters','parameter':[{'name':'operation','name':'operation'}]};"
                        + " duplicate-json-key; parameter[0].name; twice",
                "{'resourceType':'Parameters',; malformed-json; resourceType; line 1",
            })
    void whatIsNoPatchIsRefused(String patch, String code, String place, String word) {
        RowCounts before = rows();

        Answer refused = patch(patch.replace('\'', '"'), "Content-Type", JSON);

        assertThat(refused)
                .isRefused(400, code)
                .at(place.equals("''") ? "" : place)
                .saying(word);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<Parameters xmlns='http://hl7.org/fhir'><parameter></Parameters>",
                "<Patient xmlns='http://hl7.org/fhir'><active value='true'/></Patient>",
                "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Parameters xmlns='http://hl7.org/fhir'>"
                        + "<parameter><name value='operation'/><part><name value='type'/><valueCode value='&e;'/></part>"
                        + "</parameter></Parameters>",
            })
    void whatIsNoPatchInXmlIsRefused(String patch) {
        RowCounts before = rows();

        assertThat(patch(patch, "Content-Type", XML, "Accept", JSON)).isRefused(400, "malformed-patch");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPatchBodyIsRefused(String body) {
        assertThat(patch(body, "Content-Type", JSON)).isRefused(400, "malformed-patch");
    }

    @Test
    void aHiddenNumberWithoutEndIsRefused() {
        String body = "<Parameters xmlns='http://hl7.org/fhir'><parameter><name value='operation'/>"
                + "<part><name value='type'/><valueCode value='add'/></part>"
                + "<part><name value='path'/><valueString value='Patient'/></part>"
                + "<part><name value='name'/><valueString value='multipleBirth'/></part>"
                + "<part><name value='value'/><valueQuantity><value value='1e99999999'/></valueQuantity></part>"
                + "</parameter></Parameters>";

        assertThat(patch(body, "Content-Type", XML, "Accept", JSON)).isRefused(400, "number-out-of-range");
    }

    @Test
    void operationsThatNestTooDeepAreRefused() {
        Parameters patch = new Parameters();
        for (int depth = 0; depth < 40; depth++) {
            String path = "Patient" + ".extension".repeat(depth);
            patch.addParameter(add(
                    path,
                    "extension",
                    part("value", part("url", new StringType("urn:x")), part("id", new StringType("i")))));
        }
        patch.addParameter(add("Patient" + ".extension".repeat(40), "value", new StringType("x")));

        assertThat(patch(patch)).isRefused(400, "nested-too-deep");
    }

    @Test
    void aReferenceThatFhirDoesNotAllowIsRefusedInAPatchToo() {
        assertThat(patch(operations(add("Patient", "managingOrganization", new Reference("Device/1")))))
                .isRefused(400, "wrong-reference-type")
                .at("Patient.managingOrganization");
    }

    private void refused(Parameters patch, String place, String word) {
        RowCounts before = rows();

        Answer refused = patch(patch);

        assertThat(refused).isRefused(422, "patch-failed").at(place).saying(word);
        assertThat(rows()).isEqualTo(before);
        assertThat(patchXml(patch)).isRefused(422, "patch-failed").at(place).saying(word);
    }

    private Answer patch(Parameters patch) {
        return patch(written(new JsonParser(), patch), "Content-Type", JSON);
    }

    private Answer patchXml(Parameters patch) {
        return patch(written(new XmlParser(), patch), "Content-Type", XML, "Accept", JSON);
    }

    /** HAPI would not write a reference that leads to nothing in the patch. */
    private static String written(IParser parser, Parameters patch) {
        try {
            return parser.composeString(patch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer patch(String body, String... headers) {
        return http().patch(url, body, headers);
    }
}
