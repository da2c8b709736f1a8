package org.painbridge.server.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.AccessScope.Code;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Only;
import org.painbridge.server.store.AccessScope.Whose;

/**
 * Who made a resource that is no patient's, as a tag that stays whoever changes it: so that who sees some patients only has its
 * own. What a client says there does not count.
 */
public final class HolderTag {
    private static final String SYSTEM = "https://painbridge.example/fhir/NamingSystem/holder";
    private static final Set<String> TYPES = Set.of("Subscription");

    private HolderTag() {}

    /** For resources that the holder has made; of a type without the tag there are none. */
    public static Grant own(String holder, List<Only> only) {
        Only tag = new Only("_tag", List.of(new Code(SYSTEM, holder)));
        return new Grant(
                TYPES,
                new Whose.Everybody(),
                Set.of(),
                Stream.concat(only.stream(), Stream.of(tag)).toList());
    }

    /** Whether it is one of {@link #own}, which says nothing of what else its caller may see. */
    static boolean isOwn(Grant grant) {
        return grant.only().stream()
                .anyMatch(only -> only.codes().stream().anyMatch(code -> SYSTEM.equals(code.system())));
    }

    static boolean isOn(String type) {
        return TYPES.contains(type);
    }

    public static Optional<String> of(Resource resource) {
        return resource.getMeta().getTag().stream()
                .filter(tag -> SYSTEM.equals(tag.getSystem()))
                .map(Coding::getCode)
                .findFirst();
    }

    /** @param holder empty for none */
    static void set(Resource resource, String holder) {
        if (!isOn(resource.fhirType())) {
            return;
        }
        resource.getMeta().getTag().removeIf(tag -> SYSTEM.equals(tag.getSystem()));
        if (!holder.isEmpty()) {
            resource.getMeta().addTag().setSystem(SYSTEM).setCode(holder);
        }
    }
}
