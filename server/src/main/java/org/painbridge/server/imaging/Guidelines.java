package org.painbridge.server.imaging;

import java.util.List;
import java.util.stream.Stream;
import org.painbridge.imaging.RuleSetRef;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/** The guideline packs that are installed, several versions side by side. The first is the one in force. */
public final class Guidelines {
    private static final String SHIPPED = "shipped";

    private final List<ImagingAppropriateness> installed;

    Guidelines(List<ImagingAppropriateness> installed) {
        this.installed = List.copyOf(installed);
    }

    /**
     * @param installed the shipped one first
     * @param inForce version of one of them, or {@code shipped}
     * @throws IllegalArgumentException if two have the same version, or none has that in force
     */
    static Guidelines of(List<ImagingAppropriateness> installed, String inForce) {
        List<String> versions =
                installed.stream().map(pack -> pack.rules().ref().versioned()).toList();
        if (versions.stream().distinct().count() < versions.size()) {
            throw new IllegalArgumentException("Two guideline packs have the same version: " + versions);
        }
        ImagingAppropriateness first = inForce.equals(SHIPPED)
                ? installed.getFirst()
                : installed.stream()
                        .filter(pack -> isCalled(pack.rules().ref(), inForce))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "painbridge.imaging.in-force is none of " + versions + ": " + inForce));
        Stream<ImagingAppropriateness> others = installed.stream().filter(pack -> pack != first);
        return new Guidelines(Stream.concat(Stream.of(first), others).toList());
    }

    /** The one that judges where nobody names another. */
    public ImagingAppropriateness inForce() {
        return installed.getFirst();
    }

    public List<ImagingAppropriateness> all() {
        return installed;
    }

    /**
     * @param name a canonical, with or without version, or a version
     * @param parameter that names it, for the refusal
     * @throws RequestProblem where none is called so
     */
    public ImagingAppropriateness named(String name, String parameter) {
        return installed.stream()
                .filter(pack -> isCalled(pack.rules().ref(), name))
                .findFirst()
                .orElseThrow(() -> new RequestProblem(
                        ErrorCode.UNKNOWN_GUIDELINE,
                        "Parameters.parameter.where(name='" + parameter + "')",
                        "No such guideline is installed: " + name + "; there are " + names()));
    }

    private static boolean isCalled(RuleSetRef pack, String name) {
        return name.equals(pack.version()) || name.equals(pack.canonical()) || name.equals(pack.versioned());
    }

    private String names() {
        return String.join(
                ", ",
                installed.stream().map(pack -> pack.rules().ref().versioned()).toList());
    }
}
