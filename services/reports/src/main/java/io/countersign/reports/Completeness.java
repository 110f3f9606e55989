package io.countersign.reports;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account of what a report was made of, so that it can be seen that nothing is left out.
 *
 * @param leaves how many were in [a, b)
 * @param requested the changes requested in the range
 * @param carriedOver the changes requested before it of which it tells something
 * @param aggregates how many the range tells of
 * @param gaps how many of their events are missing
 * @param earliest the earliest time that a leaf of the range was recorded at; empty for none
 * @param latest the latest one; empty for none
 * @param backwards how many leaves were recorded earlier than one before them
 * @param largestStepBackMillis by how much at most
 * @param events how many of each type; empty for a partial scope
 * @param outOfScope how many rows a partial scope left out
 */
public record Completeness(
    long leaves,
    ChangeBalance requested,
    ChangeBalance carriedOver,
    long aggregates,
    long gaps,
    String earliest,
    String latest,
    long backwards,
    long largestStepBackMillis,
    Map<String, Long> events,
    long outOfScope) {
  public Completeness {
    events = Collections.unmodifiableMap(new TreeMap<>(events));
  }
}
