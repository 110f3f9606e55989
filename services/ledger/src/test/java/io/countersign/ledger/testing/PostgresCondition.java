package io.countersign.ledger.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test, loudly, where the PostgreSQL that it is to run on can't be had. */
final class PostgresCondition implements ExecutionCondition {
  /** Set where a skipped test must not pass for one that ran. */
  private static final boolean REQUIRED = Boolean.getBoolean("countersign.test.postgres.required");

  /** Found out once a JVM. */
  private static final class Found {
    static final String OBSTACLE = obstacle();
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!TestPostgres.isContainer() || REQUIRED || Found.OBSTACLE.isEmpty()) {
      return ConditionEvaluationResult.enabled("there is a PostgreSQL");
    }
    return ConditionEvaluationResult.disabled(Found.OBSTACLE);
  }

  private static String obstacle() {
    var why = PostgresContainer.hasEngine() ? startingIt() : "there is no Docker engine";
    if (!why.isEmpty()) {
      System.err.println("SKIPPED: the tests on another PostgreSQL, since " + why);
    }
    return why;
  }

  private static String startingIt() {
    try {
      TestPostgres.running();
      return "";
    } catch (ExceptionInInitializerError e) {
      return "its container doesn't start: " + e.getCause().getMessage();
    }
  }
}
