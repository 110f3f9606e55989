package io.countersign.domain.correlation;

/**
 * The reason why an alert belongs to an incident.
 *
 * @param rule the correlation rule's name
 * @param score 0 to 100
 */
public record AlertTie(String rule, int score, String because) {
  private static final String ECHO = "echo";

  /** The same of a closed incident. */
  AlertTie asEcho() {
    return new AlertTie(
        ECHO, score, because + "; it began before the fault can be called a new one");
  }

  /** Whether it ties to a closed incident, which stays closed. */
  public boolean echo() {
    return rule.equals(ECHO);
  }
}
