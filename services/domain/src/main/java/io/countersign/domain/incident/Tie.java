package io.countersign.domain.incident;

/**
 * Why an alert belongs to an incident.
 *
 * @param rule the correlation rule's name
 * @param score 0 to 100
 */
public record Tie(String rule, int score, String because) {}
