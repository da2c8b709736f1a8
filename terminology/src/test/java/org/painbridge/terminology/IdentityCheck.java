package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;

/** Each artifact is where its id says, has the canonical of its id, and says who publishes what. */
final class IdentityCheck implements Check {
    static final Map<String, String> FOLDERS =
            Map.of("CodeSystem", "code-systems", "ValueSet", "value-sets", "ConceptMap", "concept-maps");

    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        Set<String> canonicals = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Artifact artifact : content.artifacts()) {
            MetadataResource resource = artifact.resource();
            String expected = FOLDERS.get(artifact.type()) + "/" + artifact.id() + ".json";
            require(artifact, artifact.file().equals(expected), "should be " + expected, problems);
            String canonical = Content.BASE + artifact.type() + "/" + artifact.id();
            require(artifact, canonical.equals(resource.getUrl()), "url should be " + canonical, problems);
            require(artifact, canonicals.add(resource.getUrl()), "url is taken: " + resource.getUrl(), problems);
            require(artifact, names.add(artifact.type() + resource.getName()), "name is taken", problems);
            require(artifact, resource.getStatus() == PublicationStatus.ACTIVE, "status is not active", problems);
            require(artifact, resource.hasExperimental(), "experimental is missing", problems);
            require(artifact, resource.hasVersion(), "version is missing", problems);
            require(artifact, resource.hasTitle(), "title is missing", problems);
            require(artifact, resource.hasDate(), "date is missing", problems);
            require(artifact, resource.hasDescription(), "description is missing", problems);
            require(artifact, "PainBridge".equals(resource.getPublisher()), "publisher is not PainBridge", problems);
        }
        return problems;
    }

    private static void require(Artifact artifact, boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(artifact.file() + ": " + problem);
        }
    }
}
