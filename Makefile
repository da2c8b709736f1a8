# Each verb is one command; CI runs the same. ./mvnw finds a JDK 21 or newer by itself.
MVN := ./mvnw -B -ntp

# The tools of server/.../samples run from the built jar, apart from the folder that a running server uses.
JAR := server/target/painbridge-server-app.jar
TOOL := "$$(./mvnw --java-home)/bin/java" -Dlogback.configurationFile=server/synthea/logback.xml -cp $(JAR)
LAUNCHER := org.springframework.boot.loader.launch.PropertiesLauncher

# Named with its version, as the Maven default is too old for this build.
DEPENDENCY := org.apache.maven.plugins:maven-dependency-plugin:3.8.1

# Of make products: docs/operations/import-products.md.
PRODUCTS := products

# Of make synthea and make load: server/synthea/README.md.
N := 25
SEED := 1
DIR := server/synthea/output/bundles
URL := http://localhost:8080/fhir

.PHONY: run run-open test quick fmt lint verify guide synthea load products fsck verify-audit sbom audit bench bench-delivery bench-engine bench-pass bench-cql chaos clean

run: ## Build if needed, start secured on embedded H2 with demo clients and sample data, print the URLs and how to get a token.
	@server/run.sh --spring.profiles.active=demo

run-open: ## The same without any sign-in.
	@server/run.sh --spring.profiles.active=demo-open --painbridge.samples.load=true

test: ## Everything: format, static checks, unit, guide and integration tests on H2 and PostgreSQL.
	$(MVN) verify

verify: test

quick: ## The domain library and what it needs, in seconds.
	$(MVN) -pl src -am test

fmt: ## Format the sources.
	$(MVN) spotless:apply

lint: ## Compile all anew and show what Error Prone warns of, which a build does not look for.
	$(MVN) -DskipTests -Dspotless.check.skip -Derrorprone.warnings= clean package

guide: ## Compile the FSH of the guide to profiles/output (needs Node).
	profiles/guide.sh

synthea: $(JAR) ## Invent patients with Synthea and derive Canadian dispenses: make synthea N=100 SEED=7
	rm -rf server/synthea/output
	$(MVN) -q -f server/synthea/pom.xml exec:exec -Dpatients=$(N) -Dseed=$(SEED)
	$(TOOL) -Dloader.main=org.painbridge.server.samples.DeriveDispenses $(LAUNCHER) \
		server/synthea/output/fhir server/synthea/output/bundles 2026-11-01

load: $(JAR) ## Send a folder of bundles to a running server: make load DIR=... URL=...
	PAINBRIDGE_TOKEN=$${PAINBRIDGE_TOKEN:-$$(URL=$(URL:/fhir=) server/token.sh administrator 2>/dev/null)} \
		$(TOOL) -Dloader.main=org.painbridge.server.samples.LoadBundles $(LAUNCHER) "$(DIR)" "$(URL)"

products: $(JAR) ## Make tables of products of Health Canada's extract: make products DPD=allfiles.zip PRODUCTS=folder-to-make [USED=folder-in-use]
	@$(TOOL) -Dloader.main=org.painbridge.server.dispensing.products.ImportProducts $(LAUNCHER) "$(DPD)" "$(PRODUCTS)" $(if $(USED),"$(USED)")

fsck: $(JAR) ## Prove that index, history and content of the database agree: make fsck FSCK="--spring.datasource.url=..."
	@$(TOOL) -Dloader.main=org.painbridge.server.Fsck $(LAUNCHER) $(FSCK)

verify-audit: $(JAR) ## Prove that nobody changed the audit trail: make verify-audit AUDIT="--spring.datasource.url=..."
	@$(TOOL) -Dloader.main=org.painbridge.server.VerifyAudit $(LAUNCHER) $(AUDIT)

sbom: ## List everything that the server is made of, as CycloneDX: target/sbom.json.
	$(MVN) -q -pl '!spark' org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom

audit: ## Look up published weaknesses of the dependencies: make audit FEED=/path/of/a/copy/of/the/NVD (without: the NVD itself, asked over the network)
	$(MVN) -pl '!spark' org.owasp:dependency-check-maven:aggregate $(if $(FEED),-DnvdDatafeedUrl=file://$(abspath $(FEED))/)

bench: ## Measure against a bare HTTP and JDBC program, Linux only: make bench BENCH="works=CREATE,READ rounds=1"
	$(MVN) -q -pl server -am -DskipTests package $(DEPENDENCY):build-classpath -Dmdep.outputFile=target/bench.classpath
	"$$(./mvnw --java-home)/bin/java" -cp "server/target/test-classes:server/target/classes:$$(cat server/target/bench.classpath)" \
		org.painbridge.server.bench.Bench $(BENCH)

bench-delivery: ## Time from commit to receipt of notifications, Linux only: make bench-delivery DELIVERY="subscriptions=1000 dead=10"
	$(MVN) -q -pl server -am -DskipTests package $(DEPENDENCY):build-classpath -Dmdep.outputFile=target/bench.classpath
	"$$(./mvnw --java-home)/bin/java" -cp "server/target/test-classes:server/target/classes:$$(cat server/target/bench.classpath)" \
		org.painbridge.server.bench.DeliveryBench $(DELIVERY)

bench-engine: ## Measure the imaging engine on one core with JMH: make bench-engine JMH="-p orders=rated"
	$(MVN) -q -pl src -am -DskipTests package $(DEPENDENCY):build-classpath -Dmdep.outputFile=target/bench.classpath
	cd src && "$$(../mvnw --java-home)/bin/java" -cp "target/test-classes:target/classes:$$(cat target/bench.classpath)" \
		org.openjdk.jmh.Main EngineBenchmark -prof gc -foe true $(JMH)

bench-pass: ## Measure the rules over a made-up year of dispenses, from sorted Parquet and beside DuckDB: make bench-pass PASS="rows=1000000,23400000 seed=1"
	$(MVN) -q -pl src -am -DskipTests package $(DEPENDENCY):build-classpath -Dmdep.outputFile=target/bench.classpath
	cd src && "$$(../mvnw --java-home)/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$$(cat target/bench.classpath)" \
		org.painbridge.dispensing.PassBenchmark $(PASS)

bench-cql: ## Measure one imaging rule beside the same rule as PlanDefinition and CQL: make bench-cql CQL="24 8"
	$(MVN) -q -pl src -am -DskipTests install
	$(MVN) -q -f src/bench-cql/pom.xml package $(DEPENDENCY):build-classpath -Dmdep.outputFile=target/bench.classpath
	"$$(./mvnw --java-home)/bin/java" -Xmx1g -XX:+UseSerialGC \
		-cp "src/bench-cql/target/classes:$$(cat src/bench-cql/target/bench.classpath)" \
		org.painbridge.bench.cql.CqlBenchmark $(CQL)

chaos: ## Kill the server in the midst of writes and compare, Linux only: make chaos CHAOS="database=h2 rounds=5"
	$(MVN) -q -pl server -am -DskipTests package $(DEPENDENCY):build-classpath -Dmdep.outputFile=target/bench.classpath
	"$$(./mvnw --java-home)/bin/java" -cp "server/target/test-classes:server/target/classes:$$(cat server/target/bench.classpath)" \
		org.painbridge.server.chaos.Chaos $(CHAOS)

$(JAR):
	$(MVN) -q -pl server -am -DskipTests package

clean:
	$(MVN) clean
