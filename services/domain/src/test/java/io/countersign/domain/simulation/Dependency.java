package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Relation;

/**
 * The use that one component makes of another.
 *
 * @param calls made for each request, on average
 * @param critical share of the requests that fail if the call fails; the others do without
 * @param timeout seconds after which the caller gives up
 * @param retries further attempts after a failed one
 */
record Dependency(
    int from,
    int to,
    Relation.Kind kind,
    double calls,
    double critical,
    double timeout,
    int retries) {
  /** Whether the caller waits for an answer. */
  boolean waits() {
    return kind == Relation.Kind.CALLS || kind == Relation.Kind.STORES_IN;
  }
}
