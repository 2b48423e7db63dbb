#!/bin/bash
# Starts MongoDB in its official image. A replica set with users needs a key file of its own that only mongod can read:
# it is made at the first start, in the volume that the image's entry point gives to mongod's user.
set -euo pipefail
key=/data/configdb/keyfile
if [ ! -s "$key" ]; then
  (umask 077 && head -c 600 /dev/urandom | base64 --wrap=0 > "$key")
fi
chmod 400 "$key"
exec docker-entrypoint.sh "$@"
