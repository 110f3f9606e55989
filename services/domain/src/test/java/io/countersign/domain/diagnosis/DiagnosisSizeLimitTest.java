package io.countersign.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.testing.CatalogFixtures;
import io.countersign.domain.testing.Estate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnosisSizeLimitTest {
  @Test
  void longQueriesLeaveRoomForTheBestCauseFirst() {
    var reason = new Cause.Reason("\uD83D\uDE00".repeat(301), 40, List.of("c1", "c2", "c3", "c4"));
    var causes = new ArrayList<Cause>();
    var claims = new ArrayList<Claim>();
    for (int i = 1; i <= 20; i++) {
      var entity = CatalogFixtures.service("s" + i);
      causes.add(new Cause(entity, Kind.RELEASE, "CHG", "2", 40, List.of(reason, own(i))));
      claims.add(claim("c" + i, "q".repeat(7_000)));
    }
    var full = new Diagnosis(1, 1, "rules/1", true, causes, claims, List.of());
    var brief = DiagnosisSizeLimit.of(full);
    assertThat(brief.causes())
        .hasSize(3)
        .first()
        .matches(cause -> cause.entity().name().equals("s1"));
    assertThat(brief.claims()).extracting(Claim::id).containsExactly("c1", "c2", "c3");
    assertThat(brief.causes().getFirst().reasons().getFirst().text())
        .isEqualTo("\uD83D\uDE00".repeat(299) + "\u2026");
    assertThat(DiagnosisSizeLimit.of(brief)).isEqualTo(brief);
  }

  @Test
  void manyReadingsAreJudgedAllAndRecordedAsFarAsTheyFit() {
    var readings =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    new ProbeReading("p" + i, "0", true, Estate.FAULT, claim("c" + i, "up{} == 1")))
            .toList();
    assertThat(DiagnosisSizeLimit.readings(readings))
        .hasSizeBetween(40, 100)
        .startsWith(readings.getFirst());
    assertThat(DiagnosisSizeLimit.readings(readings.subList(0, 5)))
        .isEqualTo(readings.subList(0, 5));
  }

  private static Cause.Reason own(int i) {
    return new Cause.Reason("it fails", 1, List.of("c" + i));
  }

  private static Claim claim(String id, String query) {
    return new Claim(
        id, "prometheus", query, Estate.FAULT, Estate.FAULT, 1, Digest.ofJson(id), "it fails");
  }
}
