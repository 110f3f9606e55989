package io.countersign.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import java.util.List;

/** Diagnoses of estates, and what is asked of them. */
public final class Diagnoses {
  private Diagnoses() {}

  /** The first one of an incident of three alerts, made so many seconds after the fault. */
  public static Diagnosis diagnose(Estate estate, int seconds) {
    return Diagnoser.diagnose(1, 3, estate.seenAfter(seconds), Estate.THRESHOLDS);
  }

  public static void isBlamed(Estate estate, int seconds, String service, Cause.Kind kind) {
    isBlamed(diagnose(estate, seconds), service, kind);
  }

  public static void isBlamed(Diagnosis diagnosis, String service, Cause.Kind kind) {
    isBlamed(diagnosis, CatalogFixtures.service(service), kind);
  }

  public static void isBlamed(Diagnosis diagnosis, EntityId entity, Cause.Kind kind) {
    assertThat(diagnosis.cause())
        .as("%s", diagnosis)
        .hasValueSatisfying(
            cause -> {
              assertThat(cause.entity()).isEqualTo(entity);
              assertThat(cause.kind()).isEqualTo(kind);
            });
  }

  public static void noReleaseIsBlamed(Diagnosis diagnosis) {
    assertThat(diagnosis.causes()).allSatisfy(cause -> assertThat(cause.change()).isNull());
  }

  /** The one that is ranked first, whether or not it's acted upon. */
  public static Cause best(Diagnosis diagnosis) {
    return diagnosis.causes().getFirst();
  }

  /** What is said for and against all causes at a service. */
  public static List<Cause.Reason> reasons(Diagnosis diagnosis, String service) {
    return diagnosis.causes().stream()
        .filter(cause -> cause.entity().equals(CatalogFixtures.service(service)))
        .flatMap(cause -> cause.reasons().stream())
        .toList();
  }
}
