package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {
  private static RuntimeException failure(String state) {
    return new IllegalStateException(new SqlFailureException(new SQLException("no", state)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", "08006", "25006", "28P01", "3D000", "53100", "53200", "53300", "55P03", "57P01",
        "57P03", "58030"
      })
  void whoeverAsksLaterMayBeLuckier(String state) {
    assertThat(SqlFailureException.isUnreachable(failure(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "23505", "25P03", "40001", "40P01", "42501"})
  void whatTheDatabaseRefusesOrHadToBreakOffIsNotThat(String state) {
    assertThat(SqlFailureException.isUnreachable(failure(state))).isFalse();
  }

  @Test
  void aPoolThatGetsNoConnectionTellsOfNoState() {
    var timeout = new SqlFailureException(new SQLTransientConnectionException("timed out"));
    assertThat(SqlFailureException.isUnreachable(timeout)).isTrue();
  }
}
