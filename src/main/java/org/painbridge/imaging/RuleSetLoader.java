package org.painbridge.imaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;

/**
 * Reads a guideline pack: {@code pack.yaml} and the files it names. A pack with a fault anywhere is refused with file,
 * line and reason.
 */
public final class RuleSetLoader {
    private final Terminology terminology;
    private final ProcedureCatalogue procedures;

    public RuleSetLoader(Terminology terminology, ProcedureCatalogue procedures) {
        this.terminology = terminology;
        this.procedures = procedures;
    }

    /** @throws RuleFileException if a file of the pack cannot be used */
    public RuleSet load(PackFiles files) {
        Map<String, String> texts = new TreeMap<>();
        YamlMap pack = open("pack.yaml", files, texts);
        Sources sources = Sources.read(named("sources", pack.text("sources"), pack, files, texts));

        FactReader factReader = new FactReader(terminology, sources);
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (String file : pack.texts(pack.atLeastOne("criteria"))) {
            factReader.read(named("criteria", file, pack, files, texts), facts);
        }
        SafetyRules safety = pack.optionalText("gates")
                .map(file ->
                        new SafetyReader(procedures, sources, facts).read(named("gates", file, pack, files, texts)))
                .orElse(SafetyRules.NONE);
        RankingPolicy ranking = ranking(pack.map("ranking"));
        List<Scenario> scenarios = new ArrayList<>();
        ScenarioReader scenarioReader = new ScenarioReader(terminology, procedures, sources, ranking, safety, facts);
        for (String file : pack.texts(pack.atLeastOne("rules"))) {
            scenarioReader.read(named("rules", file, pack, files, texts), scenarios);
        }
        OverlayReader overlays = new OverlayReader(terminology, sources);
        for (String file : pack.texts("overlays")) {
            scenarios = overlays.lay(named("overlays", file, pack, files, texts), scenarios);
        }
        return ruleSet(pack, facts, scenarios, ranking, safety, texts);
    }

    private RuleSet ruleSet(
            YamlMap pack,
            Map<String, Fact> facts,
            List<Scenario> scenarios,
            RankingPolicy ranking,
            SafetyRules safety,
            Map<String, String> texts) {
        RuleSet rules = new RuleSet(
                new RuleSetRef(pack.text("canonical"), pack.text("version"), hash(texts), pack.localized("notice")),
                facts,
                answers(pack.map("answers")),
                scenarios,
                ranking,
                names(pack),
                pack.localized("noImaging"),
                pack.integer("questionsAtATime", 1, 20),
                safety);
        pack.close();
        return rules;
    }

    /** A file that the pack names; one that is not there is a fault of the pack. */
    private static YamlMap named(String key, String name, YamlMap pack, PackFiles files, Map<String, String> texts) {
        try {
            return open(name, files, texts);
        } catch (RuleFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw pack.refuse(key, String.valueOf(e.getMessage()));
        }
    }

    private static YamlMap open(String name, PackFiles files, Map<String, String> texts) {
        texts.put(name, files.read(name));
        return YamlMap.parse(name, texts.get(name));
    }

    private Map<Code, FactState> answers(YamlMap answers) {
        Map<Code, FactState> states = new HashMap<>();
        for (FactState state : FactState.values()) {
            for (String code : answers.texts(state.code())) {
                if (states.put(code(answers, state.code(), code), state) != null) {
                    throw answers.refuse(state.code(), "the code " + code + " is there twice");
                }
            }
        }
        answers.close();
        return states;
    }

    private static Code code(YamlMap map, String key, String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw map.refuse(key, "expected system|code, not " + text);
        }
        return Code.of(parts[0], parts[1]);
    }

    private RankingPolicy ranking(YamlMap ranking) {
        List<Set<String>> modalities = ranking.maps(ranking.atLeastOne("modalities")).stream()
                .map(RuleSetLoader::tier)
                .toList();
        String scale = ranking.text("radiationScale");
        Radiation known = new Radiation(terminology);
        List<Code> levels = ranking.texts(ranking.atLeastOne("radiationLevels")).stream()
                .map(level -> ranking.found("radiationLevels", () -> known.level(scale, level)))
                .toList();
        ranking.close();
        return new RankingPolicy(modalities, levels);
    }

    private static Set<String> tier(YamlMap map) {
        Set<String> tier = Set.copyOf(map.texts(map.atLeastOne("tier")));
        map.close();
        return tier;
    }

    private Map<String, String> names(YamlMap pack) {
        Map<String, String> names = new HashMap<>();
        pack.optionalMap("frenchNames").ifPresent(french -> names(french, names));
        return names;
    }

    private void names(YamlMap french, Map<String, String> names) {
        for (String key : french.keys()) {
            if (procedures.find(key).isEmpty()) {
                throw french.refuse(key, "not a procedure key");
            }
            names.put(key, french.text(key));
        }
    }

    private static String hash(Map<String, String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((name, text) -> digest.update((name + "\n" + text).getBytes(StandardCharsets.UTF_8)));
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
