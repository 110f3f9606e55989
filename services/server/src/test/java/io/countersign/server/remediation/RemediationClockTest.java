package io.countersign.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.course.RemediationCourse;
import io.countersign.domain.remediation.course.RemediationCourseSettings;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers whose clocks are hours apart, on one database. */
@OnAnyPostgres
class RemediationClockTest {
  private static final RemediationId ID = new RemediationId("rem_0123456789abcdef");
  private static final TemporalUnitOffset SOON = Assertions.within(30, ChronoUnit.SECONDS);

  private static final IncidentId INCIDENT = new IncidentId("inc_0123456789abcdef");

  private final Ledger ledger = TestDatabase.create().openWithoutCorrelation();

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void allJudgeByTheDatabasesClockAndWaitByNone() {
    for (int hours : new int[] {-3, 0, 3}) {
      var database = ledger.databaseStatus().clock();
      InstantSource own = () -> Instant.now().plus(Duration.ofHours(hours));
      var loop = loop(own);
      assertThat(loop.now()).isCloseTo(database, SOON);
      var retry = new Retry(loop.now().plusSeconds(600), "as always");
      var progress = loop.progress(ID, INCIDENT, retry);
      assertThat(progress.dueIn()).isCloseTo(Duration.ofSeconds(600), Duration.ofSeconds(30));
      assertThat(progress.dueAt()).isCloseTo(database.plusSeconds(600), SOON);
    }
  }

  private RemediationDriver loop(InstantSource clock) {
    var course = new RemediationCourse(RemediationCourseSettings.DEFAULT);
    return new RemediationDriver(ledger, new SystemCommands(ledger, clock), course, null);
  }
}
