package org.painbridge.imaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
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
        String sourcesFile = pack.text("sources");
        Sources sources = Sources.read(open(sourcesFile, files, texts));

        FactReader factReader = new FactReader(terminology, sources);
        Map<String, Fact> facts = new HashMap<>();
        for (String file : pack.texts("criteria")) {
            factReader.read(open(file, files, texts), facts);
        }
        List<Scenario> scenarios = new ArrayList<>();
        ScenarioReader scenarioReader = new ScenarioReader(terminology, procedures, sources, facts);
        for (String file : pack.texts("rules")) {
            scenarioReader.read(open(file, files, texts), scenarios);
        }
        return ruleSet(pack, facts, scenarios, texts);
    }

    private RuleSet ruleSet(
            YamlMap pack, Map<String, Fact> facts, List<Scenario> scenarios, Map<String, String> texts) {
        RuleSet rules = new RuleSet(
                new RuleSetRef(pack.text("canonical"), pack.text("version"), hash(texts), pack.localized("notice")),
                facts,
                answers(pack.map("answers")),
                scenarios,
                ranking(pack.map("ranking")),
                names(pack),
                pack.localized("noImaging"),
                pack.value("questionsAtATime", Integer::valueOf));
        pack.close();
        return rules;
    }

    private static YamlMap open(String name, PackFiles files, Map<String, String> texts) {
        texts.put(name, files.read(name));
        return YamlMap.parse(name, texts.get(name));
    }

    private Map<Code, FactState> answers(YamlMap answers) {
        Map<Code, FactState> states = new HashMap<>();
        for (FactState state : FactState.values()) {
            answers.texts(state.code()).forEach(code -> states.put(code(answers, state.code(), code), state));
        }
        answers.close();
        return states;
    }

    private static Code code(YamlMap map, String key, String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 2) {
            throw map.refuse(key, "expected system|code, not " + text);
        }
        return Code.of(parts[0], parts[1]);
    }

    private static RankingPolicy ranking(YamlMap ranking) {
        List<Set<String>> modalities = ranking.maps("modalities").stream()
                .map(tier -> Set.copyOf(tier.texts("tier")))
                .toList();
        String scale = ranking.text("radiationScale");
        List<Code> levels = ranking.texts("radiationLevels").stream()
                .map(level -> Code.of(scale, level))
                .toList();
        ranking.close();
        return new RankingPolicy(modalities, levels);
    }

    private Map<String, String> names(YamlMap pack) {
        YamlMap french = pack.map("frenchNames");
        Map<String, String> names = new HashMap<>();
        for (String key : french.keys()) {
            if (procedures.find(key).isEmpty()) {
                throw french.refuse(key, "not a procedure key");
            }
            names.put(key, french.text(key));
        }
        return names;
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
