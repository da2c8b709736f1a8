package org.painbridge.server.store;

import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResourceType;

/** A reference parameter against one value: an id, {@code Type/id}, or the address of something elsewhere. */
final class ReferenceCondition {
    private final String baseUrl;

    /** @param baseUrl this server's own FHIR base */
    ReferenceCondition(String baseUrl) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
    }

    Sql of(Criterion criterion, String value) {
        requireType(criterion);
        String text = SearchValues.unescape(value);
        String local = text.startsWith(baseUrl) ? text.substring(baseUrl.length()) : text;
        IdType id = new IdType(local);
        if (id.isAbsolute() || local.startsWith("urn:")) {
            return new Sql().add("i.term = ?", IndexRows.shortened(local));
        }
        String type = id.hasResourceType() ? id.getResourceType() : criterion.modifier();
        Set<String> targets = criterion.parameter().targets();
        if (!type.isEmpty()) {
            requireTarget(criterion, type, targets);
            return new Sql().add("i.qualifier = ? and i.term = ?", (long) NameIds.of(type), id.getIdPart());
        }
        Sql sql = new Sql().add("i.term = ?", local);
        return targets.size() == 1
                ? sql.add(" and i.qualifier = ?", (long)
                        NameIds.of(targets.iterator().next()))
                : sql;
    }

    /** The only modifier here, beside {@code :missing}, is the type of the target. */
    private static void requireType(Criterion criterion) {
        String modifier = criterion.modifier();
        for (ResourceType type : ResourceType.values()) {
            if (modifier.isEmpty() || type.name().equals(modifier)) {
                return;
            }
        }
        throw SearchPlanner.invalid(
                criterion.name(),
                "The modifier :" + modifier + " is not supported for "
                        + criterion.parameter().code()
                        + ": it is the name of a resource type, :identifier or :missing");
    }

    private static void requireTarget(Criterion criterion, String type, Set<String> targets) {
        if (!targets.isEmpty() && !targets.contains(type)) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    criterion.parameter().code() + " refers to "
                            + criterion.parameter().targetNames() + ", not to " + type);
        }
        if (!criterion.modifier().isEmpty() && !criterion.modifier().equals(type)) {
            throw SearchPlanner.invalid(
                    criterion.name(), criterion.name() + " wants a " + criterion.modifier() + ", not a " + type);
        }
    }
}
