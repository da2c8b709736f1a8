package org.painbridge.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.painbridge.clinical.Terminology;

/** The shipped pack, and low back pain alone, each read once for all tests. */
public final class ImagingPack {
    static final Terminology TERMINOLOGY = new Terminology();
    public static final ProcedureCatalogue PROCEDURES = new ProcedureCatalogue(TERMINOLOGY);
    public static final RuleSet RULES = load(PackFiles.shipped());

    /** What the tests of the engine are about. It does not change when another topic does. */
    public static final RuleSet LOW_BACK_PAIN = load(lowBackPain());

    /** Facts that contain, precede and exclude each other, as no guideline would have them all. */
    static final RuleSet TANGLED = load(tangled());

    private static final ImagingEngine ENGINE = new ImagingEngine(LOW_BACK_PAIN, PROCEDURES);

    private ImagingPack() {}

    public static RuleSet load(PackFiles files) {
        return new RuleSetLoader(TERMINOLOGY, PROCEDURES).load(files);
    }

    /** With other overlays laid over it, each the text of a file. */
    public static RuleSet lowBackPainWith(List<String> overlays) {
        List<String> names = IntStream.range(0, overlays.size())
                .mapToObj(number -> "overlays/" + number + ".yaml")
                .toList();
        String pack = lowBackPain()
                .read("pack.yaml")
                .replace("questionsAtATime:", "overlays: " + names + "\nquestionsAtATime:");
        return load(name -> name.equals("pack.yaml")
                ? pack
                : names.contains(name)
                        ? overlays.get(names.indexOf(name))
                        : lowBackPain().read(name));
    }

    static PackFiles lowBackPain() {
        return test("low-back-pain", Set.of("pack.yaml"));
    }

    private static PackFiles tangled() {
        return test("tangled", Set.of("pack.yaml", "criteria/tangled.yaml", "rules/tangled.yaml"));
    }

    /** The edition before and after the changes of design/imaging.md 6: {@code earlier}, {@code later}. */
    static RuleSet drift(String edition) {
        return load(test("drift-" + edition, Set.of("pack.yaml", "rules/drift.yaml")));
    }

    /** A pack of the tests; what it does not have itself it has from the shipped one. */
    private static PackFiles test(String pack, Set<String> own) {
        return name -> own.contains(name)
                ? resource("packs/" + pack + "/" + name)
                : PackFiles.shipped().read(name);
    }

    public static String resource(String name) {
        try (InputStream bytes = ImagingPack.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(bytes, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImagingEngine engine() {
        return ENGINE;
    }

    static ImagingEngine shippedEngine() {
        return new ImagingEngine(RULES, PROCEDURES);
    }
}
