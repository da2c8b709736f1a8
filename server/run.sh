#!/bin/sh
# Builds the server if a source is newer than the last build, then runs it. Arguments go to the server:
# server/run.sh --spring.profiles.active=demo --server.port=9090
# JAVA_OPTS replaces the default memory settings.
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./mvnw --java-home)
jar=server/target/painbridge-server-app.jar
app=server/target/app

newer() {
    [ ! -f "$jar" ] || [ -n "$(find pom.xml terminology profiles src server -newer "$jar" -type f \
        -not -path '*/target/*' -not -path '*/data/*' -not -path '*/node_modules/*' -not -path 'server/synthea/*' -print -quit)" ]
}

if newer; then
    echo "Building PainBridge ..."
    ./mvnw -q -B -ntp -pl server -am -DskipTests package
    touch "$jar"
fi
if [ ! -f "$app/painbridge-server-app.jar" ] || [ "$jar" -nt "$app/painbridge-server-app.jar" ]; then
    rm -rf "$app"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$app"
    touch "$app/painbridge-server-app.jar"
fi

feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$JAVA_HOME/release")
# glibc keeps a native heap for each of several threads: two hold 30 MB less, and are no slower (docs/benchmarks.md).
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
# What compiling leaves of the native heap goes back to the system; a Java that cannot do so passes over it.
opts=${JAVA_OPTS:--Xmx512m -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=10000}
if [ "$feature" -ge 25 ]; then
    # A training run records which classes the start needs; every later start is about twice as fast. It records no
    # profiles: by them the thorough compiler would compile at the start, and take the time of the start itself.
    # With the profile, since the demonstration has an issuer of tokens in it which no other start should load.
    profile=demo-open
    training="--spring.profiles.active=demo-open --painbridge.security.issuer="
    case " $* ${SPRING_PROFILES_ACTIVE:+--spring.profiles.active=$SPRING_PROFILES_ACTIVE} " in
        *--spring.profiles.active=demo\ *) profile=demo training=--spring.profiles.active=demo ;;
    esac
    cache=$app/$profile.aot
    if [ ! -f "$cache" ]; then
        echo "Recording the start-up, once ..."
        # shellcheck disable=SC2086 # Several options.
        "$JAVA_HOME/bin/java" $opts -XX:TieredStopAtLevel=1 "-XX:AOTCacheOutput=$cache" -jar "$app/painbridge-server-app.jar" \
            --spring.datasource.url='jdbc:h2:mem:training;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH' \
            $training --server.address=127.0.0.1 --server.port=0 --painbridge.training-run=true >"$app/training.log" 2>&1 || rm -f "$cache"
    fi
    [ ! -f "$cache" ] || opts="$opts -XX:AOTCache=$cache"
else
    opts="$opts -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$app/painbridge.jsa"
fi
# shellcheck disable=SC2086 # Several options.
exec "$JAVA_HOME/bin/java" $opts -jar "$app/painbridge-server-app.jar" "$@"
