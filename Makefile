# Each verb is one Maven call or one script; `make help` lists them.
MVN := scripts/jdk mvn -B -ntp
# Maven's own libraries make JDK 25 warn; the build has nothing to learn from that.
export MAVEN_OPTS := $(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
PORT ?= 8080
# Measured best on a small machine; JAVA_OPTS replaces them. The last one saves a full collection during the start.
JAVA_OPTS ?= -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms320m -Xmn200m -XX:MetaspaceSize=96m
CASES ?= 500000
SEED ?= $(shell date +%s)
SERVER := server/target/plugsky.jar
# Where `make aot` unpacks the jar and stores the cache.
APP := server/target/app
SOURCES := openapi.yaml pom.xml server/pom.xml $(shell find server/src/main -type f)

.DEFAULT_GOAL := help
.PHONY: run build check test format clients fuzz mutants interop grades bench bench-steps aot bench-start help

run: $(SERVER) ## build and serve on http://127.0.0.1:8080; PORT=N, UPSTREAM=URL for the models of that server, FLEET=FILE
	@$(if $(UPSTREAM),PLUGSKY_FLEET_UPSTREAM="$(UPSTREAM)") $(if $(FLEET),PLUGSKY_FLEET_FILE="$(FLEET)") exec scripts/serve $(APP) $(PORT) $(JAVA_OPTS)

# The time of the jar is fixed, so that equal sources give equal bytes; `touch` tells make when it was built.
$(SERVER): $(SOURCES)
	$(MVN) -q -pl server -DskipTests package
	@touch $@

build: ## make all jars, without tests
	$(MVN) -q -DskipTests -Dspotless.check.skip package

check: ## format, compile with all checks and unit tests; before each commit
	$(MVN) -q -N spotless:check
	$(MVN) -q -pl server,conformance/kit -am test

test: ## everything that CI checks
	$(MVN) verify

format: ## lay out Java and poms
	$(MVN) -q -N spotless:apply

clients: ## generate, compile and test the clients
	$(MVN) -pl client -am verify

fuzz: ## generated requests against our server, other ones each time; CASES=N, SEED=N
	$(MVN) -pl conformance/gate -am verify -Dspotless.check.skip -Dtest='ContractWalkTest,SchemathesisTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dplugsky.walk.cases=$(CASES) -Dplugsky.walk.seed=$(SEED) \
	  -Dplugsky.schemathesis.seed=$(SEED)

mutants: ## every rule of the conformance kit against every mutant; writes docs/reference/mutants.md
	$(MVN) -pl conformance/gate -am verify -Dspotless.check.skip -Dtest=MutantMatrix -Dsurefire.failIfNoSpecifiedTests=false

interop: $(SERVER) ## llama.cpp's servers and LiteLLM behind ours, a table of what each gets wrong; ARGS="--help" tells more
	@scripts/interop $(ARGS)

grades: $(SERVER) ## servers of others graded, docs/grades.md made anew; ARGS="--help" tells more
	@scripts/grades $(ARGS)

bench: $(SERVER) ## our server side by side with a plain proxy and peers, a table of ratios; ARGS="--help" tells more
	@scripts/bench $(APP) '$(JAVA_OPTS)' $(ARGS)

bench-steps: ## run the benchmarks of single steps (JMH); ARGS go to JMH
	$(MVN) -q -pl conformance/bench -am -DskipTests -Dspotless.check.skip package
	scripts/jdk java -cp "$$(cat conformance/bench/target/classpath):conformance/bench/target/classes" org.openjdk.jmh.Main $(ARGS)

aot: $(SERVER) ## make the cache with which `make run` starts in half the time
	$(MVN) -q -pl conformance/kit -DskipTests -Dspotless.check.skip package
	scripts/aot $(APP) $(JAVA_OPTS)

bench-start: $(SERVER) ## how long a start takes, and how much memory; with the cache if there is one
	scripts/start-time $(APP) $(JAVA_OPTS)

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22
