#!/bin/bash
set -euo pipefail
B=/opt/kafka/bin
topic() { # name partitions [settings]
  local name=$1 p=$2; shift 2
  "$B/kafka-topics.sh" --bootstrap-server "$BOOTSTRAP" --create --if-not-exists --topic "$name" --partitions "$p" --replication-factor 1 "$@"
}
topic orders 12 --config min.insync.replicas=1 --config retention.ms=604800000
topic customer-state 6 --config cleanup.policy=compact
"$B/kafka-topics.sh" --bootstrap-server "$BOOTSTRAP" --create --topic defaults
for line in $(cat /more-topics); do
  "$B/kafka-topics.sh" --bootstrap-server "$BOOTSTRAP" --create --topic "$line"
done
