package org.painbridge.server.dispensing.population;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.HistoryFacts;
import org.painbridge.dispensing.PassReport;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.server.dispensing.JudgedBy;
import org.painbridge.server.dispensing.PopulationPages;
import org.painbridge.server.dispensing.PopulationPages.Page;
import org.painbridge.server.dispensing.PopulationPages.Patient;
import org.painbridge.server.dispensing.jobs.JobWork;
import org.painbridge.server.dispensing.trends.Population;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over all dispenses, a page of patients at a time, by the same kernel that judged them one by one, and compares. What it
 * finds is counted and written to files; what is on record stays as it is.
 */
final class PopulationWork implements JobWork {
    private static final Logger LOG = LoggerFactory.getLogger(PopulationWork.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENTS_A_PAGE = 500;

    private final FhirStore store;
    private final Population population;
    private final DispensingEngine engine;
    private final String products;
    private final String judgedBy;
    private final PopulationSettings settings;
    private final Schedule schedule;
    private final Clock clock;
    private final MeterRegistry meters;
    private final PopulationPages pages = new PopulationPages();

    /** @param products the table of products in use */
    PopulationWork(
            FhirStore store,
            Population population,
            DispensingEngine engine,
            ProductTables products,
            PopulationSettings settings,
            Schedule schedule,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.population = population;
        this.engine = engine;
        this.products = products.fingerprint();
        this.judgedBy = JudgedBy.fingerprint(products, engine.pass().rules());
        this.settings = settings;
        this.schedule = schedule;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void beforeJobs() {
        schedule.beginIfDue();
    }

    /** @param sent the moment as of which dispenses are looked at; empty for now */
    @Override
    public Made run(String id, byte[] sent, Consumer<String> progress) {
        Optional<Instant> at = Optional.of(new String(sent, StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
        PopulationPass pass = engine.pass();
        Differences differences = new Differences();
        Instant began = clock.instant();
        boolean comparable = at.isEmpty() && !isBeingJudgedAnew();
        HistoryFacts.Keys keys = new HistoryFacts.Keys();
        String files;
        PassReport report;
        try (RunFiles written = RunFiles.of(settings, id, pass, "products " + products)) {
            report = over(pass, at, written, comparable ? differences : new Differences(), keys, progress);
            files = written.finish(report.cells());
        }
        comparable = comparable && !(differences.number() > 0 && isBeingJudgedAnew());
        if (comparable && differences.number() > 0) {
            meters.counter("painbridge.population.differences").increment(differences.number());
            LOG.error(
                    "The run {} over all dispenses differs from the findings on record in {} places; its report names them",
                    id,
                    differences.number());
        }
        ObjectNode json = json(report, pass.rules());
        json.put("run", id);
        json.put("asOf", at.orElse(began).toString());
        json.put("began", began.toString());
        json.put("ended", clock.instant().toString());
        json.put("files", files);
        json.set("regions", JSON.valueToTree(keys.regions()));
        ObjectNode check = json.putObject("comparedWithRecord");
        check.put("compared", comparable);
        if (comparable) {
            check.put("patients", differences.compared());
            check.put("patientsWaitingForRules", differences.notJudged());
            check.put("differences", differences.number());
            check.set("first", JSON.valueToTree(differences.named()));
        }
        return Made.ofTexts(
                Map.of("report.json", text(json)),
                report.rows() + " dispenses of " + report.patients() + " patients, "
                        + (comparable ? differences.number() + " differences" : "not compared"));
    }

    private boolean isBeingJudgedAnew() {
        return store.query(connection -> pages.isBeingJudgedAnew(connection, judgedBy));
    }

    private PassReport over(
            PopulationPass pass,
            Optional<Instant> at,
            RunFiles files,
            Differences differences,
            HistoryFacts.Keys keys,
            Consumer<String> progress) {
        PassReport report = pass.run(new HistoryFacts(pass, keys, List.of()), files);
        Optional<Page> page = after("", at);
        while (page.isPresent()) {
            List<Patient> patients = page.get().patients();
            HistoryFacts facts = facts(pass, keys, patients, at);
            files.facts(facts);
            PageSink sink = new PageSink(facts, files, pass.rules());
            report = pass.run(facts.again(), sink);
            patients.forEach(patient -> differences.compare(patient, sink.found()));
            progress.accept(report.rows() + " dispenses of " + report.patients() + " patients");
            page = after(page.get().last(), at);
        }
        return report;
    }

    private HistoryFacts facts(
            PopulationPass pass, HistoryFacts.Keys keys, List<Patient> patients, Optional<Instant> at) {
        List<DispenseHistory> histories =
                patients.stream().map(Patient::history).toList();
        Map<String, String> regions = population.regions(
                histories.stream().map(history -> history.patient().id()).toList(), at.orElseGet(clock::instant));
        return new HistoryFacts(pass, keys, histories, patient -> regions.getOrDefault(patient.id(), ""));
    }

    private Optional<Page> after(String patient, Optional<Instant> at) {
        return store.query(connection -> pages.after(connection, patient, PATIENTS_A_PAGE, at));
    }

    private static ObjectNode json(PassReport report, List<RuleInfo> rules) {
        ObjectNode json = JSON.createObjectNode();
        json.put("dispenses", report.rows());
        json.put("patients", report.patients());
        ObjectNode byRule = json.putObject("rules");
        for (RuleInfo rule : rules) {
            String id = rule.key().id();
            ObjectNode one = byRule.putObject(id);
            one.put("version", rule.key().version());
            one.put("broken", report.broken().get(id));
            one.put("news", report.news().get(id));
            one.put("exempt", report.exempt().get(id));
            one.put("undecided", report.open().get(id));
            one.put("overBudget", report.overBudget().containsKey(id));
        }
        return json;
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
