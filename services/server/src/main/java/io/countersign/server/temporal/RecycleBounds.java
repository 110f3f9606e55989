package io.countersign.server.temporal;

/**
 * The bounds of what an embedded server may hold before a fresh one takes its place.
 *
 * @param turns of loops, which it keeps until then
 * @param bytes that they hold, as far as that can be counted
 */
record RecycleBounds(int turns, long bytes) {
  boolean reachedBy(TemporalActions actions) {
    return actions.turns() >= turns || actions.heldBytes() >= bytes;
  }
}
