package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.UnusableDatabaseException;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class EngineClaimTest {
  private static final String CLUSTER = "Temporal at temporal.example:7233, namespace default";
  private final TestDatabase database = TestDatabase.create();

  private EngineClaim take(String engine, boolean shared) {
    return EngineClaim.take(database.settings(), engine, shared, () -> {});
  }

  @Test
  void aSecondServerWithItsOwnEngineIsRefusedUntilTheFirstHasGone() {
    try (var first = take("its embedded Temporal", false)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> take("its embedded Temporal", false))
          .isInstanceOf(UnusableDatabaseException.class)
          .hasMessageContaining("another server works on this database")
          .hasMessageContaining("countersign on its embedded Temporal")
          .hasMessageContaining("TEMPORAL_ADDRESS");
      assertThatThrownBy(() -> take(CLUSTER, true)).isInstanceOf(UnusableDatabaseException.class);
    }
    take("its embedded Temporal", false).close();
  }

  @Test
  void serversWithOneTemporalShareADatabaseAndOthersAreRefused() {
    try (var first = take(CLUSTER, true);
        var second = take(CLUSTER, true)) {
      assertThat(first).isNotSameAs(second);
      assertThatThrownBy(() -> take(CLUSTER + "-2", true))
          .isInstanceOf(UnusableDatabaseException.class);
      assertThatThrownBy(() -> take("its embedded Temporal", false))
          .isInstanceOf(UnusableDatabaseException.class);
    }
  }

  @Test
  void anotherDatabaseOfTheSameServerIsNobodysBusiness() {
    try (var here = take("its embedded Temporal", false);
        var there =
            EngineClaim.take(
                TestDatabase.create().settings(), "its embedded Temporal", false, () -> {})) {
      assertThat(here).isNotSameAs(there);
    }
  }

  /** As when the first one's machine was cut off: it may go on only if nobody came meanwhile. */
  @Test
  void whoLostItsSessionTakesItAgainOrLearnsThatAnotherOneCame() throws Exception {
    var lost = new AtomicBoolean();
    try (var first =
        EngineClaim.take(
            database.settings(), "its embedded Temporal", false, () -> lost.set(true))) {
      try (var second = Eventually.get("another comes before it", this::takenMeanwhile)) {
        Eventually.holds("the first one learns it", lost::get);
        assertThat(second).isNotSameAs(first);
      }
    }
  }

  /** On a busy machine the first one may be back before. */
  private Optional<EngineClaim> takenMeanwhile() {
    endSessions();
    try {
      return Optional.of(take("its embedded Temporal", false));
    } catch (UnusableDatabaseException e) {
      return Optional.empty();
    }
  }

  @Test
  void aLostSessionIsTakenAgain() throws Exception {
    try (var first = take("its embedded Temporal", false)) {
      endSessions();
      Eventually.holds("it holds again", () -> holders() == 1);
      assertThatThrownBy(() -> take(CLUSTER, true)).isInstanceOf(UnusableDatabaseException.class);
      assertThat(first).isNotNull();
    }
  }

  private long holders() {
    return count(
        "select count(*) from pg_locks join pg_stat_activity using (pid)"
            + " where locktype = 'advisory' and mode = 'ShareLock' and granted and");
  }

  /** Returns once they are gone. */
  private void endSessions() {
    count("select count(pg_terminate_backend(pid, 60000)) from pg_stat_activity where");
  }

  private long count(String select) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                select
                    + " application_name like 'countersign on%' and datname ="
                    + " current_database()")) {
      row.next();
      return row.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
