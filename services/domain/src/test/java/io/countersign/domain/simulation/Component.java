package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import java.util.List;

/**
 * A component of the estate and how it is built.
 *
 * @param system which of the loosely linked systems it belongs to
 * @param entryRate requests a second that users send to it
 * @param work seconds of its own that a request costs
 * @param cores that each replica has: full when as many requests work at once
 * @param threads requests that each replica holds at once, working or waiting
 * @param hosts indexes of the hosts over which its replicas are spread
 * @param usualErrors share of requests that always fails
 */
record Component(
    EntityId id,
    Kind kind,
    int system,
    int tier,
    double entryRate,
    double work,
    double cores,
    double threads,
    int replicas,
    List<Integer> hosts,
    double usualErrors) {
  enum Kind {
    SERVICE,
    STORE,
    QUEUE,
    PROVIDER,
    HOST
  }

  Component sized(double cores, double threads) {
    return new Component(
        id, kind, system, tier, entryRate, work, cores, threads, replicas, hosts, usualErrors);
  }

  Component on(List<Integer> hosts) {
    return new Component(
        id, kind, system, tier, entryRate, work, cores, threads, replicas, hosts, usualErrors);
  }

  boolean isHost() {
    return kind == Kind.HOST;
  }

  Entity declared() {
    return new Entity(id, "team-" + system, tier, entryRate > 0);
  }
}
