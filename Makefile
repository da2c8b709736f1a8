# Each verb is one command; CI runs the same. ./mvnw finds a JDK 21 or newer by itself.
MVN := ./mvnw -B -ntp

.PHONY: run test quick fmt verify guide clean

run: ## Build if needed, start on embedded H2 with sample data, print the URLs.
	@server/run.sh --painbridge.samples.load=true

test: ## Everything: format, static checks, unit, guide and integration tests on H2 and PostgreSQL.
	$(MVN) verify

verify: test

quick: ## The domain library and what it needs, in seconds.
	$(MVN) -pl src -am test

fmt: ## Format the sources.
	$(MVN) spotless:apply

guide: ## Compile the FSH of the guide to profiles/output (needs Node).
	profiles/guide.sh

clean:
	$(MVN) clean
