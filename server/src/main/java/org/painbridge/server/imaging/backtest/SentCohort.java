package org.painbridge.server.imaging.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.painbridge.imaging.CaseSheet;

/** Cases that came with the request, a line of NDJSON each; docs/operations/imaging-backtest.md shows the form. */
final class SentCohort implements Cohort {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<CaseSheet> sheets = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    /** @throws IllegalArgumentException naming the line that cannot be read */
    SentCohort(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                JsonNode line = JSON.readTree(lines.get(i));
                sheets.add(sheet(line));
                groups.add(group(i, line));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IllegalArgumentException("Line " + (i + 1) + " is no case", e);
            }
        }
    }

    @Override
    public void cases(BiConsumer<Long, CaseSheet> consumer) {
        for (int i = 0; i < sheets.size(); i++) {
            consumer.accept((long) i, sheets.get(i));
        }
    }

    @Override
    public void groups(Consumer<Group> consumer) {
        groups.forEach(consumer);
    }

    private static CaseSheet sheet(JsonNode line) {
        SortedSet<String> indications = new TreeSet<>();
        line.path("indications").forEach(code -> indications.add(code.asText()));
        String facts = line.path("facts").properties().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue().asText())
                .collect(Collectors.joining(";"));
        String procedure = line.path("procedure").asText();
        if (procedure.isEmpty() || !indications.stream().allMatch(code -> code.matches("[^| ]+\\|[^| ]+"))) {
            throw new IllegalArgumentException("A case has a procedure, and indications as system|code");
        }
        return CaseSheet.of(procedure, String.join(" ", indications), facts);
    }

    private static Group group(long number, JsonNode line) {
        List<String> strata = List.of(
                line.path("clinic").asText("unknown"),
                line.path("ageFrom").asText("unknown"),
                line.path("sex").asText("unknown"),
                line.path("rurality").asText("unknown"));
        return new Group(number, strata, line.path("count").asLong(1));
    }
}
