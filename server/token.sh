#!/bin/sh
# Prints an access token of the demonstration (make run): TOKEN=$(server/token.sh specialist)
# Clients: emr (if none is named), specialist, pharmacy, analyst, investigator, integrator, administrator; their secrets are
# those of server/src/main/resources/application-demo.yaml. URL is the server if it is not http://localhost:8080.
set -eu
client=${1:-emr}
answer=$(curl -s -S -u "$client:demo-$client" -d grant_type=client_credentials "${URL:-http://localhost:8080}/oauth2/token")
token=$(printf '%s' "$answer" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
if [ -z "$token" ]; then
    echo "No token for $client: $answer" >&2
    exit 1
fi
echo "$token"
