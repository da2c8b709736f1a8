#!/bin/sh
# Compiles the guide: FSH under input/ -> JSON with snapshots under output/, which is committed, so that builds need no Node.
# Needs: Node 18 or newer with npm, and what ./mvnw needs. Fetches, once, into target/guide (all by npm and Maven):
#   SUSHI               npm fsh-sushi
#   FHIR R4 definitions Maven com.ibm.fhir:fhir-registry, which carries the JSON of hl7.fhir.r4.core
# Usage: profiles/guide.sh (or: make guide)
set -eu
sushi=3.21.0
registry=4.11.1

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
work=$here/target/guide
core="$work/home/.fhir/packages/hl7.fhir.r4.core#4.0.1/package"

if [ ! -x "$work/node_modules/.bin/sushi" ] || ! grep -q "\"version\": \"$sushi\"" "$work/node_modules/fsh-sushi/package.json"; then
    mkdir -p "$work"
    npm install --silent --no-audit --no-fund --no-save --prefix "$work" "fsh-sushi@$sushi"
fi

if [ ! -f "$core/package.json" ]; then
    "$here/../mvnw" -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -N -Dmdep.stripVersion=true \
        -Dartifact="com.ibm.fhir:fhir-registry:$registry" -DoutputDirectory="$work"
    rm -rf "$core" "$work/hl7"
    (cd "$work" && "$("$here/../mvnw" --java-home)/bin/jar" xf fhir-registry.jar hl7/fhir/core/package)
    mkdir -p "$(dirname "$core")"
    mv "$work/hl7/fhir/core/package" "$core"
    echo '{"name":"hl7.fhir.r4.core","version":"4.0.1","fhirVersions":["4.0.1"],"canonical":"http://hl7.org/fhir"}' >"$core/package.json"
fi

# SUSHI keeps its package cache in the home folder and would ask a registry for packages this guide does not use:
# a home of its own and a registry that nobody answers keep the run offline and the same everywhere.
rm -rf "$work/out"
if ! HOME="$work/home" USERPROFILE="$work/home" FPL_REGISTRY=http://127.0.0.1:9 \
    "$work/node_modules/.bin/sushi" build --snapshot --out "$work/out" "$here" >"$work/sushi.log" 2>&1; then
    grep -E "^error|File:|Line:" "$work/sushi.log"
    exit 1
fi
grep -E '^warn|File:|Line:' "$work/sushi.log" || true
node "$here/guide-output.mjs" "$here" "$work/out/fsh-generated/resources" "$sushi"
